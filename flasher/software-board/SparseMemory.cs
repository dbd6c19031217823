// Memory or storage of a given size, of which only what was written takes room.
using System;
using System.Collections.Generic;

namespace Lume.SoftwareBoard;

/// <summary>Bytes from 0 to <paramref name="length"/>; those never written read as <paramref name="empty"/>.</summary>
public sealed class SparseMemory(long length, byte empty)
{
    private const int PageLength = 4096;

    private readonly Dictionary<long, byte[]> _pages = [];

    /// <summary>Bytes it has.</summary>
    public long Length => length;

    /// <summary>True when a range lies inside.</summary>
    public bool Has(long offset, long count) => offset >= 0 && count >= 0 && offset <= length && count <= length - offset;

    /// <summary>Copies a range.</summary>
    public byte[] Read(long offset, int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;)
        {
            (long page, long at) = Math.DivRem(offset + done, PageLength);
            int part = Math.Min(count - done, PageLength - (int)at);
            if (_pages.TryGetValue(page, out byte[]? found))
            {
                found.AsSpan((int)at, part).CopyTo(bytes.AsSpan(done));
            }
            else
            {
                bytes.AsSpan(done, part).Fill(empty);
            }

            done += part;
        }

        return bytes;
    }

    /// <summary>Writes a range.</summary>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            (long page, long at) = Math.DivRem(offset, PageLength);
            int part = Math.Min(bytes.Length, PageLength - (int)at);
            if (!_pages.TryGetValue(page, out byte[]? found))
            {
                _pages[page] = found = new byte[PageLength];
                found.AsSpan().Fill(empty);
            }

            bytes[..part].CopyTo(found.AsSpan((int)at));
            bytes = bytes[part..];
            offset += part;
        }
    }

    /// <summary>Forgets everything, as memory does without power.</summary>
    public void Clear() => _pages.Clear();
}
