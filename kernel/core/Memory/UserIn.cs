// A user address that a system call reads from.
using System;
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>The address of one or more <typeparamref name="T"/> in user memory, to be read. Nothing is checked before the read.</summary>
/// <typeparam name="T">A layout without hidden padding.</typeparam>
public readonly struct UserIn<T>
    where T : unmanaged
{
    /// <summary>Names a user address.</summary>
    public UserIn(ulong address) => Address = address;

    /// <summary>The address as user mode passed it.</summary>
    public ulong Address { get; }

    /// <summary>Whether it is the null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>Reads one value. EFAULT.</summary>
    public Result<T> Read() => UserAccess.Read(Address, out T value) ? value : Errno.EFAULT;

    /// <summary>Reads one value. EFAULT.</summary>
    public Errno Read(out T value) => UserAccess.Read(Address, out value) ? Errno.None : Errno.EFAULT;

    /// <summary>Reads one value at element <paramref name="index"/>. EFAULT.</summary>
    public Errno ReadAt(int index, out T value) =>
        UserAccess.Read(Address + (ulong)index * (ulong)UserAccess.SizeOf<T>(), out value) ? Errno.None : Errno.EFAULT;

    /// <summary>Reads as many values as fit the span. EFAULT (the span may be partly written then).</summary>
    public Errno ReadAll(Span<T> destination) => UserAccess.ReadAll(Address, destination) ? Errno.None : Errno.EFAULT;

    /// <summary>The address of element <paramref name="index"/>.</summary>
    public UserIn<T> At(long index) => new(Address + (ulong)index * (ulong)UserAccess.SizeOf<T>());
}
