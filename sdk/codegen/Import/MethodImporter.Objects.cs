// Objects: casts, boxing, tokens, function pointers.
using System.Globalization;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private bool ImportObject(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Newobj: ImportNewObject(il.Token); return true;
            case ILOpcode.Castclass: ImportCast(il.Token, throwing: true); return true;
            case ILOpcode.Isinst: ImportCast(il.Token, throwing: false); return true;
            case ILOpcode.Box: ImportBox(ref il); return true;
            case ILOpcode.Unbox: PushUnboxed(il.Token); return true;
            case ILOpcode.Unbox_Any: ImportUnboxAny(il.Token); return true;
            case ILOpcode.Ldtoken: ImportLoadToken(ref il); return true;
            case ILOpcode.Ldftn: ImportLoadFunction(ref il, isVirtual: false); return true;
            case ILOpcode.Ldvirtftn: ImportLoadFunction(ref il, isVirtual: true); return true;
            default: return false;
        }
    }

    // ---- Handles of types and generic contexts ----

    /// <summary>What embedGenericHandle answered, as an address: a constant, or found through the generic context.</summary>
    private string HandleAddress(ref ResolvedToken token, ref GenericHandleResult handle) =>
        handle.Lookup.Kind.NeedsRuntimeLookup != 0
            ? RuntimeLookup(ref token, ref handle.Lookup)
            : Address(handle.Lookup.Const);

    private static readonly string[] s_contexts = ["this", "a method dictionary", "a type argument"];

    private string RuntimeLookup(ref ResolvedToken token, ref Lookup lookup)
    {
        _text.Uses.Add($"look-up through {s_contexts[ContextKind().Source]}");
        if (lookup.Indirections == Lookup.UseNull)
        {
            return "null";
        }

        if (lookup.Indirections != Lookup.UseHelper)
        {
            string at = GenericContext();
            for (int i = 0; i < lookup.Indirections; i++)
            {
                at = Assign($"load ptr, ptr {OffsetAddress(at, lookup.Offsets[i])}");
            }

            return at;
        }

        ConstLookup helper = _ee.ReadyToRunHelper(ref token, ref lookup.Kind, Helpers.ReadyToRunGenericHandle, _info.Method);
        return EmitCall("ptr", _text.Function(helper.Target, "ptr|(ptr)"), $"ptr {GenericContext()}", mayThrow: false);
    }

    /// <summary>The generic context of shared code: a dictionary, a MethodTable, or the MethodTable of <c>this</c>.</summary>
    private string GenericContext()
    {
        _readsDictionary = true;
        if (_genericArgument.Length > 0)
        {
            return _genericArgument;
        }

        if ((_info.Options & MethodOptions.ContextFromThis) == 0)
        {
            throw new UnsupportedException("a generic look-up in a method without generic context");
        }

        string self = Assign($"load ptr, ptr {_arguments[0].Address}");
        return Assign($"load ptr, ptr {self}");
    }

    private LookupKind ContextKind() => new()
    {
        NeedsRuntimeLookup = 1,
        Source = (_info.Options & MethodOptions.ContextFromThis) != 0 ? 0
            : (_info.Options & MethodOptions.ContextFromMethodDictionary) != 0 ? 1 : 2,
    };

    private string TypeHandle(uint ilToken, TokenKind kind, out ResolvedToken token)
    {
        token = _ee.Resolve(_info.Scope, ilToken, kind);
        GenericHandleResult handle = _ee.EmbedHandle(ref token, false, _info.Method);
        return HandleAddress(ref token, ref handle);
    }

    // ---- Casts ----

    private void ImportCast(uint ilToken, bool throwing, TokenKind kind = TokenKind.Casting)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, ilToken, kind);
        GenericHandleResult handle = _ee.EmbedHandle(ref token, false, _info.Method);
        string table = HandleAddress(ref token, ref handle);
        string function = _text.Function(_ee.Helper(_ee.CastingHelper(ref token, throwing)).Target, "ptr|(ptr, ptr)");
        Value value = Pop();
        string result = EmitCall("ptr", function, $"ptr {table}, ptr {AsPointer(value)}", mayThrow: throwing);
        Push(Value.Pointer(result) with { NonNull = throwing && value.NonNull });
    }

    // ---- Boxing ----

    private void ImportBox(ref ILReader il)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, il.Token, TokenKind.Box);
        if (!_ee.IsValueClass(token.Class) || TryFoldBox(ref il, ref token))
        {
            return;
        }

        Value value = Pop();
        string address = Spill(value, _shapes.Of(token.Class));
        Push(Value.Pointer(BoxFrom(ref token, address)) with { NonNull = _ee.TypeForBox(token.Class) == token.Class });
    }

    /// <summary>
    /// Generic code asks <c>value is null</c> by boxing, and <c>(T)(object)value</c> boxes only to unbox: neither needs the box.
    /// </summary>
    private bool TryFoldBox(ref ILReader il, ref ResolvedToken token)
    {
        ILReader ahead = il;
        if (!ahead.MoveNext() || _blocks.ContainsKey(ahead.Offset))
        {
            return false;
        }

        switch (ahead.Opcode)
        {
            case ILOpcode.Brtrue or ILOpcode.Brtrue_S or ILOpcode.Brfalse or ILOpcode.Brfalse_S:
                Push(Value.Int32(HasValue(ref token)));
                return true;

            case ILOpcode.Unbox_Any:
                ResolvedToken target = _ee.Resolve(_info.Scope, ahead.Token, TokenKind.Class);
                if (target.Class != token.Class)
                {
                    return false;
                }

                il = ahead;
                return true;

            case ILOpcode.Ldnull:
                if (!ahead.MoveNext() || _blocks.ContainsKey(ahead.Offset) || ahead.Opcode is not (ILOpcode.Ceq or ILOpcode.Cgt_Un))
                {
                    return false;
                }

                string hasValue = HasValue(ref token);
                Push(Value.Int32(ahead.Opcode == ILOpcode.Cgt_Un ? hasValue : Assign($"xor i32 {hasValue}, 1")));
                il = ahead;
                return true;

            default:
                return false;
        }
    }

    // Takes the value from the stack: 1, or for a Nullable its first field.
    private string HasValue(ref ResolvedToken token)
    {
        Value value = Pop();
        if (_ee.TypeForBox(token.Class) == token.Class)
        {
            return "1";
        }

        string address = Spill(value, _shapes.Of(token.Class));
        return Assign($"zext i8 {Assign($"load i8, ptr {address}, align 1")} to i32");
    }

    /// <summary>Boxes the value at the address; the helper takes the MethodTable and the address.</summary>
    private string BoxFrom(ref ResolvedToken token, string address)
    {
        GenericHandleResult handle = _ee.EmbedHandle(ref token, false, _info.Method);
        string table = HandleAddress(ref token, ref handle);
        string function = _text.Function(_ee.Helper(_ee.BoxHelper(token.Class)).Target, "ptr|(ptr, ptr)");
        return EmitCall("ptr", function, $"ptr {table}, ptr {address}", mayThrow: true);
    }

    /// <summary>The address of a copy of the value in memory.</summary>
    private string Spill(Value value, TypeShape shape)
    {
        if (value.IsStruct)
        {
            return value.Text;
        }

        string slot = NewTemp(shape);
        StoreTo(slot, value, shape, shape.Alignment, isVolatile: false, toHeap: false);
        return slot;
    }

    /// <summary>Leaves the address of the value inside the box, type checked.</summary>
    private void PushUnboxed(uint ilToken)
    {
        string table = TypeHandle(ilToken, TokenKind.Class, out ResolvedToken token);
        Value box = Pop();
        string function = _text.Function(_ee.Helper(_ee.UnboxHelper(token.Class)).Target, "ptr|(ptr, ptr)");
        Push(Value.Pointer(EmitCall("ptr", function, $"ptr {table}, ptr {AsPointer(box)}", mayThrow: true)) with { NonNull = true });
    }

    private void ImportUnboxAny(uint ilToken)
    {
        Handle cls = ClassOfToken(ilToken);
        if (!_ee.IsValueClass(cls))
        {
            // ilc's scanner has laid out the dictionary for unbox.any as for a type, not as for a cast.
            ImportCast(ilToken, throwing: true, TokenKind.Class);
            return;
        }

        TypeShape shape = _shapes.Of(cls);
        if (_ee.UnboxHelper(cls) == Helpers.UnboxNullable)
        {
            string table = TypeHandle(ilToken, TokenKind.Class, out _);
            string slot = NewTemp(shape);
            string function = _text.Function(_ee.Helper(Helpers.UnboxNullable).Target, "void|(ptr, ptr, ptr)");
            EmitCall("void", function, $"ptr {slot}, ptr {table}, ptr {AsPointer(Pop())}", mayThrow: true);
            Push(new Value(ValueKind.Struct, slot, shape));
            return;
        }

        PushUnboxed(ilToken);
        Push(LoadFrom(Pop().Text, shape, shape.Alignment, isVolatile: false));
    }

    // ---- Tokens and functions ----

    private void ImportLoadToken(ref ILReader il)
    {
        if (TryFoldTypeComparison(ref il))
        {
            return;
        }

        ResolvedToken token = _ee.Resolve(_info.Scope, il.Token, TokenKind.Ldtoken);
        if (!token.Field.IsNull)
        {
            // Only RuntimeHelpers.InitializeArray and CreateSpan take one; see the intrinsics.
            Push(Value.Null with { Token = new TokenReference(token) });
            return;
        }

        if (!token.Method.IsNull)
        {
            throw new UnsupportedException("ldtoken of a method");
        }

        GenericHandleResult handle = _ee.EmbedHandle(ref token, false, _info.Method);
        string slot = _text.Alloca("ptr", 8);
        Emit($"store ptr {HandleAddress(ref token, ref handle)}, ptr {slot}");
        Push(new Value(ValueKind.Struct, slot, OneWord));
    }

    /// <summary>The shape of RuntimeTypeHandle and RuntimeFieldHandle.</summary>
    private static readonly TypeShape OneWord = new() { Size = 8, Alignment = 8, Leaves = [new Leaf(0, Scalar.I64)] };

    /// <summary>
    /// <c>typeof(A) == typeof(B)</c> compares two MethodTables and needs no Type objects. Generic code leans on it.
    /// </summary>
    private bool TryFoldTypeComparison(ref ILReader il)
    {
        ILReader ahead = il;
        ResolvedToken first = _ee.Resolve(_info.Scope, il.Token, TokenKind.Ldtoken);
        if (first.Class.IsNull || !first.Method.IsNull || !first.Field.IsNull || !NextCalls(ref ahead, "GetTypeFromHandle") ||
            !ahead.MoveNext() || ahead.Opcode != ILOpcode.Ldtoken)
        {
            return false;
        }

        ResolvedToken second = _ee.Resolve(_info.Scope, ahead.Token, TokenKind.Ldtoken);
        if (!NextCalls(ref ahead, "GetTypeFromHandle") || !ahead.MoveNext() || ahead.Opcode != ILOpcode.Call)
        {
            return false;
        }

        string name = NameOfCall(ahead.Token);
        if (name is not ("op_Equality" or "op_Inequality"))
        {
            return false;
        }

        int known = _ee.CompareForEquality(first.Class, second.Class);
        if (known != 0)
        {
            PushInt32((known > 0) == (name == "op_Equality") ? 1 : 0);
        }
        else
        {
            GenericHandleResult a = _ee.EmbedHandle(ref first, false, _info.Method);
            GenericHandleResult b = _ee.EmbedHandle(ref second, false, _info.Method);
            string left = HandleAddress(ref first, ref a);
            string right = HandleAddress(ref second, ref b);
            string bit = Assign($"icmp {(name == "op_Equality" ? "eq" : "ne")} ptr {left}, {right}");
            Push(Value.Int32(Assign($"zext i1 {bit} to i32")));
        }

        il = ahead;
        return true;
    }

    private bool NextCalls(ref ILReader ahead, string method) =>
        ahead.MoveNext() && !_blocks.ContainsKey(ahead.Offset) && ahead.Opcode == ILOpcode.Call && NameOfCall(ahead.Token) == method;

    private string NameOfCall(uint ilToken)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, ilToken, TokenKind.Method);
        var (ns, cls, method) = _ee.NameOf(token.Method);
        return ns == "System" && cls == "Type" ? method : "";
    }

    private void ImportLoadFunction(ref ILReader il, bool isVirtual)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, il.Token, isVirtual ? TokenKind.Ldvirtftn : TokenKind.Method);
        if (isVirtual)
        {
            Pop();
        }

        RefuseNativeMethod(token.Method);
        ILReader ahead = il;
        bool forDelegate = ahead.MoveNext() && ahead.Opcode == ILOpcode.Newobj;
        if (forDelegate)
        {
            Push(Value.Null with { Token = new TokenReference(token, _prefix.ConstrainedToken) });
            return;
        }

        ResolvedToken constrained = default;
        bool hasConstraint = _prefix.ConstrainedToken != 0;
        if (hasConstraint)
        {
            constrained = _ee.Resolve(_info.Scope, _prefix.ConstrainedToken, TokenKind.Constrained);
        }

        CallInfo call = _ee.CallInfoOf(ref token, hasConstraint ? &constrained : null, _info.Method, CallInfoFlags.LoadFunction);
        if (isVirtual || call.Kind is not (CallKind.Call or CallKind.CodePointer))
        {
            throw new UnsupportedException("ldvirtftn that does not make a delegate");
        }

        Push(Value.Pointer(CodePointer(ref token, ref call)) with { NonNull = true });
    }

    private string CodePointer(ref ResolvedToken token, ref CallInfo call) =>
        call.CodePointerOrStub.Kind.NeedsRuntimeLookup != 0
            ? RuntimeLookup(ref token, ref call.CodePointerOrStub)
            : Address(call.CodePointerOrStub.Const);
}
