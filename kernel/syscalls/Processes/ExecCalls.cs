// execve and execveat. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes.Exec;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Processes;

/// <summary>Executing programs.</summary>
internal static class ExecCalls
{
    public static SyscallResult Execve(Thread thread, UserCString path, UserIn<ulong> arguments, UserIn<ulong> environment) =>
        Execveat(thread, Descriptor.CurrentDirectory, path, arguments, environment, 0);

    public static SyscallResult Execveat(
        Thread thread, int directory, UserCString path, UserIn<ulong> arguments, UserIn<ulong> environment, AtFlags flags)
    {
        if ((flags & ~(AtFlags.EmptyPath | AtFlags.SymlinkNoFollow)) != 0)
        {
            return Errno.EINVAL;
        }

        byte[] buffer = new byte[PathWalker.MaxPath];
        Result<int> length = path.Read(buffer);
        if (length.IsError)
        {
            return length.Error;
        }

        ReadOnlySpan<byte> name = buffer.AsSpan(0, length.Value);
        if (name.IsEmpty && (flags & AtFlags.EmptyPath) == 0)
        {
            return Errno.ENOENT;
        }

        Result<ProgramFile> file = Open(thread, directory, ref name, flags);
        if (file.IsError)
        {
            return file.Error;
        }

        UserStrings environmentList = default;
        Errno error = UserStrings.TryCount(arguments, out UserStrings argumentList);
        error = error == Errno.None ? UserStrings.TryCount(environment, out environmentList) : error;
        if (error != Errno.None)
        {
            file.Value.Release();
            return error;
        }

        return ProgramExecutor.Execute(file.Value, name, argumentList, environmentList);
    }

    /// <summary>Opens the program and makes its name what the program is told: /dev/fd/N for a bare descriptor, /dev/fd/N/path below one.</summary>
    private static Result<ProgramFile> Open(Thread thread, int directory, ref ReadOnlySpan<byte> name, AtFlags flags)
    {
        PathRef start = thread.FileSystem!.CurrentDirectory;
        if (directory != Descriptor.CurrentDirectory && (name.IsEmpty || name[0] != (byte)'/'))
        {
            using FileLease lease = thread.Files!.Acquire(directory);
            if (lease.File is null)
            {
                return Errno.EBADF;
            }

            start = AnonymousFiles.PlaceOf(lease.File);
            if (name.IsEmpty)
            {
                name = DescriptorName(directory, name);
                return ProgramFile.Open(thread.Credentials, start);
            }

            ReadOnlySpan<byte> shown = DescriptorName(directory, name);
            Result<ProgramFile> below = Open(thread, start, name, flags);
            name = shown;
            return below;
        }

        return Open(thread, start, name, flags);
    }

    private static Result<ProgramFile> Open(Thread thread, PathRef start, ReadOnlySpan<byte> name, AtFlags flags)
    {
        WalkFlags walk = (flags & AtFlags.SymlinkNoFollow) != 0 ? WalkFlags.None : WalkFlags.FollowLast;
        walk |= (flags & AtFlags.EmptyPath) != 0 ? WalkFlags.AllowEmpty : WalkFlags.None;
        FsCaller caller = new(thread.FileSystem!, thread.Credentials);
        return ProgramFile.Open(caller, start, name, walk);
    }

    private static byte[] DescriptorName(int descriptor, ReadOnlySpan<byte> path)
    {
        Span<byte> digits = stackalloc byte[10];
        int first = digits.Length;
        uint rest = (uint)descriptor;
        do
        {
            digits[--first] = (byte)('0' + (rest % 10));
            rest /= 10;
        }
        while (rest != 0);

        ReadOnlySpan<byte> prefix = "/dev/fd/"u8;
        ReadOnlySpan<byte> number = digits[first..];
        byte[] name = new byte[prefix.Length + number.Length + (path.IsEmpty ? 0 : 1 + path.Length)];
        prefix.CopyTo(name);
        number.CopyTo(name.AsSpan(prefix.Length));
        if (!path.IsEmpty)
        {
            name[prefix.Length + number.Length] = (byte)'/';
            path.CopyTo(name.AsSpan(prefix.Length + number.Length + 1));
        }

        return name;
    }
}
