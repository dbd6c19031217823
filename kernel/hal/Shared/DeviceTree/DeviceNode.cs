// One node of the device tree: properties, relatives, registers, interrupts.

using System;
using System.Buffers.Binary;

namespace Lume.Hal;

/// <summary>A node of a <see cref="DeviceTree"/>. Valid as long as the tree's bytes.</summary>
public readonly ref partial struct DeviceNode
{
    private const uint DefaultAddressCells = 2;
    private const uint DefaultSizeCells = 1;

    private readonly DeviceTree _tree;

    internal DeviceNode(DeviceTree tree, int offset)
    {
        _tree = tree;
        Offset = offset;
    }

    /// <summary>Identifies the node in its tree.</summary>
    public int Offset { get; }

    /// <summary>True for the default value.</summary>
    public bool IsNone => _tree.IsNone;

    /// <summary>Name with unit address; empty for the root.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            TokenReader reader = new(_tree, Offset);
            return reader.TryNext() ? reader.Name : default;
        }
    }

    /// <summary>Direct children.</summary>
    public NodeWalk Children => new(_tree, Offset, onlyChildren: true);

    /// <summary>The phandle; 0 when it has none.</summary>
    public uint Handle => TryGetCell("phandle"u8, out uint handle) || TryGetCell("linux,phandle"u8, out handle) ? handle : 0;

    /// <summary>True unless the status property says otherwise.</summary>
    public bool IsEnabled
    {
        get
        {
            if (!TryGetProperty("status"u8, out ReadOnlySpan<byte> status))
            {
                return true;
            }

            ReadOnlySpan<byte> text = TrimString(status);
            return text.SequenceEqual("okay"u8) || text.SequenceEqual("ok"u8);
        }
    }

    /// <summary>Finds a property.</summary>
    public bool TryGetProperty(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> data)
    {
        TokenReader reader = new(_tree, Offset);
        data = default;
        if (_tree.IsNone || !reader.TryNext())
        {
            return false;
        }

        // Properties come before children (5.4.2); at the first child or the end there is no more to find.
        while (reader.TryNext() && reader.Token == DeviceToken.Property)
        {
            if (reader.Name.SequenceEqual(name))
            {
                data = reader.Data;
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the property is there, with or without a value.</summary>
    public bool HasProperty(ReadOnlySpan<byte> name) => TryGetProperty(name, out _);

    /// <summary>A property of at least one 32-bit cell.</summary>
    public bool TryGetCell(ReadOnlySpan<byte> name, out uint value)
    {
        value = 0;
        return TryGetProperty(name, out ReadOnlySpan<byte> data) && BinaryPrimitives.TryReadUInt32BigEndian(data, out value);
    }

    /// <summary>A number of exactly one or two cells.</summary>
    public bool TryGetCells(ReadOnlySpan<byte> name, out ulong value)
    {
        value = 0;
        if (!TryGetProperty(name, out ReadOnlySpan<byte> data) || data.Length is not (4 or 8))
        {
            return false;
        }

        value = ReadCells(data, 0, data.Length / 4);
        return true;
    }

    /// <summary>The first string of a property, without its NUL.</summary>
    public bool TryGetString(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        bool found = TryGetProperty(name, out ReadOnlySpan<byte> data);
        text = TrimString(data);
        return found;
    }

    /// <summary>True when a string list property contains the string.</summary>
    public bool ListContains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (!TryGetProperty(name, out ReadOnlySpan<byte> list))
        {
            return false;
        }

        while (!list.IsEmpty)
        {
            ReadOnlySpan<byte> item = TrimString(list);
            if (item.SequenceEqual(text))
            {
                return true;
            }

            list = list.Slice(Math.Min(item.Length + 1, list.Length));
        }

        return false;
    }

    /// <summary>True when the compatible list contains the string.</summary>
    public bool IsCompatible(ReadOnlySpan<byte> compatible) => ListContains("compatible"u8, compatible);

    /// <summary>A child by name; without a unit address the first of that name.</summary>
    public bool TryGetChild(ReadOnlySpan<byte> name, out DeviceNode child)
    {
        foreach (DeviceNode candidate in Children)
        {
            ReadOnlySpan<byte> its = candidate.Name;
            if (its.SequenceEqual(name) || (its.Length > name.Length && its[name.Length] == (byte)'@' && its.StartsWith(name)))
            {
                child = candidate;
                return true;
            }
        }

        child = default;
        return false;
    }

    /// <summary>The parent; false for the root.</summary>
    public bool TryGetParent(out DeviceNode parent)
    {
        Span<int> path = stackalloc int[DeviceTree.MaximumDepth];
        int depth = GetPath(path);
        parent = depth >= 2 ? new DeviceNode(_tree, path[depth - 2]) : default;
        return depth >= 2;
    }

    // Offsets of the nodes from the root to this one; returns how many.
    private int GetPath(Span<int> path)
    {
        TokenReader reader = new(_tree, 0);
        int depth = 0;
        while (reader.TryNext())
        {
            if (reader.Token == DeviceToken.BeginNode)
            {
                path[depth++] = reader.TokenOffset;
                if (reader.TokenOffset == Offset)
                {
                    return depth;
                }
            }
            else if (reader.Token == DeviceToken.EndNode)
            {
                depth--;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<byte> TrimString(ReadOnlySpan<byte> data)
    {
        int end = data.IndexOf((byte)0);
        return end < 0 ? data : data.Slice(0, end);
    }

    private static ulong ReadCells(ReadOnlySpan<byte> data, int cell, int count)
    {
        ulong value = 0;
        for (int i = 0; i < count; i++)
        {
            value = value << 32 | BinaryPrimitives.ReadUInt32BigEndian(data.Slice((cell + i) * 4));
        }

        return value;
    }
}
