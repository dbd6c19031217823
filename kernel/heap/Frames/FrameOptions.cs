// How a frame is wanted.

using System;

namespace Lume.Heap;

/// <summary>How a frame is wanted.</summary>
[Flags]
public enum FrameOptions
{
    /// <summary>Any content; leaves the kernel's reserve alone.</summary>
    None = 0,

    /// <summary>All bytes zero.</summary>
    Zeroed = 1,

    /// <summary>May dip into the kernel's reserve: for what a system call that was admitted must be able to finish.</summary>
    Reserve = 2,

    /// <summary>Fails at once instead of sweeping or collecting the managed heap first.</summary>
    NoReclaim = 4,
}
