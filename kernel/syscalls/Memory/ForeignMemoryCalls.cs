// process_vm_readv, process_vm_writev. Source: process_vm_readv(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;

namespace Lume.Syscalls.Memory;

internal static class ForeignMemoryCalls
{
    private const int PageSize = 4096;

    public static SyscallResult Transfer(
        int id, UserIn<UserSegment> local, ulong localCount, UserIn<UserSegment> remote, ulong remoteCount, ulong flags, bool isWrite)
    {
        if (flags != 0 || localCount > UserBuffer.MaximumSegments || remoteCount > UserBuffer.MaximumSegments)
        {
            return Errno.EINVAL;
        }

        UserSegment[] here = new UserSegment[localCount];
        UserSegment[] there = new UserSegment[remoteCount];
        Errno error = UserBuffer.ImportVector(local, (long)localCount, here);
        UserBuffer buffer = new(here);
        if (error != Errno.None || buffer.IsEmpty)
        {
            return error;
        }

        error = remote.ReadAll(there);
        bool isAnything = false;
        foreach (ref readonly UserSegment segment in there.AsSpan())
        {
            error = error == Errno.None && (long)segment.Length < 0 ? Errno.EINVAL : error;
            isAnything |= segment.Length != 0;
        }

        if (error != Errno.None || !isAnything)
        {
            return error;
        }

        Result<AddressSpace> space = Inspection.TakeMemory(id);
        if (space.IsError)
        {
            return space.Error;
        }

        Result<long> result = Move(space.Value, there, ref buffer, new byte[PageSize], isWrite);
        space.Value.Release();
        return result;
    }

    private static Result<long> Move(
        AddressSpace space, ReadOnlySpan<UserSegment> segments, ref UserBuffer buffer, Span<byte> bounce, bool isWrite)
    {
        long done = 0;
        foreach (ref readonly UserSegment segment in segments)
        {
            ulong moved = 0;
            while (moved < segment.Length && !buffer.IsEmpty)
            {
                ulong address = segment.Address + moved;
                int room = PageSize - (int)(address & (PageSize - 1));
                Span<byte> piece = bounce[..(int)Math.Min(Math.Min((ulong)room, segment.Length - moved), (ulong)buffer.Remaining)];
                int count = isWrite ? Write(space, address, piece, ref buffer) : Read(space, address, piece, ref buffer);
                done += count;
                moved += (ulong)count;
                if (count < piece.Length)
                {
                    return done != 0 ? done : Errno.EFAULT;
                }
            }
        }

        return done;
    }

    private static int Read(AddressSpace space, ulong address, Span<byte> piece, ref UserBuffer buffer) =>
        buffer.CopyOut(piece[..space.ReadForeign(address, piece)]);

    private static int Write(AddressSpace space, ulong address, Span<byte> piece, ref UserBuffer buffer) =>
        space.WriteForeign(address, piece[..buffer.CopyIn(piece)]);
}
