// A one-shot timer of the kernel: what runs when a moment comes.
using System.Threading;
using Lume.Hal;

namespace Lume.Kernel.Time;

/// <summary>
/// A timer that some object embeds by deriving from it. <see cref="OnExpire"/> runs in the timer interrupt of the hart that started it.
/// Start and Cancel of one timer are serialised by its owner.
/// </summary>
public abstract class KernelTimer
{
    internal KernelTimer? Child;
    internal KernelTimer? Sibling;
    internal KernelTimer? Back;
    internal bool IsPending;
    internal bool IsFiring;
    internal int HartIndex;

    /// <summary>When it expires or expired, monotonic nanoseconds.</summary>
    public long Deadline { get; internal set; }

    /// <summary>Whether it is armed; a hint unless the owner's lock says otherwise.</summary>
    public bool IsArmed => Volatile.Read(ref IsPending);

    /// <summary>Arms it on this hart; an armed one moves. May be called in OnExpire.</summary>
    /// <param name="deadline">Monotonic nanoseconds; a past one expires at once, in an interrupt.</param>
    public void Start(long deadline)
    {
        using (Interrupts.Mask())
        {
            if (IsPending)
            {
                TimerQueue.Of(HartIndex).Remove(this);
            }

            TimerQueue.Local.Add(this, deadline);
        }
    }

    /// <summary>Arms it after it has expired for the end of a period that is not over. For OnExpire.</summary>
    /// <param name="interval">The period, nanoseconds, positive.</param>
    /// <returns>Periods left out: those that are over, and those that would end within a tenth of a millisecond.</returns>
    protected long Repeat(long interval)
    {
        const long shortest = 100_000;
        long now = Clock.Monotonic;
        long next = Clock.NextPeriod(Deadline, interval, interval < shortest ? now + shortest : now, out long missed);
        Start(next);
        return missed;
    }

    /// <summary>
    /// Disarms it. When it returns, OnExpire neither runs nor will run. Not from OnExpire itself, nor with a lock held that OnExpire takes.
    /// </summary>
    /// <returns>Whether it was still armed.</returns>
    public bool Cancel()
    {
        bool was = false;
        do
        {
            was |= TryCancel();
            while (Volatile.Read(ref IsFiring))
            {
                // OnExpire is short and its hart has interrupts off: this is a spin of a few instructions.
            }
        }
        while (Volatile.Read(ref IsPending));

        return was;
    }

    /// <summary>Disarms it without waiting for an OnExpire that runs right now. True: it was armed and will not run.</summary>
    public bool TryCancel() => Volatile.Read(ref IsPending) && TimerQueue.Of(HartIndex).Remove(this);

    /// <summary>Runs when the deadline has passed: in an interrupt, no lock held. Allocates nothing.</summary>
    protected internal abstract void OnExpire();
}
