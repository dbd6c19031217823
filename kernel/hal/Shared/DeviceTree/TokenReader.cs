// The tokens of a device tree's structure block, each checked against the end of the block.

using System;
using System.Buffers.Binary;

namespace Lume.Hal;

internal enum DeviceToken : uint
{
    BeginNode = 1,
    EndNode = 2,
    Property = 3,
    Nop = 4,
    End = 9,
}

internal ref struct TokenReader
{
    private readonly ReadOnlySpan<byte> _structure;
    private readonly ReadOnlySpan<byte> _strings;
    private int _next;

    public TokenReader(DeviceTree tree, int offset)
    {
        _structure = tree.Structure;
        _strings = tree.Strings;
        _next = offset;
    }

    public DeviceToken Token { get; private set; }

    public int TokenOffset { get; private set; }

    /// <summary>The node's name with its unit address, or the property's.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    // False at damage; NOPs are skipped. Every round moves forward, so it ends.
    public bool TryNext()
    {
        do
        {
            TokenOffset = _next;
            if (!TryReadWord(out uint token))
            {
                return false;
            }

            Token = (DeviceToken)token;
        }
        while (Token == DeviceToken.Nop);
        switch (Token)
        {
            case DeviceToken.BeginNode:
                return TryReadNodeName();
            case DeviceToken.Property:
                return TryReadProperty();
            case DeviceToken.EndNode:
            case DeviceToken.End:
                return true;
            default:
                return false;
        }
    }

    private bool TryReadNodeName()
    {
        int length = _structure.Slice(_next).IndexOf((byte)0);
        if (length < 0)
        {
            return false;
        }

        Name = _structure.Slice(_next, length);
        return TrySkip(length + 1);
    }

    private bool TryReadProperty()
    {
        if (!TryReadWord(out uint length) || !TryReadWord(out uint name) || length > (uint)(_structure.Length - _next)
            || name >= (uint)_strings.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _strings.Slice((int)name);
        int nameLength = rest.IndexOf((byte)0);
        if (nameLength < 0)
        {
            return false;
        }

        Name = rest.Slice(0, nameLength);
        Data = _structure.Slice(_next, (int)length);
        return TrySkip((int)length);
    }

    private bool TrySkip(int bytes)
    {
        int padded = (bytes + 3) & ~3;
        if (padded > _structure.Length - _next)
        {
            return false;
        }

        _next += padded;
        return true;
    }

    private bool TryReadWord(out uint value)
    {
        if (_structure.Length - _next < 4)
        {
            value = 0;
            return false;
        }

        value = BinaryPrimitives.ReadUInt32BigEndian(_structure.Slice(_next));
        _next += 4;
        return true;
    }
}

/// <summary>Enumerates nodes: the children of one, or a whole subtree.</summary>
public ref struct NodeWalk
{
    private readonly DeviceTree _tree;
    private readonly bool _onlyChildren;
    private TokenReader _reader;
    private int _depth;
    private int _current;

    internal NodeWalk(DeviceTree tree, int start, bool onlyChildren)
    {
        _tree = tree;
        _onlyChildren = onlyChildren;
        _reader = new TokenReader(tree, start);
    }

    /// <summary>The node reached.</summary>
    public readonly DeviceNode Current => new(_tree, _current);

    /// <summary>For foreach.</summary>
    public readonly NodeWalk GetEnumerator() => this;

    /// <summary>Goes to the next node.</summary>
    public bool MoveNext()
    {
        while (!_tree.IsNone && _reader.TryNext())
        {
            switch (_reader.Token)
            {
                case DeviceToken.BeginNode:
                    _depth++;
                    if (!_onlyChildren || _depth == 2)
                    {
                        _current = _reader.TokenOffset;
                        return true;
                    }

                    break;
                case DeviceToken.EndNode:
                    if (--_depth <= 0)
                    {
                        return false;
                    }

                    break;
                case DeviceToken.End:
                    return false;
            }
        }

        return false;
    }
}
