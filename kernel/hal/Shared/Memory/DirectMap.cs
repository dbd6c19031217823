// Frames that the kernel keeps itself from reaching.

using System;

namespace Lume.Hal;

/// <summary>
/// Takes single frames out of the kernel's map of all RAM and puts them back. A hidden frame is reached only through the page tables of
/// programs: whoever hides it sees to it that nobody opens a <see cref="PageLease"/> on it or frees it.
/// </summary>
public static class DirectMap
{
    /// <summary>Hides a frame from the kernel on every hart. False when memory for a page table is out: then it is not hidden.</summary>
    public static bool TryHide(Frame frame) => Cpu.TryHide(frame);

    /// <summary>Puts hidden frames back, for every hart. Their content is as programs left it.</summary>
    public static void Show(ReadOnlySpan<Frame> frames) => Cpu.Show(frames);
}
