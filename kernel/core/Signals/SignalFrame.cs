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
using System.Buffers.Binary;
using System.Runtime.InteropServices;
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
    public const int StackOffset = 144;
    public const int MaskOffset = 168;
    public const int RegistersOffset = 304;
    public const int FloatOffset = 560;
    public const int FloatRegisters = 32;
    public const int FloatControlOffset = FloatOffset + (FloatRegisters * 8);
    public const int ReservedOffset = FloatOffset + 516;
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

        Span<byte> bytes = stackalloc byte[Size];
        Build(bytes, ref info, thread.AlternateStack, frame.Sp, mask, ref frame);
        WriteFloat(bytes, thread);
        if (new UserSpan(address, Size).Write(bytes) != Errno.None)
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
        Span<byte> bytes = stackalloc byte[Size];
        if (new UserSpan(frame.Sp, Size).Read(bytes) != Errno.None || !IsAcceptable(bytes))
        {
            SignalSender.Force(Signal.SIGSEGV, SignalCode.Kernel, 0);
            return Errno.EFAULT;
        }

        Span<ulong> registers = frame.UserRegisters;
        for (int i = 0; i < TrapFrame.UserRegisterCount; i++)
        {
            registers[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(RegistersOffset + (i * 8)));
        }

        ReadFloat(bytes, thread);
        SignalSet mask = new(BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(MaskOffset)));
        thread.Process.SetBlocked(thread, mask & ~SignalSet.Unstoppable);
        SignalStack stack = new()
        {
            Base = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(StackOffset)),
            Flags = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(StackOffset + 8)),
            Size = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(StackOffset + 16)),
        };

        // An unacceptable alternate stack is ignored here, as Linux does.
        AlternateStack.Set(thread, stack, frame.Sp);
        thread.Restart.Kind = RestartKind.None;
        return frame.A0;
    }

    /// <summary>Fills everything but the floating point part. All other bytes are zero, so that nothing of the kernel leaks.</summary>
    public static void Build(
        Span<byte> bytes, ref SignalInfo info, in SignalStack stack, ulong stackPointer, SignalSet mask, ref TrapFrame frame)
    {
        bytes.Clear();
        WriteInfo(bytes, in info);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(StackOffset), stack.Base);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(StackOffset + 8), AlternateStack.FlagsFor(in stack, stackPointer));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(StackOffset + 16), stack.Size);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(MaskOffset), mask.Bits);
        Span<ulong> registers = frame.UserRegisters;
        for (int i = 0; i < TrapFrame.UserRegisterCount; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(RegistersOffset + (i * 8)), registers[i]);
        }
    }

    /// <summary>Whether the part after the floating point registers is what Lume (and Linux without vector state) writes.</summary>
    public static bool IsAcceptable(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(ReservedOffset)) == 0
        && BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(ReservedOffset + 4)) == 0;

    private static void WriteInfo(Span<byte> bytes, in SignalInfo info)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, info.Number);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(4), info.Error);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(8), info.Code);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(16), info.Word0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(24), info.Word1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(32), info.Word2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(40), info.Word3);
    }

    private static void WriteFloat(Span<byte> bytes, Thread thread)
    {
        using (Interrupts.Mask())
        {
            FloatState state = thread.Context.Float;
            if (state.IsUsed)
            {
                Span<ulong> words = stackalloc ulong[FloatRegisters + 1];
                state.Read(words);
                MemoryMarshal.AsBytes(words).CopyTo(bytes.Slice(FloatOffset));
            }
        }
    }

    private static void ReadFloat(ReadOnlySpan<byte> bytes, Thread thread)
    {
        Span<ulong> words = stackalloc ulong[FloatRegisters + 1];
        bool used = false;
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(FloatOffset + (i * 8)));
            used |= words[i] != 0;
        }

        using (Interrupts.Mask())
        {
            FloatState state = thread.Context.Float;
            if (used || state.IsUsed)
            {
                state.Write(words);
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
