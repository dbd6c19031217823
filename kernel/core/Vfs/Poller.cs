// Waiting for several files at once: what poll and select do.
using System;
using Lume.Abi;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Vfs;

/// <summary>Polls a list of descriptors. Nothing is allocated when something is ready at once, or when nothing shall be waited for.</summary>
public static class Poller
{
    /// <summary>Fills in what is ready and counts it; waits for the first event. ERESTARTNOHAND becomes the caller's business.</summary>
    /// <param name="files">Whose descriptors.</param>
    /// <param name="descriptors">What to look at; negative descriptors are skipped.</param>
    /// <param name="deadline">Monotonic nanoseconds, <see cref="WaitQueue.Forever"/>, or 0 not to wait.</param>
    /// <returns>How many have events; 0 at the deadline; ERESTARTSYS for a signal.</returns>
    public static Result<int> Poll(FileTable files, Span<PollDescriptor> descriptors, long deadline)
    {
        int ready = Look(files, descriptors);
        if (ready != 0 || deadline == 0)
        {
            return ready;
        }

        OpenFile?[] held = new OpenFile?[descriptors.Length];
        WaitEntry?[] entries = new WaitEntry?[descriptors.Length];
        Subscribe(files, descriptors, held, entries);
        Result<int> result = WaitForAny(descriptors, held, deadline);
        for (int i = 0; i < held.Length; i++)
        {
            if (held[i] is { } file)
            {
                file.Readiness?.Remove(entries[i]!);
                file.Release();
            }
        }

        return result;
    }

    private static int Look(FileTable files, Span<PollDescriptor> descriptors)
    {
        int ready = 0;
        foreach (ref PollDescriptor descriptor in descriptors)
        {
            descriptor.Returned = PollEvents.None;
            if (descriptor.Descriptor < 0)
            {
                continue;
            }

            FileLease lease = files.Acquire(descriptor.Descriptor);
            descriptor.Returned = lease.File is null ? PollEvents.Invalid : Readiness(lease.File, descriptor.Events);
            lease.Dispose();
            ready += descriptor.Returned != PollEvents.None ? 1 : 0;
        }

        return ready;
    }

    private static PollEvents Readiness(OpenFile file, PollEvents wanted) =>
        file.GetReadiness() & (wanted | PollEvents.Always | PollEvents.Invalid);

    private static void Subscribe(
        FileTable files, Span<PollDescriptor> descriptors, OpenFile?[] held, WaitEntry?[] entries)
    {
        Thread thread = Thread.Current;
        for (int i = 0; i < held.Length; i++)
        {
            int descriptor = descriptors[i].Descriptor;
            if (descriptor >= 0 && files.Get(descriptor) is { } file)
            {
                held[i] = file;
                WaitEntry entry = new(thread);
                entries[i] = entry;
                file.Readiness?.Add(entry);
            }
        }
    }

    private static Result<int> WaitForAny(Span<PollDescriptor> descriptors, OpenFile?[] held, long deadline)
    {
        // Wake-ups come through the entries in the files' queues; this queue only puts the thread to sleep by the common protocol.
        WaitQueue own = new();
        int ready;
        Errno error = Errno.None;
        while (true)
        {
            own.Prepare(SleepMode.Interruptible);
            ready = 0;
            for (int i = 0; i < held.Length; i++)
            {
                if (held[i] is { } file)
                {
                    descriptors[i].Returned = Readiness(file, descriptors[i].Events);
                    ready += descriptors[i].Returned != PollEvents.None ? 1 : 0;
                }
            }

            if (ready != 0 || error != Errno.None)
            {
                break;
            }

            error = own.Sleep(deadline);
        }

        own.Finish();
        return ready != 0 || error == Errno.ETIMEDOUT ? ready : error;
    }
}
