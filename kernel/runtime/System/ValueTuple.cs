// Tuples of up to four values.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>The empty tuple, and makers of tuples.</summary>
public struct ValueTuple : IEquatable<ValueTuple>, IComparable<ValueTuple>
{
    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple;

    public readonly bool Equals(ValueTuple other) => true;

    public readonly int CompareTo(ValueTuple other) => 0;

    public override readonly int GetHashCode() => 0;

    public override readonly string ToString() => "()";

    public static ValueTuple Create() => default;

    public static ValueTuple<T1> Create<T1>(T1 item1) => new(item1);

    public static ValueTuple<T1, T2> Create<T1, T2>(T1 item1, T2 item2) => new(item1, item2);

    public static ValueTuple<T1, T2, T3> Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3) => new(item1, item2, item3);

    public static ValueTuple<T1, T2, T3, T4> Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) => new(item1, item2, item3, item4);

    public static ValueTuple<T1, T2, T3, T4, T5> Create<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5) => new(item1, item2, item3, item4, item5);

    public static ValueTuple<T1, T2, T3, T4, T5, T6> Create<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6) => new(item1, item2, item3, item4, item5, item6);

    public static ValueTuple<T1, T2, T3, T4, T5, T6, T7> Create<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7) => new(item1, item2, item3, item4, item5, item6, item7);
}

/// <summary>The text of a tuple without its parentheses, for tuples that nest.</summary>
internal interface IValueTupleText
{
    string Inner { get; }
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1>(T1 item1)
    : IEquatable<ValueTuple<T1>>, IComparable, IComparable<ValueTuple<T1>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    readonly int ITuple.Length => 1;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1> other) =>
        Equality.Same(Item1, other.Item1);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1> other)
    {
        return Comparer<T1>.Default.Compare(Item1, other.Item1);
    }

    public override readonly int GetHashCode() => Item1?.GetHashCode() ?? 0;

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + string.Empty;
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2>(T1 item1, T2 item2)
    : IEquatable<ValueTuple<T1, T2>>, IComparable, IComparable<ValueTuple<T1, T2>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    readonly int ITuple.Length => 2;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2> other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        return order != 0 ? order : Comparer<T2>.Default.Compare(Item2, other.Item2);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString();
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3>(T1 item1, T2 item2, T3 item3)
    : IEquatable<ValueTuple<T1, T2, T3>>, IComparable, IComparable<ValueTuple<T1, T2, T3>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    public T3 Item3 = item3;

    readonly int ITuple.Length => 3;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2)
        && Equality.Same(Item3, other.Item3);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2, T3> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2, T3> other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order == 0)
        {
            order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        }

        return order != 0 ? order : Comparer<T3>.Default.Compare(Item3, other.Item3);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0, Item3?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString();
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4)
    : IEquatable<ValueTuple<T1, T2, T3, T4>>, IComparable, IComparable<ValueTuple<T1, T2, T3, T4>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    public T3 Item3 = item3;

    public T4 Item4 = item4;

    readonly int ITuple.Length => 4;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3, T4> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2)
        && Equality.Same(Item3, other.Item3)
        && Equality.Same(Item4, other.Item4);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4> other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order == 0)
        {
            order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        }

        if (order == 0)
        {
            order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        }

        return order != 0 ? order : Comparer<T4>.Default.Compare(Item4, other.Item4);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0, Item3?.GetHashCode() ?? 0, Item4?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString() + ", " + Item4?.ToString();
}
