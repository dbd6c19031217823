// Writes the first stack of a program: strings downwards from the top, then the words that point at them.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>A writing position in the stack of an address space that nobody runs on yet. Holds one page pinned; dispose it.</summary>
internal ref struct StackBuilder
{
    private readonly AddressSpace _space;
    private readonly ulong _top;
    private ulong _left;
    private Frame _frame;
    private ulong _page;

    /// <summary>Begins below <paramref name="top"/>; <paramref name="budget"/> bytes for strings and pointers.</summary>
    public StackBuilder(AddressSpace space, ulong top, ulong budget)
    {
        _space = space;
        _top = top;
        _left = budget;
        Position = top;
        _page = ulong.MaxValue;
    }

    /// <summary>The lowest byte written.</summary>
    public ulong Position { get; private set; }

    /// <summary>One past the highest byte.</summary>
    public readonly ulong Top => _top;

    /// <summary>Unpins.</summary>
    public void Dispose()
    {
        if (!_frame.IsNone)
        {
            FrameAllocator.Release(_frame);
            _frame = default;
        }
    }

    /// <summary>Copies a string and its zero below the position. E2BIG, EFAULT, ENOMEM.</summary>
    public Errno PushString<TSource>(ref TSource source, int index)
        where TSource : struct, IStringSource
    {
        Errno error = source.GetLength(index, out int length);
        if (error != Errno.None)
        {
            return error;
        }

        ulong cost = (ulong)length + 1 + sizeof(ulong);
        if (cost > _left)
        {
            return Errno.E2BIG;
        }

        _left -= cost;
        Position -= (ulong)length + 1;
        for (int done = 0; done < length;)
        {
            Span<byte> room = Window(Position + (ulong)done);
            if (room.IsEmpty)
            {
                return Errno.ENOMEM;
            }

            int count = Math.Min(room.Length, length - done);
            error = source.Read(index, done, room[..count]);
            if (error != Errno.None)
            {
                return error;
            }

            done += count;
        }

        return Write(Position + (ulong)length, [0]);
    }

    /// <summary>Copies bytes below the position, aligned down to <paramref name="alignment"/> (a power of two). ENOMEM.</summary>
    public Errno PushBytes(scoped ReadOnlySpan<byte> bytes, ulong alignment)
    {
        Position = (Position - (ulong)bytes.Length) & ~(alignment - 1);
        return Write(Position, bytes);
    }

    /// <summary>Reserves room for 8-byte words so that the position ends up 16-byte aligned, as the psABI wants at entry.</summary>
    public void ReserveWords(ulong count) => Position = (Position - (count * sizeof(ulong))) & ~15UL;

    /// <summary>Writes a word at an aligned address. ENOMEM.</summary>
    public Errno WriteWord(ulong address, ulong value)
    {
        Span<byte> room = Window(address);
        if (room.IsEmpty)
        {
            return Errno.ENOMEM;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(room, value);
        return Errno.None;
    }

    /// <summary>The address after the zero of the string at <paramref name="address"/>. Strings were written by <see cref="PushString"/>, so a zero comes before the top.</summary>
    public Errno SkipString(ref ulong address)
    {
        while (address < _top)
        {
            Span<byte> room = Window(address);
            if (room.IsEmpty)
            {
                return Errno.ENOMEM;
            }

            int zero = room.IndexOf((byte)0);
            if (zero >= 0)
            {
                address += (ulong)zero + 1;
                return Errno.None;
            }

            address += (ulong)room.Length;
        }

        return Errno.EFAULT;
    }

    private Errno Write(ulong address, scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> room = Window(address);
            if (room.IsEmpty)
            {
                return Errno.ENOMEM;
            }

            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            bytes = bytes[count..];
            address += (ulong)count;
        }

        return Errno.None;
    }

    /// <summary>The bytes from an address to the end of its page; empty when the page cannot be had.</summary>
    private Span<byte> Window(ulong address)
    {
        ulong page = PageMath.RoundDown(address);
        if (page != _page)
        {
            Dispose();
            _page = ulong.MaxValue;
            if (!_space.TryPin(page, FaultAccess.Write, out _frame))
            {
                return default;
            }

            _page = page;
        }

        return PageLease.Open(_frame).Bytes[(int)(address & PageMath.Mask)..];
    }
}
