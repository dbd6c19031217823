// Control flow: branches, switch, return, leave, throw.
using System.Globalization;
using System.Text;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private bool ImportBranch(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Br or ILOpcode.Br_S: JumpTo(BlockAt(il.Target)); return true;
            case ILOpcode.Brfalse or ILOpcode.Brfalse_S: BranchOnZero(ref il, whenZero: true); return true;
            case ILOpcode.Brtrue or ILOpcode.Brtrue_S: BranchOnZero(ref il, whenZero: false); return true;
            case ILOpcode.Beq or ILOpcode.Beq_S: BranchIf(ref il, "eq", "oeq"); return true;
            case ILOpcode.Bne_Un or ILOpcode.Bne_Un_S: BranchIf(ref il, "ne", "une"); return true;
            case ILOpcode.Bge or ILOpcode.Bge_S: BranchIf(ref il, "sge", "oge"); return true;
            case ILOpcode.Bgt or ILOpcode.Bgt_S: BranchIf(ref il, "sgt", "ogt"); return true;
            case ILOpcode.Ble or ILOpcode.Ble_S: BranchIf(ref il, "sle", "ole"); return true;
            case ILOpcode.Blt or ILOpcode.Blt_S: BranchIf(ref il, "slt", "olt"); return true;
            case ILOpcode.Bge_Un or ILOpcode.Bge_Un_S: BranchIf(ref il, "uge", "uge"); return true;
            case ILOpcode.Bgt_Un or ILOpcode.Bgt_Un_S: BranchIf(ref il, "ugt", "ugt"); return true;
            case ILOpcode.Ble_Un or ILOpcode.Ble_Un_S: BranchIf(ref il, "ule", "ule"); return true;
            case ILOpcode.Blt_Un or ILOpcode.Blt_Un_S: BranchIf(ref il, "ult", "ult"); return true;
            case ILOpcode.Switch: ImportSwitch(ref il); return true;
            case ILOpcode.Ret: ImportReturn(); return true;
            case ILOpcode.Leave or ILOpcode.Leave_S: ImportLeave(il.Target); return true;
            case ILOpcode.Endfinally: ImportEndFinally(); return true;
            case ILOpcode.Endfilter: ImportEndFilter(); return true;
            case ILOpcode.Throw: ImportThrow(); return true;
            case ILOpcode.Rethrow: ImportRethrow(); return true;
            default: return false;
        }
    }

    private void JumpTo(Block target)
    {
        Enqueue(target);
        Emit($"br label %{target.Label}");
        EndPath();
    }

    private void BranchOnZero(ref ILReader il, bool whenZero)
    {
        Value a = Pop();
        string predicate = whenZero ? "eq" : "ne";
        string bit = a.Kind switch
        {
            ValueKind.Pointer => Assign($"icmp {predicate} ptr {a.Text}, null"),
            ValueKind.Int32 or ValueKind.Int64 => Assign($"icmp {predicate} {a}, 0"),
            _ => throw new UnsupportedException("a branch on something that is not an integer or an address"),
        };
        BranchOn(bit, ref il);
    }

    private void BranchIf(ref ILReader il, string integer, string floating) => BranchOn(Compare(integer, floating), ref il);

    private void BranchOn(string bit, ref ILReader il)
    {
        Block taken = BlockAt(il.Target);
        Block next = BlockAt(il.NextOffset);
        Enqueue(taken);
        if (next != taken)
        {
            Enqueue(next);
        }

        Emit($"br i1 {bit}, label %{taken.Label}, label %{next.Label}");
        EndPath();
    }

    private void ImportSwitch(ref ILReader il)
    {
        Value selector = CoerceValue(Pop(), ValueKind.Int32);
        int[] targets = il.BranchTargets();
        Block next = BlockAt(il.NextOffset);
        Enqueue(next);
        var text = new StringBuilder($"switch i32 {selector.Text}, label %{next.Label} [");
        for (int i = 0; i < targets.Length; i++)
        {
            Block target = BlockAt(targets[i]);
            if (target != next)
            {
                Enqueue(target);
            }

            text.Append(CultureInfo.InvariantCulture, $" i32 {i}, label %{target.Label}");
        }

        Emit(text.Append(" ]").ToString());
        EndPath();
    }

    private void ImportReturn()
    {
        if (_signature.Return is not { } shape)
        {
            Emit("ret void");
        }
        else if (shape.IsBlock)
        {
            CopyStruct(_returnAddress, Pop().Text, shape, toHeap: false, alignment: 1);
            Emit("ret void");
        }
        else if (shape.Scalar is { } scalar)
        {
            Value value = CoerceValue(Pop(), TypeShape.StackKind(scalar));
            Emit($"ret {value.Type} {Widen(Narrow(value.Text, scalar), scalar)}");
        }
        else
        {
            Emit($"ret {_signature.ReturnType} {LeavesOf(Pop())}");
        }

        EndPath();
    }

    /// <summary>A small struct as the value that travels: its one leaf, or an LLVM aggregate of its leaves.</summary>
    private string LeavesOf(Value value)
    {
        TypeShape shape = value.Struct!;
        if (shape.Leaves!.Length == 1)
        {
            return LoadScalar(OffsetAddress(value.Text, shape.Leaves[0].Offset), shape.Leaves[0].Scalar, 1).Text;
        }

        string type = Signature.StructType(shape);
        string aggregate = "poison";
        for (int i = 0; i < shape.Leaves.Length; i++)
        {
            Leaf leaf = shape.Leaves[i];
            Value scalar = LoadScalar(OffsetAddress(value.Text, leaf.Offset), leaf.Scalar);
            aggregate = Assign($"insertvalue {type} {aggregate}, {scalar}, {i}");
        }

        return aggregate;
    }

    private void ImportThrow()
    {
        Value exception = Pop();
        EmitHelperCall(Helpers.Throw, "void|(ptr)", $"ptr {CheckNull(exception)}");
        Emit("unreachable");
        EndPath();
    }

    // ---- Throwing off the hot path ----

    /// <summary>Throws through a helper without arguments when the bit is set.</summary>
    private void ThrowIf(string bit, string helper)
    {
        string cold = NewLabel("throw");
        string next = NewLabel("ok");
        Emit($"br i1 {bit}, label %{cold}, label %{next}");
        StringBuilder hot = _code;
        _code = _text.Cold;
        StartLabel(cold);
        EmitCall("void", _text.Named(helper, "void|()"), "", mayThrow: true, " noreturn cold");
        Emit("unreachable");
        _code = hot;
        StartLabel(next);
    }

    /// <summary>The address, once it is known not to be null.</summary>
    private string CheckNull(Value value)
    {
        string address = AsPointer(value);
        if (!value.NonNull)
        {
            ThrowIf(Assign($"icmp eq ptr {address}, null"), Throwers.NullReference);
        }

        return address;
    }
}
