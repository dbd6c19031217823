// The flattened device tree: opened once with every offset checked, then read in place.

using System;
using System.Buffers.Binary;

namespace Lume.Hal;

/// <summary>
/// A flattened device tree (Devicetree Specification 0.4, chapter 5), read without copying. The bytes are hostile: <see cref="TryOpen"/> checks the header,
/// every token, name and length and the depth, so that nothing behind it can run out of bounds or for ever.
/// </summary>
public readonly ref struct DeviceTree
{
    /// <summary>Deeper trees are refused.</summary>
    public const int MaximumDepth = 16;

    /// <summary>Longer trees are refused.</summary>
    public const int MaximumLength = 4 << 20;

    private const uint Magic = 0xd00dfeed;
    private const int HeaderLength = 40;
    private const int MaximumNameLength = 255;
    private const uint OldestReadable = 16;
    private const uint LatestKnown = 17;

    private readonly ReadOnlySpan<byte> _reservations;

    private DeviceTree(ReadOnlySpan<byte> structure, ReadOnlySpan<byte> strings, ReadOnlySpan<byte> reservations)
    {
        Structure = structure;
        Strings = strings;
        _reservations = reservations;
    }

    internal ReadOnlySpan<byte> Structure { get; }

    internal ReadOnlySpan<byte> Strings { get; }

    /// <summary>The node "/". Not to be used on a default tree.</summary>
    public DeviceNode Root => new(this, 0);

    /// <summary>True when there is no tree.</summary>
    public bool IsNone => Structure.IsEmpty;

    /// <summary>All nodes, parents before children.</summary>
    public NodeWalk AllNodes => new(this, 0, onlyChildren: false);

    /// <summary>Entries of the memory reservation block.</summary>
    public int ReservationCount
    {
        get
        {
            int count = 0;
            while ((count + 1) * 16 <= _reservations.Length && ReservationAt(count).Length != 0)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>The total length that a header claims; 0 when the bytes are no header of a readable version.</summary>
    public static int ClaimedLength(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || Read(header, 0) != Magic)
        {
            return 0;
        }

        uint length = Read(header, 4);
        return length is >= HeaderLength and <= MaximumLength ? (int)length : 0;
    }

    /// <summary>Opens a tree. False when it is not one, or is damaged, too deep or too long.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> blob, out DeviceTree tree)
    {
        tree = default;
        int length = ClaimedLength(blob);
        if (length == 0 || length > blob.Length)
        {
            return false;
        }

        blob = blob.Slice(0, length);
        uint version = Read(blob, 20);
        if (version < OldestReadable || Read(blob, 24) > LatestKnown)
        {
            return false;
        }

        uint structureAt = Read(blob, 8);
        uint structureLength = version >= 17 ? Read(blob, 36) : (uint)length - Math.Min(structureAt, (uint)length);
        if (!TrySlice(blob, structureAt, structureLength, out ReadOnlySpan<byte> structure)
            || !TrySlice(blob, Read(blob, 12), Read(blob, 32), out ReadOnlySpan<byte> strings)
            || !TrySlice(blob, Read(blob, 16), (uint)length - Math.Min(Read(blob, 16), (uint)length), out ReadOnlySpan<byte> reservations)
            || (structureAt & 3) != 0)
        {
            return false;
        }

        DeviceTree candidate = new(structure, strings, reservations);
        if (!candidate.Check())
        {
            return false;
        }

        tree = candidate;
        return true;
    }

    /// <summary>One entry of the memory reservation block.</summary>
    public MemoryRange ReservationAt(int index)
        => new(
            BinaryPrimitives.ReadUInt64BigEndian(_reservations.Slice(index * 16)),
            BinaryPrimitives.ReadUInt64BigEndian(_reservations.Slice(index * 16 + 8)));

    /// <summary>Finds a node by its full path. A part without a unit address also finds a node that has one.</summary>
    public bool TryFind(ReadOnlySpan<byte> path, out DeviceNode node)
    {
        node = Root;
        while (!path.IsEmpty)
        {
            if (path[0] == (byte)'/')
            {
                path = path.Slice(1);
                continue;
            }

            int end = path.IndexOf((byte)'/');
            ReadOnlySpan<byte> part = end < 0 ? path : path.Slice(0, end);
            if (!node.TryGetChild(part, out node))
            {
                return false;
            }

            path = path.Slice(part.Length);
        }

        return true;
    }

    /// <summary>Finds a node by its phandle.</summary>
    public bool TryFindHandle(uint handle, out DeviceNode node)
    {
        foreach (DeviceNode candidate in AllNodes)
        {
            if (candidate.Handle == handle && handle != 0)
            {
                node = candidate;
                return true;
            }
        }

        node = default;
        return false;
    }

    /// <summary>The next enabled node after <paramref name="previous"/> (default: from the start) that is compatible.</summary>
    public bool TryFindCompatible(ReadOnlySpan<byte> compatible, DeviceNode previous, out DeviceNode node)
    {
        foreach (DeviceNode candidate in AllNodes)
        {
            if ((previous.IsNone || candidate.Offset > previous.Offset) && candidate.IsEnabled && candidate.IsCompatible(compatible))
            {
                node = candidate;
                return true;
            }
        }

        node = default;
        return false;
    }

    /// <summary>The hardware hart id of a hart's own interrupt controller, named by phandle (PLIC and CLINT list them).</summary>
    public bool TryGetHartOfController(uint handle, out ulong hartId)
    {
        hartId = 0;
        return TryFindHandle(handle, out DeviceNode controller)
            && controller.TryGetParent(out DeviceNode cpu)
            && cpu.TryGetCells("reg"u8, out hartId);
    }

    private bool Check()
    {
        TokenReader reader = new(this, 0);
        int depth = 0;
        bool sawRoot = false;
        while (reader.TryNext())
        {
            switch (reader.Token)
            {
                case DeviceToken.BeginNode:
                    if (++depth > MaximumDepth || (depth == 1 && sawRoot) || reader.Name.Length > MaximumNameLength
                        || (!sawRoot && reader.TokenOffset != 0))
                    {
                        return false;
                    }

                    sawRoot = true;
                    break;
                case DeviceToken.EndNode:
                    if (--depth < 0)
                    {
                        return false;
                    }

                    break;
                case DeviceToken.Property:
                    if (depth == 0)
                    {
                        return false;
                    }

                    break;
                case DeviceToken.End:
                    return depth == 0 && sawRoot;
            }
        }

        return false;
    }

    private static bool TrySlice(ReadOnlySpan<byte> blob, uint start, uint length, out ReadOnlySpan<byte> part)
    {
        if (start > (uint)blob.Length || length > (uint)blob.Length - start)
        {
            part = default;
            return false;
        }

        part = blob.Slice((int)start, (int)length);
        return true;
    }

    private static uint Read(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(offset));
}
