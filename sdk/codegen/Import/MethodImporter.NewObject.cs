// newobj: classes, structs, strings, multi-dimensional arrays, delegates.
using System.Globalization;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private void ImportNewObject(uint ilToken)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, ilToken, TokenKind.NewObj);
        ClassFlags flags = _ee.ClassAttributes(token.Class);
        if ((flags & ClassFlags.Delegate) != 0)
        {
            ImportNewDelegate(ref token);
            return;
        }

        if ((flags & ClassFlags.Array) != 0)
        {
            ImportNewMultiDimensionalArray(ref token);
            return;
        }

        CallInfo call = _ee.CallInfoOf(ref token, null, _info.Method, CallInfoFlags.AllowInstParam);
        if ((flags & ClassFlags.VarObjSize) != 0)
        {
            // A string: ilc puts the static method Ctor in the place of each constructor; it returns the object.
            ImportNewString(ref token, ref call);
            return;
        }

        TypeShape shape = _shapes.Of(token.Class);
        if ((flags & ClassFlags.ValueClass) != 0)
        {
            string slot = NewTemp(shape);
            Zero(slot, shape);
            CallConstructor(ref token, ref call, Value.Pointer(slot) with { NonNull = true, IsLocalAddress = true });
            Push(LoadFrom(slot, shape, shape.Alignment, isVolatile: false));
            return;
        }

        Value fresh = AllocateObject(ref token);
        CallConstructor(ref token, ref call, fresh);
        Push(fresh);
    }

    private Value AllocateObject(ref ResolvedToken token)
    {
        GenericHandleResult handle = _ee.EmbedHandle(ref token, true, _info.Method);
        string table = HandleAddress(ref token, ref handle);
        string function = _text.Function(_ee.Helper(_ee.NewHelper(token.Class)).Target, "ptr|(ptr)");
        return Value.Pointer(EmitCall("ptr", function, $"ptr {table}", mayThrow: true)) with { NonNull = true };
    }

    /// <summary>The constructor's arguments are on the stack; <c>this</c> goes under them.</summary>
    private void CallConstructor(ref ResolvedToken token, ref CallInfo call, Value self)
    {
        _stack.Insert(_stack.Count - call.Sig.NumArgs, self);
        EmitManagedCall(ref token, ref call);
    }

    private void ImportNewString(ref ResolvedToken token, ref CallInfo call)
    {
        Signature declared = Signature.From(_ee, _shapes, ref call.Sig, genericArgument: false);
        var signature = new Signature
        {
            Return = TypeShape.Of(Scalar.Ref), Parameters = declared.Parameters, HasThis = false, HasGenericArgument = false,
        };
        EmitSignatureCall(signature, EntryPoint(ref call, signature), null);
    }

    private void ImportNewMultiDimensionalArray(ref ResolvedToken token)
    {
        SigInfo sig = _ee.SignatureOf(token.Method);
        int count = sig.NumArgs;
        string lengths = _text.Alloca($"[{count} x i32]", 8);
        for (int i = count - 1; i >= 0; i--)
        {
            Emit($"store {Coerce(Pop(), ValueKind.Int32)}, ptr {OffsetAddress(lengths, 4 * i)}");
        }

        GenericHandleResult handle = _ee.EmbedHandle(ref token, true, _info.Method);
        string table = HandleAddress(ref token, ref handle);
        string function = _text.Function(_ee.Helper(Helpers.NewMultiDimensionalArray).Target, "ptr|(ptr, i32 signext, ptr)");
        string array = EmitCall("ptr", function, $"ptr {table}, i32 signext {count.ToString(CultureInfo.InvariantCulture)}, ptr {lengths}", mayThrow: true);
        Push(Value.Pointer(array) with { NonNull = true });
    }

    /// <summary>
    /// A delegate: ilc makes a stub per (delegate class, target) that fills in the new object's fields. The function
    /// value on the stack is not code but a promise: it remembers the ldftn token.
    /// </summary>
    private void ImportNewDelegate(ref ResolvedToken token)
    {
        Value function = Pop();
        Value target = Pop();
        ResolvedToken method = function.Token?.Token ?? throw new UnsupportedException("a delegate over a computed function pointer");
        Lookup lookup = _ee.DelegateConstructor(ref method, function.Token.Constraint, token.Class, _info.Method);
        Value fresh = AllocateObject(ref token);
        if (lookup.Kind.NeedsRuntimeLookup != 0)
        {
            ConstLookup helper = _ee.ReadyToRunHelper(ref method, ref lookup.Kind, Helpers.ReadyToRunGenericHandle, _info.Method);
            string generic = _text.Function(helper.Target, "void|(ptr, ptr, ptr)");
            EmitCall("void", generic, $"{fresh}, ptr {AsPointer(target)}, ptr {GenericContext()}", mayThrow: true);
        }
        else
        {
            string stub = _text.Function(lookup.Const.Target, "void|(ptr, ptr)");
            EmitCall("void", stub, $"{fresh}, ptr {AsPointer(target)}", mayThrow: true);
        }

        Push(fresh);
    }
}
