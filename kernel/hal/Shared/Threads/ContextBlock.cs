// The native part of a thread: what tp points at. Assembly reads it: see Arch/RiscV64/Layout.inc.

using System.Runtime.InteropServices;

namespace Lume.Hal;

/// <summary>Lies at the top of the thread's kernel stack; the trap frame of its user code lies directly below it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ContextBlock
{
    public const int Size = 384;

    public ulong KernelSp;
    public ulong UserSp;
    public ulong Scratch;
    public HartBlock* Hart;
    public ulong SavedSp;
    public nint Owner;
    public int OnHart;
    public int IsStarted;
    public ulong StackLow;
    public ContextBlock* Next;
    public ContextBlock* Previous;
    public HartBlock* FloatHart;
    public fixed ulong FloatRegisters[32];
    public ulong FloatControl;

    public ref TrapFrame Frame => ref *(TrapFrame*)(KernelSp - TrapFrame.Size);
}
