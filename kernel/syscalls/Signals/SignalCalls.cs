// Signal actions, masks and waits.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Signals;

/// <summary>The rt_sig family and sigaltstack. A sigset_t is 8 bytes; any other size is EINVAL.</summary>
internal static class SignalCalls
{
    public static SyscallResult Action(Thread thread, int number, UserIn<SignalAction> action, UserOut<SignalAction> old, ulong size)
    {
        Signal signal = (Signal)number;
        if (size != SignalConstants.SetSize)
        {
            return Errno.EINVAL;
        }

        SignalAction value = default;
        Errno error = action.IsNull ? Errno.None : action.Read(out value);
        if (error != Errno.None)
        {
            return error;
        }

        if (number is < 1 or > SignalConstants.Count || (!action.IsNull && SignalSet.Unstoppable.Has(signal)))
        {
            return Errno.EINVAL;
        }

        if (action.IsNull)
        {
            return old.IsNull ? Errno.None : old.Write(thread.Process.Handlers[signal]);
        }

        SignalAction before = SignalWaiting.SetAction(thread.Process, signal, value);
        return old.IsNull ? Errno.None : old.Write(in before);
    }

    public static SyscallResult ProcMask(Thread thread, int how, UserIn<ulong> set, UserOut<ulong> old, ulong size)
    {
        if (size != SignalConstants.SetSize)
        {
            return Errno.EINVAL;
        }

        SignalSet before = thread.BlockedSignals;
        if (!set.IsNull)
        {
            Errno error = set.Read(out ulong bits);
            if (error != Errno.None)
            {
                return error;
            }

            SignalSet given = new(bits);
            switch (how)
            {
                case SignalConstants.Block:
                    SignalWaiting.SetMask(thread, before | given);
                    break;
                case SignalConstants.Unblock:
                    SignalWaiting.SetMask(thread, before & ~given);
                    break;
                case SignalConstants.SetMask:
                    SignalWaiting.SetMask(thread, given);
                    break;
                default:
                    return Errno.EINVAL;
            }
        }

        return old.IsNull ? Errno.None : old.Write(before.Bits);
    }

    public static SyscallResult Pending(Thread thread, UserOut<ulong> set, ulong size) =>
        size > SignalConstants.SetSize ? Errno.EINVAL : set.Write(SignalWaiting.GetPending(thread).Bits);

    public static SyscallResult Suspend(UserIn<ulong> set, ulong size)
    {
        if (size != SignalConstants.SetSize)
        {
            return Errno.EINVAL;
        }

        Errno error = set.Read(out ulong bits);
        return error != Errno.None ? error : SignalWaiting.Suspend(new SignalSet(bits));
    }

    public static SyscallResult TimedWait(UserIn<ulong> set, UserOut<SignalInfo> info, UserIn<Timespec> timeout, ulong size)
    {
        if (size != SignalConstants.SetSize)
        {
            return Errno.EINVAL;
        }

        Errno error = set.Read(out ulong bits);
        if (error != Errno.None)
        {
            return error;
        }

        long deadline = WaitQueue.Forever;
        if (!timeout.IsNull)
        {
            error = timeout.Read(out Timespec time);
            if (error != Errno.None)
            {
                return error;
            }

            if (!time.IsValid)
            {
                return Errno.EINVAL;
            }

            deadline = Clock.DeadlineIn(time.ToNanoseconds());
        }

        error = SignalWaiting.TimedWait(new SignalSet(bits), deadline, out SignalInfo found);
        if (error != Errno.None)
        {
            return error;
        }

        return !info.IsNull && info.Write(in found) != Errno.None ? Errno.EFAULT : found.Number;
    }

    public static SyscallResult Return(Thread thread) => SignalWaiting.Return(thread);

    public static SyscallResult AltStack(Thread thread, UserIn<SignalStack> stack, UserOut<SignalStack> old)
    {
        SignalStack before = AlternateStack.Get(thread);
        if (!stack.IsNull)
        {
            Errno error = stack.Read(out SignalStack value);
            error = error == Errno.None ? AlternateStack.Set(thread, in value) : error;
            if (error != Errno.None)
            {
                return error;
            }
        }

        return old.IsNull ? Errno.None : old.Write(in before);
    }

    public static SyscallResult Kill(int pid, int signal) => UserSignals.Kill(pid, (Signal)signal);

    public static SyscallResult TKill(int id, int signal) => UserSignals.KillThread(0, id, (Signal)signal);

    public static SyscallResult TgKill(int group, int id, int signal) =>
        group <= 0 ? Errno.EINVAL : UserSignals.KillThread(group, id, (Signal)signal);

    public static SyscallResult QueueInfo(int pid, int signal, UserIn<SignalInfo> info)
    {
        Errno error = ReadInfo(signal, info, out SignalInfo value);
        return error != Errno.None ? error : UserSignals.Queue(pid, (Signal)signal, in value);
    }

    public static SyscallResult TgQueueInfo(int group, int id, int signal, UserIn<SignalInfo> info)
    {
        Errno error = ReadInfo(signal, info, out SignalInfo value);
        return error != Errno.None ? error : UserSignals.QueueThread(group, id, (Signal)signal, in value);
    }

    private static Errno ReadInfo(int signal, UserIn<SignalInfo> info, out SignalInfo value)
    {
        Errno error = info.Read(out value);
        if (error != Errno.None)
        {
            return error;
        }

        value.Number = signal;
        return (uint)signal > SignalConstants.Count ? Errno.EINVAL : Errno.None;
    }
}
