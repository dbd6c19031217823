// Futexes: sleeping on a word of user memory. Waiters hang in hashed buckets under the key of their word.
// Invariant: a waiter is in the bucket of its key while IsQueued; it changes under that bucket's lock.
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Processes;

/// <summary>A thread's place in the futex table; each thread has one.</summary>
internal sealed class FutexWaiter
{
    internal FutexWaiter? Next;
    internal FutexWaiter? Previous;
    internal FutexKey Key;
    internal uint Bits;
    internal int Bucket;
    internal bool IsQueued;

    internal FutexWaiter(Thread thread) => Thread = thread;

    internal Thread Thread { get; }
}

/// <summary>Futex operations on the current process's memory. Source: futex(2).</summary>
public static partial class Futex
{
    private const int BucketCount = 256;

    private static readonly FutexBucket[] s_buckets = CreateBuckets();

    /// <summary>
    /// FUTEX_WAIT_BITSET: sleeps if the word still has the value. EAGAIN if not; ETIMEDOUT; ERESTARTSYS for a signal; EFAULT, EINVAL.
    /// </summary>
    /// <param name="address">User address, aligned to 4.</param>
    /// <param name="expected">The value that the caller saw.</param>
    /// <param name="bits">Which wake-ups reach it; not 0.</param>
    /// <param name="isPrivate">Whether only this address space uses the word.</param>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="WaitQueue.Forever"/>.</param>
    public static Errno Wait(ulong address, uint expected, uint bits, bool isPrivate, long deadline)
    {
        if (bits == 0)
        {
            return Errno.EINVAL;
        }

        Thread thread = Thread.Current;
        FutexWaiter waiter = thread.Futex;
        Errno error = FutexKey.TryMake(address, isPrivate, out FutexKey key);
        if (error == Errno.None)
        {
            error = Enqueue(waiter, address, expected, bits, in key);
        }

        if (error != Errno.None)
        {
            return error;
        }

        while (Volatile.Read(ref waiter.IsQueued))
        {
            error = Scheduler.SleepPrepared(deadline);
            if (error != Errno.None)
            {
                break;
            }

            thread.SetSleeping(SleepMode.Interruptible);
        }

        thread.SetRunning();
        waiter.Key = default;

        // Taken off the queue by a waker: the wait succeeded, whatever came besides.
        return Dequeue(waiter) ? error : Errno.None;
    }

    /// <summary>FUTEX_WAKE_BITSET: wakes up to <paramref name="count"/> waiters whose bits meet <paramref name="bits"/>. Returns how many.</summary>
    public static Result<int> Wake(ulong address, int count, uint bits, bool isPrivate)
    {
        if (bits == 0)
        {
            return Errno.EINVAL;
        }

        Errno error = FutexKey.TryMake(address, isPrivate, out FutexKey key);
        if (error != Errno.None)
        {
            return error;
        }

        return WakeKey(in key, count, bits);
    }

    /// <summary>
    /// FUTEX_REQUEUE and FUTEX_CMP_REQUEUE: wakes some waiters of one word and moves others to another word. EAGAIN when the word changed.
    /// </summary>
    public static Result<int> Requeue(
        ulong from, ulong to, int wakeCount, int moveCount, bool isPrivate, bool compare, uint expected)
    {
        if (wakeCount < 0 || moveCount < 0)
        {
            return Errno.EINVAL;
        }

        Errno error = FutexKey.TryMake(from, isPrivate, out FutexKey source);
        if (error == Errno.None)
        {
            error = FutexKey.TryMake(to, isPrivate, out FutexKey target);
            if (error == Errno.None)
            {
                return Requeue(from, in source, in target, wakeCount, moveCount, compare, expected);
            }
        }

        return error;
    }

    /// <summary>FUTEX_WAKE_OP: changes the second word, wakes waiters of the first, and of the second if its old value compares. ENOSYS for an unknown operation.</summary>
    public static Result<int> WakeOperation(ulong first, ulong second, int firstCount, int secondCount, bool isPrivate, uint operation)
    {
        Errno error = FutexKey.TryMake(first, isPrivate, out FutexKey firstKey);
        if (error == Errno.None)
        {
            error = FutexKey.TryMake(second, isPrivate, out FutexKey secondKey);
            if (error == Errno.None)
            {
                error = FutexOperationCode.TryApply(second, operation, out bool meets);
                if (error == Errno.None)
                {
                    int woken = WakeKey(in firstKey, firstCount, FutexOperation.MatchAny);
                    return meets ? woken + WakeKey(in secondKey, secondCount, FutexOperation.MatchAny) : woken;
                }
            }
        }

        return error;
    }

