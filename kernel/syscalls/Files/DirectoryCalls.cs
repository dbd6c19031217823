// Current directory, root, umask, directory listings. Source: getcwd(2), chdir(2), chroot(2), umask(2), getdents(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

internal static class DirectoryCalls
{
    // Entries travel through the stack in pieces of this size.
    private const int PieceSize = 2048;

    private const int SmallPath = 512;

    public static SyscallResult GetCurrentDirectory(Thread thread, UserSpan buffer)
    {
        FsContext context = thread.FileSystem!;
        PathRef place = context.CurrentDirectory;
        if (place.Inode.LinkCount == 0)
        {
            return Errno.ENOENT;
        }

        Span<byte> path = stackalloc byte[SmallPath];
        int start = PathText.WriteBackwards(place, context.Root, path[..^1], out bool isReachable);
        if (start < 0)
        {
            path = new byte[PathWalker.MaxPath];
            start = PathText.WriteBackwards(place, context.Root, path[..^1], out isReachable);
        }

        if (start < 0)
        {
            return Errno.ENAMETOOLONG;
        }

        path[^1] = 0;
        ReadOnlySpan<byte> text = path[start..];
        ReadOnlySpan<byte> prefix = isReachable ? default : "(unreachable)"u8;
        if ((ulong)(prefix.Length + text.Length) > buffer.Length)
        {
            return Errno.ERANGE;
        }

        Errno error = buffer.Write(prefix);
        error = error == Errno.None
            ? new UserSpan(buffer.Address + (ulong)prefix.Length, buffer.Length - (ulong)prefix.Length).Write(text)
            : error;
        return error == Errno.None ? prefix.Length + text.Length : error;
    }

    public static SyscallResult ChangeDirectory(Thread thread, UserCString path)
    {
        Result<PathRef> found = FindDirectory(thread, path);
        if (found.IsOk)
        {
            thread.FileSystem!.SetCurrentDirectory(found.Value);
        }

        return found.Error;
    }

    public static SyscallResult ChangeDirectoryTo(Thread thread, int descriptor)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        if (lease.File.Location is not { } place || !place.Inode.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        if (!Permissions.MaySearch(place.Inode, thread.Credentials))
        {
            return Errno.EACCES;
        }

        thread.FileSystem!.SetCurrentDirectory(place);
        return 0;
    }

    public static SyscallResult ChangeRoot(Thread thread, UserCString path)
    {
        Result<PathRef> found = FindDirectory(thread, path);
        if (found.IsError)
        {
            return found.Error;
        }

        if (!thread.Credentials.Has(Capability.ChangeRoot))
        {
            return Errno.EPERM;
        }

        thread.FileSystem!.SetRoot(found.Value);
        return 0;
    }

    public static SyscallResult SetUmask(Thread thread, FileMode umask) => (uint)thread.FileSystem!.ExchangeUmask(umask);

    public static SyscallResult GetDirectoryEntries(Thread thread, int descriptor, UserSpan buffer)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        if ((int)buffer.Length < 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> piece = stackalloc byte[PieceSize];
        ulong done = 0;
        ulong size = (uint)buffer.Length;
        while (true)
        {
            int room = (int)Math.Min(size - done, PieceSize);
            DirectorySink sink = new(piece[..room]);
            Errno error = lease.File.ReadDirectory(ref sink);
            if (error == Errno.None && sink.Length != 0)
            {
                error = new UserSpan(buffer.Address + done, (ulong)sink.Length).Write(piece[..sink.Length]);
                done += error == Errno.None ? (ulong)sink.Length : 0;
            }

            if (error != Errno.None)
            {
                return done != 0 ? done : error;
            }

            if (sink.Length == 0 || !sink.IsFull || room < PieceSize)
            {
                return done;
            }
        }
    }

    private static Result<PathRef> FindDirectory(Thread thread, UserCString user)
    {
        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, Descriptor.CurrentDirectory, user, ref path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        PathWalker walker = PathArguments.Caller(thread).Walker(path, start, WalkFlags.Directory | WalkFlags.FollowLast);
        error = walker.Walk();
        if (error == Errno.None && !Permissions.MaySearch(walker.Inode, thread.Credentials))
        {
            error = Errno.EACCES;
        }

        return error == Errno.None ? walker.ToPathRef() : error;
    }
}
