// Reinterpretation of memory. The bodies here are never compiled: ilc supplies the IL of each method by its name.

using System.Diagnostics.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>Reinterpretation of references and raw memory access, without any check.</summary>
public static unsafe class Unsafe
{
    [Intrinsic]
    public static void* AsPointer<T>(ref readonly T value)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    [return: NotNullIfNotNull(nameof(o))]
    public static T? As<T>(object? o)
        where T : class? => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref TTo As<TFrom, TTo>(ref TFrom source)
        where TFrom : allows ref struct
        where TTo : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T AsRef<T>(void* source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T AsRef<T>(scoped ref readonly T source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Add<T>(ref T source, int elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Add<T>(ref T source, nint elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Add<T>(ref T source, nuint elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void* Add<T>(void* source, int elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T AddByteOffset<T>(ref T source, nint byteOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T AddByteOffset<T>(ref T source, nuint byteOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Subtract<T>(ref T source, int elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Subtract<T>(ref T source, nint elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Subtract<T>(ref T source, nuint elementOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T SubtractByteOffset<T>(ref T source, nint byteOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T SubtractByteOffset<T>(ref T source, nuint byteOffset)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static nint ByteOffset<T>(ref readonly T origin, ref readonly T target)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static bool AreSame<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static bool IsAddressGreaterThan<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static bool IsAddressLessThan<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static bool IsNullRef<T>(ref readonly T source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T NullRef<T>()
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static T Read<T>(void* source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void Write<T>(void* destination, T value)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static T ReadUnaligned<T>(void* source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static T ReadUnaligned<T>(scoped ref readonly byte source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void WriteUnaligned<T>(void* destination, T value)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void WriteUnaligned<T>(ref byte destination, T value)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void Copy<T>(void* destination, ref readonly T source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void Copy<T>(ref T destination, void* source)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void CopyBlock(void* destination, void* source, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void CopyBlock(ref byte destination, ref readonly byte source, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void CopyBlockUnaligned(void* destination, void* source, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void CopyBlockUnaligned(ref byte destination, ref readonly byte source, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void InitBlock(void* startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void InitBlock(ref byte startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void InitBlockUnaligned(void* startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void InitBlockUnaligned(ref byte startAddress, byte value, uint byteCount) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static void SkipInit<T>(out T value)
        where T : allows ref struct => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ref T Unbox<T>(object box)
        where T : struct => throw new PlatformNotSupportedException();

#pragma warning disable CS8500 // The size of a type that holds references is wanted here too.
    public static int SizeOf<T>()
        where T : allows ref struct => sizeof(T);

    /// <summary>The same bytes as another type of the same size.</summary>
    /// <exception cref="NotSupportedException">The sizes differ.</exception>
    public static TTo BitCast<TFrom, TTo>(TFrom source)
        where TFrom : allows ref struct
        where TTo : allows ref struct
    {
        if (sizeof(TFrom) != sizeof(TTo))
        {
            ThrowHelper.ThrowNotSupported();
        }

        return ReadUnaligned<TTo>(ref As<TFrom, byte>(ref source));
    }
#pragma warning restore CS8500
}
