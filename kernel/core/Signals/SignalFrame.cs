// The riscv64 signal frame: what a handler finds on its stack and what rt_sigreturn takes back.
//
//   offset  size   content                            Source: Linux asm-generic/siginfo.h, arch/riscv uapi ucontext.h, sigcontext.h,
//        0   128   siginfo_t                                  ptrace.h; the mcontext is 16-byte aligned for the Q extension
//      128     8   uc_flags
//      136     8   uc_link
//      144    24   uc_stack: base, flags, padding, size
//      168     8   uc_sigmask
//      176   120   room for a larger sigset_t
//      296     8   padding
//      304   256   user registers: pc, x1 to x31
//      560   528   floating point union: 32 doubles, fcsr (4); its last 12 bytes: reserved word, extension header END (0, 0)
//     1088         end
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Signals;

/// <summary>Builds and takes back signal frames.</summary>
internal static class SignalFrame
{
    public const int Size = 1088;
    public const int ContextOffset = 128;

    private const int RegisterOffset = 304, FloatOffset = 560, TailOffset = 1072;
    private const ulong TailSize = Size - TailOffset;
    private const ulong Alignment = 16;

    // uc_flags to uc_sigmask.
    private struct ContextHead
    {
        public ulong Flags, Link;
        public SignalStack Stack;
        public ulong Mask;
    }

    /// <summary>Pushes a frame for <see cref="Thread.DeliveredInfo"/> and points the registers at the handler. False when the stack cannot be written.</summary>
    public static bool TryPush(Thread thread, ref TrapFrame frame, Signal signal, in SignalAction action, SignalSet mask)
    {
        AddressSpace space = thread.Process.AddressSpace!;
        ulong vdso = space.Layout.Vdso;
        ulong top = ChooseStack(thread, frame.Sp, action.Flags);
        ulong address = (top - Size) & ~(Alignment - 1);
        if (vdso == 0 || top < Size || !IsOnChosenStack(thread, frame.Sp, address, action.Flags)
            || !TryWrite(address, in thread.DeliveredInfo, in thread.AlternateStack, mask, ref frame, thread.Context.Float))
        {
            return false;
        }

        if ((thread.AlternateStack.Flags & SignalConstants.StackAutoDisarm) != 0)
        {
            thread.AlternateStack = new SignalStack { Flags = SignalConstants.StackDisabled };
        }

        frame.Pc = action.Handler;
        frame.Ra = vdso + VdsoImage.SignalReturn;
        frame.Sp = address;
        frame.A0 = (ulong)signal;
        frame.A1 = address;
        frame.A2 = address + ContextOffset;
        return true;
    }

    /// <summary>
    /// rt_sigreturn: takes registers, mask and alternate stack back from the frame at the stack pointer. Every byte is the program's, so
    /// each is checked or harmless: registers and fcsr may hold anything in user mode, the mask loses SIGKILL and SIGSTOP.
    /// </summary>
    /// <returns>The value of a0 after the return, or EFAULT after which the program gets SIGSEGV.</returns>
    public static Result<ulong> Pop(Thread thread)
    {
        ref TrapFrame frame = ref thread.UserFrame;
        ulong address = frame.Sp;
        if (new UserIn<ContextHead>(address + ContextOffset).Read(out ContextHead head) != Errno.None
            || !HasAcceptableTail(address)
            || !thread.Context.Float.TryLoad(address + FloatOffset)
            || new UserIn<ulong>(address + RegisterOffset).ReadAll(frame.UserRegisters) != Errno.None)
        {
            SignalSender.Force(Signal.SIGSEGV, SignalCode.Kernel, 0);
            return Errno.EFAULT;
        }

        thread.Process.SetBlocked(thread, new SignalSet(head.Mask) & ~SignalSet.Unstoppable);

        // An unacceptable alternate stack is ignored here, as Linux does.
        AlternateStack.Set(thread, in head.Stack, frame.Sp);
        thread.Restart.Kind = RestartKind.None;
        return frame.A0;
    }

    /// <summary>
    /// Writes a frame piece by piece, straight from where things are. The room for a larger sigset_t and for the Q extension stays as the
    /// program left it, as on Linux.
    /// </summary>
    internal static bool TryWrite(
        ulong address, in SignalInfo info, in SignalStack stack, SignalSet mask, ref TrapFrame frame, FloatState floats)
    {
        ContextHead head = new()
        {
            Flags = 0,
            Link = 0,
            Stack = new SignalStack { Base = stack.Base, Flags = AlternateStack.FlagsFor(in stack, frame.Sp), Size = stack.Size },
            Mask = mask.Bits,
        };
        return new UserOut<SignalInfo>(address).Write(in info) == Errno.None
            && new UserOut<ContextHead>(address + ContextOffset).Write(in head) == Errno.None
            && new UserOut<ulong>(address + RegisterOffset).WriteAll(frame.UserRegisters) == Errno.None
            && floats.TrySave(address + FloatOffset)
            && UserAccess.Clear(address + TailOffset, TailSize) == (int)TailSize;
    }

    // The reserved word and the extension header have to be what Lume (and Linux without vector state) writes: zeros.
    internal static bool HasAcceptableTail(ulong address) =>
        new UserIn<ulong>(address + TailOffset).Read(out ulong reserved) == Errno.None && reserved >> 32 == 0
        && new UserIn<ulong>(address + TailOffset + 8).Read(out ulong header) == Errno.None && header == 0;

    private static ulong ChooseStack(Thread thread, ulong stackPointer, SignalActionFlags flags)
    {
        if ((flags & SignalActionFlags.OnStack) == 0 || AlternateStack.FlagsFor(in thread.AlternateStack, stackPointer) != 0)
        {
            return stackPointer;
        }

        return thread.AlternateStack.Base + thread.AlternateStack.Size;
    }

    // A frame that would leave the alternate stack at its lower end is an overflow.
    private static bool IsOnChosenStack(Thread thread, ulong stackPointer, ulong address, SignalActionFlags flags)
    {
        ref SignalStack stack = ref thread.AlternateStack;
        if (AlternateStack.IsInside(in stack, stackPointer)
            || ((flags & SignalActionFlags.OnStack) != 0 && (stack.Flags & SignalConstants.StackDisabled) == 0))
        {
            return address >= stack.Base || !AlternateStack.IsInside(in stack, address + Size);
        }

        return true;
    }
}
