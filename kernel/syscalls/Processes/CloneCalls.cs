// clone, clone3, unshare, exit, exit_group, set_tid_address.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Processes;

/// <summary>Making and ending threads. riscv64 orders clone's arguments flags, stack, parent_tid, tls, child_tid.</summary>
internal static class CloneCalls
{
    private const int SmallestArguments = 64;
    private const int LargestArguments = 4096;
    private const int KnownArguments = 88;
    private const ulong AllFlags = 0x3_FFFF_FFFF;

    public static SyscallResult Clone(ulong flags, ulong stack, UserOut<int> parentId, ulong threadLocal, UserOut<int> childId)
    {
        CloneRequest request = new()
        {
            Flags = (CloneFlags)(flags & 0xFFFF_FFFF & ~(ulong)CloneFlags.SignalMask),
            ExitSignal = (Signal)(flags & (ulong)CloneFlags.SignalMask),
            Stack = stack,
            ThreadLocal = threadLocal,
            ParentThreadId = parentId.Address,
            ChildThreadId = childId.Address,
            Descriptor = parentId.Address,
        };

        // The one address cannot take both the thread's id and the descriptor.
        const CloneFlags both = CloneFlags.PidFd | CloneFlags.ParentSetThreadId;
        return (request.Flags & both) == both ? Errno.EINVAL : Cloning.Clone(in request);
    }

    public static SyscallResult Clone3(UserSpan arguments)
    {
        if (arguments.Length < SmallestArguments)
        {
            return Errno.EINVAL;
        }

        if (arguments.Length > LargestArguments)
        {
            return Errno.E2BIG;
        }

        Span<byte> bytes = stackalloc byte[LargestArguments];
        bytes = bytes.Slice(0, (int)Math.Max(arguments.Length, KnownArguments));
        bytes.Clear();
        Errno error = arguments.Read(bytes.Slice(0, (int)arguments.Length));
        if (error != Errno.None)
        {
            return error;
        }

        for (int i = KnownArguments; i < bytes.Length; i++)
        {
            if (bytes[i] != 0)
            {
                return Errno.E2BIG;
            }
        }

        error = Decode(bytes, out CloneRequest request);
        return error != Errno.None ? error : Cloning.Clone(in request);
    }

    public static SyscallResult Unshare(ulong flags) => Cloning.Unshare((CloneFlags)flags);

    public static SyscallResult Exit(int code)
    {
        ThreadExit.ExitCurrent(WaitStatus.Exited(code));
        return 0;
    }

    public static SyscallResult ExitGroup(int code)
    {
        ThreadExit.ExitProcess(code);
        return 0;
    }

    public static SyscallResult SetThreadIdAddress(Thread thread, UserOut<int> address) => thread.SetClearOnExit(address);

    private static Errno Decode(ReadOnlySpan<byte> bytes, out CloneRequest request)
    {
        ulong flags = Word(bytes, 0);
        ulong exitSignal = Word(bytes, 4);
        ulong stack = Word(bytes, 5);
        ulong stackSize = Word(bytes, 6);
        request = default;
        if ((flags & ~AllFlags) != 0 || (flags & (ulong)(CloneFlags.Detached | CloneFlags.SignalMask)) != 0
            || exitSignal > SignalConstants.Count || (stack == 0) != (stackSize == 0) || stack + stackSize < stack)
        {
            return Errno.EINVAL;
        }

        if ((flags & (ulong)(CloneFlags.Thread | CloneFlags.Parent)) != 0 && exitSignal != 0)
        {
            return Errno.EINVAL;
        }

        // set_tid picks ids, one for each namespace around; Lume has no such right to give.
        const ulong namespaces = 32;
        ulong ids = Word(bytes, 8);
        ulong count = Word(bytes, 9);
        if (ids != 0 || count != 0)
        {
            return count > namespaces || (ids == 0) != (count == 0) ? Errno.EINVAL : Errno.EPERM;
        }

        request = new CloneRequest
        {
            Flags = (CloneFlags)flags,
            ExitSignal = (Signal)exitSignal,
            Stack = stack + stackSize,
            ThreadLocal = Word(bytes, 7),
            ParentThreadId = Word(bytes, 3),
            ChildThreadId = Word(bytes, 2),
            Descriptor = Word(bytes, 1),
        };
        return Errno.None;
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(index * 8));
}
