// Walks IL instruction by instruction: opcode, operand, where it may go next.
using System;
using System.Buffers.Binary;
using System.Reflection.Emit;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal unsafe ref struct ILReader(byte* il, int size, int start = 0)
{
    private static readonly OpCode?[] s_oneByte = new OpCode?[256];
    private static readonly OpCode?[] s_twoByte = new OpCode?[256];

    private readonly ReadOnlySpan<byte> _il = new(il, size);
    private int _operand;

    static ILReader()
    {
        foreach (OpCode opcode in OpCodeTable.All)
        {
            ushort value = unchecked((ushort)opcode.Value);
            (value > 0xFF ? s_twoByte : s_oneByte)[value & 0xFF] = opcode;
        }
    }

    public int Offset { get; private set; } = -1;
    public int NextOffset { get; private set; } = start;
    public ILOpcode Opcode { get; private set; }
    public OpCode Definition { get; private set; }

    public bool MoveNext()
    {
        if (NextOffset >= _il.Length)
        {
            return false;
        }

        Offset = NextOffset;
        int at = Offset;
        int first = _il[at++];
        bool two = first == 0xFE;
        int code = two ? _il[at++] : first;
        Definition = (two ? s_twoByte : s_oneByte)[code] ?? throw new UnsupportedException($"IL opcode {first:x2} {code:x2}");
        Opcode = (ILOpcode)(two ? 0xFE00 | code : code);
        _operand = at;
        NextOffset = at + OperandSize();
        if (NextOffset > _il.Length)
        {
            throw new UnsupportedException("truncated IL");
        }

        return true;
    }

    private readonly int OperandSize() => Definition.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Int32At(_operand)),
        _ => 4,
    };

    private readonly int Int32At(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_il[offset..]);

    public readonly uint Token => (uint)Int32At(_operand);
    public readonly int Int32 => Int32At(_operand);
    public readonly sbyte SByte => (sbyte)_il[_operand];
    public readonly int VariableIndex => Definition.OperandType == OperandType.ShortInlineVar
        ? _il[_operand] : BinaryPrimitives.ReadUInt16LittleEndian(_il[_operand..]);

    /// <summary>The argument or local that the instruction names.</summary>
    public readonly (bool IsArgument, int Index)? Variable => Opcode switch
    {
        >= ILOpcode.Ldarg_0 and <= ILOpcode.Ldarg_3 => (true, Opcode - ILOpcode.Ldarg_0),
        >= ILOpcode.Ldloc_0 and <= ILOpcode.Ldloc_3 => (false, Opcode - ILOpcode.Ldloc_0),
        >= ILOpcode.Stloc_0 and <= ILOpcode.Stloc_3 => (false, Opcode - ILOpcode.Stloc_0),
        ILOpcode.Ldarg or ILOpcode.Ldarg_S or ILOpcode.Ldarga or ILOpcode.Ldarga_S or ILOpcode.Starg or ILOpcode.Starg_S => (true, VariableIndex),
        ILOpcode.Ldloc or ILOpcode.Ldloc_S or ILOpcode.Ldloca or ILOpcode.Ldloca_S or ILOpcode.Stloc or ILOpcode.Stloc_S => (false, VariableIndex),
        _ => null,
    };

    public readonly long Int64 => BinaryPrimitives.ReadInt64LittleEndian(_il[_operand..]);
    public readonly double Double => BinaryPrimitives.ReadDoubleLittleEndian(_il[_operand..]);
    public readonly float Single => BinaryPrimitives.ReadSingleLittleEndian(_il[_operand..]);

    /// <summary>The target of a branch or leave.</summary>
    public readonly int Target => Definition.OperandType == OperandType.ShortInlineBrTarget ? NextOffset + SByte : NextOffset + Int32;

    public readonly int[] BranchTargets()
    {
        switch (Definition.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
            case OperandType.InlineBrTarget:
                return [Target];
            case OperandType.InlineSwitch:
                var targets = new int[Int32];
                for (int i = 0; i < targets.Length; i++)
                {
                    targets[i] = NextOffset + Int32At(_operand + 4 + (4 * i));
                }

                return targets;
            default:
                return [];
        }
    }

    /// <summary>Whether the next instruction is this one, of one byte.</summary>
    public readonly bool IsFollowedBy(ILOpcode opcode) => NextOffset < _il.Length && _il[NextOffset] == (byte)opcode;

    public readonly bool EndsBlock => Definition.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch
        or FlowControl.Return or FlowControl.Throw;
}
