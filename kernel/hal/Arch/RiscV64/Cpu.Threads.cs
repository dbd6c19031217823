// Contexts on the machine.

using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    // Sound: the slot holds an object reference or null, written only here; the collector visits it (Stacks.Visit) and moves nothing.
    public static void SetOwner(ContextBlock* block, object? owner)
        => Volatile.Write(ref Unsafe.As<nint, object?>(ref block->Owner), owner);

    public static object? GetOwner(ContextBlock* block) => Unsafe.As<nint, object?>(ref block->Owner);

    public static void PrepareStart(ContextBlock* block) => Native.Prepare(block);

    public static void Switch(ContextBlock* from, ContextBlock* to) => Native.Switch(from, to);

    public static void SaveFloat(ContextBlock* block) => Native.SaveFloat(block);

    public static void LoadFloat(ContextBlock* block) => Native.LoadFloat(block);
}
