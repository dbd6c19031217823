// The little language of FUTEX_WAKE_OP: an atomic change of a word and a comparison with its old value.
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Processes;

/// <summary>Decodes and applies an operation. Bits: 31 shift, 30-28 operation, 27-24 comparison, 23-12 operand, 11-0 comparand. Source: futex(2).</summary>
internal static class FutexOperationCode
{
    private const uint ShiftOperand = 8;

    /// <summary>Changes the word and compares its old value. ENOSYS for unknown codes, EFAULT.</summary>
    public static Errno TryApply(ulong address, uint code, out bool meets)
    {
        meets = false;
        uint operation = (code >> 28) & 7;
        uint comparison = (code >> 24) & 15;
        int operand = SignExtend(code >> 12);
        int comparand = SignExtend(code);
        if ((code >> 28 & ShiftOperand) != 0)
        {
            operand = 1 << (operand & 31);
        }

        if (operation > 4 || comparison > 5)
        {
            return Errno.ENOSYS;
        }

        if (!UserMemory.TryLoad32(address, out uint value))
        {
            return Errno.EFAULT;
        }

        while (true)
        {
            if (!UserMemory.TryCompareExchange32(address, value, Change(operation, value, (uint)operand), out uint previous))
            {
                return Errno.EFAULT;
            }

            if (previous == value)
            {
                meets = Compare(comparison, (int)previous, comparand);
                return Errno.None;
            }

            value = previous;
        }
    }

    /// <summary>FUTEX_OP_SET, ADD, OR, ANDN, XOR.</summary>
    public static uint Change(uint operation, uint value, uint operand) => operation switch
    {
        0 => operand,
        1 => value + operand,
        2 => value | operand,
        3 => value & ~operand,
        _ => value ^ operand,
    };

    /// <summary>FUTEX_OP_CMP_EQ, NE, LT, LE, GT, GE.</summary>
    public static bool Compare(uint comparison, int value, int comparand) => comparison switch
    {
        0 => value == comparand,
        1 => value != comparand,
        2 => value < comparand,
        3 => value <= comparand,
        4 => value > comparand,
        _ => value >= comparand,
    };

    private static int SignExtend(uint field) => (int)(field << 20) >> 20;
}
