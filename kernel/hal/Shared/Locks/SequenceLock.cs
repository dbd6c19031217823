// A sequence counter: readers never write, and try again when a writer was there.

using System.Threading;

namespace Lume.Hal;

/// <summary>A sequence counter beside data that is read often and written rarely (the clock). Writers are serialised by a lock of their own.</summary>
public struct SequenceCounter
{
    private int _sequence;

    /// <summary>Starts a read: waits while a writer is inside. Give the result to <see cref="IsTorn"/>.</summary>
    public int BeginRead()
    {
        int value;
        while (((value = Volatile.Read(ref _sequence)) & 1) != 0)
        {
            Cpu.Pause();
        }

        return value;
    }

    /// <summary>True when a writer was there since <see cref="BeginRead"/>: read again.</summary>
    public bool IsTorn(int sequence)
    {
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref _sequence) != sequence;
    }

    /// <summary>Starts a write; the writers' lock is held.</summary>
    public void BeginWrite()
    {
        _sequence++;
        Interlocked.MemoryBarrier();
    }

    /// <summary>Ends a write.</summary>
    public void EndWrite() => Volatile.Write(ref _sequence, _sequence + 1);
}
