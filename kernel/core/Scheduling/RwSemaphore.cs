// A sleeping lock for many readers or one writer; writers go first, so that readers cannot starve them.
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// A sleeping readers-writer lock. Use as <c>using (lock.EnterRead())</c> or <c>using (lock.EnterWrite())</c>. Not recursive:
/// a waiting writer stops new readers. Poisoned when a writer left by an exception, like <see cref="Mutex"/>.
/// </summary>
public sealed class RwSemaphore : IHeldLock
{
    private readonly WaitQueue _readers = new();
    private readonly WaitQueue _writers = new();
    private SpinLock<LeafLock> _lock;
    private int _readerCount;
    private int _waitingWriters;
    private bool _isWritten;
    private bool _poisoned;

    /// <summary>Whether a writer holds it.</summary>
    public bool IsWriteHeld => _isWritten;

    /// <summary>Sleeps until it is read-locked.</summary>
    public ReadGuard EnterRead()
    {
        LockOrder.AssertMaySleep();
        if (!TryRead())
        {
            while (true)
            {
                _readers.Prepare(SleepMode.Uninterruptible);
                if (TryRead())
                {
                    break;
                }

                _readers.Sleep();
            }

            _readers.Finish();
        }

        CheckPoison(wasWriter: false);
        return new ReadGuard(this);
    }

    /// <summary>Sleeps until it is write-locked.</summary>
    public WriteGuard EnterWrite()
    {
        LockOrder.AssertMaySleep();
        if (!TryWrite(wasWaiting: false))
        {
            WaitForWrite();
        }

        Thread.Current.Held.Add(this);
        CheckPoison(wasWriter: true);
        return new WriteGuard(this);
    }

    /// <summary>Read-locks if that needs no wait. True: call <see cref="ExitRead"/>.</summary>
    public bool TryEnterRead() => TryRead();

    /// <summary>Gives a read lock back.</summary>
    public void ExitRead()
    {
        bool wake;
        using (_lock.Enter())
        {
            wake = --_readerCount == 0 && _waitingWriters != 0;
        }

        if (wake)
        {
            _writers.WakeOne();
        }
    }

    /// <summary>Gives the write lock back.</summary>
    public void ExitWrite()
    {
        Thread.Current.Held.Remove(this);
        ReleaseWrite();
    }

    /// <summary>Turns the write lock into a read lock without a gap.</summary>
    public void Downgrade()
    {
        Thread.Current.Held.Remove(this);
        using (_lock.Enter())
        {
            _isWritten = false;
            _readerCount++;
        }

        _readers.WakeAll();
    }

    void IHeldLock.Abandon(bool isBroken)
    {
        _poisoned |= isBroken;
        ReleaseWrite();
    }

    private void ReleaseWrite()
    {
        bool writersWait;
        using (_lock.Enter())
        {
            _isWritten = false;
            writersWait = _waitingWriters != 0;
        }

        if (writersWait)
        {
            _writers.WakeOne();
        }
        else
        {
            _readers.WakeAll();
        }
    }

    private bool TryRead()
    {
        using (_lock.Enter())
        {
            if (_isWritten || _waitingWriters != 0)
            {
                return false;
            }

            _readerCount++;
            return true;
        }
    }

    private bool TryWrite(bool wasWaiting)
    {
        using (_lock.Enter())
        {
            if (_isWritten || _readerCount != 0)
            {
                return false;
            }

            _isWritten = true;
            if (wasWaiting)
            {
                _waitingWriters--;
            }

            return true;
        }
    }

    private void WaitForWrite()
    {
        using (_lock.Enter())
        {
            _waitingWriters++;
        }

        while (true)
        {
            _writers.Prepare(SleepMode.Uninterruptible, exclusive: true);
            if (TryWrite(wasWaiting: true))
            {
                break;
            }

            _writers.Sleep();
        }

        _writers.Finish();
    }

    private void CheckPoison(bool wasWriter)
    {
        if (!_poisoned)
        {
            return;
        }

        if (wasWriter)
        {
            ExitWrite();
        }
        else
        {
            ExitRead();
        }

        throw new System.InvalidOperationException("semaphore whose writer failed");
    }

    /// <summary>Holds a read lock until disposed.</summary>
    public readonly ref struct ReadGuard
    {
        private readonly RwSemaphore _owner;

        internal ReadGuard(RwSemaphore owner) => _owner = owner;

        /// <summary>Gives it back.</summary>
        public void Dispose() => _owner.ExitRead();
    }

    /// <summary>Holds the write lock until disposed.</summary>
    public readonly ref struct WriteGuard
    {
        private readonly RwSemaphore _owner;

        internal WriteGuard(RwSemaphore owner) => _owner = owner;

        /// <summary>Gives it back.</summary>
        public void Dispose() => _owner.ExitWrite();
    }
}
