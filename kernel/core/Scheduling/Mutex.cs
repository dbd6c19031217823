// A sleeping lock for one holder; poisoned when its holder left by an exception.
using System.Threading;
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// A sleeping mutual exclusion lock. Use as <c>using (mutex.Enter()) { … }</c>. Never taken in interrupts or under a spinlock.
/// A system call that ends in an exception poisons every mutex that it holds (see <see cref="HeldLocks"/>): whoever wants it next
/// stops with an exception too rather than work on half-changed data.
/// </summary>
public sealed class Mutex : IHeldLock
{
    private const int Free = 0;
    private const int Taken = 1;
    private const int Contended = 2;

    private readonly WaitQueue _waiters = new();
    private Thread? _owner;
    private int _state;
    private bool _poisoned;

    /// <summary>The holder, for dumps; null when free.</summary>
    public Thread? Owner => _owner;

    /// <summary>Whether the current thread holds it.</summary>
    public bool IsHeldHere => ReferenceEquals(_owner, Thread.Current);

    /// <summary>Sleeps, not interruptibly, until the lock is taken.</summary>
    public Guard Enter()
    {
        Acquire();
        return new Guard(this);
    }

    /// <summary>As <see cref="Enter"/> where a guard's scope does not fit; <see cref="Release"/> gives it back.</summary>
    public void Acquire()
    {
        LockOrder.AssertMaySleep();
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free)
        {
            WaitFor(SleepMode.Uninterruptible);
        }

        Entered();
    }

    /// <summary>Like <see cref="Enter"/>, but gives up with <see cref="Errno.EINTR"/> when the process is being killed. None: call <see cref="Release"/>.</summary>
    public Errno AcquireKillable()
    {
        LockOrder.AssertMaySleep();
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free && WaitFor(SleepMode.Killable) != Errno.None)
        {
            return Errno.EINTR;
        }

        Entered();
        return Errno.None;
    }

    /// <summary>Takes the lock if it is free. True: call <see cref="Release"/>.</summary>
    public bool TryAcquire()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free)
        {
            return false;
        }

        Entered();
        return true;
    }

    /// <summary>Gives the lock back; the current thread holds it.</summary>
    public void Release()
    {
        Thread.Current.Held.Remove(this);
        Unlock();
    }

    void IHeldLock.Abandon(bool isBroken)
    {
        _poisoned |= isBroken;
        Unlock();
    }

    private void Unlock()
    {
        _owner = null;
        if (Interlocked.Exchange(ref _state, Free) == Contended)
        {
            _waiters.WakeOne();
        }
    }

    private void Entered()
    {
        Thread thread = Thread.Current;
        Relaxed.Write(ref _owner, thread);
        thread.Held.Add(this);
        if (_poisoned)
        {
            Release();
            throw new System.InvalidOperationException("mutex whose holder failed");
        }
    }

    // Whoever waited takes the lock as contended: it cannot know whether others still wait, and one wake-up too many is harmless.
    private Errno WaitFor(SleepMode mode)
    {
        Errno error = Errno.None;
        while (true)
        {
            _waiters.Prepare(mode, exclusive: true);
            if (Interlocked.Exchange(ref _state, Contended) == Free)
            {
                break;
            }

            error = _waiters.Sleep();
            if (error != Errno.None)
            {
                break;
            }
        }

        _waiters.Finish();
        if (error != Errno.None)
        {
            // A wake-up meant for this thread may have come with the signal: pass it on.
            _waiters.WakeOne();
        }

        return error;
    }

    /// <summary>Holds the lock until disposed.</summary>
    public readonly ref struct Guard
    {
        private readonly Mutex _mutex;

        internal Guard(Mutex mutex) => _mutex = mutex;

        /// <summary>Gives the lock back.</summary>
        public void Dispose() => _mutex.Release();
    }
}
