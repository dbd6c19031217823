// adjtimex, clock_adjtime: what is known of the wall clock's error, and steps of it. Source: adjtimex(2).
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Time;

/// <summary>The clock runs at the machine's rate: it is read and stepped, not slewed; whoever asks for another rate or phase hears EOPNOTSUPP.</summary>
internal static class AdjustmentCalls
{
    private const int Size = 208;
    private const uint SetOffset = 0x100;
    private const uint Nanoseconds = 0x2000;

    // adjtime(3): ADJ_OFFSET_SINGLESHOT, and with the bit that is ADJ_NANO elsewhere ADJ_OFFSET_SS_READ.
    private const uint AdjustTime = 0x8000, AdjustTimeOnce = 0x8001, ReadOnly = 0x2000;

    // TIME_ERROR: nobody keeps the clock in step with another one. STA_UNSYNC says the same.
    private const int Unsynchronized = 5;
    private const int UnsynchronizedStatus = 0x40;

    public static SyscallResult AdjustClock(Thread thread, int clock, UserRef<ulong> user)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Errno error = new UserSpan(user.Address, Size).Read(bytes);
        if (error != Errno.None)
        {
            return error;
        }

        bool isKnown = clock < 0 ? !CpuClock.IsOfDescriptor(clock) : clock <= (int)ClockId.Tai && clock != 10;
        return (ClockId)clock == ClockId.Realtime ? Adjust(thread, user) : isKnown ? Errno.EOPNOTSUPP : Errno.EINVAL;
    }

    public static SyscallResult Adjust(Thread thread, UserRef<ulong> user)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Errno error = new UserSpan(user.Address, Size).Read(bytes);
        if (error != Errno.None)
        {
            return error;
        }

        uint modes = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        error = modes == 0 ? Errno.None
            : (modes & AdjustTime) != 0 ? Slew(thread, bytes, modes)
            : !thread.Credentials.Has(Capability.Time) ? Errno.EPERM
            : (modes & ~(SetOffset | Nanoseconds)) != 0 ? Errno.EOPNOTSUPP
            : (modes & SetOffset) != 0 ? Step(bytes, modes)
            : Errno.None;
        if (error != Errno.None)
        {
            return error;
        }

        Describe(bytes, modes);
        error = new UserSpan(user.Address, Size).Write(bytes);
        return error != Errno.None ? error : Unsynchronized;
    }

    // No slew is ever under way: what is left of one is nothing, and nothing can be asked for.
    private static Errno Slew(Thread thread, ReadOnlySpan<byte> bytes, uint modes)
    {
        if ((modes & AdjustTimeOnce) != AdjustTimeOnce)
        {
            return Errno.EINVAL;
        }

        if ((modes & ReadOnly) != 0)
        {
            return Errno.None;
        }

        bool isNothing = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) == 0;
        return !thread.Credentials.Has(Capability.Time) ? Errno.EPERM : isNothing ? Errno.None : Errno.EOPNOTSUPP;
    }

    private static Errno Step(ReadOnlySpan<byte> bytes, uint modes)
    {
        long seconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[72..]);
        long rest = BinaryPrimitives.ReadInt64LittleEndian(bytes[80..]);
        long perSecond = (modes & Nanoseconds) != 0 ? Clock.Second : Clock.Second / 1000;
        const long furthest = long.MaxValue / 4 / Clock.Second;
        if (rest < 0 || rest >= perSecond || seconds is < -furthest or > furthest)
        {
            return Errno.EINVAL;
        }

        return Clock.SetRealtime(Clock.Realtime + (seconds * Clock.Second) + (rest * (Clock.Second / perSecond)));
    }

    // struct timex. The bounds are those of a clock that was never synchronised.
    private static void Describe(Span<byte> bytes, uint modes)
    {
        const long unknownError = 16_000_000, tolerance = 500L << 16, tick = 10_000, constant = 2;
        Timespec now = Clock.Now;
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, modes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], unknownError);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], unknownError);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], UnsynchronizedStatus);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[48..], constant);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[56..], 1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[64..], tolerance);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[72..], now.Seconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[80..], now.Nanoseconds / 1000);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[88..], tick);
    }
}
