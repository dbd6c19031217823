// Atomic read-modify-write operations. The code generator expands those marked as intrinsic into atomic instructions.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Atomic operations on memory that other harts share; all are full barriers.</summary>
public static class Interlocked
{
    [Intrinsic]
    public static int CompareExchange(ref int location1, int value, int comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static int Exchange(ref int location1, int value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static long CompareExchange(ref long location1, long value, long comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static long Exchange(ref long location1, long value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static uint CompareExchange(ref uint location1, uint value, uint comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static uint Exchange(ref uint location1, uint value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ulong CompareExchange(ref ulong location1, ulong value, ulong comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ulong Exchange(ref ulong location1, ulong value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static nint CompareExchange(ref nint location1, nint value, nint comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static nint Exchange(ref nint location1, nint value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static nuint CompareExchange(ref nuint location1, nuint value, nuint comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static nuint Exchange(ref nuint location1, nuint value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static byte CompareExchange(ref byte location1, byte value, byte comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static byte Exchange(ref byte location1, byte value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ushort CompareExchange(ref ushort location1, ushort value, ushort comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    public static ushort Exchange(ref ushort location1, ushort value) => throw new PlatformNotSupportedException();

    [Intrinsic]
    [return: NotNullIfNotNull(nameof(location1))]
    public static object? CompareExchange(ref object? location1, object? value, object? comparand) => throw new PlatformNotSupportedException();

    [Intrinsic]
    [return: NotNullIfNotNull(nameof(location1))]
    public static object? Exchange(ref object? location1, object? value) => throw new PlatformNotSupportedException();

    /// <summary>For classes, and for primitives and enums of any size.</summary>
    [return: NotNullIfNotNull(nameof(location1))]
    public static T CompareExchange<T>(ref T location1, T value, T comparand)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            object? old = CompareExchange(ref Unsafe.As<T, object?>(ref location1), Unsafe.As<T, object?>(ref value), Unsafe.As<T, object?>(ref comparand));
            return Unsafe.As<object?, T>(ref old);
        }

        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                byte octet = CompareExchange(ref Unsafe.As<T, byte>(ref location1), Unsafe.As<T, byte>(ref value), Unsafe.As<T, byte>(ref comparand));
                return Unsafe.As<byte, T>(ref octet);
            case 2:
                ushort half = CompareExchange(ref Unsafe.As<T, ushort>(ref location1), Unsafe.As<T, ushort>(ref value), Unsafe.As<T, ushort>(ref comparand));
                return Unsafe.As<ushort, T>(ref half);
            case 4:
                uint word = CompareExchange(ref Unsafe.As<T, uint>(ref location1), Unsafe.As<T, uint>(ref value), Unsafe.As<T, uint>(ref comparand));
                return Unsafe.As<uint, T>(ref word);
            case 8:
                ulong wide = CompareExchange(ref Unsafe.As<T, ulong>(ref location1), Unsafe.As<T, ulong>(ref value), Unsafe.As<T, ulong>(ref comparand));
                return Unsafe.As<ulong, T>(ref wide);
            default:
                throw new NotSupportedException("The specified type must be a reference type, a primitive type, or an enum type.");
        }
    }

    /// <summary>For classes, and for primitives and enums of any size.</summary>
    [return: NotNullIfNotNull(nameof(location1))]
    public static T Exchange<T>([NotNullIfNotNull(nameof(value))] ref T location1, T value)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            object? old = Exchange(ref Unsafe.As<T, object?>(ref location1), Unsafe.As<T, object?>(ref value));
            return Unsafe.As<object?, T>(ref old);
        }

        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                byte octet = Exchange(ref Unsafe.As<T, byte>(ref location1), Unsafe.As<T, byte>(ref value));
                return Unsafe.As<byte, T>(ref octet);
            case 2:
                ushort half = Exchange(ref Unsafe.As<T, ushort>(ref location1), Unsafe.As<T, ushort>(ref value));
                return Unsafe.As<ushort, T>(ref half);
            case 4:
                uint word = Exchange(ref Unsafe.As<T, uint>(ref location1), Unsafe.As<T, uint>(ref value));
                return Unsafe.As<uint, T>(ref word);
            case 8:
                ulong wide = Exchange(ref Unsafe.As<T, ulong>(ref location1), Unsafe.As<T, ulong>(ref value));
                return Unsafe.As<ulong, T>(ref wide);
            default:
                throw new NotSupportedException("The specified type must be a reference type, a primitive type, or an enum type.");
        }
    }

    public static sbyte CompareExchange(ref sbyte location1, sbyte value, sbyte comparand) =>
        (sbyte)CompareExchange(ref Unsafe.As<sbyte, byte>(ref location1), (byte)value, (byte)comparand);

    public static short CompareExchange(ref short location1, short value, short comparand) =>
        (short)CompareExchange(ref Unsafe.As<short, ushort>(ref location1), (ushort)value, (ushort)comparand);

    public static bool CompareExchange(ref bool location1, bool value, bool comparand) =>
        CompareExchange(ref Unsafe.As<bool, byte>(ref location1), value ? (byte)1 : (byte)0, comparand ? (byte)1 : (byte)0) != 0;

    public static sbyte Exchange(ref sbyte location1, sbyte value) =>
        (sbyte)Exchange(ref Unsafe.As<sbyte, byte>(ref location1), (byte)value);

    public static short Exchange(ref short location1, short value) =>
        (short)Exchange(ref Unsafe.As<short, ushort>(ref location1), (ushort)value);

    public static bool Exchange(ref bool location1, bool value) =>
        Exchange(ref Unsafe.As<bool, byte>(ref location1), value ? (byte)1 : (byte)0) != 0;

    /// <summary>Adds and returns the value from before.</summary>
    [Intrinsic]
    internal static int ExchangeAdd(ref int location1, int value) => throw new PlatformNotSupportedException();

    /// <summary>Adds and returns the value from before.</summary>
    [Intrinsic]
    internal static long ExchangeAdd(ref long location1, long value) => throw new PlatformNotSupportedException();

    /// <summary>Adds and returns the value from before.</summary>
    [Intrinsic]
    internal static uint ExchangeAdd(ref uint location1, uint value) => throw new PlatformNotSupportedException();

    /// <summary>Adds and returns the value from before.</summary>
    [Intrinsic]
    internal static ulong ExchangeAdd(ref ulong location1, ulong value) => throw new PlatformNotSupportedException();

    /// <summary>Adds and returns the value from before.</summary>
    [Intrinsic]
    internal static nint ExchangeAdd(ref nint location1, nint value) => throw new PlatformNotSupportedException();

    /// <summary>Adds and returns the value from before.</summary>
    [Intrinsic]
    internal static nuint ExchangeAdd(ref nuint location1, nuint value) => throw new PlatformNotSupportedException();

    public static int Add(ref int location1, int value) => ExchangeAdd(ref location1, value) + value;

    public static int Increment(ref int location) => ExchangeAdd(ref location, 1) + 1;

    public static int Decrement(ref int location) => ExchangeAdd(ref location, -1) - 1;

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static int And(ref int location1, int value) => throw new PlatformNotSupportedException();

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static int Or(ref int location1, int value) => throw new PlatformNotSupportedException();

    public static long Add(ref long location1, long value) => ExchangeAdd(ref location1, value) + value;

    public static long Increment(ref long location) => ExchangeAdd(ref location, 1) + 1;

    public static long Decrement(ref long location) => ExchangeAdd(ref location, -1) - 1;

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static long And(ref long location1, long value) => throw new PlatformNotSupportedException();

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static long Or(ref long location1, long value) => throw new PlatformNotSupportedException();

    public static uint Add(ref uint location1, uint value) => ExchangeAdd(ref location1, value) + value;

    public static uint Increment(ref uint location) => ExchangeAdd(ref location, 1) + 1;

    public static uint Decrement(ref uint location) => ExchangeAdd(ref location, uint.MaxValue) - 1;

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static uint And(ref uint location1, uint value) => throw new PlatformNotSupportedException();

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static uint Or(ref uint location1, uint value) => throw new PlatformNotSupportedException();

    public static ulong Add(ref ulong location1, ulong value) => ExchangeAdd(ref location1, value) + value;

    public static ulong Increment(ref ulong location) => ExchangeAdd(ref location, 1) + 1;

    public static ulong Decrement(ref ulong location) => ExchangeAdd(ref location, ulong.MaxValue) - 1;

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static ulong And(ref ulong location1, ulong value) => throw new PlatformNotSupportedException();

    /// <summary>Combines the bits and returns the value from before.</summary>
    [Intrinsic]
    public static ulong Or(ref ulong location1, ulong value) => throw new PlatformNotSupportedException();

    public static long Read(ref readonly long location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    public static ulong Read(ref readonly ulong location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    /// <summary>No access moves across this, in either direction.</summary>
    [Intrinsic]
    public static void MemoryBarrier() => throw new PlatformNotSupportedException();
}
