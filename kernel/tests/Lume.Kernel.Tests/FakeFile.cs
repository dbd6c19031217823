// A file in memory for tests of mappings and programs.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Tests;

/// <summary>Pages of a fixed content; the frames are kept until the last reference of the file goes.</summary>
internal sealed class FakeFile : MemoryObject, IMappedFile
{
    private readonly Dictionary<ulong, Frame> _frames = [];
    private readonly bool _tracksWrites;
    private byte[] _content;

    public FakeFile(byte[] content, bool tracksWrites = false)
    {
        _content = content;
        _tracksWrites = tracksWrites;
    }

    public int References { get; private set; } = 1;

    public int Mappings { get; private set; }

    public HashSet<ulong> Dirty { get; } = [];

    public MemoryObject Pages => this;

    public ulong DeviceNumber => 7;

    public ulong InodeNumber => 42;

    public override ulong Length => (ulong)_content.Length;

    public override bool TracksWrites => _tracksWrites;

    public override Errno GetPage(ulong index, PageIntent intent, out Frame frame)
    {
        frame = default;
        if (index >= PageMath.Count(Length))
        {
            return Errno.ENXIO;
        }

        if (!_frames.TryGetValue(index, out frame))
        {
            if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out frame))
            {
                return Errno.ENOMEM;
            }

            int start = (int)(index << PageMath.Shift);
            int count = Math.Min(_content.Length - start, (int)PageMath.Size);
            _content.AsSpan(start, count).CopyTo(PageLease.Open(frame).Bytes);
            _frames[index] = frame;
        }

        if (intent == PageIntent.Write)
        {
            Dirty.Add(index);
        }

        FrameAllocator.AddReference(frame);
        return Errno.None;
    }

    public override bool TryGetResident(ulong index, out Frame frame)
    {
        if (_frames.TryGetValue(index, out frame))
        {
            FrameAllocator.AddReference(frame);
            return true;
        }

        return false;
    }

    public void Truncate(int length)
    {
        Array.Resize(ref _content, length);
        ulong first = PageMath.Count((ulong)length);
        foreach (ulong index in new List<ulong>(_frames.Keys))
        {
            if (index >= first)
            {
                FrameAllocator.Release(_frames[index]);
                _frames.Remove(index);
            }
        }

        UnmapPages(first, ulong.MaxValue, privateToo: true);
    }

    public void AddReference() => References++;

    public void Release()
    {
        if (--References == 0)
        {
            foreach (Frame frame in _frames.Values)
            {
                FrameAllocator.Release(frame);
            }

            _frames.Clear();
        }
    }

    public int CopyPath(Span<byte> buffer)
    {
        ReadOnlySpan<byte> path = "/fake"u8;
        path = path[..Math.Min(path.Length, buffer.Length)];
        path.CopyTo(buffer);
        return path.Length;
    }

    protected override void MappingAdded(bool writable) => Mappings++;

    protected override void MappingRemoved(bool writable) => Mappings--;
}
