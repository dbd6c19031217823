// What the evaluation stack holds while a method is imported.
namespace Lume.CodeGen.Lower;

/// <summary>The stack types of ECMA-335 III.1.1, with native int, references and pointers told apart only by LLVM type.</summary>
internal enum ValueKind : byte { Int32, Int64, Single, Double, Pointer, Struct }

/// <summary>
/// A value on the evaluation stack: an LLVM operand, or for a struct the address of a copy that nobody writes again.
/// </summary>
internal readonly record struct Value(ValueKind Kind, string Text, TypeShape? Struct = null)
{
    /// <summary>The operand is certainly not null: an address of a local, a fresh object, <c>this</c> after a check.</summary>
    public bool NonNull { get; init; }

    /// <summary>The address of a local or an argument: stores through it need no release.</summary>
    public bool IsLocalAddress { get; init; }

    /// <summary>What ldftn, ldvirtftn or ldtoken named: a promise that the instruction behind it redeems.</summary>
    public TokenReference? Token { get; init; }

    public string Type => TypeName(Kind);

    public static string TypeName(ValueKind kind) => kind switch
    {
        ValueKind.Int32 => "i32",
        ValueKind.Int64 => "i64",
        ValueKind.Single => "float",
        ValueKind.Double => "double",
        _ => "ptr",
    };

    public static Value Int32(string text) => new(ValueKind.Int32, text);
    public static Value Int64(string text) => new(ValueKind.Int64, text);
    public static Value Pointer(string text) => new(ValueKind.Pointer, text);
    public static Value Null => new(ValueKind.Pointer, "null");

    public bool IsFloat => Kind is ValueKind.Single or ValueKind.Double;
    public bool IsStruct => Kind == ValueKind.Struct;

    public override string ToString() => $"{Type} {Text}";
}

/// <summary>A resolved metadata token that travels on the stack.</summary>
internal sealed class TokenReference(JitInterface.ResolvedToken token, uint constraint = 0)
{
    public JitInterface.ResolvedToken Token => token;

    /// <summary>The token of the type that a constrained prefix named; 0 without one.</summary>
    public uint Constraint => constraint;
}
