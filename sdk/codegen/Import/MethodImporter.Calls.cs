// Calls: direct, virtual, interface, generic virtual, through pointers, into assembly.
using System.Collections.Generic;
using System.Text;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal static class CallInfoFlags
{
    public const uint AllowInstParam = 1;
    public const uint CallVirt = 2;
    public const uint LoadFunction = 0x20;
}

internal sealed unsafe partial class MethodImporter
{
    // Bit 1 of a function pointer says that it points, minus two, at {code, generic context}.
    private const int FatPointerBit = 2;

    private bool ImportCallInstruction(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Call: ImportCall(il.Token, isVirtual: false); return true;
            case ILOpcode.Callvirt: ImportCall(il.Token, isVirtual: true); return true;
            case ILOpcode.Calli: ImportCallIndirect(il.Token); return true;
            case ILOpcode.Jmp: throw new UnsupportedException("jmp");
            default: return false;
        }
    }

    private void ImportCall(uint ilToken, bool isVirtual)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, ilToken, TokenKind.Method);
        ResolvedToken constrained = default;
        bool hasConstraint = _prefix.ConstrainedToken != 0;
        if (hasConstraint)
        {
            constrained = _ee.Resolve(_info.Scope, _prefix.ConstrainedToken, TokenKind.Constrained);
        }

        uint flags = CallInfoFlags.AllowInstParam | (isVirtual ? CallInfoFlags.CallVirt : 0);
        CallInfo call = _ee.CallInfoOf(ref token, hasConstraint ? &constrained : null, _info.Method, flags);
        if ((call.MethodFlags & MethodFlags.Intrinsic) != 0 && ImportIntrinsic(ref token, ref call))
        {
            var (ns, cls, _) = _ee.NameOf(call.Method);
            _text.Uses.Add($"intrinsic of {ns}.{cls}");
            return;
        }

        if ((call.MethodFlags & MethodFlags.PInvoke) != 0)
        {
            RefuseMarshalling(ref call);
            ImportPInvoke(ref call);
            return;
        }

        if (call.Sig.HasThis)
        {
            TransformThis(ref call, hasConstraint ? &constrained : null);
            if (isVirtual && call.ThisTransform == ThisTransform.None && !hasConstraint)
            {
                Value self = At(call.Sig.NumArgs);
                string address = CheckNull(self);
                SetAt(call.Sig.NumArgs, Value.Pointer(address) with { NonNull = true, IsLocalAddress = self.IsLocalAddress });
            }
        }

        EmitManagedCall(ref token, ref call);
    }

    private Value At(int depth) =>
        depth < _stack.Count ? _stack[_stack.Count - 1 - depth] : throw new UnsupportedException("a call with too few arguments");

    private void SetAt(int depth, Value value) => _stack[_stack.Count - 1 - depth] = value;

    /// <summary>What a constrained call does to its <c>this</c>, which is an address of the value.</summary>
    private void TransformThis(ref CallInfo call, ResolvedToken* constrained)
    {
        int depth = call.Sig.NumArgs;
        _text.Uses.Add($"this by {call.ThisTransform}");
        switch (call.ThisTransform)
        {
            case ThisTransform.None:
                return;
            case ThisTransform.Dereference:
                Value reference = LoadScalar(AsPointer(At(depth)), Scalar.Ref);
                SetAt(depth, Value.Pointer(CheckNull(reference)) with { NonNull = true });
                return;
            case ThisTransform.Box when constrained != null:
                ResolvedToken boxed = *constrained;
                SetAt(depth, Value.Pointer(BoxFrom(ref boxed, AsPointer(At(depth)))) with { NonNull = _ee.TypeForBox(boxed.Class) == boxed.Class });
                return;
            default:
                throw new UnsupportedException($"a constrained call with transform {call.ThisTransform}");
        }
    }

    // ---- Managed calls ----

    /// <summary>Calls what ilc described; the arguments, <c>this</c> included, are on the stack.</summary>
    private void EmitManagedCall(ref ResolvedToken token, ref CallInfo call)
    {
        bool generic = call.Sig.HasTypeArgument;
        _text.Uses.Add($"call by {call.Kind}{(generic ? " with a generic context" : "")}");
        Signature signature = Signature.From(_ee, _shapes, ref call.Sig, generic);
        string? genericArgument = generic ? InstantiationArgument(ref token, ref call) : null;
        switch (call.Kind)
        {
            case CallKind.Call:
                EmitSignatureCall(signature, EntryPoint(ref call, signature), genericArgument);
                break;
            case CallKind.CodePointer:
                EmitPointerCall(signature, CodePointer(ref token, ref call), call.Sig.MayBeFatPointer, genericArgument);
                break;
            case CallKind.Stub:
                EmitSignatureCall(signature, InterfaceTarget(ref token, ref call), genericArgument);
                break;
            case CallKind.LdVirtFtn:
                EmitPointerCall(signature, GenericVirtualTarget(ref token, ref call), mayBeFat: true, genericArgument);
                break;
            case CallKind.VTable:
                string table = Assign($"load ptr, ptr {CheckNull(At(call.Sig.NumArgs))}");
                string code = Assign($"load ptr, ptr {OffsetAddress(table, _ee.VTableOffset(call.Method))}");
                EmitSignatureCall(signature, code, genericArgument);
                break;
            default:
                throw new UnsupportedException($"a call of kind {call.Kind}");
        }
    }

    // ilc names the code of a direct call with the call itself; asked by method it refuses types with explicit implementations.
    private string EntryPoint(ref CallInfo call, Signature signature)
    {
        Handle target = call.CodePointerOrStub.Const.Target;
        return _text.Function(target.IsNull ? _ee.EntryPoint(call.Method).Target : target, signature.Declaration());
    }

    /// <summary>The hidden argument that tells shared code which instantiation it runs as.</summary>
    private string InstantiationArgument(ref ResolvedToken token, ref CallInfo call)
    {
        if (call.ExactContextNeedsRuntimeLookup == 0)
        {
            return Address(call.InstParam);
        }

        bool classContext = (call.ContextHandle.Value & 1) != 0;
        GenericHandleResult handle = _ee.EmbedHandle(ref token, classContext, _info.Method);
        return HandleAddress(ref token, ref handle);
    }

    /// <summary>
    /// The code that an interface call reaches. The cell points at an immutable {MethodTable, code}; when the object is of another
    /// type the runtime finds the code and publishes a new pair.
    /// </summary>
    private string InterfaceTarget(ref ResolvedToken token, ref CallInfo call)
    {
        string cell = call.CodePointerOrStub.Kind.NeedsRuntimeLookup != 0
            ? RuntimeLookup(ref token, ref call.CodePointerOrStub)
            : _text.Data(call.CodePointerOrStub.Const.Target);
        string self = CheckNull(At(call.Sig.NumArgs));
        string table = Assign($"load ptr, ptr {self}");
        string pair = Assign($"load atomic ptr, ptr {cell} monotonic, align 8");
        string expected = Assign($"load ptr, ptr {pair}");
        string hit = NewLabel("hit"), miss = NewLabel("miss"), done = NewLabel("done");
        Emit($"br i1 {Assign($"icmp eq ptr {table}, {expected}")}, label %{hit}, label %{miss}");
        StartLabel(hit);
        string cached = Assign($"load ptr, ptr {OffsetAddress(pair, 8)}");
        Emit($"br label %{done}");
        StartLabel(miss);
        string resolver = _text.Named("RhpResolveInterface", "ptr|(ptr, ptr)");
        string found = EmitCall("ptr", resolver, $"ptr {self}, ptr {cell}", mayThrow: false);
        Emit($"br label %{done}");
        StartLabel(done);
        return Assign($"phi ptr [ {cached}, %{hit} ], [ {found}, %{miss} ]");
    }

    private string GenericVirtualTarget(ref ResolvedToken token, ref CallInfo call)
    {
        string handle = call.CodePointerOrStub.Kind.NeedsRuntimeLookup != 0 || call.ExactContextNeedsRuntimeLookup != 0
            ? RuntimeLookup(ref token, ref call.CodePointerOrStub)
            : Address(_ee.EmbedMethod(call.Method));
        string function = _text.Function(_ee.Helper(Helpers.GenericVirtualLookup).Target, "ptr|(ptr, ptr)");
        return EmitCall("ptr", function, $"ptr {CheckNull(At(call.Sig.NumArgs))}, ptr {handle}", mayThrow: true);
    }

    // There is no loader of libraries and no marshaller: only functions that are linked in, over plain values.
    private void RefuseMarshalling(ref CallInfo call)
    {
        if (_ee.NeedsMarshalling(call.Method, ref call.Sig))
        {
            throw new UnsupportedException(
                $"the native method {FullName(call.Method)}: declare it [DllImport(\"*\")] with numbers, pointers and structs of these, and link its object file");
        }
    }

    private void RefuseNativeMethod(Handle method)
    {
        if ((_ee.MethodAttributes(method) & MethodFlags.PInvoke) != 0)
        {
            throw new UnsupportedException($"the address of the native method {FullName(method)}: take that of a C# method which calls it");
        }
    }

    private string FullName(Handle method)
    {
        var (ns, cls, name) = _ee.NameOf(method);
        return $"{ns}.{cls}.{name}";
    }

    private void ImportPInvoke(ref CallInfo call)
    {
        Signature signature = Signature.From(_ee, _shapes, ref call.Sig, genericArgument: false);
        EmitSignatureCall(signature, _text.Function(_ee.PInvokeTarget(call.Method).Target, signature.Declaration()), null);
    }

    private void ImportCallIndirect(uint ilToken)
    {
        SigInfo sig = _ee.FindSignature(_info.Scope, ilToken, new Handle(1));
        string code = AsPointer(Pop());
        Signature signature = Signature.From(_ee, _shapes, ref sig, genericArgument: false);
        const uint unmanaged = 9;
        bool managed = (sig.CallConv & 0xF) != unmanaged && (sig.CallConv & 0xF) == 0;
        EmitPointerCall(signature, code, managed, null);
    }

    /// <summary>Calls through a pointer that may carry a generic context behind it.</summary>
    private void EmitPointerCall(Signature signature, string code, bool mayBeFat, string? genericArgument)
    {
        if (!mayBeFat || genericArgument is not null)
        {
            EmitSignatureCall(signature, code, genericArgument);
            return;
        }

        string bits = Assign($"and i64 {Assign($"ptrtoint ptr {code} to i64")}, {FatPointerBit}");
        string fat = NewLabel("fat"), thin = NewLabel("thin"), done = NewLabel("called");
        string? result = signature.Return is { } shape ? NewTemp(shape) : null;
        var arguments = _stack.GetRange(_stack.Count - CountArguments(signature), CountArguments(signature));
        Emit($"br i1 {Assign($"icmp eq i64 {bits}, 0")}, label %{thin}, label %{fat}");

        StartLabel(thin);
        EmitSignatureCall(signature, code, null);
        KeepResult(signature, result);
        Emit($"br label %{done}");

        StartLabel(fat);
        _stack.AddRange(arguments);
        string pair = OffsetAddress(code, -FatPointerBit);
        string real = Assign($"load ptr, ptr {pair}");
        string context = Assign($"load ptr, ptr {OffsetAddress(pair, 8)}");
        var withContext = new Signature
        {
            Return = signature.Return, Parameters = signature.Parameters, HasThis = signature.HasThis, HasGenericArgument = true,
        };
        EmitSignatureCall(withContext, real, context);
        KeepResult(signature, result);
        Emit($"br label %{done}");

        StartLabel(done);
        if (result is not null)
        {
            Push(LoadFrom(result, signature.Return!, signature.Return!.Alignment, isVolatile: false));
        }
    }

    private void KeepResult(Signature signature, string? slot)
    {
        if (slot is not null)
        {
            StoreTo(slot, Pop(), signature.Return!, signature.Return!.Alignment, isVolatile: false, toHeap: false);
        }
    }

    private static int CountArguments(Signature signature) => signature.Parameters.Length + (signature.HasThis ? 1 : 0);

    // ---- Lowering of a call to LLVM ----

    /// <summary>Takes the arguments off the stack, calls, and pushes the result.</summary>
    private void EmitSignatureCall(Signature signature, string code, string? genericArgument)
    {
        int count = CountArguments(signature);
        if (_stack.Count < count)
        {
            throw new UnsupportedException("a call with too few arguments");
        }

        List<Value> values = _stack.GetRange(_stack.Count - count, count);
        _stack.RemoveRange(_stack.Count - count, count);
        var arguments = new StringBuilder();
        string? block = signature.ReturnsByAddress ? NewTemp(signature.Return!) : null;
        if (block is not null)
        {
            Append(arguments, $"ptr {block}");
        }

        int next = 0;
        if (signature.HasThis)
        {
            Append(arguments, $"ptr {AsPointer(values[next++])}");
        }

        if (genericArgument is not null)
        {
            Append(arguments, $"ptr {genericArgument}");
        }

        foreach (TypeShape shape in signature.Parameters)
        {
            AppendArgument(arguments, values[next++], shape);
        }

        string result = EmitCall(signature.ReturnWithAttributes, code, arguments.ToString(), mayThrow: true);
        PushResult(signature, block ?? result);
    }

    // ilc makes this thunk for every delegate when it keeps method tokens, with a body that fits references only. The runtime never
    // asks for it: a delegate over an open instance method is called through its code.
    private bool IsUnusedThunk => _ee.NameOf(_info.Method).Item3 == "InvokeOpenInstanceThunk";

    private static void Append(StringBuilder arguments, string argument) =>
        arguments.Append(arguments.Length == 0 ? "" : ", ").Append(argument);

    private void AppendArgument(StringBuilder arguments, Value value, TypeShape shape)
    {
        if (shape.Scalar is { } scalar)
        {
            Value converted = CoerceValue(value, TypeShape.StackKind(scalar));
            string text = Widen(Narrow(converted.Text, scalar), scalar);
            Append(arguments, $"{Signature.WithExtension(converted.Type)} {text}");
            return;
        }

        if (!value.IsStruct && IsUnusedThunk)
        {
            Append(arguments, "ptr poison");
            return;
        }

        if (!value.IsStruct)
        {
            throw new UnsupportedException("a scalar passed where a struct belongs");
        }

        if (shape.IsBlock)
        {
            // The callee owns what it is given; a value on the stack may be used again.
            string copy = NewTemp(shape);
            CopyStruct(copy, value.Text, shape, toHeap: false, alignment: 1);
            Append(arguments, $"ptr {copy}");
            return;
        }

        foreach (Leaf leaf in shape.Leaves!)
        {
            Value part = LoadScalar(OffsetAddress(value.Text, leaf.Offset), leaf.Scalar);
            Append(arguments, $"{Signature.WithExtension(part.Type)} {part.Text}");
        }
    }

    private void PushResult(Signature signature, string result)
    {
        if (signature.Return is not { } shape)
        {
            return;
        }

        if (shape.Scalar is { } scalar)
        {
            Push(new Value(TypeShape.StackKind(scalar), result));
            return;
        }

        if (shape.IsBlock)
        {
            Push(new Value(ValueKind.Struct, result, shape));
            return;
        }

        string slot = NewTemp(shape);
        for (int i = 0; i < shape.Leaves!.Length; i++)
        {
            Leaf leaf = shape.Leaves[i];
            string part = shape.Leaves.Length == 1 ? result : Assign($"extractvalue {signature.ReturnType} {result}, {i}");
            StoreScalar(OffsetAddress(slot, leaf.Offset), leaf.Scalar, part);
        }

        Push(new Value(ValueKind.Struct, slot, shape));
    }

    /// <summary>A call, or an invoke inside a protected region. Returns the name of the result ("" for void).</summary>
    private string EmitCall(string returnType, string code, string arguments, bool mayThrow, string attributes = "")
    {
        string? unwind = mayThrow ? UnwindLabel() : null;
        string rest = $"{returnType} {code}({arguments}){attributes}";
        bool isVoid = returnType == "void";
        if (unwind is null)
        {
            string call = $"call {rest}";
            if (isVoid)
            {
                Emit(call);
                return "";
            }

            return Assign(call);
        }

        string next = NewLabel("after");
        string invoke = $"invoke {rest} to label %{next} unwind label %{unwind}";
        string result = "";
        if (isVoid)
        {
            Emit(invoke);
        }
        else
        {
            result = Assign(invoke);
        }

        StartLabel(next);
        return result;
    }

    private void EmitHelperCall(int helper, string declaration, string arguments) =>
        EmitCall("void", _text.Function(_ee.Helper(helper).Target, declaration), arguments, mayThrow: true, " noreturn cold");
}
