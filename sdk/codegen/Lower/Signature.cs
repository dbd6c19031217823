// A C# signature as an LLVM function type (docs/contracts.md, "Calling convention").
using System.Collections.Generic;
using System.Text;
using Lume.CodeGen.JitInterface;

namespace Lume.CodeGen.Lower;

internal sealed class Signature
{
    public required TypeShape? Return { get; init; }
    public required TypeShape[] Parameters { get; init; }
    public required bool HasThis { get; init; }
    public required bool HasGenericArgument { get; init; }

    /// <summary>The result is a block of bytes: the caller passes its address first.</summary>
    public bool ReturnsByAddress => Return is { IsBlock: true };

    public string ReturnType => Return switch
    {
        null => "void",
        { IsBlock: true } => "void",
        { Scalar: { } scalar } => TypeShape.RegisterType(scalar),
        { Leaves: { Length: 1 } leaves } => TypeShape.RegisterType(leaves[0].Scalar),
        { } shape => StructType(shape),
    };

    /// <summary>The return type with the extension attribute that the ABI wants.</summary>
    public string ReturnWithAttributes => ReturnType == "i32" ? "signext i32" : ReturnType;

    public static string StructType(TypeShape shape)
    {
        var text = new StringBuilder("{ ");
        for (int i = 0; i < shape.Leaves!.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(TypeShape.RegisterType(shape.Leaves[i].Scalar));
        }

        return text.Append(" }").ToString();
    }

    public static string WithExtension(string type) => type == "i32" ? "i32 signext" : type;

    /// <summary>The LLVM parameter types in order, without attributes.</summary>
    public List<string> ParameterTypes()
    {
        var types = new List<string>();
        if (ReturnsByAddress)
        {
            types.Add("ptr");
        }

        if (HasThis)
        {
            types.Add("ptr");
        }

        if (HasGenericArgument)
        {
            types.Add("ptr");
        }

        foreach (TypeShape shape in Parameters)
        {
            AddTypes(shape, types);
        }

        return types;
    }

    private static void AddTypes(TypeShape shape, List<string> types)
    {
        if (shape.Scalar is { } scalar)
        {
            types.Add(TypeShape.RegisterType(scalar));
        }
        else if (shape.Leaves is { } leaves)
        {
            foreach (Leaf leaf in leaves)
            {
                types.Add(TypeShape.RegisterType(leaf.Scalar));
            }
        }
        else
        {
            types.Add("ptr");
        }
    }

    /// <summary>How a module declares a function of this type: return type, then parameter list.</summary>
    public string Declaration()
    {
        var text = new StringBuilder();
        text.Append(ReturnWithAttributes).Append("|(");
        List<string> types = ParameterTypes();
        for (int i = 0; i < types.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(WithExtension(types[i]));
        }

        return text.Append(')').ToString();
    }

    public static Signature From(Ee ee, ShapeReader shapes, ref SigInfo sig, bool genericArgument)
    {
        var parameters = new TypeShape[sig.NumArgs];
        Handle arg = sig.Args;
        for (int i = 0; i < parameters.Length; i++)
        {
            (CorType type, Handle cls) = ee.ArgumentType(ref sig, arg);
            parameters[i] = shapes.Of(type, cls);
            arg = ee.NextArgument(arg);
        }

        return new Signature
        {
            Return = sig.RetType == CorType.Void ? null : shapes.Of(sig.RetType, sig.RetTypeClass),
            Parameters = parameters,
            HasThis = sig.HasThis,
            HasGenericArgument = genericArgument,
        };
    }
}
