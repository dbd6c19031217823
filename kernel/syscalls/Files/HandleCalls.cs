// name_to_handle_at, open_by_handle_at. Source: open_by_handle_at(2), Linux fs/fhandle.c for the order of errors.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

internal static class HandleCalls
{
    private const int HeaderSize = FileHandle.HeaderSize, OpaqueSize = FileHandle.OpaqueSize, MaximumSize = 128;

    // FILEID_INVALID.
    private const int InvalidType = 0xFF;

    private const uint UniqueMountId = 1, IdentifyOnly = 0x200;
    private const uint Known = (uint)(AtFlags.SymlinkFollow | AtFlags.EmptyPath) | UniqueMountId | IdentifyOnly;

    public static SyscallResult Make(Thread thread, int directory, UserCString path, UserSpan header, ulong mountAddress, uint flags)
    {
        if ((flags & ~Known) != 0)
        {
            return Errno.EINVAL;
        }

        AtFlags walk = (AtFlags)flags & AtFlags.EmptyPath;
        walk |= (flags & (uint)AtFlags.SymlinkFollow) != 0 ? AtFlags.None : AtFlags.SymlinkNoFollow;
        Result<PathRef> found = PathArguments.Find(thread, directory, path, walk);
        if (found.IsError)
        {
            return found.Error;
        }

        bool identifies = (flags & IdentifyOnly) != 0;
        if (!identifies && found.Value.Inode.Super.Handles is null)
        {
            return Errno.EOPNOTSUPP;
        }

        Span<byte> handle = stackalloc byte[FileHandle.Size];
        Errno error = header.Read(handle[..HeaderSize]);
        uint room = BinaryPrimitives.ReadUInt32LittleEndian(handle);
        if (error != Errno.None || room > MaximumSize)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        bool fits = room >= OpaqueSize;
        error = Write(handle, found.Value.Dentry, fits);
        if (error != Errno.None)
        {
            return error;
        }

        error = WriteMount(found.Value.Mount, mountAddress, (flags & UniqueMountId) != 0);
        UserSpan whole = new(header.Address, FileHandle.Size);
        error = error != Errno.None ? error : fits ? whole.Write(handle) : header.Write(handle[..HeaderSize]);
        return error != Errno.None ? error : fits ? Errno.None : Errno.EOVERFLOW;
    }

    public static SyscallResult Open(Thread thread, int mountDescriptor, UserSpan header, OpenFlags flags)
    {
        PathRef root = thread.FileSystem!.CurrentDirectory;
        if (mountDescriptor != Descriptor.CurrentDirectory)
        {
            using FileLease lease = thread.Files!.Acquire(mountDescriptor);
            if (lease.File is not { IsPathOnly: false } file)
            {
                return Errno.EBADF;
            }

            root = AnonymousFiles.PlaceOf(file);
        }

        if (!thread.Credentials.Has(Capability.ReadSearch))
        {
            return Errno.EPERM;
        }

        Result<Dentry> found = Find(root.Mount.Super, header);
        if (found.IsError)
        {
            return found.Error;
        }

        PathRef place = new(root.Mount, found.Value);
        flags &= OpenCalls.KnownOpenFlags;
        Result<OpenFile> opened = FileHandles.Open(PathArguments.Caller(thread), place, flags);
        if (opened.IsError)
        {
            // The last name and the last user may go while it is looked for.
            return opened.Error == Errno.ENOENT ? Errno.ESTALE : opened.Error;
        }

        return OpenCalls.Install(thread, opened.Value, (flags & OpenFlags.CloseOnExec) != 0);
    }

    // ENOENT: the file went between the walk and now.
    private static Errno Write(Span<byte> handle, Dentry place, bool fits)
    {
        if (!fits)
        {
            BinaryPrimitives.WriteInt32LittleEndian(handle, OpaqueSize);
            BinaryPrimitives.WriteInt32LittleEndian(handle[4..], InvalidType);
            return Errno.None;
        }

        Inode inode = place.Inode!;
        new FileHandle(inode).Write(handle);
        return inode.Super.Handles is not { } handles || handles.TryRemember(place) ? Errno.None : Errno.ENOENT;
    }

    private static Errno WriteMount(Mount mount, ulong address, bool isUnique) =>
        isUnique ? new UserOut<ulong>(address).Write(mount.UniqueId) : new UserOut<int>(address).Write(mount.Id);

    private static Result<Dentry> Find(SuperBlock super, UserSpan header)
    {
        Span<byte> handle = stackalloc byte[HeaderSize + MaximumSize];
        Errno error = header.Read(handle[..HeaderSize]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(handle);
        if (error != Errno.None || size is 0 or > MaximumSize)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        Span<byte> opaque = handle[HeaderSize..][..(int)size];
        error = new UserSpan(header.Address + HeaderSize, size).Read(opaque);
        if (error != Errno.None)
        {
            return error;
        }

        if (size < OpaqueSize || super.Handles is not { } handles)
        {
            return Errno.ESTALE;
        }

        ulong number = BinaryPrimitives.ReadUInt64LittleEndian(opaque[4..]);
        Dentry? place = handles.Find(number, BinaryPrimitives.ReadUInt32LittleEndian(opaque));
        return place?.Inode?.Number == number ? place : Errno.ESTALE;
    }
}
