// Tuples of five values and more.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    : IEquatable<ValueTuple<T1, T2, T3, T4, T5>>, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    public T3 Item3 = item3;

    public T4 Item4 = item4;

    public T5 Item5 = item5;

    readonly int ITuple.Length => 5;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2)
        && Equality.Same(Item3, other.Item3)
        && Equality.Same(Item4, other.Item4)
        && Equality.Same(Item5, other.Item5);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4, T5> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5> other)
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

        if (order == 0)
        {
            order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        }

        return order != 0 ? order : Comparer<T5>.Default.Compare(Item5, other.Item5);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0, Item3?.GetHashCode() ?? 0, Item4?.GetHashCode() ?? 0, Item5?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString() + ", " + Item4?.ToString() + ", " + Item5?.ToString();
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6)
    : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6>>, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    public T3 Item3 = item3;

    public T4 Item4 = item4;

    public T5 Item5 = item5;

    public T6 Item6 = item6;

    readonly int ITuple.Length => 6;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        5 => Item6,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2)
        && Equality.Same(Item3, other.Item3)
        && Equality.Same(Item4, other.Item4)
        && Equality.Same(Item5, other.Item5)
        && Equality.Same(Item6, other.Item6);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4, T5, T6> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6> other)
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

        if (order == 0)
        {
            order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        }

        if (order == 0)
        {
            order = Comparer<T5>.Default.Compare(Item5, other.Item5);
        }

        return order != 0 ? order : Comparer<T6>.Default.Compare(Item6, other.Item6);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0, Item3?.GetHashCode() ?? 0, Item4?.GetHashCode() ?? 0, Item5?.GetHashCode() ?? 0, Item6?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString() + ", " + Item4?.ToString() + ", " + Item5?.ToString() + ", " + Item6?.ToString();
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7)
    : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>, ITuple, IValueTupleText
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    public T3 Item3 = item3;

    public T4 Item4 = item4;

    public T5 Item5 = item5;

    public T6 Item6 = item6;

    public T7 Item7 = item7;

    readonly int ITuple.Length => 7;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        5 => Item6,
        6 => Item7,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6, T7> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6, T7> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2)
        && Equality.Same(Item3, other.Item3)
        && Equality.Same(Item4, other.Item4)
        && Equality.Same(Item5, other.Item5)
        && Equality.Same(Item6, other.Item6)
        && Equality.Same(Item7, other.Item7);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4, T5, T6, T7> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6, T7> other)
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

        if (order == 0)
        {
            order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        }

        if (order == 0)
        {
            order = Comparer<T5>.Default.Compare(Item5, other.Item5);
        }

        if (order == 0)
        {
            order = Comparer<T6>.Default.Compare(Item6, other.Item6);
        }

        return order != 0 ? order : Comparer<T7>.Default.Compare(Item7, other.Item7);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0, Item3?.GetHashCode() ?? 0, Item4?.GetHashCode() ?? 0, Item5?.GetHashCode() ?? 0, Item6?.GetHashCode() ?? 0, Item7?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString() + ", " + Item4?.ToString() + ", " + Item5?.ToString() + ", " + Item6?.ToString() + ", " + Item7?.ToString();
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, TRest rest)
    : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>, ITuple, IValueTupleText
    where TRest : struct
{
    public T1 Item1 = item1;

    public T2 Item2 = item2;

    public T3 Item3 = item3;

    public T4 Item4 = item4;

    public T5 Item5 = item5;

    public T6 Item6 = item6;

    public T7 Item7 = item7;

    public TRest Rest = rest;

    readonly int ITuple.Length => 7 + (Rest is ITuple rest ? rest.Length : 1);

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        5 => Item6,
        6 => Item7,
        _ => Rest is ITuple rest ? rest[index - 7] : index == 7 ? Rest : throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other) =>
        Equality.Same(Item1, other.Item1)
        && Equality.Same(Item2, other.Item2)
        && Equality.Same(Item3, other.Item3)
        && Equality.Same(Item4, other.Item4)
        && Equality.Same(Item5, other.Item5)
        && Equality.Same(Item6, other.Item6)
        && Equality.Same(Item7, other.Item7)
        && Equality.Same(Rest, other.Rest);

    readonly int IComparable.CompareTo(object? other) => other switch
    {
        null => 1,
        ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> tuple => CompareTo(tuple),
        _ => throw new ArgumentException("Argument must be of the same tuple type."),
    };

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other)
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

        if (order == 0)
        {
            order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        }

        if (order == 0)
        {
            order = Comparer<T5>.Default.Compare(Item5, other.Item5);
        }

        if (order == 0)
        {
            order = Comparer<T6>.Default.Compare(Item6, other.Item6);
        }

        if (order == 0)
        {
            order = Comparer<T7>.Default.Compare(Item7, other.Item7);
        }

        return order != 0 ? order : Comparer<TRest>.Default.Compare(Rest, other.Rest);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0, Item3?.GetHashCode() ?? 0, Item4?.GetHashCode() ?? 0, Item5?.GetHashCode() ?? 0, Item6?.GetHashCode() ?? 0, Item7?.GetHashCode() ?? 0, Rest.GetHashCode());

    public override readonly string ToString() => "(" + ((IValueTupleText)this).Inner + ")";

    readonly string IValueTupleText.Inner => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString() + ", " + Item4?.ToString() + ", " + Item5?.ToString() + ", " + Item6?.ToString() + ", " + Item7?.ToString() + ", " + (Rest is IValueTupleText rest ? rest.Inner : Rest.ToString());
}
