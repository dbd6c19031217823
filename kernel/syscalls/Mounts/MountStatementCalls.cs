// statmount, listmount: what /proc/self/mountinfo tells, for one mount, as a structure. Source: Linux fs/namespace.c, uapi/linux/mount.h.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Mounts;

internal static class MountStatementCalls
{
    // struct mnt_id_req, in its first version and with the id of a namespace of mounts; there is one namespace.
    private const int FirstRequest = 24, KnownRequest = 32, LargestRequest = 4096;
    private const ulong OnlyNamespace = 1, ListFromRoot = ulong.MaxValue;

    private const uint Reverse = 1;
    private const ulong MostListed = 1_000_000;

    public static SyscallResult Describe(Thread thread, ulong request, UserSpan buffer, uint flags)
    {
        if (flags != 0)
        {
            return Errno.EINVAL;
        }

        Errno error = ReadRequest(request, out ulong id, out ulong mask, out bool isOurs);
        if (error == Errno.None && !UserLayout.IsUserRange(buffer.Address, buffer.Length))
        {
            error = Errno.EFAULT;
        }

        if (error != Errno.None)
        {
            return error;
        }

        PathRef root = thread.FileSystem!.Root;
        if (!isOurs || MountTree.Find(id) is not { } mount)
        {
            return Errno.ENOENT;
        }

        if (!MountTree.IsReachable(mount, mount.Root, root) && !thread.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        MountStatement statement = new(mount, root, mask);
        return statement.CopyTo(buffer);
    }

    public static SyscallResult List(Thread thread, ulong request, ulong address, ulong count, uint flags)
    {
        if ((flags & ~Reverse) != 0)
        {
            return Errno.EINVAL;
        }

        if (count > MostListed)
        {
            return Errno.EOVERFLOW;
        }

        if (!UserLayout.IsUserRange(address, count * sizeof(ulong)))
        {
            return Errno.EFAULT;
        }

        Errno error = ReadRequest(request, out ulong id, out ulong last, out bool isOurs);
        if (error == Errno.None && last is not 0 and <= Mount.UniqueIdOffset)
        {
            error = Errno.EINVAL;
        }

        if (error != Errno.None)
        {
            return error;
        }

        PathRef root = thread.FileSystem!.Root;
        Mount? above = id == ListFromRoot ? root.Mount : MountTree.Find(id);
        if (!isOurs || above is null)
        {
            return Errno.ENOENT;
        }

        PathRef from = id == ListFromRoot ? root : new PathRef(above, above.Root);
        if (!MountTree.IsReachable(from.Mount, from.Dentry, root) && !thread.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        return WriteIds(from, id, last, address, count, (flags & Reverse) != 0);
    }

    private static SyscallResult WriteIds(PathRef from, ulong excepted, ulong last, ulong address, ulong count, bool isReverse)
    {
        Mount[] mounts = MountTree.SnapshotById();
        ulong done = 0;
        for (int i = 0; i < mounts.Length && done < count; i++)
        {
            Mount mount = mounts[isReverse ? mounts.Length - 1 - i : i];
            ulong id = mount.UniqueId;
            bool isBehind = last != 0 && (isReverse ? id >= last : id <= last);
            if (isBehind || id == excepted || !MountTree.IsReachable(mount, mount.Root, from))
            {
                continue;
            }

            Errno error = new UserOut<ulong>(address + (done * sizeof(ulong))).Write(id);
            if (error != Errno.None)
            {
                return error;
            }

            done++;
        }

        return done;
    }

    // A longer request must have zeros where this kernel knows nothing: E2BIG.
    private static Errno ReadRequest(ulong address, out ulong id, out ulong parameter, out bool isOurs)
    {
        id = parameter = 0;
        isOurs = false;
        Errno error = new UserIn<uint>(address).Read(out uint size);
        if (error != Errno.None || size is < FirstRequest or > LargestRequest)
        {
            return error != Errno.None ? error : size < FirstRequest ? Errno.EINVAL : Errno.E2BIG;
        }

        Span<byte> bytes = stackalloc byte[LargestRequest];
        bytes[..KnownRequest].Clear();
        error = new UserSpan(address, size).Read(bytes[..(int)size]);
        if (error != Errno.None)
        {
            return error;
        }

        if (size > KnownRequest && bytes[KnownRequest..(int)size].IndexOfAnyExcept((byte)0) >= 0)
        {
            return Errno.E2BIG;
        }

        uint spare = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        id = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        parameter = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        isOurs = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]) is 0 or OnlyNamespace;
        return spare != 0 || id <= Mount.UniqueIdOffset ? Errno.EINVAL : Errno.None;
    }
}
