// Where a frame's caller finds its registers, at one address of the function.

using System.Runtime.CompilerServices;

namespace Internal.Runtime.Unwinding;

/// <summary>How a register of the caller is found.</summary>
internal enum RegisterRule : byte
{
    /// <summary>It still has its value.</summary>
    Same,

    /// <summary>It is lost; for the return address that ends the stack.</summary>
    Undefined,

    /// <summary>It is in memory at an offset from the canonical frame address.</summary>
    AtOffset,

    /// <summary>It is the canonical frame address plus an offset.</summary>
    IsOffset,

    /// <summary>It is in another register.</summary>
    InRegister,
}

/// <summary>The canonical frame address and the rules of the registers that calls preserve.</summary>
/// <remarks>Only ra, sp, s0 to s11, fs0 to fs11 and the alternative return address are followed: nothing else of a caller
/// survives a call, and a throw out of a trap does not return into the trapped code.</remarks>
internal struct CfaRow
{
    internal const int SlotCount = 27;
    private const int NoSlot = -1;

    [InlineArray(SlotCount)]
    private struct Kinds
    {
        private RegisterRule _first;
    }

    [InlineArray(SlotCount)]
    private struct Offsets
    {
        private long _first;
    }

    private Kinds _kinds;
    private Offsets _offsets;

    /// <summary>The register that the canonical frame address counts from.</summary>
    internal uint CfaRegister;

    /// <summary>What is added to that register, in bytes.</summary>
    internal long CfaOffset;

    internal readonly RegisterRule Kind(int slot) => _kinds[slot];

    internal readonly long Offset(int slot) => _offsets[slot];

    /// <summary>Sets the rule of a register; registers that are not followed are ignored.</summary>
    internal void Set(ulong register, RegisterRule kind, long offset)
    {
        int slot = SlotOf(register);
        if (slot != NoSlot)
        {
            _kinds[slot] = kind;
            _offsets[slot] = offset;
        }
    }

    /// <summary>Sets a register's rule to what it was in another row.</summary>
    internal void CopyFrom(in CfaRow other, ulong register)
    {
        int slot = SlotOf(register);
        if (slot != NoSlot)
        {
            _kinds[slot] = other._kinds[slot];
            _offsets[slot] = other._offsets[slot];
        }
    }

    /// <summary>The rule of the register that holds the return address.</summary>
    internal readonly RegisterRule KindOf(uint register)
    {
        int slot = SlotOf(register);
        return slot == NoSlot ? RegisterRule.Undefined : _kinds[slot];
    }

    /// <summary>The DWARF number of the register in a slot.</summary>
    internal static uint RegisterOf(int slot) => slot switch
    {
        < 2 => (uint)slot + 1,
        < 4 => (uint)slot - 2 + 8,
        < 14 => (uint)slot - 4 + 18,
        < 16 => (uint)slot - 14 + 40,
        < 26 => (uint)slot - 16 + 50,
        _ => 64,
    };

    private static int SlotOf(ulong register) => register switch
    {
        1 or 2 => (int)register - 1,
        8 or 9 => (int)register - 8 + 2,
        >= 18 and <= 27 => (int)register - 18 + 4,
        40 or 41 => (int)register - 40 + 14,
        >= 50 and <= 59 => (int)register - 50 + 16,
        64 => 26,
        _ => NoSlot,
    };
}