    private static Result<int> Requeue(
        ulong from, in FutexKey source, in FutexKey target, int wakeCount, int moveCount, bool compare, uint expected)
    {
        FutexBucket first = s_buckets[System.Math.Min(source.Bucket, target.Bucket)];
        FutexBucket second = s_buckets[System.Math.Max(source.Bucket, target.Bucket)];
        while (true)
        {
            using (first.Lock.Enter())
            {
                bool two = !ReferenceEquals(first, second);
                bool interrupts = two && second.Lock.EnterManually();
                bool isRead = true;
                bool differs = false;
                if (compare)
                {
                    isRead = UserMemory.TryLoad32(from, out uint value);
                    differs = value != expected;
                }

                int done = isRead && !differs ? MoveLocked(in source, in target, wakeCount, moveCount) : 0;
                if (two)
                {
                    second.Lock.Exit(interrupts);
                }

                if (isRead)
                {
                    return differs ? Errno.EAGAIN : done;
                }
            }

            // The page was not there, and faults are not resolved under a spinlock.
            if (!UserMemory.TryLoad32(from, out _))
            {
                return Errno.EFAULT;
            }
        }
    }

    private static int MoveLocked(in FutexKey source, in FutexKey target, int wakeCount, int moveCount)
    {
        FutexBucket from = s_buckets[source.Bucket];
        int done = from.WakeLocked(in source, wakeCount, FutexOperation.MatchAny);
        FutexWaiter? waiter = from.First;
        while (waiter != null && moveCount > 0)
        {
            FutexWaiter? next = waiter.Next;
            if (waiter.Key.Equals(in source))
            {
                from.Remove(waiter);
                waiter.Key = target;
                s_buckets[target.Bucket].Add(waiter, target.Bucket);
                moveCount--;
                done++;
            }

            waiter = next;
        }

        return done;
    }

    private static int WakeKey(in FutexKey key, int count, uint bits)
    {
        FutexBucket bucket = s_buckets[key.Bucket];
        using (bucket.Lock.Enter())
        {
            return bucket.WakeLocked(in key, count, bits);
        }
    }

    // The word is read under the bucket's lock: a waker that changed it before takes the lock after, and finds this waiter.
    private static Errno Enqueue(FutexWaiter waiter, ulong address, uint expected, uint bits, in FutexKey key)
    {
        FutexBucket bucket = s_buckets[key.Bucket];
        while (true)
        {
            using (bucket.Lock.Enter())
            {
                if (UserMemory.TryLoad32(address, out uint value))
                {
                    if (value != expected)
                    {
                        return Errno.EAGAIN;
                    }

                    waiter.Key = key;
                    waiter.Bits = bits;
                    bucket.Add(waiter, key.Bucket);
                    waiter.Thread.SetSleeping(SleepMode.Interruptible);
                    return Errno.None;
                }
            }

            if (!UserMemory.TryLoad32(address, out _))
            {
                return Errno.EFAULT;
            }
        }
    }

    // Returns whether it was still queued. A requeue may change its bucket until the right lock is held.
    private static bool Dequeue(FutexWaiter waiter)
    {
        while (Volatile.Read(ref waiter.IsQueued))
        {
            int index = Volatile.Read(ref waiter.Bucket);
            FutexBucket bucket = s_buckets[index];
            using (bucket.Lock.Enter())
            {
                if (waiter.IsQueued && waiter.Bucket == index)
                {
                    bucket.Remove(waiter);
                    return true;
                }
            }
        }

        return false;
    }

    private static FutexBucket[] CreateBuckets()
    {
        FutexBucket[] buckets = new FutexBucket[BucketCount];
        for (int i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new FutexBucket();
        }

        return buckets;
    }

    private sealed class FutexBucket
    {
        internal SpinLock<FutexLock> Lock;
        private FutexWaiter? _last;

        public FutexWaiter? First { get; private set; }

        public int WakeLocked(in FutexKey key, int count, uint bits)
        {
            int woken = 0;
            FutexWaiter? waiter = First;
            while (waiter != null && woken < count)
            {
                FutexWaiter? next = waiter.Next;
                if ((waiter.Bits & bits) != 0 && waiter.Key.Equals(in key))
                {
                    Thread thread = waiter.Thread;
                    Remove(waiter);
                    Scheduler.Wake(thread);
                    woken++;
                }

                waiter = next;
            }

            return woken;
        }

        public void Add(FutexWaiter waiter, int bucket)
        {
            waiter.Bucket = bucket;
            waiter.Next = null;
            waiter.Previous = _last;
            if (_last == null)
            {
                First = waiter;
            }
            else
            {
                _last.Next = waiter;
            }

            _last = waiter;
            Volatile.Write(ref waiter.IsQueued, true);
        }

        public void Remove(FutexWaiter waiter)
        {
            if (waiter.Previous == null)
            {
                First = waiter.Next;
            }
            else
            {
                waiter.Previous.Next = waiter.Next;
            }

            if (waiter.Next == null)
            {
                _last = waiter.Previous;
            }
            else
            {
                waiter.Next.Previous = waiter.Previous;
            }

            waiter.Next = waiter.Previous = null;
            Volatile.Write(ref waiter.IsQueued, false);
        }
    }
}
