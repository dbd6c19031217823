// The one door from the safe kernel to user memory: what UserIn, UserOut and the others stand on.
using System;
using Lume.Hal;

namespace Lume.Kernel.Memory;

/// <summary>Raw copies by user address. Every method survives any address; a page that is not there yet is brought in by the fault handler.</summary>
internal static class UserAccess
{
    /// <summary>Reads one value. False on a fault.</summary>
    public static bool Read<T>(ulong address, out T value)
        where T : unmanaged => UserMemory.TryRead(address, out value);

    /// <summary>Writes one value. False on a fault.</summary>
    public static bool Write<T>(ulong address, in T value)
        where T : unmanaged => UserMemory.TryWrite(address, in value);

    /// <summary>Size of <typeparamref name="T"/> in bytes, as in memory.</summary>
    public static int SizeOf<T>()
        where T : unmanaged => UserMemory.SizeOf<T>();

    /// <summary>Reads values in one go. False on a fault.</summary>
    public static bool ReadAll<T>(ulong address, Span<T> destination)
        where T : unmanaged => UserMemory.TryReadAll(address, destination);

    /// <summary>Writes values in one go. False on a fault.</summary>
    public static bool WriteAll<T>(ulong address, ReadOnlySpan<T> source)
        where T : unmanaged => UserMemory.TryWriteAll(address, source);

    /// <summary>Copies from user memory; returns the bytes copied before a fault.</summary>
    public static int CopyIn(ulong address, Span<byte> destination) => destination.Length - UserMemory.Read(address, destination);

    /// <summary>Copies to user memory; returns the bytes copied before a fault.</summary>
    public static int CopyOut(ulong address, ReadOnlySpan<byte> source) => source.Length - UserMemory.Write(address, source);

    /// <summary>Clears user memory; returns the bytes cleared before a fault.</summary>
    public static int Clear(ulong address, ulong length) => (int)(length - UserMemory.Clear(address, length));

    /// <summary>Copies up to a zero byte; returns the length without it, or -1 on a fault.</summary>
    public static int CopyString(ulong address, Span<byte> destination, out bool terminated)
    {
        int length = UserMemory.ReadString(address, destination);
        terminated = length < destination.Length;
        return length;
    }
}
