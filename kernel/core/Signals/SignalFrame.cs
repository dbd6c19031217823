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
//      560   528   floating point union: 32 doubles, fcsr (4), then zeros; its last 12 bytes: reserved word, extension header END (0, 0)
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
    public const int Words = Size / 8;

    // Places in words of 8 bytes.
    private const int StackWord = 18, MaskWord = 21, RegisterWord = 38, FloatWord = 70, ExtensionWord = FloatWord + 64;
    private const int FloatWords = 33;
    private const ulong Alignment = 16;

    /// <summary>Pushes a frame and points the registers at the handler. False when the stack cannot be written.</summary>
    public static bool TryPush(
        Thread thread, ref TrapFrame frame, Signal signal, ref SignalInfo info, in SignalAction action, SignalSet mask)
    {
        AddressSpace space = thread.Process.AddressSpace!;
        ulong trampoline = space.Layout.Vdso;
        ulong top = ChooseStack(thread, frame.Sp, action.Flags);
        ulong address = (top - Size) & ~(Alignment - 1);
        if (trampoline == 0 || top < Size || !IsOnChosenStack(thread, frame.Sp, address, action.Flags))
        {
            return false;
        }

        Span<ulong> words = stackalloc ulong[Words];
        Build(words, in info, thread.AlternateStack, frame.Sp, mask, ref frame);
        WriteFloat(words, thread);
        if (new UserOut<ulong>(address).WriteAll(words) != Errno.None)
        {
            return false;
        }

        if ((thread.AlternateStack.Flags & SignalConstants.StackAutoDisarm) != 0)
        {
            thread.AlternateStack = new SignalStack { Flags = SignalConstants.StackDisabled };
        }

        frame.Pc = action.Handler;
        frame.Ra = trampoline;
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
        Span<ulong> words = stackalloc ulong[Words];
        if (new UserIn<ulong>(frame.Sp).ReadAll(words) != Errno.None || !IsAcceptable(words))
        {
            SignalSender.Force(Signal.SIGSEGV, SignalCode.Kernel, 0);
            return Errno.EFAULT;
        }

        words.Slice(RegisterWord, TrapFrame.UserRegisterCount).CopyTo(frame.UserRegisters);
        ReadFloat(words.Slice(FloatWord, FloatWords), thread);
        thread.Process.SetBlocked(thread, new SignalSet(words[MaskWord]) & ~SignalSet.Unstoppable);
        SignalStack stack = new() { Base = words[StackWord], Flags = (int)(uint)words[StackWord + 1], Size = words[StackWord + 2] };

        // An unacceptable alternate stack is ignored here, as Linux does.
        AlternateStack.Set(thread, stack, frame.Sp);
        thread.Restart.Kind = RestartKind.None;
        return frame.A0;
    }

    /// <summary>Fills everything but the floating point part. All other words are zero, so that nothing of the kernel leaks.</summary>
    public static void Build(
        Span<ulong> words, in SignalInfo info, in SignalStack stack, ulong stackPointer, SignalSet mask, ref TrapFrame frame)
    {
        words.Clear();
        words[0] = (uint)info.Number | ((ulong)(uint)info.Error << 32);
        words[1] = (uint)info.Code;
        words[2] = info.Word0;
        words[3] = info.Word1;
        words[4] = info.Word2;
        words[5] = info.Word3;
        words[StackWord] = stack.Base;
        words[StackWord + 1] = (uint)AlternateStack.FlagsFor(in stack, stackPointer);
        words[StackWord + 2] = stack.Size;
        words[MaskWord] = mask.Bits;
        frame.UserRegisters.CopyTo(words.Slice(RegisterWord));
    }

    /// <summary>Whether the reserved word and the extension header are what Lume (and Linux without vector state) writes: zeros.</summary>
    public static bool IsAcceptable(ReadOnlySpan<ulong> words) => words[ExtensionWord] >> 32 == 0 && words[ExtensionWord + 1] == 0;

    private static void WriteFloat(Span<ulong> words, Thread thread)
    {
        using (Interrupts.Mask())
        {
            FloatState state = thread.Context.Float;
            if (state.IsUsed)
            {
                state.Read(words.Slice(FloatWord, FloatWords));
            }
        }
    }

    private static void ReadFloat(ReadOnlySpan<ulong> saved, Thread thread)
    {
        ulong any = 0;
        foreach (ulong word in saved)
        {
            any |= word;
        }

        using (Interrupts.Mask())
        {
            FloatState state = thread.Context.Float;
            if (any != 0 || state.IsUsed)
            {
                state.Write(saved);
            }
        }
    }

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
