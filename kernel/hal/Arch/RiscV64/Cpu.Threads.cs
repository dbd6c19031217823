// Contexts on the machine.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    // Saved_Size of Switch.S.
    private const int SwitchFrameSize = 112;

    // Sound: the slot holds an object reference or null, written only here; the collector visits it (Stacks.Visit) and moves nothing.
    public static void SetOwner(ContextBlock* block, object? owner)
        => Volatile.Write(ref Unsafe.As<nint, object?>(ref block->Owner), owner);

    public static object? GetOwner(ContextBlock* block) => Unsafe.As<nint, object?>(ref block->Owner);

    public static void PrepareStart(ContextBlock* block) => Native.Prepare(block);

    public static void Switch(ContextBlock* from, ContextBlock* to) => Native.Switch(from, to);

    public static void SaveFloat(ContextBlock* block) => Native.SaveFloat(block);

    public static void LoadFloat(ContextBlock* block) => Native.LoadFloat(block);

    /// <summary>Return addresses from here.</summary>
    public static int WalkHere(Span<ulong> addresses) => StackWalk.WalkHere((ulong)CurrentContext, addresses);

    /// <summary>Return addresses of a context that no hart runs, from where it was switched away; 0 when one runs it.</summary>
    public static int WalkStack(ContextBlock* block, Span<ulong> addresses)
    {
        const int stackPointer = 2, firstSaved = 8, secondSaved = 9, otherSaved = 18, savedWords = 13;
        ulong low = Volatile.Read(ref block->SavedSp);
        if (Volatile.Read(ref block->OnHart) != 0 || low < block->StackLow || low > (ulong)block - SwitchFrameSize || (low & 7) != 0)
        {
            return 0;
        }

        // Sound: the frame that Switch.S left lies inside the stack, which is mapped for as long as the context exists: ra, s0 to s11.
        ReadOnlySpan<ulong> saved = new((void*)low, savedWords);
        Span<ulong> registers = stackalloc ulong[StackWalk.RegisterCount];
        registers.Clear();
        registers[stackPointer] = low + SwitchFrameSize;
        registers[firstSaved] = saved[1];
        registers[secondSaved] = saved[2];
        saved[3..].CopyTo(registers[otherSaved..]);
        return StackWalk.WalkSwitched(registers, saved[0], (ulong)block, addresses);
    }
}
