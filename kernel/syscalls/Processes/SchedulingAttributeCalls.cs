// sched_setattr, sched_getattr: policy, priority and nice value in one structure that may grow. Source: sched_setattr(2).
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Processes;

internal static class SchedulingAttributeCalls
{
    private const int FirstSize = 48;
    private const int KnownSize = 56;
    private const int PageSize = 4096;
    private const ulong ResetOnFork = 1;
    private const ulong KeepPolicy = 8;
    private const ulong KeepParameters = 16;
    private const ulong KnownFlags = 0x7F;

    public static SyscallResult Set(Thread thread, int id, UserRef<uint> attributes, uint flags)
    {
        if (attributes.IsNull || id < 0 || flags != 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[KnownSize];
        Errno error = Read(attributes, bytes);
        if (error != Errno.None)
        {
            return error;
        }

        int policy = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        ulong options = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        // Brought into range rather than refused, as Linux does.
        int nice = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]), Thread.LowestNice, Thread.HighestNice);
        int priority = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
        Thread? target = SchedulingCalls.FindThread(thread, id);
        if (target is null)
        {
            return Errno.ESRCH;
        }

        // What the scheduler does not have is refused: other attributes for children, utilisation clamps, overrun signals.
        if ((options & ~KnownFlags) != 0 || (options & ~(ResetOnFork | KeepPolicy | KeepParameters)) != 0)
        {
            return (options & ~KnownFlags) != 0 ? Errno.EINVAL : Errno.EOPNOTSUPP;
        }

        policy = (options & KeepPolicy) != 0 ? target.Policy : policy;
        if ((options & KeepParameters) != 0)
        {
            nice = target.Nice;
            priority = target.RealTimePriority;
        }

        SyscallResult result = SchedulingCalls.SetPolicy(thread, id, policy, priority, (options & ResetOnFork) != 0);
        bool isOrdinary = policy is SchedulingControl.Other or SchedulingControl.Batch;
        return result.Value < 0 || !isOrdinary ? result : SchedulingCalls.SetNice(thread, target, nice);
    }

    public static SyscallResult Get(Thread thread, int id, UserSpan attributes, uint flags)
    {
        if (attributes.IsNull || id < 0 || flags != 0 || attributes.Length is < FirstSize or > PageSize)
        {
            return Errno.EINVAL;
        }

        Thread? target = SchedulingCalls.FindThread(thread, id);
        if (target is null)
        {
            return Errno.ESRCH;
        }

        int size = (int)Math.Min(attributes.Length, KnownSize);
        Span<byte> bytes = stackalloc byte[KnownSize];
        bytes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], target.Policy);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], target.ResetsOnFork ? ResetOnFork : 0);
        bool isRealTime = target.Policy is SchedulingControl.Fifo or SchedulingControl.RoundRobin;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], isRealTime ? 0 : target.Nice);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], target.RealTimePriority);
        return attributes.Write(bytes[..size]);
    }

    // A longer structure must have zeros where this kernel knows nothing; else E2BIG with the size that it knows.
    private static Errno Read(UserRef<uint> attributes, Span<byte> bytes)
    {
        Errno error = attributes.Read(out uint size);
        if (error != Errno.None)
        {
            return error;
        }

        size = size == 0 ? FirstSize : size;
        if (size is < FirstSize or > PageSize)
        {
            attributes.Write(KnownSize);
            return Errno.E2BIG;
        }

        Span<byte> all = stackalloc byte[PageSize];
        all = all[..(int)size];
        error = new UserSpan(attributes.Address, size).Read(all);
        if (error != Errno.None)
        {
            return error;
        }

        if (size > KnownSize && all[KnownSize..].IndexOfAnyExcept((byte)0) >= 0)
        {
            attributes.Write(KnownSize);
            return Errno.E2BIG;
        }

        bytes.Clear();
        all[..(int)Math.Min(size, KnownSize)].CopyTo(bytes);
        return Errno.None;
    }
}
