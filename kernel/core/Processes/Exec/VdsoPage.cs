// The kernel's own pages in every program: figures of the clocks, and the vDSO that reads them.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Clock = Lume.Kernel.Time.Clock;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Two pages, shared by all programs: data, then code. Source: man 7 vdso.</summary>
internal sealed class VdsoPage : MemoryObject
{
    /// <summary>Index of the page of figures.</summary>
    public const ulong DataIndex = 0;

    /// <summary>Index of the page of code.</summary>
    public const ulong CodeIndex = 1;

    private static VdsoPage? s_instance;
    private readonly Frame _data;
    private readonly Frame _code;

    private VdsoPage(Frame data, Frame code)
    {
        _data = data;
        _code = code;
    }

    /// <inheritdoc/>
    public override ulong Length => 2 * PageMath.Size;

    /// <summary>The pages; made when the first program starts. Null when memory is out.</summary>
    public static VdsoPage? GetOrCreate()
    {
        VdsoPage? page = Volatile.Read(ref s_instance);
        if (page is not null || !FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame data))
        {
            return page;
        }

        if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame code))
        {
            FrameAllocator.Release(data);
            return null;
        }

        VdsoImage.Bytes.CopyTo(PageLease.Open(code).Bytes);
        VdsoImage.SetScale(data);
        page = new VdsoPage(data, code);
        VdsoPage? first = Interlocked.CompareExchange(ref s_instance, page, null);
        if (first is null)
        {
            PublishRealtime();
            return page;
        }

        FrameAllocator.Release(data);
        FrameAllocator.Release(code);
        return first;
    }

    /// <summary>Tells programs the wall clock's offset; after each change of <see cref="Time.Clock.RealtimeOffset"/>.</summary>
    public static void PublishRealtime()
    {
        VdsoPage? page = Volatile.Read(ref s_instance);
        if (page is null)
        {
            return;
        }

        long offset;
        do
        {
            offset = Clock.RealtimeOffset;
            VdsoImage.SetRealtimeOffset(page._data, offset);
            Interlocked.MemoryBarrier();
        }
        while (offset != Clock.RealtimeOffset);
    }

    /// <inheritdoc/>
    public override Errno GetPage(ulong index, PageIntent intent, out Frame frame) =>
        TryGetResident(index, out frame) ? Errno.None : Errno.ENXIO;

    /// <inheritdoc/>
    public override bool TryGetResident(ulong index, out Frame frame)
    {
        frame = index == DataIndex ? _data : _code;
        if (index > CodeIndex)
        {
            return false;
        }

        FrameAllocator.AddReference(frame);
        return true;
    }
}
