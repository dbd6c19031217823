// Memory through addresses: ldind, stind, ldobj, stobj, initobj, cpblk, initblk, localloc. Addresses are byrefs and
// pointers, which are not checked for null: a wild one faults, and a fault in the kernel is a panic.
using System.Globalization;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    // stackalloc of a constant size up to this many bytes becomes an ordinary stack slot.
    private const int LargestStaticLocalloc = 1024;

    private bool ImportIndirect(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Ldind_I1: LoadIndirect(Scalar.I8); return true;
            case ILOpcode.Ldind_U1: LoadIndirect(Scalar.U8); return true;
            case ILOpcode.Ldind_I2: LoadIndirect(Scalar.I16); return true;
            case ILOpcode.Ldind_U2: LoadIndirect(Scalar.U16); return true;
            case ILOpcode.Ldind_I4 or ILOpcode.Ldind_U4: LoadIndirect(Scalar.I32); return true;
            case ILOpcode.Ldind_I8 or ILOpcode.Ldind_I: LoadIndirect(Scalar.I64); return true;
            case ILOpcode.Ldind_R4: LoadIndirect(Scalar.F32); return true;
            case ILOpcode.Ldind_R8: LoadIndirect(Scalar.F64); return true;
            case ILOpcode.Ldind_Ref: LoadIndirect(Scalar.Ref); return true;
            case ILOpcode.Stind_I1: StoreIndirect(Scalar.I8); return true;
            case ILOpcode.Stind_I2: StoreIndirect(Scalar.I16); return true;
            case ILOpcode.Stind_I4: StoreIndirect(Scalar.I32); return true;
            case ILOpcode.Stind_I8 or ILOpcode.Stind_I: StoreIndirect(Scalar.I64); return true;
            case ILOpcode.Stind_R4: StoreIndirect(Scalar.F32); return true;
            case ILOpcode.Stind_R8: StoreIndirect(Scalar.F64); return true;
            case ILOpcode.Stind_Ref: StoreIndirect(Scalar.Ref); return true;
            case ILOpcode.Ldobj: LoadIndirect(ShapeOfToken(il.Token)); return true;
            case ILOpcode.Stobj: StoreIndirect(ShapeOfToken(il.Token)); return true;
            case ILOpcode.Cpobj: ImportCopyObject(ShapeOfToken(il.Token)); return true;
            case ILOpcode.Initobj: Zero(AsPointer(Pop()), ShapeOfToken(il.Token)); return true;
            case ILOpcode.Cpblk: ImportCopyBlock(); return true;
            case ILOpcode.Initblk: ImportInitBlock(); return true;
            case ILOpcode.Localloc: ImportLocalloc(); return true;
            case ILOpcode.Sizeof: Push(Value.Int32(SizeOfToken(il.Token).ToString(CultureInfo.InvariantCulture))); return true;
            default: return false;
        }
    }

    private Handle ClassOfToken(uint token) => _ee.Resolve(_info.Scope, token, TokenKind.Class).Class;

    private TypeShape ShapeOfToken(uint token) => _shapes.Of(ClassOfToken(token));

    private int SizeOfToken(uint token) => ShapeOfToken(token).Size;

    private int AlignmentFor(TypeShape shape) => _prefix.Unaligned > 0 ? _prefix.Unaligned : shape.Alignment;

    private void LoadIndirect(Scalar scalar) => LoadIndirect(TypeShape.Of(scalar));

    private void LoadIndirect(TypeShape shape)
    {
        string address = AsPointer(Pop());
        Push(LoadFrom(address, shape, AlignmentFor(shape), _prefix.Volatile));
    }

    private void StoreIndirect(Scalar scalar)
    {
        // stind.i of an address keeps it an address.
        bool address = scalar == Scalar.I64 && Peek().Kind == ValueKind.Pointer;
        StoreIndirect(TypeShape.Of(address ? Scalar.Ptr : scalar));
    }

    private void StoreIndirect(TypeShape shape)
    {
        Value value = Pop();
        Value target = Pop();
        StoreTo(AsPointer(target), value, shape, AlignmentFor(shape), _prefix.Volatile, toHeap: !target.IsLocalAddress);
    }

    private void ImportCopyObject(TypeShape shape)
    {
        Value from = Pop();
        Value to = Pop();
        Value value = LoadFrom(AsPointer(from), shape, shape.Alignment, isVolatile: false);
        StoreTo(AsPointer(to), value, shape, shape.Alignment, isVolatile: false, toHeap: !to.IsLocalAddress);
    }

    private void ImportCopyBlock()
    {
        string size = ZeroExtended(Pop());
        string from = AsPointer(Pop());
        string to = AsPointer(Pop());
        Emit($"call void @llvm.memmove.p0.p0.i64(ptr {to}, ptr {from}, i64 {size}, i1 false)");
    }

    private void ImportInitBlock()
    {
        string size = ZeroExtended(Pop());
        string fill = Narrow(CoerceValue(Pop(), ValueKind.Int32).Text, Scalar.U8);
        Emit($"call void @llvm.memset.p0.i64(ptr {AsPointer(Pop())}, i8 {fill}, i64 {size}, i1 false)");
    }

    private string ZeroExtended(Value count) => count.Kind == ValueKind.Int32 ? Assign($"zext i32 {count.Text} to i64") : AsInt64(count);

    private void ImportLocalloc()
    {
        Value size = Pop();
        bool isConstant = long.TryParse(size.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bytes);
        string address;
        if (isConstant && bytes is >= 0 and <= LargestStaticLocalloc && !IsInLoop(_offset))
        {
            address = _text.Alloca($"[{bytes} x i8]", 16);
        }
        else
        {
            address = Assign($"alloca i8, i64 {ZeroExtended(size)}, align 16");
        }

        if ((_info.Options & MethodOptions.InitLocals) != 0)
        {
            Emit($"call void @llvm.memset.p0.i64(ptr align 16 {address}, i8 0, i64 {ZeroExtended(size)}, i1 false)");
        }

        Push(Value.Pointer(address) with { NonNull = true, IsLocalAddress = true });
    }

    /// <summary>Whether a backward branch of the method spans the offset.</summary>
    private bool IsInLoop(int offset)
    {
        var reader = new ILReader(_info.IL, _info.ILSize);
        while (reader.MoveNext())
        {
            foreach (int target in reader.BranchTargets())
            {
                if (target <= offset && offset < reader.NextOffset && target <= reader.Offset)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
