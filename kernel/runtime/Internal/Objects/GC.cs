// The public face of the collector.

using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>Asks of the garbage collector. It stops all harts, marks and sweeps; nothing moves and there are no generations.</summary>
public static class GC
{
    /// <summary>There is one generation.</summary>
    public static int MaxGeneration => 0;

    /// <summary>Collects now.</summary>
    public static void Collect() => InternalCalls.HeapCollect();

    /// <summary>Collects now; generations do not exist here.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The generation is negative.</exception>
    public static void Collect(int generation)
    {
        if (generation < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(generation));
        }

        InternalCalls.HeapCollect();
    }

    /// <summary>Keeps the object alive up to this point.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [Intrinsic]
    public static void KeepAlive(object? obj)
    {
    }

    /// <summary>Nothing to do: Lume runs no finalizers.</summary>
    public static void SuppressFinalize(object obj)
    {
        if (obj is null)
        {
            throw new ArgumentNullException(nameof(obj));
        }
    }

    /// <summary>Nothing to do: Lume runs no finalizers.</summary>
    public static void WaitForPendingFinalizers()
    {
    }

    /// <summary>An array of values; its elements are zero here, which the caller need not rely on.</summary>
    public static T[] AllocateUninitializedArray<T>(int length, bool pinned = false) => new T[length];

    /// <summary>An array; nothing moves here, so every array is pinned.</summary>
    public static T[] AllocateArray<T>(int length, bool pinned = false) => new T[length];
}
