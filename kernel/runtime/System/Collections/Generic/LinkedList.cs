// A doubly linked list: a ring whose head node is the first.

using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>A node of a linked list.</summary>
public sealed class LinkedListNode<T>(T value)
{
    internal LinkedList<T>? _list;
    internal LinkedListNode<T>? _next;
    internal LinkedListNode<T>? _previous;
    internal T _value = value;

    internal LinkedListNode(LinkedList<T> list, T value)
        : this(value) => _list = list;

    public LinkedList<T>? List => _list;

    public LinkedListNode<T>? Next => _next is null || _next == _list!._head ? null : _next;

    public LinkedListNode<T>? Previous => _previous is null || this == _list!._head ? null : _previous;

    public T Value
    {
        get => _value;
        set => _value = value;
    }

    public ref T ValueRef => ref _value;
}

/// <summary>A doubly linked list.</summary>
public class LinkedList<T> : ICollection<T>, IReadOnlyCollection<T>
{
    internal LinkedListNode<T>? _head;
    private int _count;
    private int _version;

    public LinkedList()
    {
    }

    public LinkedList(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            AddLast(item);
        }
    }

    public int Count => _count;

    public LinkedListNode<T>? First => _head;

    public LinkedListNode<T>? Last => _head?._previous;

    public LinkedListNode<T> AddFirst(T value)
    {
        var node = new LinkedListNode<T>(this, value);
        AddFirstCore(node);
        return node;
    }

    public void AddFirst(LinkedListNode<T> node) => AddFirstCore(Adopt(node));

    public LinkedListNode<T> AddLast(T value)
    {
        var node = new LinkedListNode<T>(this, value);
        InsertBeforeHead(node);
        return node;
    }

    public void AddLast(LinkedListNode<T> node) => InsertBeforeHead(Adopt(node));

    public LinkedListNode<T> AddBefore(LinkedListNode<T> node, T value)
    {
        RequireMember(node);
        var added = new LinkedListNode<T>(this, value);
        AddBeforeCore(node, added);
        return added;
    }

    public void AddBefore(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        RequireMember(node);
        AddBeforeCore(node, Adopt(newNode));
    }

    public LinkedListNode<T> AddAfter(LinkedListNode<T> node, T value)
    {
        RequireMember(node);
        var added = new LinkedListNode<T>(this, value);
        Link(node._next!, added);
        return added;
    }

    public void AddAfter(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        RequireMember(node);
        Link(node._next!, Adopt(newNode));
    }

    public bool Contains(T value) => Find(value) is not null;

    public LinkedListNode<T>? Find(T value)
    {
        for (LinkedListNode<T>? node = First; node is not null; node = node.Next)
        {
            if (Equality.Same(node._value, value))
            {
                return node;
            }
        }

        return null;
    }

    public LinkedListNode<T>? FindLast(T value)
    {
        for (LinkedListNode<T>? node = Last; node is not null; node = node.Previous)
        {
            if (Equality.Same(node._value, value))
            {
                return node;
            }
        }

        return null;
    }

    public bool Remove(T value)
    {
        LinkedListNode<T>? node = Find(value);
        if (node is null)
        {
            return false;
        }

        Unlink(node);
        return true;
    }

    public void Remove(LinkedListNode<T> node)
    {
        RequireMember(node);
        Unlink(node);
    }

    public void RemoveFirst() => Unlink(_head ?? throw new InvalidOperationException("The LinkedList is empty."));

    public void RemoveLast() => Unlink(Last ?? throw new InvalidOperationException("The LinkedList is empty."));

    public void Clear()
    {
        while (_head is not null)
        {
            Unlink(_head);
        }
    }

    public void CopyTo(T[] array, int index)
    {
        CollectionCopy.Require(array, index, _count);
        foreach (T item in this)
        {
            array[index++] = item;
        }
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T value) => AddLast(value);

    private LinkedListNode<T> Adopt(LinkedListNode<T> node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node._list is not null)
        {
            ThrowHelper.ThrowInvalidOperation("The LinkedList node already belongs to a LinkedList.");
        }

        node._list = this;
        return node;
    }

    private void RequireMember(LinkedListNode<T> node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node._list != this)
        {
            ThrowHelper.ThrowInvalidOperation("The LinkedList node does not belong to current LinkedList.");
        }
    }

    private void AddFirstCore(LinkedListNode<T> node)
    {
        InsertBeforeHead(node);
        _head = node;
    }

    private void AddBeforeCore(LinkedListNode<T> node, LinkedListNode<T> added)
    {
        Link(node, added);
        if (node == _head)
        {
            _head = added;
        }
    }

    // In a ring, before the head is after the last.
    private void InsertBeforeHead(LinkedListNode<T> node)
    {
        if (_head is not null)
        {
            Link(_head, node);
            return;
        }

        node._next = node;
        node._previous = node;
        _head = node;
        _count++;
        _version++;
    }

    private void Link(LinkedListNode<T> next, LinkedListNode<T> added)
    {
        added._next = next;
        added._previous = next._previous;
        next._previous!._next = added;
        next._previous = added;
        _count++;
        _version++;
    }

    private void Unlink(LinkedListNode<T> node)
    {
        if (node._next == node)
        {
            _head = null;
        }
        else
        {
            node._next!._previous = node._previous;
            node._previous!._next = node._next;
            _head = _head == node ? node._next : _head;
        }

        node._list = null;
        node._next = null;
        node._previous = null;
        _count--;
        _version++;
    }

    /// <summary>Walks the list from its first node.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly LinkedList<T> _list;
        private readonly int _version;
        private LinkedListNode<T>? _next;
        private T? _current;

        internal Enumerator(LinkedList<T> list)
        {
            _list = list;
            _version = list._version;
            _next = list._head;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current => _current;

        public bool MoveNext()
        {
            if (_version != _list._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            if (_next is null)
            {
                return false;
            }

            _current = _next._value;
            _next = _next.Next;
            return true;
        }

        void IEnumerator.Reset() => _next = _list._head;

        public readonly void Dispose()
        {
        }
    }
}
