// futex, robust lists, restartable sequences.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Processes;

/// <summary>Futex operations; the priority-inheriting ones are ENOSYS.</summary>
internal static class FutexCalls
{
    private const ulong RobustHeadSize = 24;

    public static SyscallResult Invoke(ulong address, int operation, uint value, ulong argument, ulong second, uint third)
    {
        bool isPrivate = (operation & FutexOperation.Private) != 0;
        bool isRealtime = (operation & FutexOperation.ClockRealtime) != 0;
        int command = operation & FutexOperation.CommandMask;
        if (isRealtime && command != FutexOperation.WaitBitset)
        {
            return Errno.ENOSYS;
        }

        switch (command)
        {
            case FutexOperation.Wait:
                return Wait(address, value, FutexOperation.MatchAny, isPrivate, new UserIn<Timespec>(argument), ClockKind.Relative);
            case FutexOperation.WaitBitset:
                return Wait(
                    address, value, third, isPrivate, new UserIn<Timespec>(argument), isRealtime ? ClockKind.Realtime : ClockKind.Monotonic);
            case FutexOperation.Wake:
                return Futex.Wake(address, (int)value, FutexOperation.MatchAny, isPrivate);
            case FutexOperation.WakeBitset:
                return Futex.Wake(address, (int)value, third, isPrivate);
            case FutexOperation.Requeue:
                return Futex.Requeue(address, second, (int)value, (int)argument, isPrivate, compare: false, 0);
            case FutexOperation.CompareRequeue:
                return Futex.Requeue(address, second, (int)value, (int)argument, isPrivate, compare: true, third);
            case FutexOperation.WakeOperation:
                return Futex.WakeOperation(address, second, (int)value, (int)argument, isPrivate, third);
            default:
                return Errno.ENOSYS;
        }
    }

    public static SyscallResult WaitAny(UserIn<FutexWaitItem> items, uint count, uint flags, UserIn<Timespec> timeout, int clock)
    {
        const int limit = 128;
        const uint size32 = 2;
        if (flags != 0 || count is 0 or > limit || items.IsNull)
        {
            return Errno.EINVAL;
        }

        long deadline = WaitQueue.Forever;
        if (!timeout.IsNull)
        {
            if ((ClockId)clock is not (ClockId.Monotonic or ClockId.Realtime))
            {
                return Errno.EINVAL;
            }

            Errno invalid = timeout.Read(out Timespec time);
            if (invalid != Errno.None || !time.IsValid)
            {
                return invalid != Errno.None ? invalid : Errno.EINVAL;
            }

            deadline = time.ToNanoseconds() - ((ClockId)clock == ClockId.Realtime ? Clock.RealtimeOffset : 0);
        }

        Span<FutexWaitItem> read = new FutexWaitItem[(int)count];
        Errno error = items.ReadAll(read);
        foreach (ref readonly FutexWaitItem item in read)
        {
            bool isValid = (item.Flags & ~(uint)FutexOperation.Private) == size32 && item.Reserved == 0;
            error = error != Errno.None || isValid ? error : Errno.EINVAL;
        }

        return error != Errno.None ? error : Futex.WaitAny(read, deadline);
    }

    public static SyscallResult SetRobustList(Thread thread, ulong head, ulong length) =>
        length == RobustHeadSize ? thread.SetRobustList(head) : Errno.EINVAL;

    public static SyscallResult GetRobustList(Thread thread, int id, UserOut<ulong> head, UserOut<ulong> length)
    {
        Thread? target = id == 0 ? thread : ProcessTable.FindThread(id);
        if (target == null)
        {
            return Errno.ESRCH;
        }

        if (!ReferenceEquals(target.Process, thread.Process) && !thread.Credentials.Has(Capability.Ptrace))
        {
            return Errno.EPERM;
        }

        Errno error = length.Write(RobustHeadSize);
        return error != Errno.None ? error : head.Write(target.RobustListHead);
    }

    public static SyscallResult RestartableSequence(Thread thread, ulong area, uint length, int flags, uint signature)
    {
        const int unregister = 1;
        return flags is 0 or unregister ? thread.SetSequence(area, length, signature, flags != unregister) : Errno.EINVAL;
    }

    private enum ClockKind
    {
        Relative,
        Monotonic,
        Realtime,
    }

    private static SyscallResult Wait(
        ulong address, uint value, uint bits, bool isPrivate, UserIn<Timespec> timeout, ClockKind kind)
    {
        long deadline = WaitQueue.Forever;
        if (!timeout.IsNull)
        {
            Errno error = timeout.Read(out Timespec time);
            if (error != Errno.None)
            {
                return error;
            }

            if (!time.IsValid)
            {
                return Errno.EINVAL;
            }

            long nanoseconds = time.ToNanoseconds();
            deadline = kind switch
            {
                ClockKind.Relative => Clock.DeadlineIn(nanoseconds),
                ClockKind.Realtime => nanoseconds - Clock.RealtimeOffset,
                _ => nanoseconds,
            };
        }

        Errno result = Futex.Wait(address, value, bits, isPrivate, deadline);
        if (result != Errno.ERESTARTSYS || timeout.IsNull)
        {
            return result;
        }

        // A restart with the same relative time would sleep too long: it goes on to the same moment.
        return Sleeping.NoteFutex(Thread.Current, address, value, bits, isPrivate, deadline);
    }
}
