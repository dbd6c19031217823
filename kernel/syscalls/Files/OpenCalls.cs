// openat, openat2. Source: open(2), openat2(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

internal static class OpenCalls
{
    private const int OpenHowSize = 24;

    private const ulong KnownFlags = (ulong)(OpenFlags.AccessMode | OpenFlags.Create | OpenFlags.Exclusive
        | OpenFlags.NoControllingTerminal | OpenFlags.Truncate | OpenFlags.Append | OpenFlags.NonBlock | OpenFlags.Sync
        | OpenFlags.Async | OpenFlags.Direct | OpenFlags.LargeFile | OpenFlags.Directory | OpenFlags.NoFollow
        | OpenFlags.NoAccessTime | OpenFlags.CloseOnExec | OpenFlags.Path | OpenFlags.TemporaryFile);

    /// <summary>The flags that there are; open and open_by_handle_at ignore others.</summary>
    public const OpenFlags KnownOpenFlags = (OpenFlags)KnownFlags;

    public static SyscallResult OpenAt(Thread thread, int directory, UserCString path, OpenFlags flags, FileMode mode)
    {
        // openat ignores what it does not know; openat2 refuses it.
        flags &= KnownOpenFlags;
        return Open(thread, directory, path, flags, mode & FileMode.ChangeableMask, WalkFlags.None);
    }

    public static SyscallResult OpenAt2(Thread thread, int directory, UserCString path, ulong howAddress, ulong size)
    {
        if (size < OpenHowSize)
        {
            return Errno.EINVAL;
        }

        Errno error = new UserIn<OpenHow>(howAddress).Read(out OpenHow how);
        if (error == Errno.None && size > OpenHowSize)
        {
            error = CheckZero(new UserSpan(howAddress + OpenHowSize, size - OpenHowSize));
        }

        if (error != Errno.None)
        {
            return error;
        }

        OpenFlags flags = (OpenFlags)how.Flags;
        bool mayCreate = (flags & OpenFlags.Create) != 0 || (flags & OpenFlags.TemporaryFile & ~OpenFlags.Directory) != 0;
        if ((how.Flags & ~KnownFlags) != 0 || (how.Mode & ~(ulong)FileMode.ChangeableMask) != 0 || (how.Mode != 0 && !mayCreate))
        {
            return Errno.EINVAL;
        }

        Result<WalkFlags> resolve = ParseResolve(how.Resolve);
        return resolve.IsOk ? Open(thread, directory, path, flags, (FileMode)how.Mode, resolve.Value) : resolve.Error;
    }

    private static SyscallResult Open(
        Thread thread, int directory, UserCString user, OpenFlags flags, FileMode mode, WalkFlags resolve)
    {
        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        if (error == Errno.None && (resolve & WalkFlags.InRoot) != 0)
        {
            // The descriptor is the root also of an absolute path.
            error = PathArguments.Start(thread, directory, default, out start);
        }

        if (error != Errno.None)
        {
            return error;
        }

        Result<OpenFile> opened = FileOpener.Open(PathArguments.Caller(thread), start, path, flags, mode, resolve);
        return opened.IsOk ? Install(thread, opened.Value, (flags & OpenFlags.CloseOnExec) != 0) : opened.Error;
    }

    /// <summary>Gives a new open file a descriptor, or closes it.</summary>
    public static SyscallResult Install(Thread thread, OpenFile file, bool closeOnExec)
    {
        Result<int> descriptor = thread.Files!.Install(file, closeOnExec, thread.Process.Limits.OpenFiles);
        if (descriptor.IsError)
        {
            file.Release();
        }

        return descriptor;
    }

    private static Errno CheckZero(UserSpan bytes)
    {
        if (bytes.Length > 4096)
        {
            return Errno.E2BIG;
        }

        Span<byte> copy = new byte[(int)bytes.Length];
        Errno error = bytes.Read(copy);
        return error != Errno.None ? error : copy.IndexOfAnyExcept((byte)0) >= 0 ? Errno.E2BIG : Errno.None;
    }

    // RESOLVE_*. Source: Linux uapi/linux/openat2.h.
    private static Result<WalkFlags> ParseResolve(ulong resolve)
    {
        const ulong noCrossing = 1, noMagicLinks = 2, noSymbolicLinks = 4, beneath = 8, inRoot = 0x10, cached = 0x20;
        const ulong known = noCrossing | noMagicLinks | noSymbolicLinks | beneath | inRoot | cached;
        if ((resolve & ~known) != 0 || (resolve & (beneath | inRoot)) == (beneath | inRoot))
        {
            return Errno.EINVAL;
        }

        if ((resolve & cached) != 0)
        {
            // "Only if nothing has to be waited for": always allowed to say that it would.
            return Errno.EAGAIN;
        }

        WalkFlags flags = WalkFlags.None;
        flags |= (resolve & noCrossing) != 0 ? WalkFlags.NoCrossing : 0;
        flags |= (resolve & noMagicLinks) != 0 ? WalkFlags.NoMagicLinks : 0;
        flags |= (resolve & noSymbolicLinks) != 0 ? WalkFlags.NoSymbolicLinks | WalkFlags.NoMagicLinks : 0;
        flags |= (resolve & beneath) != 0 ? WalkFlags.Beneath : 0;
        flags |= (resolve & inRoot) != 0 ? WalkFlags.InRoot : 0;
        return flags;
    }
}
