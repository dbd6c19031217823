// Unsafe, Volatile and MemoryMarshal: address arithmetic that shared generic code must not look its type up for.
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private bool ImportUnsafe(string method, ref CallInfo call)
    {
        int arguments = call.Sig.NumArgs;
        switch (method)
        {
            case "As" or "AsRef" or "AsPointer" when arguments == 1:
                Value address = Pop();
                Push(address.Kind == ValueKind.Pointer ? address : Value.Pointer(AsPointer(address)));
                return true;
            case "SkipInit":
                Pop();
                return true;
            case "NullRef":
                Push(Value.Null);
                return true;
            case "IsNullRef":
                Push(Value.Null);
                PushComparison("eq", "oeq");
                return true;
            case "AreSame":
                PushComparison("eq", "oeq");
                return true;
            case "SizeOf":
                PushInt32(ArgumentShape(ref call).Size);
                return true;
            case "Add" when arguments == 2:
                ImportUnsafeAdd(ArgumentShape(ref call).Size, subtract: false);
                return true;
            case "Subtract" when arguments == 2:
                ImportUnsafeAdd(ArgumentShape(ref call).Size, subtract: true);
                return true;
            case "AddByteOffset":
                ImportUnsafeAdd(1, subtract: false);
                return true;
            case "SubtractByteOffset":
                ImportUnsafeAdd(1, subtract: true);
                return true;
            case "ByteOffset":
                Value target = Pop();
                Value origin = Pop();
                Push(Value.Int64(Assign($"sub i64 {AsInt64(target)}, {AsInt64(origin)}")));
                return true;
            case "Read" or "ReadUnaligned":
                TypeShape read = ArgumentShape(ref call);
                Push(LoadFrom(AsPointer(Pop()), read, method == "Read" ? read.Alignment : 1, isVolatile: false));
                return true;
            case "Write" or "WriteUnaligned":
                TypeShape written = ArgumentShape(ref call);
                Value value = Pop();
                Value place = Pop();
                StoreTo(AsPointer(place), value, written, method == "Write" ? written.Alignment : 1, isVolatile: false, toHeap: !place.IsLocalAddress);
                return true;
            default:
                return false;
        }
    }

    private TypeShape ArgumentShape(ref CallInfo call) => _shapes.Of(call.Sig.FirstMethodArgument);

    private void ImportUnsafeAdd(int size, bool subtract)
    {
        Value count = Pop();
        Value address = Pop();
        string offset = count.Kind == ValueKind.Int32 ? Assign($"sext i32 {count.Text} to i64") : AsInt64(count);
        string scaled = size == 1 ? offset : Assign($"mul i64 {offset}, {size}");
        string signed = subtract ? Assign($"sub i64 0, {scaled}") : scaled;
        Push(Value.Pointer(Assign($"getelementptr i8, ptr {AsPointer(address)}, i64 {signed}")) with { IsLocalAddress = address.IsLocalAddress });
    }

    private bool ImportVolatile(string method, ref CallInfo call)
    {
        if (AccessedScalar(method, ref call) is not { } scalar)
        {
            return false;
        }

        if (method == "Read")
        {
            Push(LoadScalar(AsPointer(Pop()), scalar, isVolatile: true));
            return true;
        }

        Value value = CoerceValue(Pop(), TypeShape.StackKind(scalar));
        StoreScalar(AsPointer(Pop()), scalar, value.Text, isVolatile: true, toHeap: true);
        return true;
    }

    // One access as the program says, and no fence: not even where a reference is stored.
    private bool ImportRelaxed(string method, ref CallInfo call)
    {
        if (AccessedScalar(method, ref call) is not { } scalar)
        {
            return false;
        }

        string type = TypeShape.MemoryType(scalar);
        int size = TypeShape.SizeOf(scalar);
        if (method == "Read")
        {
            string loaded = Assign($"load atomic {type}, ptr {AsPointer(Pop())} monotonic, align {size}");
            Push(new Value(TypeShape.StackKind(scalar), Widen(loaded, scalar)));
            return true;
        }

        string value = Narrow(CoerceValue(Pop(), TypeShape.StackKind(scalar)).Text, scalar);
        Emit($"store atomic {type} {value}, ptr {AsPointer(Pop())} monotonic, align {size}");
        return true;
    }

    // What Read returns or Write stores; null where it is no scalar.
    private Scalar? AccessedScalar(string method, ref CallInfo call)
    {
        SigInfo sig = call.Sig;
        (CorType type, Handle cls) = method switch
        {
            "Read" => (sig.RetType, sig.RetTypeClass),
            "Write" => _ee.ArgumentType(ref sig, _ee.NextArgument(sig.Args)),
            _ => default,
        };
        return type == default ? null : _shapes.Of(type, cls).Scalar;
    }

    private bool ImportArrayData(ref CallInfo call)
    {
        // The overload for System.Array knows the element size only at run time.
        if (call.Sig.NumArgs != 1 || _ee.ArgumentType(ref call.Sig, call.Sig.Args) is not (CorType.Class, var cls) || _ee.ArrayRank(cls) != 1)
        {
            return false;
        }

        string array = CheckNull(Pop());
        Push(Value.Pointer(OffsetAddress(array, ArrayDataOffset)) with { NonNull = true });
        return true;
    }
}
