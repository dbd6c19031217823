// ppoll and pselect6. Source: poll(2), select(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class PollCalls
{
    private const int StackDescriptors = 32;
    private const int StackWords = 16;
    private const ulong SignalSetSize = 8;

    public static SyscallResult Poll(
        Thread thread, UserRef<PollDescriptor> user, ulong count, UserRef<Timespec> timeout, UserIn<ulong> mask, ulong maskSize)
    {
        if (count > (ulong)thread.Process.Limits.OpenFiles)
        {
            return Errno.EINVAL;
        }

        Errno error = ReadTimeout(timeout, out long deadline);
        error = error == Errno.None ? BeginMask(thread, mask, maskSize) : error;
        if (error != Errno.None)
        {
            return error;
        }

        Span<PollDescriptor> descriptors = count <= StackDescriptors
            ? stackalloc PollDescriptor[StackDescriptors]
            : new PollDescriptor[count];
        descriptors = descriptors[..(int)count];
        error = user.In.ReadAll(descriptors);
        Result<int> polled = error == Errno.None ? Poller.Poll(thread.Files!, descriptors, deadline) : error;
        if (polled.IsOk)
        {
            error = user.Out.WriteAll(descriptors);
            polled = error == Errno.None ? polled : error;
        }

        return Finish(thread, polled, timeout, deadline, mask.IsNull);
    }

    public static SyscallResult Select(
        Thread thread, int count, ulong readSet, ulong writeSet, ulong exceptSet, UserRef<Timespec> timeout, UserIn<ulong> maskAndSize)
    {
        if (count < 0)
        {
            return Errno.EINVAL;
        }

        Errno error = ReadTimeout(timeout, out long deadline);
        ulong maskAddress = 0;
        ulong maskSize = SignalSetSize;
        if (error == Errno.None && !maskAndSize.IsNull)
        {
            error = maskAndSize.ReadAt(0, out maskAddress);
            error = error == Errno.None ? maskAndSize.ReadAt(1, out maskSize) : error;
        }

        UserIn<ulong> mask = new(maskAddress);
        error = error == Errno.None ? BeginMask(thread, mask, maskSize) : error;
        if (error != Errno.None)
        {
            return error;
        }

        count = Math.Min(count, thread.Files!.SlotCount);
        Result<int> selected = SelectSets(thread, count, readSet, writeSet, exceptSet, deadline);
        return Finish(thread, selected, timeout, deadline, mask.IsNull);
    }

    private static Result<int> SelectSets(Thread thread, int count, ulong readSet, ulong writeSet, ulong exceptSet, long deadline)
    {
        int words = (count + 63) / 64;
        Span<ulong> bits = words * 3 <= StackWords ? stackalloc ulong[StackWords] : new ulong[words * 3];
        Span<ulong> reads = bits[..words];
        Span<ulong> writes = bits.Slice(words, words);
        Span<ulong> excepts = bits.Slice(words * 2, words);
        Errno error = ReadSet(readSet, reads);
        error = error == Errno.None ? ReadSet(writeSet, writes) : error;
        error = error == Errno.None ? ReadSet(exceptSet, excepts) : error;
        if (error != Errno.None)
        {
            return error;
        }

        int wanted = 0;
        for (int i = 0; i < count; i++)
        {
            wanted += WantedAt(reads, writes, excepts, i) != PollEvents.None ? 1 : 0;
        }

        Span<PollDescriptor> descriptors = wanted <= StackDescriptors
            ? stackalloc PollDescriptor[StackDescriptors]
            : new PollDescriptor[wanted];
        descriptors = descriptors[..wanted];
        int filled = 0;
        for (int i = 0; i < count; i++)
        {
            PollEvents events = WantedAt(reads, writes, excepts, i);
            if (events != PollEvents.None)
            {
                descriptors[filled++] = new PollDescriptor { Descriptor = i, Events = events };
            }
        }

        Result<int> polled = Poller.Poll(thread.Files!, descriptors, deadline);
        if (polled.IsError)
        {
            return polled;
        }

        bits.Clear();
        int set = 0;
        foreach (ref readonly PollDescriptor descriptor in descriptors)
        {
            if ((descriptor.Returned & PollEvents.Invalid) != 0)
            {
                return Errno.EBADF;
            }

            set += Report(descriptor, reads, writes, excepts);
        }

        error = WriteSet(readSet, reads);
        error = error == Errno.None ? WriteSet(writeSet, writes) : error;
        error = error == Errno.None ? WriteSet(exceptSet, excepts) : error;
        return error == Errno.None ? set : error;
    }

    // What select's three sets mean in poll's terms. Source: Linux fs/select.c POLLIN_SET and the like.
    private static PollEvents WantedAt(ReadOnlySpan<ulong> reads, ReadOnlySpan<ulong> writes, ReadOnlySpan<ulong> excepts, int index)
    {
        PollEvents events = PollEvents.None;
        ulong bit = 1UL << (index & 63);
        events |= (reads[index >> 6] & bit) != 0 ? PollEvents.Readable | PollEvents.ReadBand : PollEvents.None;
        events |= (writes[index >> 6] & bit) != 0 ? PollEvents.Writable | PollEvents.WriteBand : PollEvents.None;
        events |= (excepts[index >> 6] & bit) != 0 ? PollEvents.Priority : PollEvents.None;
        return events;
    }

    private static int Report(in PollDescriptor found, Span<ulong> reads, Span<ulong> writes, Span<ulong> excepts)
    {
        const PollEvents readable = PollEvents.Readable | PollEvents.ReadBand;
        const PollEvents writable = PollEvents.Writable | PollEvents.WriteBand;
        int word = found.Descriptor >> 6;
        ulong bit = 1UL << (found.Descriptor & 63);
        int set = 0;
        if ((found.Events & readable) != 0 && (found.Returned & (readable | PollEvents.HangUp | PollEvents.Error)) != 0)
        {
            reads[word] |= bit;
            set++;
        }

        if ((found.Events & writable) != 0 && (found.Returned & (writable | PollEvents.Error)) != 0)
        {
            writes[word] |= bit;
            set++;
        }

        if ((found.Events & PollEvents.Priority) != 0 && (found.Returned & PollEvents.Priority) != 0)
        {
            excepts[word] |= bit;
            set++;
        }

        return set;
    }

    private static Errno ReadSet(ulong address, Span<ulong> bits) =>
        address == 0 ? Errno.None : new UserIn<ulong>(address).ReadAll(bits);

    private static Errno WriteSet(ulong address, ReadOnlySpan<ulong> bits) =>
        address == 0 ? Errno.None : new UserOut<ulong>(address).WriteAll(bits);

    private static Errno ReadTimeout(UserRef<Timespec> timeout, out long deadline)
    {
        deadline = WaitQueue.Forever;
        if (timeout.IsNull)
        {
            return Errno.None;
        }

        Errno error = timeout.Read(out Timespec time);
        if (error != Errno.None || !time.IsValid)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        long span = time.ToNanoseconds();
        deadline = span == 0 ? 0 : Clock.DeadlineIn(span);
        return Errno.None;
    }

    internal static Errno BeginMask(Thread thread, UserIn<ulong> mask, ulong size)
    {
        if (mask.IsNull)
        {
            return Errno.None;
        }

        if (size != SignalSetSize)
        {
            return Errno.EINVAL;
        }

        Errno error = mask.Read(out ulong bits);
        if (error == Errno.None)
        {
            thread.BeginTemporaryMask(new SignalSet(bits));
        }

        return error;
    }

    internal static void EndMask(Thread thread, bool hasMask, bool interrupted)
    {
        if (hasMask)
        {
            thread.EndTemporaryMask(interrupted);
        }
    }

    // Linux writes the time that is left back, and restarts the call only when no handler ran.
    private static SyscallResult Finish(Thread thread, Result<int> result, UserRef<Timespec> timeout, long deadline, bool keepsMask)
    {
        bool interrupted = result.Error == Errno.ERESTARTSYS;
        EndMask(thread, !keepsMask, interrupted);
        if (!timeout.IsNull && deadline != 0 && deadline != WaitQueue.Forever)
        {
            timeout.Write(Timespec.FromNanoseconds(Math.Max(0, deadline - Clock.Monotonic)));
        }

        return interrupted ? Errno.ERESTARTNOHAND : result;
    }
}
