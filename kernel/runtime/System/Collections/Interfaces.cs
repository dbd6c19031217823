// The collection interfaces without type parameters.

namespace System.Collections;

public interface IEnumerable
{
    IEnumerator GetEnumerator();
}

public interface IEnumerator
{
    object? Current { get; }

    bool MoveNext();

    void Reset();
}

public interface ICollection : IEnumerable
{
    int Count { get; }

    object SyncRoot { get; }

    bool IsSynchronized { get; }

    void CopyTo(Array array, int index);
}

public interface IList : ICollection
{
    bool IsReadOnly { get; }

    bool IsFixedSize { get; }

    object? this[int index] { get; set; }

    int Add(object? value);

    bool Contains(object? value);

    void Clear();

    int IndexOf(object? value);

    void Insert(int index, object? value);

    void Remove(object? value);

    void RemoveAt(int index);
}

public interface IDictionary : ICollection
{
    ICollection Keys { get; }

    ICollection Values { get; }

    bool IsReadOnly { get; }

    bool IsFixedSize { get; }

    object? this[object key] { get; set; }

    bool Contains(object key);

    void Add(object key, object? value);

    void Clear();

    void Remove(object key);
}

public interface IComparer
{
    int Compare(object? x, object? y);
}

public interface IEqualityComparer
{
    bool Equals(object? x, object? y);

    int GetHashCode(object obj);
}

public interface IStructuralEquatable
{
    bool Equals(object? other, IEqualityComparer comparer);

    int GetHashCode(IEqualityComparer comparer);
}

public interface IStructuralComparable
{
    int CompareTo(object? other, IComparer comparer);
}
