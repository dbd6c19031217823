// How a (directory descriptor, path) pair of user space becomes bytes and a place.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

/// <summary>Arguments that name files.</summary>
internal static class PathArguments
{
    /// <summary>What a handler puts on its stack for a path: enough for nearly all; longer ones go to the heap.</summary>
    public const int StackSize = 256;

    /// <summary>The caller of names: its context and credentials.</summary>
    public static FsCaller Caller(Thread thread) => new(thread.FileSystem!, thread.Credentials);

    /// <summary>
    /// Reads a path. <paramref name="buffer"/> is the handler's stack and becomes the path. EFAULT, ENAMETOOLONG.
    /// </summary>
    public static Errno Read(UserCString path, ref Span<byte> buffer)
    {
        Result<int> length = path.Read(buffer);
        if (length.Error == Errno.ENAMETOOLONG)
        {
            buffer = new byte[PathWalker.MaxPath];
            length = path.Read(buffer);
        }

        if (length.IsOk)
        {
            buffer = buffer[..length.Value];
        }

        return length.Error;
    }

    /// <summary>Where a relative path begins: the current directory or what a descriptor refers to. EBADF. Absolute paths need none.</summary>
    public static Errno Start(Thread thread, int directory, ReadOnlySpan<byte> path, out PathRef start)
    {
        start = thread.FileSystem!.CurrentDirectory;
        if (directory == Descriptor.CurrentDirectory || (!path.IsEmpty && path[0] == (byte)'/'))
        {
            return Errno.None;
        }

        using FileLease lease = thread.Files!.Acquire(directory);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        start = AnonymousFiles.PlaceOf(lease.File);
        return Errno.None;
    }

    /// <summary>Both at once.</summary>
    public static Errno Read(Thread thread, int directory, UserCString user, ref Span<byte> path, out PathRef start)
    {
        Errno error = Read(user, ref path);
        if (error != Errno.None)
        {
            start = null!;
            return error;
        }

        return Start(thread, directory, path, out start);
    }

    /// <summary>How the last component is treated, from AT_* flags.</summary>
    public static WalkFlags WalkFlagsOf(AtFlags flags)
    {
        WalkFlags walk = (flags & AtFlags.SymlinkNoFollow) != 0 ? WalkFlags.None : WalkFlags.FollowLast;
        return (flags & AtFlags.EmptyPath) != 0 ? walk | WalkFlags.AllowEmpty : walk;
    }

    /// <summary>Resolves an existing file. The place is kept by nothing: use it at once.</summary>
    public static Result<PathRef> Find(Thread thread, int directory, UserCString user, AtFlags flags)
    {
        Span<byte> path = stackalloc byte[StackSize];
        Errno error = Read(thread, directory, user, ref path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        PathWalker walker = Caller(thread).Walker(path, start, WalkFlagsOf(flags));
        error = walker.Walk();
        return error == Errno.None ? walker.ToPathRef() : error;
    }
}
