// A priority queue: a heap with four children per node, as .NET's, so that elements of equal priority leave in the same order.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Elements that leave in the order of their priorities, the smallest first.</summary>
public class PriorityQueue<TElement, TPriority>
{
    private const int Arity = 4;

    private readonly IComparer<TPriority> _comparer;
    private (TElement Element, TPriority Priority)[] _nodes;
    private int _size;

    public PriorityQueue()
        : this(0, null)
    {
    }

    public PriorityQueue(int initialCapacity)
        : this(initialCapacity, null)
    {
    }

    public PriorityQueue(IComparer<TPriority>? comparer)
        : this(0, comparer)
    {
    }

    public PriorityQueue(int initialCapacity, IComparer<TPriority>? comparer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialCapacity);
        _nodes = initialCapacity == 0 ? [] : new (TElement, TPriority)[initialCapacity];
        _comparer = comparer ?? Comparer<TPriority>.Default;
    }

    public int Count => _size;

    public IComparer<TPriority> Comparer => _comparer;

    public void Enqueue(TElement element, TPriority priority)
    {
        if (_size == _nodes.Length)
        {
            EnsureCapacity(_size + 1);
        }

        MoveUp((element, priority), _size++);
    }

    public TElement Peek() => _size != 0 ? _nodes[0].Element : throw Empty();

    public bool TryPeek([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        (element, priority) = _size != 0 ? _nodes[0] : default;
        return _size != 0;
    }

    public TElement Dequeue() => TryDequeue(out TElement? element, out _) ? element : throw Empty();

    public bool TryDequeue([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (!TryPeek(out element, out priority))
        {
            return false;
        }

        (TElement, TPriority) last = _nodes[--_size];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<(TElement, TPriority)>())
        {
            _nodes[_size] = default;
        }

        if (_size > 0)
        {
            MoveDown(last, 0);
        }

        return true;
    }

    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        if (_size == 0 || _comparer.Compare(priority, _nodes[0].Priority) <= 0)
        {
            return element;
        }

        TElement first = _nodes[0].Element;
        MoveDown((element, priority), 0);
        return first;
    }

    public TElement DequeueEnqueue(TElement element, TPriority priority)
    {
        TElement first = Peek();
        if (_comparer.Compare(priority, _nodes[0].Priority) > 0)
        {
            MoveDown((element, priority), 0);
        }
        else
        {
            _nodes[0] = (element, priority);
        }

        return first;
    }

    public void EnqueueRange(IEnumerable<(TElement Element, TPriority Priority)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach ((TElement element, TPriority priority) in items)
        {
            Enqueue(element, priority);
        }
    }

    public void Clear()
    {
        Array.Clear(_nodes, 0, _size);
        _size = 0;
    }

    public int EnsureCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (_nodes.Length < capacity)
        {
            Array.Resize(ref _nodes, Math.Max(Math.Max(capacity, _nodes.Length * 2), 4));
        }

        return _nodes.Length;
    }

    private void MoveUp((TElement Element, TPriority Priority) node, int index)
    {
        while (index > 0)
        {
            int parent = (index - 1) / Arity;
            if (_comparer.Compare(node.Priority, _nodes[parent].Priority) >= 0)
            {
                break;
            }

            _nodes[index] = _nodes[parent];
            index = parent;
        }

        _nodes[index] = node;
    }

    private void MoveDown((TElement Element, TPriority Priority) node, int index)
    {
        int child;
        while ((child = (index * Arity) + 1) < _size)
        {
            int smallest = child;
            int end = Math.Min(child + Arity, _size);
            while (++child < end)
            {
                if (_comparer.Compare(_nodes[child].Priority, _nodes[smallest].Priority) < 0)
                {
                    smallest = child;
                }
            }

            if (_comparer.Compare(node.Priority, _nodes[smallest].Priority) <= 0)
            {
                break;
            }

            _nodes[index] = _nodes[smallest];
            index = smallest;
        }

        _nodes[index] = node;
    }

    private static InvalidOperationException Empty() => new("Queue empty.");
}
