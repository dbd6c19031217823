// A user address that a system call reads and writes.
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>The address of a <typeparamref name="T"/> in user memory that is read and then written (value-result arguments).</summary>
/// <typeparam name="T">A layout without hidden padding.</typeparam>
public readonly struct UserRef<T>
    where T : unmanaged
{
    /// <summary>Names a user address.</summary>
    public UserRef(ulong address) => Address = address;

    /// <summary>The address as user mode passed it.</summary>
    public ulong Address { get; }

    /// <summary>Whether it is the null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The same address, for reading only.</summary>
    public UserIn<T> In => new(Address);

    /// <summary>The same address, for writing only.</summary>
    public UserOut<T> Out => new(Address);

    /// <summary>Reads the value. EFAULT.</summary>
    public Result<T> Read() => UserAccess.Read(Address, out T value) ? value : Errno.EFAULT;

    /// <summary>Reads the value. EFAULT.</summary>
    public Errno Read(out T value) => UserAccess.Read(Address, out value) ? Errno.None : Errno.EFAULT;

    /// <summary>Writes the value. EFAULT.</summary>
    public Errno Write(in T value) => UserAccess.Write(Address, in value) ? Errno.None : Errno.EFAULT;
}
