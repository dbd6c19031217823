// A sparse array of page frames: a radix tree of 64-way nodes, as high as the highest index needs.
// Invariant: a node in the tree is never empty; the root covers every index that is present.
using Lume.Hal;

namespace Lume.Kernel.Vfs;

/// <summary>
/// Frames by page index. It holds the caller's references, not its own. Not synchronised. Insertion never allocates: the caller
/// offers spare nodes, so that it can hold a spinlock.
/// </summary>
internal struct PageTree
{
    /// <summary>Highest index that can be stored: pages of a file of 2^63 bytes.</summary>
    public const ulong MaxIndex = (1UL << 51) - 1;

    private const int Bits = 6;
    private const int Fanout = 1 << Bits;

    private PageTreeNode? _root;
    private int _height;

    // A file of one page needs no node.
    private uint _first;

    /// <summary>Pages present.</summary>
    public long Count { get; private set; }

    /// <summary>The frame at an index, or none.</summary>
    public readonly Frame Get(ulong index)
    {
        PageTreeNode? node = _root;
        if (node is null)
        {
            return index == 0 ? new Frame(_first) : default;
        }

        int level = _height - 1;
        if (index >> (Bits * _height) != 0)
        {
            return default;
        }

        while (level > 0)
        {
            node = node.Children![(int)(index >> (Bits * level)) & (Fanout - 1)];
            if (node is null)
            {
                return default;
            }

            level--;
        }

        return new Frame(node.Frames![(int)index & (Fanout - 1)]);
    }

    /// <summary>Stores a frame at a free index. False: a node is missing, the caller adds one to the spares and tries again.</summary>
    public bool TryInsert(ulong index, Frame frame, ref PageTreeSpares spares)
    {
        if (_root is null && index == 0)
        {
            _first = (uint)frame.Number;
            Count = 1;
            return true;
        }

        if (!TryGrow(index, ref spares))
        {
            return false;
        }

        PageTreeNode node = _root!;
        for (int level = _height - 1; level > 0; level--)
        {
            int slot = (int)(index >> (Bits * level)) & (Fanout - 1);
            PageTreeNode? child = node.Children![slot];
            if (child is null)
            {
                child = spares.Take(isLeaf: level == 1);
                if (child is null)
                {
                    return false;
                }

                node.Children[slot] = child;
                node.Used++;
            }

            node = child;
        }

        node.Frames![(int)index & (Fanout - 1)] = (uint)frame.Number;
        node.Used++;
        Count++;
        return true;
    }

    /// <summary>Takes the frame at an index out; none if nothing is there.</summary>
    public Frame Remove(ulong index)
    {
        if (_root is null)
        {
            if (index != 0 || _first == 0)
            {
                return default;
            }

            Frame only = new(_first);
            _first = 0;
            Count = 0;
            return only;
        }

        if (index >> (Bits * _height) != 0)
        {
            return default;
        }

        uint number = RemoveFrom(_root, _height - 1, index);
        if (number != 0)
        {
            Count--;
        }

        if (_root.Used == 0)
        {
            _root = null;
            _height = 0;
        }

        return new Frame(number);
    }

    /// <summary>The first present index from <paramref name="start"/> on; false when there is none.</summary>
    public readonly bool FindNext(ulong start, out ulong index)
    {
        index = start;
        if (_root is null)
        {
            return start == 0 && _first != 0;
        }

        return index >> (Bits * _height) == 0 && FindIn(_root, _height - 1, ref index);
    }

    private static uint RemoveFrom(PageTreeNode node, int level, ulong index)
    {
        int slot = (int)(index >> (Bits * level)) & (Fanout - 1);
        if (level == 0)
        {
            uint number = node.Frames![slot];
            node.Frames[slot] = 0;
            node.Used -= number != 0 ? 1 : 0;
            return number;
        }

        PageTreeNode? child = node.Children![slot];
        if (child is null)
        {
            return 0;
        }

        uint found = RemoveFrom(child, level - 1, index);
        if (child.Used == 0)
        {
            node.Children[slot] = null;
            node.Used--;
        }

        return found;
    }

    private static bool FindIn(PageTreeNode node, int level, ref ulong index)
    {
        int first = (int)(index >> (Bits * level)) & (Fanout - 1);
        for (int slot = first; slot < Fanout; slot++)
        {
            if (slot != first)
            {
                // A later slot is searched from its beginning.
                ulong mask = (1UL << (Bits * level)) - 1;
                index = (index & ~((ulong)(Fanout - 1) << (Bits * level)) & ~mask) | ((ulong)slot << (Bits * level));
            }

            if (level == 0)
            {
                if (node.Frames![slot] != 0)
                {
                    return true;
                }
            }
            else if (node.Children![slot] is { } child && FindIn(child, level - 1, ref index))
            {
                return true;
            }
        }

        return false;
    }

    // Makes the root high enough. What the tree had becomes the first child.
    private bool TryGrow(ulong index, ref PageTreeSpares spares)
    {
        if (_root is null)
        {
            PageTreeNode? leaf = spares.Take(isLeaf: true);
            if (leaf is null)
            {
                return false;
            }

            leaf.Frames![0] = _first;
            leaf.Used = _first != 0 ? 1 : 0;
            _first = 0;
            _root = leaf;
            _height = 1;
        }

        while (index >> (Bits * _height) != 0)
        {
            PageTreeNode? node = spares.Take(isLeaf: false);
            if (node is null)
            {
                return false;
            }

            if (_root.Used != 0)
            {
                node.Children![0] = _root;
                node.Used = 1;
            }

            _root = node;
            _height++;
        }

        return true;
    }
}

/// <summary>A node: frames at the bottom, children above.</summary>
internal sealed class PageTreeNode
{
    public PageTreeNode(bool isLeaf)
    {
        if (isLeaf)
        {
            Frames = new uint[64];
        }
        else
        {
            Children = new PageTreeNode?[64];
        }
    }

    public uint[]? Frames { get; }

    public PageTreeNode?[]? Children { get; }

    public int Used { get; set; }
}

/// <summary>Nodes made before a lock was taken, for <see cref="PageTree.TryInsert"/>.</summary>
internal struct PageTreeSpares
{
    private PageTreeNode? _leaf;
    private PageTreeNode? _inner;
    private bool _wantsLeaf;

    /// <summary>Makes the node that the last try lacked. Without locks.</summary>
    public void Refill()
    {
        if (_wantsLeaf)
        {
            _leaf ??= new PageTreeNode(isLeaf: true);
        }
        else
        {
            _inner ??= new PageTreeNode(isLeaf: false);
        }
    }

    internal PageTreeNode? Take(bool isLeaf)
    {
        _wantsLeaf = isLeaf;
        PageTreeNode? node = isLeaf ? _leaf : _inner;
        if (isLeaf)
        {
            _leaf = null;
        }
        else
        {
            _inner = null;
        }

        return node;
    }
}
