// A user address that a system call writes to.
using System;
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>The address of one or more <typeparamref name="T"/> in user memory, to be written.</summary>
/// <typeparam name="T">A layout without hidden padding: no kernel byte leaks.</typeparam>
public readonly struct UserOut<T>
    where T : unmanaged
{
    /// <summary>Names a user address.</summary>
    public UserOut(ulong address) => Address = address;

    /// <summary>The address as user mode passed it.</summary>
    public ulong Address { get; }

    /// <summary>Whether it is the null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>Writes one value. EFAULT.</summary>
    public Errno Write(in T value) => UserAccess.Write(Address, in value) ? Errno.None : Errno.EFAULT;

    /// <summary>Writes one value at element <paramref name="index"/>. EFAULT.</summary>
    public Errno WriteAt(int index, in T value) =>
        UserAccess.Write(Address + (ulong)index * (ulong)UserAccess.SizeOf<T>(), in value) ? Errno.None : Errno.EFAULT;

    /// <summary>Writes all values. EFAULT (some may be written then).</summary>
    public Errno WriteAll(ReadOnlySpan<T> source) => UserAccess.WriteAll(Address, source) ? Errno.None : Errno.EFAULT;

    /// <summary>The address of element <paramref name="index"/>.</summary>
    public UserOut<T> At(long index) => new(Address + (ulong)index * (ulong)UserAccess.SizeOf<T>());
}
