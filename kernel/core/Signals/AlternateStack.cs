// The alternate signal stack (sigaltstack).
using Lume.Abi;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Signals;

/// <summary>Rules of the alternate signal stack. Source: sigaltstack(2).</summary>
public static class AlternateStack
{
    /// <summary>Whether a stack pointer lies on it. Never so with SS_AUTODISARM: then it is disarmed while used.</summary>
    internal static bool IsInside(in SignalStack stack, ulong stackPointer) =>
        (stack.Flags & (SignalConstants.StackDisabled | SignalConstants.StackAutoDisarm)) == 0
        && stackPointer > stack.Base && stackPointer - stack.Base <= stack.Size;

    /// <summary>ss_flags as programs see them: disabled, on the stack, or 0; SS_AUTODISARM kept.</summary>
    internal static int FlagsFor(in SignalStack stack, ulong stackPointer)
    {
        if (stack.Size == 0 || (stack.Flags & SignalConstants.StackDisabled) != 0)
        {
            return SignalConstants.StackDisabled;
        }

        return (IsInside(in stack, stackPointer) ? SignalConstants.StackActive : 0) | (stack.Flags & SignalConstants.StackAutoDisarm);
    }

    /// <summary>The current thread's stack as sigaltstack reports it.</summary>
    public static SignalStack Get(Thread thread) => new()
    {
        Base = thread.AlternateStack.Base,
        Flags = FlagsFor(in thread.AlternateStack, thread.UserFrame.Sp),
        Size = thread.AlternateStack.Size,
    };

    /// <summary>Sets the current thread's stack. EPERM while on it, EINVAL for bad flags, ENOMEM when too small.</summary>
    public static Errno Set(Thread thread, in SignalStack stack) => Set(thread, stack, thread.UserFrame.Sp);

    internal static Errno Set(Thread thread, in SignalStack stack, ulong stackPointer)
    {
        if (IsInside(in thread.AlternateStack, stackPointer))
        {
            return Errno.EPERM;
        }

        int mode = stack.Flags & ~SignalConstants.StackAutoDisarm;
        if (mode is not (0 or SignalConstants.StackActive or SignalConstants.StackDisabled))
        {
            return Errno.EINVAL;
        }

        if (mode == SignalConstants.StackDisabled)
        {
            thread.AlternateStack = new SignalStack { Flags = SignalConstants.StackDisabled };
            return Errno.None;
        }

        if (stack.Size < SignalConstants.MinimumStackSize)
        {
            return Errno.ENOMEM;
        }

        thread.AlternateStack = new SignalStack
        {
            Base = stack.Base,
            Flags = stack.Flags & SignalConstants.StackAutoDisarm,
            Size = stack.Size,
        };
        return Errno.None;
    }
}
