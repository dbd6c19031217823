// Arrays: length at 8, data at 16; every index is checked.
using System.Globalization;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private const int ArrayLengthOffset = 8;
    private const int ArrayDataOffset = 16;

    private bool ImportArray(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Newarr: ImportNewArray(il.Token); return true;
            case ILOpcode.Ldlen: Push(Value.Int64(Assign($"zext i32 {ArrayLength(CheckNull(Pop()))} to i64"))); return true;
            case ILOpcode.Ldelem_I1: LoadElement(TypeShape.Of(Scalar.I8)); return true;
            case ILOpcode.Ldelem_U1: LoadElement(TypeShape.Of(Scalar.U8)); return true;
            case ILOpcode.Ldelem_I2: LoadElement(TypeShape.Of(Scalar.I16)); return true;
            case ILOpcode.Ldelem_U2: LoadElement(TypeShape.Of(Scalar.U16)); return true;
            case ILOpcode.Ldelem_I4 or ILOpcode.Ldelem_U4: LoadElement(TypeShape.Of(Scalar.I32)); return true;
            case ILOpcode.Ldelem_I8 or ILOpcode.Ldelem_I: LoadElement(TypeShape.Of(Scalar.I64)); return true;
            case ILOpcode.Ldelem_R4: LoadElement(TypeShape.Of(Scalar.F32)); return true;
            case ILOpcode.Ldelem_R8: LoadElement(TypeShape.Of(Scalar.F64)); return true;
            case ILOpcode.Ldelem_Ref: LoadElement(TypeShape.Of(Scalar.Ref)); return true;
            case ILOpcode.Ldelem: LoadElement(ShapeOfToken(il.Token)); return true;
            case ILOpcode.Stelem_I1: StoreElement(TypeShape.Of(Scalar.I8)); return true;
            case ILOpcode.Stelem_I2: StoreElement(TypeShape.Of(Scalar.I16)); return true;
            case ILOpcode.Stelem_I4: StoreElement(TypeShape.Of(Scalar.I32)); return true;
            case ILOpcode.Stelem_I8 or ILOpcode.Stelem_I: StoreElement(TypeShape.Of(Scalar.I64)); return true;
            case ILOpcode.Stelem_R4: StoreElement(TypeShape.Of(Scalar.F32)); return true;
            case ILOpcode.Stelem_R8: StoreElement(TypeShape.Of(Scalar.F64)); return true;
            case ILOpcode.Stelem_Ref: StoreReferenceElement(); return true;
            case ILOpcode.Stelem: ImportStoreElement(il.Token); return true;
            case ILOpcode.Ldelema: LoadElementAddress(il.Token); return true;
            default: return false;
        }
    }

    private string ArrayLength(string array) => Assign($"load i32, ptr {OffsetAddress(array, ArrayLengthOffset)}, align 8");

    private void ImportNewArray(uint ilToken)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, ilToken, TokenKind.Newarr);
        GenericHandleResult type = _ee.EmbedHandle(ref token, false, _info.Method);
        string table = HandleAddress(ref token, ref type);
        string length = ArrayCount(Pop());
        string function = _text.Function(_ee.Helper(_ee.NewArrayHelper(token.Class)).Target, "ptr|(ptr, i32 signext)");
        Push(Value.Pointer(EmitCall("ptr", function, $"ptr {table}, i32 signext {length}", mayThrow: true)) with { NonNull = true });
    }

    /// <summary>A count as the int that the allocator takes; it refuses negative ones itself.</summary>
    private string ArrayCount(Value count)
    {
        if (count.Kind == ValueKind.Int32)
        {
            return count.Text;
        }

        string wide = AsInt64(count);
        string narrow = Assign($"trunc i64 {wide} to i32");
        ThrowIf(Assign($"icmp ne i64 {Assign($"sext i32 {narrow} to i64")}, {wide}"), Throwers.Overflow);
        return narrow;
    }

    /// <summary>The address of an element, its index checked against the length.</summary>
    private string ElementAddress(Value array, Value index, int size)
    {
        string address = CheckNull(array);
        string length = ArrayLength(address);
        string wide;
        if (index.Kind == ValueKind.Int32)
        {
            ThrowIf(Assign($"icmp uge i32 {index.Text}, {length}"), Throwers.IndexOutOfRange);
            wide = Assign($"zext i32 {index.Text} to i64");
        }
        else
        {
            wide = AsInt64(index);
            string wideLength = Assign($"zext i32 {length} to i64");
            ThrowIf(Assign($"icmp uge i64 {wide}, {wideLength}"), Throwers.IndexOutOfRange);
        }

        string scaled = size == 1 ? wide : Assign($"mul nuw nsw i64 {wide}, {size.ToString(CultureInfo.InvariantCulture)}");
        return Assign($"getelementptr i8, ptr {OffsetAddress(address, ArrayDataOffset)}, i64 {scaled}");
    }

    private void LoadElement(TypeShape shape)
    {
        Value index = Pop();
        Value array = Pop();
        Push(LoadFrom(ElementAddress(array, index, shape.Size), shape, shape.Alignment, isVolatile: false));
    }

    private void StoreElement(TypeShape shape)
    {
        Value value = Pop();
        Value index = Pop();
        Value array = Pop();
        if (shape.Scalar == Scalar.I64 && value.Kind == ValueKind.Pointer)
        {
            shape = TypeShape.Of(Scalar.Ptr);
        }

        StoreTo(ElementAddress(array, index, shape.Size), value, shape, shape.Alignment, isVolatile: false, toHeap: true);
    }

    private void ImportStoreElement(uint ilToken)
    {
        Handle cls = ClassOfToken(ilToken);
        if (_ee.IsValueClass(cls))
        {
            StoreElement(_shapes.Of(cls));
        }
        else
        {
            StoreReferenceElement();
        }
    }

    // Covariance: the core library tests the element type. Null needs no test.
    private void StoreReferenceElement()
    {
        Value value = Pop();
        Value index = Pop();
        Value array = Pop();
        if (value.Text == "null")
        {
            string address = ElementAddress(array, index, 8);
            StoreScalar(address, Scalar.Ref, "null");
            return;
        }

        string function = _text.Function(_ee.Helper(Helpers.StoreElement).Target, "void|(ptr, i64, ptr)");
        EmitCall("void", function, $"ptr {AsPointer(array)}, i64 {AsInt64(index)}, ptr {AsPointer(value)}", mayThrow: true);
    }

    private void LoadElementAddress(uint ilToken)
    {
        ResolvedToken token = _ee.Resolve(_info.Scope, ilToken, TokenKind.Class);
        Value index = Pop();
        Value array = Pop();
        if (_ee.IsValueClass(token.Class))
        {
            Push(Value.Pointer(ElementAddress(array, index, _shapes.Of(token.Class).Size)) with { NonNull = true });
            return;
        }

        if (_prefix.ReadOnly)
        {
            Push(Value.Pointer(ElementAddress(array, index, 8)) with { NonNull = true });
            return;
        }

        GenericHandleResult type = _ee.EmbedHandle(ref token, false, _info.Method);
        string table = HandleAddress(ref token, ref type);
        string function = _text.Function(_ee.Helper(Helpers.LoadElementAddress).Target, "ptr|(ptr, i64, ptr)");
        Push(Value.Pointer(EmitCall("ptr", function, $"ptr {AsPointer(array)}, i64 {AsInt64(index)}, ptr {table}", mayThrow: true)) with { NonNull = true });
    }
}
