// Arrays lent and given back.

using System.Runtime.CompilerServices;
using System.Numerics;
using System.Threading;

namespace System.Buffers;

/// <summary>Lends arrays.</summary>
public abstract class ArrayPool<T>
{
    private static readonly ArrayPool<T> s_shared = new SharedArrayPool<T>();

    public static ArrayPool<T> Shared => s_shared;

    public static ArrayPool<T> Create() => new SharedArrayPool<T>();

    /// <summary>An array of at least that length, with whatever it held before.</summary>
    public abstract T[] Rent(int minimumLength);

    public abstract void Return(T[] array, bool clearArray = false);
}

/// <summary>Keeps one array of each power of 2; harts take and give by exchange, so there is no lock.</summary>
internal sealed class SharedArrayPool<T> : ArrayPool<T>
{
    private const int SmallestShift = 4;
    private const int Sizes = 17;

    private readonly T[]?[] _kept = new T[]?[Sizes];

    public override T[] Rent(int minimumLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumLength);
        if (minimumLength == 0)
        {
            return Array.Empty<T>();
        }

        int size = SizeClass(minimumLength);
        if (size >= Sizes)
        {
            return new T[minimumLength];
        }

        return Interlocked.Exchange(ref _kept[size], null) ?? new T[1 << (size + SmallestShift)];
    }

    public override void Return(T[] array, bool clearArray = false)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Length == 0)
        {
            return;
        }

        if (clearArray)
        {
            Array.Clear(array);
        }

        int size = SizeClass(array.Length);
        if (size >= Sizes)
        {
            return;
        }

        if (array.Length != 1 << (size + SmallestShift))
        {
            ThrowHelper.ThrowArgument("The buffer is not associated with this pool and may not be returned to it.", nameof(array));
        }

        Volatile.Write(ref _kept[size], array);
    }

    private static int SizeClass(int length) => length <= 1 << SmallestShift ? 0 : BitOperations.Log2((uint)length - 1) + 1 - SmallestShift;
}
