// Access to user memory. Everything above wraps this in types; nothing else dereferences a user address.

using System;
using System.Runtime.CompilerServices;

namespace Lume.Hal;

/// <summary>
/// Copies to and from the user half of the address space that is active. Page faults inside are resolved by core's
/// <c>lume_user_fault(address, cause)</c> ([RuntimeExport], <c>int(ulong, ulong)</c>: 1 to try again, 0 for a bad address) when no spinlock is held; under a
/// spinlock a missing page simply counts as bad. No address, however wild, does more than fail.
/// </summary>
public static unsafe class UserMemory
{
    /// <summary>The answer of the string functions for a bad address.</summary>
    public const int Fault = -1;

    /// <summary>Copies from user memory. Returns the bytes that could not be copied; 0 is success.</summary>
    public static int Read(ulong address, Span<byte> destination)
    {
        if (!MemoryLayout.IsUserRange(address, (ulong)destination.Length))
        {
            return destination.Length;
        }

        fixed (byte* target = destination)
        {
            return (int)Cpu.CopyFromUser(target, address, (nuint)destination.Length);
        }
    }

    /// <summary>Copies to user memory. Returns the bytes that could not be copied; 0 is success.</summary>
    public static int Write(ulong address, ReadOnlySpan<byte> source)
    {
        if (!MemoryLayout.IsUserRange(address, (ulong)source.Length))
        {
            return source.Length;
        }

        fixed (byte* from = source)
        {
            return (int)Cpu.CopyToUser(address, from, (nuint)source.Length);
        }
    }

    /// <summary>Writes zeros. Returns the bytes that could not be written; 0 is success.</summary>
    public static ulong Clear(ulong address, ulong length)
        => MemoryLayout.IsUserRange(address, length) ? Cpu.ClearUser(address, (nuint)length) : length;

    /// <summary>Reads one value. False for a bad address.</summary>
    public static bool TryRead<T>(ulong address, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        if (MemoryLayout.IsUserRange(address, (ulong)sizeof(T))
            && Cpu.CopyFromUser((byte*)Unsafe.AsPointer(ref value), address, (nuint)sizeof(T)) == 0)
        {
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Writes one value. False for a bad address. The type has no padding (its bytes reach the program).</summary>
    public static bool TryWrite<T>(ulong address, in T value)
        where T : unmanaged
        => MemoryLayout.IsUserRange(address, (ulong)sizeof(T))
            && Cpu.CopyToUser(address, (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in value)), (nuint)sizeof(T)) == 0;

    /// <summary>Bytes of one value in memory, for stepping through arrays in user memory.</summary>
    public static int SizeOf<T>()
        where T : unmanaged => sizeof(T);

    /// <summary>Reads values in one go. False for a bad address (some may be written then).</summary>
    public static bool TryReadAll<T>(ulong address, Span<T> destination)
        where T : unmanaged
    {
        // Sound: an unmanaged type has no references, and any bytes make a value of it.
        fixed (T* target = destination)
        {
            nuint length = (nuint)destination.Length * (nuint)sizeof(T);
            return MemoryLayout.IsUserRange(address, length) && Cpu.CopyFromUser((byte*)target, address, length) == 0;
        }
    }

    /// <summary>Writes values in one go. False for a bad address (some may be written then). The type has no padding.</summary>
    public static bool TryWriteAll<T>(ulong address, ReadOnlySpan<T> source)
        where T : unmanaged
    {
        fixed (T* from = source)
        {
            nuint length = (nuint)source.Length * (nuint)sizeof(T);
            return MemoryLayout.IsUserRange(address, length) && Cpu.CopyToUser(address, (byte*)from, length) == 0;
        }
    }

    /// <summary>Copies a NUL-terminated string without its NUL. Returns its length; <paramref name="destination"/>.Length when no NUL was found within that many bytes; <see cref="Fault"/> for a bad address.</summary>
    public static int ReadString(ulong address, Span<byte> destination)
    {
        if (address >= MemoryLayout.UserEnd)
        {
            return Fault;
        }

        ulong room = MemoryLayout.UserEnd - address;
        int limit = room < (ulong)destination.Length ? (int)room : destination.Length;
        fixed (byte* target = destination)
        {
            long length = Cpu.CopyStringFromUser(target, address, (nuint)limit);
            return length < 0 || (length == limit && limit < destination.Length) ? Fault : (int)length;
        }
    }

    /// <summary>The length of a string without its NUL; <paramref name="maximum"/> when no NUL was found within that many bytes; <see cref="Fault"/> for a bad address.</summary>
    public static int StringLength(ulong address, int maximum)
    {
        if (address >= MemoryLayout.UserEnd)
        {
            return Fault;
        }

        ulong room = MemoryLayout.UserEnd - address;
        int limit = room < (ulong)maximum ? (int)room : maximum;
        long length = Cpu.UserStringLength(address, (nuint)limit);
        return length < 0 || (length == limit && limit < maximum) ? Fault : (int)length;
    }

    /// <summary>Loads an aligned 32-bit word in one access (futex). False for a bad or misaligned address.</summary>
    public static bool TryLoad32(ulong address, out uint value)
    {
        value = 0;
        return IsWord(address) && Cpu.LoadUser32(address, out value);
    }

    /// <summary>Compares and exchanges an aligned 32-bit word, with full ordering. False for a bad or misaligned address; else <paramref name="previous"/> tells whether it was exchanged.</summary>
    public static bool TryCompareExchange32(ulong address, uint expected, uint desired, out uint previous)
    {
        previous = 0;
        return IsWord(address) && Cpu.CompareExchangeUser32(address, expected, desired, out previous);
    }

    private static bool IsWord(ulong address) => (address & 3) == 0 && MemoryLayout.IsUserRange(address, 4);
}
