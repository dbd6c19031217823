// A zero-terminated string in user memory.
using System;
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>The address of a zero-terminated string of user bytes.</summary>
public readonly struct UserCString
{
    /// <summary>Names a user address.</summary>
    public UserCString(ulong address) => Address = address;

    /// <summary>The address as user mode passed it.</summary>
    public ulong Address { get; }

    /// <summary>Whether it is the null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>
    /// Copies the string without its zero into <paramref name="destination"/> and returns its length in bytes.
    /// EFAULT; ENAMETOOLONG when it and its zero do not fit (destination.Length is then full).
    /// </summary>
    public Result<int> Read(Span<byte> destination)
    {
        int length = UserAccess.CopyString(Address, destination, out bool terminated);
        if (length < 0)
        {
            return Errno.EFAULT;
        }

        return terminated ? length : Errno.ENAMETOOLONG;
    }
}
