// setxattr, getxattr, listxattr, removexattr and their l and f forms.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

/// <summary>Extended attributes. Places come by path, by path without following a last link, or by descriptor.</summary>
internal static class ExtendedCalls
{
    private const AtFlags Follow = AtFlags.None;
    private const AtFlags NoFollow = AtFlags.SymlinkNoFollow;

    public static SyscallResult Set(Thread thread, UserCString path, UserCString name, UserSpan value, uint flags, bool follows) =>
        Set(thread, Find(thread, path, follows), name, value, flags);

    public static SyscallResult Set(Thread thread, int descriptor, UserCString name, UserSpan value, uint flags) =>
        Set(thread, Find(thread, descriptor), name, value, flags);

    public static SyscallResult Get(Thread thread, UserCString path, UserCString name, UserSpan value, bool follows) =>
        Get(thread, Find(thread, path, follows), name, value);

    public static SyscallResult Get(Thread thread, int descriptor, UserCString name, UserSpan value) =>
        Get(thread, Find(thread, descriptor), name, value);

    public static SyscallResult List(Thread thread, UserCString path, UserSpan list, bool follows) =>
        List(thread, Find(thread, path, follows), list);

    public static SyscallResult List(Thread thread, int descriptor, UserSpan list) => List(thread, Find(thread, descriptor), list);

    public static SyscallResult Remove(Thread thread, UserCString path, UserCString name, bool follows) =>
        Remove(thread, Find(thread, path, follows), name);

    public static SyscallResult Remove(Thread thread, int descriptor, UserCString name) => Remove(thread, Find(thread, descriptor), name);

    private static Result<PathRef> Find(Thread thread, UserCString path, bool follows) =>
        PathArguments.Find(thread, Descriptor.CurrentDirectory, path, follows ? Follow : NoFollow);

    private static Result<PathRef> Find(Thread thread, int descriptor)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is not { IsPathOnly: false } file ? Errno.EBADF : Lume.Kernel.Ipc.AnonymousFiles.PlaceOf(file);
    }

    private static SyscallResult Set(Thread thread, Result<PathRef> place, UserCString userName, UserSpan user, uint flags)
    {
        if ((flags & ~(uint)(ExtendedFlags.Create | ExtendedFlags.Replace)) != 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> name = stackalloc byte[ExtendedAttributes.MaxName + 1];
        Errno error = place.IsError ? place.Error : ReadName(userName, ref name);
        if (error != Errno.None || user.Length > ExtendedAttributes.MaxValue)
        {
            return error != Errno.None ? error : Errno.E2BIG;
        }

        byte[] value = new byte[user.Length];
        error = user.Read(value);
        return error != Errno.None ? error : ExtendedAttributes.Set(place.Value, name, value, (ExtendedFlags)flags, thread.Credentials);
    }

    private static SyscallResult Get(Thread thread, Result<PathRef> place, UserCString userName, UserSpan user)
    {
        Span<byte> name = stackalloc byte[ExtendedAttributes.MaxName + 1];
        Errno error = place.IsError ? place.Error : ReadName(userName, ref name);
        if (error != Errno.None)
        {
            return error;
        }

        Result<byte[]> value = ExtendedAttributes.Get(place.Value, name, thread.Credentials);
        return value.IsOk ? Answer(value.Value, user) : value.Error;
    }

    private static SyscallResult List(Thread thread, Result<PathRef> place, UserSpan user) =>
        place.IsOk ? Answer(ExtendedAttributes.List(place.Value, thread.Credentials), user) : place.Error;

    private static SyscallResult Remove(Thread thread, Result<PathRef> place, UserCString userName)
    {
        Span<byte> name = stackalloc byte[ExtendedAttributes.MaxName + 1];
        Errno error = place.IsError ? place.Error : ReadName(userName, ref name);
        return error != Errno.None ? error : ExtendedAttributes.Set(place.Value, name, null, ExtendedFlags.None, thread.Credentials);
    }

    // No room at all asks for the length.
    private static SyscallResult Answer(byte[] bytes, UserSpan user)
    {
        if (user.Length == 0)
        {
            return bytes.Length;
        }

        Errno error = (ulong)bytes.Length > user.Length ? Errno.ERANGE : user.Write(bytes);
        return error != Errno.None ? error : bytes.Length;
    }

    private static Errno ReadName(UserCString user, ref Span<byte> name)
    {
        Result<int> length = user.Read(name);
        if (length.IsError || length.Value == 0)
        {
            return length.Error is Errno.ENAMETOOLONG or Errno.None ? Errno.ERANGE : length.Error;
        }

        name = name[..length.Value];
        return Errno.None;
    }
}
