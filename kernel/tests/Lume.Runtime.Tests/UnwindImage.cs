// The image of Data/unwind.ll in memory, with the addresses of its sections and functions.

using System;
using System.IO;
using System.Runtime.InteropServices;

using Internal.Runtime.Unwinding;

namespace Lume.Runtime.Tests;

/// <summary>All addresses in the image are relative, so it works wherever it lies.</summary>
internal sealed unsafe class UnwindImage : IDisposable
{
    private const ulong LinkedAt = 0x101C8;
    private readonly byte* _memory;

    internal UnwindImage()
    {
        using Stream stream = typeof(UnwindImage).Assembly.GetManifestResourceStream("unwind.bin")!;
        Length = (int)stream.Length;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)Length, 16);
        stream.ReadExactly(new Span<byte>(_memory, Length));
    }

    internal int Length { get; }

    internal Span<byte> Bytes => new(_memory, Length);

    internal byte* Tables => _memory;

    internal byte* TablesEnd => At(0x10208);

    internal FrameTable Frames(bool useIndex = true) =>
        new(At(0x10260), At(0x11368), At(0x10208), useIndex ? At(0x1025C) : At(0x10208));

    /// <summary>Where something that was linked at an address is now.</summary>
    internal byte* At(ulong linked) => _memory + (linked - LinkedAt);

    internal ulong AddressOf(ulong linked) => (ulong)At(linked);

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
