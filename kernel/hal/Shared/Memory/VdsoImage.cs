// The code that the kernel lends to programs, and the figures that this code reads (Arch/RiscV64/Vdso).

using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lume.Hal;

/// <summary>The vDSO: an ELF image of one page, mapped right behind a page of data that only the kernel writes.</summary>
public static unsafe class VdsoImage
{
    private const int EntryField = 24;

    // What vdso.c calls lume_vdso_data.
    [StructLayout(LayoutKind.Sequential)]
    private struct VdsoData
    {
        public ulong Whole;
        public ulong Fraction;
        public long RealtimeOffset;
    }

    /// <summary>The image's bytes.</summary>
    public static ReadOnlySpan<byte> Bytes => Cpu.VdsoImage;

    /// <summary>Where in the image a signal handler returns to: its entry point.</summary>
    public static ulong SignalReturn => BinaryPrimitives.ReadUInt64LittleEndian(Bytes[EntryField..]);

    /// <summary>Fills in how ticks become nanoseconds. The frame is the caller's, zeroed, and not yet mapped.</summary>
    public static void SetScale(Frame data)
    {
        Data(data)->Whole = Clock.Scale.NanosecondsWhole;
        Data(data)->Fraction = Clock.Scale.NanosecondsFraction;
    }

    /// <summary>Says what to add to the time since start for the wall clock, nanoseconds. One store: programs read the old or the new one.</summary>
    public static void SetRealtimeOffset(Frame data, long offset) => Volatile.Write(ref Data(data)->RealtimeOffset, offset);

    // Sound: a frame is RAM, and the structure is smaller than a page.
    private static VdsoData* Data(Frame data) => (VdsoData*)PhysicalMemory.Pointer(data.Address);
}
