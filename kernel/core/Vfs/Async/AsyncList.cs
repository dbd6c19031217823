// Signal-driven input and output: the open files whose owners want a signal when something becomes possible. Source: fcntl(2), Linux fs/fcntl.c.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Signals;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>One open file that has O_ASYNC, and the descriptor by which it got it: the signal names that one, whatever became of it.</summary>
internal sealed class AsyncEntry(OpenFile file, int descriptor, AsyncEntry? next)
{
    /// <summary>The file; no reference: it takes itself out when it closes.</summary>
    public OpenFile File => file;

    /// <summary>The descriptor.</summary>
    public int Descriptor => descriptor;

    /// <summary>The next of the list. <see cref="AsyncList.Lock"/>.</summary>
    public AsyncEntry? Next { get; set; } = next;
}

/// <summary>Who is told by a signal of what happens to a pipe, a terminal, a watch. While nobody is, telling costs one load.</summary>
public sealed partial class AsyncList
{
    private AsyncEntry? _first;

    // A class of its own: every read and write of a pipe looks at a list, and must not ask each time whether a constructor ran.
    private static class Guard
    {
        public static readonly Mutex Lock = new();
    }

    /// <summary>Guards all lists and all owners of files. Taken after every other sleeping lock, before the process table's.</summary>
    internal static Mutex Lock => Guard.Lock;

    /// <summary>Whether nobody is to be told.</summary>
    public bool IsEmpty => Volatile.Read(ref _first) is null;

    /// <summary>Tells everybody. May sleep; no lock of the file's own is held that signals or opens take.</summary>
    public void Tell(PollReason reason)
    {
        if (IsEmpty)
        {
            return;
        }

        using (Lock.Enter())
        {
            for (AsyncEntry? entry = _first; entry is not null; entry = entry.Next)
            {
                FileSignals.Send(entry.File.Owner, entry.Descriptor, reason);
            }
        }
    }

    /// <summary>The files are closed for good, as a terminal's by a hang-up: nobody is told any more.</summary>
    public void Clear()
    {
        if (IsEmpty)
        {
            return;
        }

        using (Lock.Enter())
        {
            for (AsyncEntry? entry = _first; entry is not null; entry = entry.Next)
            {
                entry.File.ClearAsyncFlag();
            }

            Volatile.Write(ref _first, null);
        }
    }

    /// <summary>Adds a file. <see cref="Lock"/>.</summary>
    internal void AddLocked(OpenFile file, int descriptor) => Volatile.Write(ref _first, new AsyncEntry(file, descriptor, _first));

    /// <summary>Takes a file out, if it is in. <see cref="Lock"/>.</summary>
    internal void RemoveLocked(OpenFile file)
    {
        AsyncEntry? before = null;
        for (AsyncEntry? entry = _first; entry is not null; before = entry, entry = entry.Next)
        {
            if (!ReferenceEquals(entry.File, file))
            {
                continue;
            }

            if (before is null)
            {
                Volatile.Write(ref _first, entry.Next);
            }
            else
            {
                before.Next = entry.Next;
            }

            return;
        }
    }
}
