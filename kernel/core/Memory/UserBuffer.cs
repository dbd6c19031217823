// A scatter/gather cursor over user memory (or kernel memory) that reads and writes of files consume.
using System;
using System.Runtime.InteropServices;
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>One element of a user <c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct UserSegment
{
    /// <summary>iov_base.</summary>
    public ulong Address;

    /// <summary>iov_len, bytes.</summary>
    public ulong Length;
}

/// <summary>
/// What a read fills and a write drains: user memory in one or more pieces, or kernel memory so that the kernel can use the same
/// file operations. Copies advance it. Pass by <c>ref</c>.
/// </summary>
public ref struct UserBuffer
{
    /// <summary>The most bytes one read or write moves (Linux's MAX_RW_COUNT).</summary>
    public const ulong MaximumTransfer = 0x7fff_f000;

    /// <summary>The most pieces of one vector (UIO_MAXIOV).</summary>
    public const int MaximumSegments = 1024;

    private ReadOnlySpan<UserSegment> _rest;
    private Span<byte> _kernel;
    private ulong _address;
    private ulong _length;
    private long _remaining;

    // Side by side, so that the whole is 64 bytes: the most that is cleared without a call.
    private readonly bool _isKernel;
    private bool _faulted;

    /// <summary>One run of user memory, cut at <see cref="MaximumTransfer"/>.</summary>
    public UserBuffer(ulong address, ulong length)
    {
        _address = address;
        _length = Math.Min(length, MaximumTransfer);
        _remaining = (long)_length;
    }

    /// <summary>
    /// Pieces of user memory, already checked by <see cref="ImportVector"/>; they must stay as they are while the buffer is used.
    /// </summary>
    public UserBuffer(ReadOnlySpan<UserSegment> segments)
    {
        _rest = segments;
        ulong total = 0;
        foreach (ref readonly UserSegment segment in segments)
        {
            total += segment.Length;
        }

        _remaining = (long)Math.Min(total, MaximumTransfer);
    }

    /// <summary>Kernel memory in the place of user memory; copies never fault.</summary>
    public UserBuffer(Span<byte> kernelBytes)
    {
        _kernel = kernelBytes;
        _isKernel = true;
        _remaining = kernelBytes.Length;
    }

    /// <summary>Bytes left.</summary>
    public readonly long Remaining => _remaining;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsEmpty => Remaining == 0;

    /// <summary>Whether a copy met an address that cannot be accessed. The caller returns what it moved so far, or EFAULT if that is nothing.</summary>
    public readonly bool Faulted => _faulted;

    /// <summary>
    /// Copies a user <c>struct iovec</c> array into <paramref name="storage"/> (at least <paramref name="count"/> long) and checks it.
    /// EINVAL for a bad count or a length that overflows; EFAULT for addresses outside user space.
    /// </summary>
    public static Errno ImportVector(UserIn<UserSegment> vector, long count, Span<UserSegment> storage)
    {
        if (count is < 0 or > MaximumSegments)
        {
            return Errno.EINVAL;
        }

        Span<UserSegment> segments = storage[..(int)count];
        Errno error = vector.ReadAll(segments);
        if (error != Errno.None)
        {
            return error;
        }

        foreach (ref readonly UserSegment segment in segments)
        {
            if ((long)segment.Length < 0)
            {
                return Errno.EINVAL;
            }

            if (!UserLayout.IsUserRange(segment.Address, segment.Length))
            {
                return Errno.EFAULT;
            }
        }

        return Errno.None;
    }

    /// <summary>Copies kernel bytes to the buffer (a read's direction) and advances. Returns how many; fewer than asked when it is full or faulted.</summary>
    public int CopyOut(scoped ReadOnlySpan<byte> source)
    {
        int done = 0;
        while (done < source.Length && Remaining > 0 && !Faulted)
        {
            int chunk = NextChunk(source.Length - done);
            int moved = chunk;
            if (_isKernel)
            {
                source.Slice(done, chunk).CopyTo(_kernel);
            }
            else
            {
                moved = UserAccess.CopyOut(_address, source.Slice(done, chunk));
            }

            Advance(moved);
            done += moved;
            _faulted = moved < chunk;
        }

        return done;
    }

    /// <summary>Copies from the buffer to kernel bytes (a write's direction) and advances. Returns how many; fewer than asked when it is drained or faulted.</summary>
    public int CopyIn(scoped Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length && Remaining > 0 && !Faulted)
        {
            int chunk = NextChunk(destination.Length - done);
            int moved = chunk;
            if (_isKernel)
            {
                _kernel[..chunk].CopyTo(destination[done..]);
            }
            else
            {
                moved = UserAccess.CopyIn(_address, destination.Slice(done, chunk));
            }

            Advance(moved);
            done += moved;
            _faulted = moved < chunk;
        }

        return done;
    }

    /// <summary>Writes <paramref name="count"/> zero bytes and advances (holes, /dev/zero). Returns how many.</summary>
    public long CopyOutZeroes(long count)
    {
        long wanted = Math.Min(count, _remaining);
        if (wanted <= 0 || _isKernel || _faulted || (ulong)wanted > _length)
        {
            return CopyOutZeroesInPieces(count);
        }

        int moved = UserAccess.Clear(_address, (ulong)wanted);
        _address += (ulong)moved;
        _length -= (ulong)moved;
        _remaining -= moved;
        _faulted = moved < wanted;
        return moved;
    }

    private long CopyOutZeroesInPieces(long count)
    {
        long done = 0;
        while (done < count && Remaining > 0 && !Faulted)
        {
            int chunk = NextChunk((int)Math.Min(count - done, int.MaxValue));
            int moved = chunk;
            if (_isKernel)
            {
                _kernel[..chunk].Clear();
            }
            else
            {
                moved = UserAccess.Clear(_address, (ulong)chunk);
            }

            Advance(moved);
            done += moved;
            _faulted = moved < chunk;
        }

        return done;
    }

    /// <summary>Advances without copying (/dev/null).</summary>
    public void Skip(long count)
    {
        while (count > 0 && Remaining > 0)
        {
            int chunk = NextChunk((int)Math.Min(count, int.MaxValue));
            Advance(chunk);
            count -= chunk;
        }
    }

    /// <summary>Leaves at most <paramref name="count"/> bytes (a file's end, a datagram's length).</summary>
    public void Truncate(long count) => _remaining = Math.Min(_remaining, count);

    /// <summary>Bytes that can be moved in one piece, at most <paramref name="wanted"/>; loads the next segment when the current one is used up.</summary>
    private int NextChunk(int wanted)
    {
        if (_isKernel)
        {
            return (int)Math.Min(wanted, Remaining);
        }

        while (_length == 0)
        {
            _address = _rest[0].Address;
            _length = _rest[0].Length;
            _rest = _rest[1..];
        }

        return (int)Math.Min((ulong)Math.Min(wanted, Remaining), _length);
    }

    private void Advance(int count)
    {
        if (_isKernel)
        {
            _kernel = _kernel[count..];
        }
        else
        {
            _address += (ulong)count;
            _length -= (ulong)count;
        }

        _remaining -= count;
    }
}
