// Reinterpretation of spans, and access to what collections hold.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System.Runtime.InteropServices;

/// <summary>Reinterpretation of spans and arrays.</summary>
public static unsafe class MemoryMarshal
{
    public static ref T GetReference<T>(Span<T> span) => ref span._reference;

    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;

    public static ref T GetArrayDataReference<T>(T[] array) =>
        ref Unsafe.As<byte, T>(ref Unsafe.As<RawArray>(array).Data);

    public static ref byte GetArrayDataReference(Array array) => ref array.FirstElement;

    public static Span<T> CreateSpan<T>(scoped ref T reference, int length) => new(ref Unsafe.AsRef(in reference), length);

    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length) =>
        new(ref Unsafe.AsRef(in reference), length);

    public static ReadOnlySpan<byte> CreateReadOnlySpanFromNullTerminated(byte* value) =>
        value is null ? default : new ReadOnlySpan<byte>(value, SpanHelpers.IndexOfNull(value));

    public static Span<byte> AsBytes<T>(Span<T> span)
        where T : struct
    {
        RequireNoReferences<T>();
        return new Span<byte>(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span)
        where T : struct
    {
        RequireNoReferences<T>();
        return new ReadOnlySpan<byte>(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));
    }

    public static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span)
        where TFrom : struct
        where TTo : struct
    {
        RequireNoReferences<TFrom>();
        RequireNoReferences<TTo>();
        return new Span<TTo>(ref Unsafe.As<TFrom, TTo>(ref span._reference), CastLength<TFrom, TTo>(span.Length));
    }

    public static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span)
        where TFrom : struct
        where TTo : struct
    {
        RequireNoReferences<TFrom>();
        RequireNoReferences<TTo>();
        return new ReadOnlySpan<TTo>(ref Unsafe.As<TFrom, TTo>(ref span._reference), CastLength<TFrom, TTo>(span.Length));
    }

    public static T Read<T>(ReadOnlySpan<byte> source)
        where T : struct
    {
        RequireNoReferences<T>();
        RequireLength<T>(source.Length);
        return Unsafe.ReadUnaligned<T>(ref source._reference);
    }

    public static bool TryRead<T>(ReadOnlySpan<byte> source, out T value)
        where T : struct
    {
        RequireNoReferences<T>();
        if (source.Length < Unsafe.SizeOf<T>())
        {
            value = default;
            return false;
        }

        value = Unsafe.ReadUnaligned<T>(ref source._reference);
        return true;
    }

    public static void Write<T>(Span<byte> destination, in T value)
        where T : struct
    {
        RequireNoReferences<T>();
        RequireLength<T>(destination.Length);
        Unsafe.WriteUnaligned(ref destination._reference, value);
    }

    public static bool TryWrite<T>(Span<byte> destination, in T value)
        where T : struct
    {
        RequireNoReferences<T>();
        if (destination.Length < Unsafe.SizeOf<T>())
        {
            return false;
        }

        Unsafe.WriteUnaligned(ref destination._reference, value);
        return true;
    }

    public static ref T AsRef<T>(Span<byte> span)
        where T : struct
    {
        RequireNoReferences<T>();
        RequireLength<T>(span.Length);
        return ref Unsafe.As<byte, T>(ref span._reference);
    }

    public static ref readonly T AsRef<T>(ReadOnlySpan<byte> span)
        where T : struct
    {
        RequireNoReferences<T>();
        RequireLength<T>(span.Length);
        return ref Unsafe.As<byte, T>(ref span._reference);
    }

    public static Memory<T> AsMemory<T>(ReadOnlyMemory<T> memory) => Unsafe.As<ReadOnlyMemory<T>, Memory<T>>(ref memory);

    public static IEnumerable<T> ToEnumerable<T>(ReadOnlyMemory<T> memory)
    {
        for (int i = 0; i < memory.Length; i++)
        {
            yield return memory.Span[i];
        }
    }

    private static int CastLength<TFrom, TTo>(int length)
    {
        uint from = (uint)Unsafe.SizeOf<TFrom>();
        uint to = (uint)Unsafe.SizeOf<TTo>();
        return from == to ? length : checked((int)((ulong)(uint)length * from / to));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireNoReferences<T>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            ThrowHelper.ThrowArgument("Cannot use a type that holds references here.");
        }
    }

    private static void RequireLength<T>(int length)
    {
        if (length < Unsafe.SizeOf<T>())
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(length));
        }
    }
}
