// Spans in place: reverse, replace, sort, search in order.

using System.Collections.Generic;

namespace System;

public static partial class MemoryExtensions
{
    public static void CopyTo<T>(this T[]? source, Span<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination);

    public static void Reverse<T>(this Span<T> span)
    {
        int low = 0;
        int high = span.Length - 1;
        while (low < high)
        {
            (span[low], span[high]) = (span[high], span[low]);
            low++;
            high--;
        }
    }

    public static void Replace<T>(this Span<T> span, T oldValue, T newValue)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Equality.Same(span[i], oldValue))
            {
                span[i] = newValue;
            }
        }
    }

    public static void Sort<T>(this Span<T> span) => IntroSort<T, DefaultOrder<T>>.Sort(span, default);

    public static void Sort<T>(this Span<T> span, Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        IntroSort<T, ComparisonOrder<T>>.Sort(span, new ComparisonOrder<T>(comparison));
    }

    public static void Sort<T, TComparer>(this Span<T> span, TComparer comparer)
        where TComparer : IComparer<T>?
    {
        if (comparer is null)
        {
            Sort(span);
            return;
        }

        IntroSort<T, ComparerOrder<T, TComparer>>.Sort(span, new ComparerOrder<T, TComparer>(comparer));
    }

    public static int BinarySearch<T>(this ReadOnlySpan<T> span, IComparable<T> comparable)
    {
        ArgumentNullException.ThrowIfNull(comparable);
        return BinarySearch<T, IComparable<T>>(span, comparable);
    }

    /// <summary>The index of an equal element, or the complement of the index of the next larger one.</summary>
    public static int BinarySearch<T, TComparable>(this ReadOnlySpan<T> span, TComparable comparable)
        where TComparable : IComparable<T>, allows ref struct
    {
        int low = 0;
        int high = span.Length - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)high + (uint)low) >> 1);
            int order = comparable.CompareTo(span[middle]);
            if (order == 0)
            {
                return middle;
            }

            if (order > 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    public static int BinarySearch<T, TComparer>(this ReadOnlySpan<T> span, T value, TComparer comparer)
        where TComparer : IComparer<T>
    {
        int low = 0;
        int high = span.Length - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)high + (uint)low) >> 1);
            int order = comparer.Compare(value, span[middle]);
            if (order == 0)
            {
                return middle;
            }

            if (order > 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
