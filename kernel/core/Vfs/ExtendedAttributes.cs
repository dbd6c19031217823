// Extended attributes: who may do what by the prefix of the name. Source: xattr(7), Linux fs/xattr.c.
using System;
using Lume.Abi;
using Lume.Kernel.Security;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>Extended attributes of a place. Namespaces: user, trusted, security; others are EOPNOTSUPP.</summary>
public static class ExtendedAttributes
{
    /// <summary>Longest name, and longest value, in bytes.</summary>
    public const int MaxName = 255, MaxValue = 65536;

    /// <summary>getxattr. ENODATA, EACCES, EOPNOTSUPP.</summary>
    public static Result<byte[]> Get(PathRef place, ReadOnlySpan<byte> name, Credentials credentials)
    {
        Errno error = Check(place, name, credentials, isChange: false);
        if (error != Errno.None)
        {
            return error;
        }

        Inode inode = place.Inode;
        inode.Lock.Acquire();
        Result<byte[]> value = inode.GetExtended(name);
        inode.Lock.Release();
        return value;
    }

    /// <summary>setxattr, and removexattr for null. EEXIST, ENODATA, EPERM, EACCES, EROFS, ENOSPC, EOPNOTSUPP.</summary>
    public static Errno Set(PathRef place, ReadOnlySpan<byte> name, byte[]? value, ExtendedFlags flags, Credentials credentials)
    {
        Errno error = place.Mount.IsReadOnly ? Errno.EROFS : InodeFlagging.CheckChange(place.Inode);
        error = error == Errno.None ? Check(place, name, credentials, isChange: true) : error;
        if (error != Errno.None)
        {
            return error;
        }

        Inode inode = place.Inode;
        inode.Lock.Acquire();
        error = inode.SetExtended(name, value, flags);
        if (error == Errno.None)
        {
            inode.ChangeTime = Clock.Realtime;
        }

        inode.Lock.Release();
        if (error == Errno.None)
        {
            FileNotices.TellChange(place, FileEvents.Attributes);
        }

        return error;
    }

    /// <summary>listxattr: the names that the caller may know, each with its zero.</summary>
    public static byte[] List(PathRef place, Credentials credentials)
    {
        Inode inode = place.Inode;
        inode.Lock.Acquire();
        ByteName[] names = inode.ListExtended();
        inode.Lock.Release();
        bool seesTrusted = credentials.Has(Capability.Administration);
        int length = 0;
        foreach (ByteName name in names)
        {
            length += seesTrusted || !name.Bytes.StartsWith("trusted."u8) ? name.Length + 1 : 0;
        }

        byte[] list = new byte[length];
        int at = 0;
        foreach (ByteName name in names)
        {
            if (seesTrusted || !name.Bytes.StartsWith("trusted."u8))
            {
                name.Bytes.CopyTo(list.AsSpan(at));
                at += name.Length + 1;
            }
        }

        return list;
    }

    private static Errno Check(PathRef place, ReadOnlySpan<byte> name, Credentials credentials, bool isChange)
    {
        Inode inode = place.Inode;
        if (name.StartsWith("security."u8))
        {
            return isChange && !credentials.Has(Capability.Administration) ? Errno.EPERM : Suffix(name, "security."u8);
        }

        Errno refusal = isChange ? Errno.EPERM : Errno.ENODATA;
        if (name.StartsWith("trusted."u8))
        {
            return credentials.Has(Capability.Administration) ? Suffix(name, "trusted."u8) : refusal;
        }

        if (!name.StartsWith("user."u8))
        {
            return Errno.EOPNOTSUPP;
        }

        // Of links and devices everybody could fill the disk; in a sticky directory, so could everybody of the directory.
        if (!inode.IsRegular && !inode.IsDirectory)
        {
            return refusal;
        }

        if (isChange && inode.IsDirectory && (inode.Mode & FileMode.Sticky) != 0 && !Permissions.IsOwner(inode, credentials))
        {
            return Errno.EPERM;
        }

        return Permissions.Allows(inode, credentials, isChange ? AccessMode.Write : AccessMode.Read) ? Suffix(name, "user."u8) : Errno.EACCES;
    }

    private static Errno Suffix(ReadOnlySpan<byte> name, ReadOnlySpan<byte> prefix) => name.Length > prefix.Length ? Errno.None : Errno.EINVAL;
}
