// A hart's own stack of free single frames, so that the common case takes no lock.

namespace Lume.Heap;

/// <summary>256 bytes per hart. Touched only by its hart, never by an interrupt handler (those allocate and free nothing).</summary>
internal unsafe struct FrameMagazine
{
    /// <summary>Room for frames.</summary>
    public const int Capacity = 62;

    public int Count;
    public int Limit;
    public fixed uint Frames[Capacity];
}
