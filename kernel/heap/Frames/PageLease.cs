// The safe way to a frame's bytes.

using System;

namespace Lume.Heap;

/// <summary>Holds a reference to a frame and gives its bytes; the only source of spans over pages outside the unsafe rooms.</summary>
/// <remarks>
/// Sound because the reference keeps the frame from being freed while the lease lives, and a span taken from it must not
/// outlive it: dispose the lease last. Bytes that user space maps too can change at any moment.
/// </remarks>
public readonly unsafe ref struct PageLease
{
    private readonly Frame _frame;

    internal PageLease(Frame frame)
    {
        FrameAllocator.AddReference(frame);
        _frame = frame;
    }

    /// <summary>The frame.</summary>
    public Frame Frame => _frame;

    /// <summary>Its <see cref="Lume.Heap.Frame.Size"/> bytes.</summary>
    public Span<byte> Bytes => new(FrameAllocator.AddressOf(_frame), Frame.Size);

    /// <summary>Gives the reference back; the frame is freed when it was the last.</summary>
    public void Dispose() => FrameAllocator.Release(_frame);
}
