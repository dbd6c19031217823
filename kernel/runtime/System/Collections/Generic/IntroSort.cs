// Sorting: quicksort that turns to heapsort when it goes too deep and to insertion sort for few elements.

using System.Numerics;

namespace System.Collections.Generic;

/// <summary>An order as a struct, so that the sort is compiled for it.</summary>
internal interface IOrder<T>
{
    bool IsLess(T x, T y);
}

/// <summary>The order of the type itself.</summary>
internal readonly struct DefaultOrder<T> : IOrder<T>
{
    public bool IsLess(T x, T y) => Equality.IsLess(x, y);
}

/// <summary>The order of a delegate.</summary>
internal readonly struct ComparisonOrder<T>(Comparison<T> comparison) : IOrder<T>
{
    public bool IsLess(T x, T y) => comparison(x, y) < 0;
}

/// <summary>The order of a comparer.</summary>
internal readonly struct ComparerOrder<T, TComparer>(TComparer comparer) : IOrder<T>
    where TComparer : IComparer<T>?
{
    public bool IsLess(T x, T y) => comparer!.Compare(x, y) < 0;
}

/// <summary>Introspective sort. Indices are checked by spans, so that a comparer that contradicts itself does no harm.</summary>
internal static class IntroSort<T, TOrder>
    where TOrder : struct, IOrder<T>
{
    private const int InsertionLimit = 16;

    /// <exception cref="InvalidOperationException">Two elements could not be compared; the reason is inside.</exception>
    internal static void Sort(Span<T> keys, TOrder order)
    {
        if (keys.Length <= 1)
        {
            return;
        }

        try
        {
            Sort(keys, 2 * (BitOperations.Log2((uint)keys.Length) + 1), order);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("Failed to compare two elements in the array.", e);
        }
    }

    private static void Sort(Span<T> keys, int depth, TOrder order)
    {
        while (keys.Length > InsertionLimit)
        {
            if (depth-- == 0)
            {
                HeapSort(keys, order);
                return;
            }

            int pivot = Partition(keys, order);
            Sort(keys.Slice(pivot + 1), depth, order);
            keys = keys.Slice(0, pivot);
        }

        // Which of equal elements comes first must be as in .NET, so two and three are sorted as there.
        if (keys.Length == 3)
        {
            SwapIfGreater(keys, 0, 1, order);
            SwapIfGreater(keys, 0, 2, order);
            SwapIfGreater(keys, 1, 2, order);
        }
        else
        {
            InsertionSort(keys, order);
        }
    }

    // Median of three, hidden at the last position but one; returns where the pivot ended.
    private static int Partition(Span<T> keys, TOrder order)
    {
        int last = keys.Length - 1;
        int middle = last >> 1;
        SwapIfGreater(keys, 0, middle, order);
        SwapIfGreater(keys, 0, last, order);
        SwapIfGreater(keys, middle, last, order);
        T pivot = keys[middle];
        Swap(keys, middle, last - 1);
        int left = 0;
        int right = last - 1;
        while (true)
        {
            while (left < last - 1 && order.IsLess(keys[++left], pivot))
            {
            }

            while (right > 0 && order.IsLess(pivot, keys[--right]))
            {
            }

            if (left >= right)
            {
                break;
            }

            Swap(keys, left, right);
        }

        if (left != last - 1)
        {
            Swap(keys, left, last - 1);
        }

        return left;
    }

    private static void InsertionSort(Span<T> keys, TOrder order)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            T key = keys[i];
            int j = i - 1;
            while (j >= 0 && order.IsLess(key, keys[j]))
            {
                keys[j + 1] = keys[j];
                j--;
            }

            keys[j + 1] = key;
        }
    }

    private static void HeapSort(Span<T> keys, TOrder order)
    {
        for (int i = (keys.Length >> 1) - 1; i >= 0; i--)
        {
            SiftDown(keys, i, order);
        }

        for (int end = keys.Length - 1; end > 0; end--)
        {
            Swap(keys, 0, end);
            SiftDown(keys.Slice(0, end), 0, order);
        }
    }

    private static void SiftDown(Span<T> heap, int i, TOrder order)
    {
        T key = heap[i];
        while (true)
        {
            int child = (2 * i) + 1;
            if (child >= heap.Length)
            {
                break;
            }

            if (child + 1 < heap.Length && order.IsLess(heap[child], heap[child + 1]))
            {
                child++;
            }

            if (!order.IsLess(key, heap[child]))
            {
                break;
            }

            heap[i] = heap[child];
            i = child;
        }

        heap[i] = key;
    }

    private static void SwapIfGreater(Span<T> keys, int i, int j, TOrder order)
    {
        if (order.IsLess(keys[j], keys[i]))
        {
            Swap(keys, i, j);
        }
    }

    private static void Swap(Span<T> keys, int i, int j) => (keys[i], keys[j]) = (keys[j], keys[i]);
}
