// Hanging on purpose, so that the watchdog can be seen to bite. Only root gets here, through /proc/lume/hang.
using System;
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>Hangs of a hart that end when the watchdog has spoken.</summary>
public static class DeliberateHang
{
    // Nanoseconds; on a host that is very busy a second of a hart's own takes long.
    private const long Longest = 300_000_000_000;

    private static SpinLock<HangLock> s_lock;

    private struct HangLock : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "deliberate_hang"u8;

        public static int Rank => LockRank.Process - 1;

        public static bool MasksInterrupts => true;
    }

    /// <summary>
    /// Hangs as told: "open" with interrupts on, "masked" with interrupts off, "lock" holding a spinlock, until as many reports as there are
    /// words after it came too ("lock x": two). EINVAL for other words, EBUSY without a watchdog.
    /// </summary>
    public static Errno Run(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)'\n');
        bool waitsForTwo = text.EndsWith(" x"u8);
        text = waitsForTwo ? text[..^2] : text;
        if (Watchdog.Seconds == 0)
        {
            return Errno.EBUSY;
        }

        int reports = Watchdog.Reports + (waitsForTwo ? 2 : 1);
        if (text.SequenceEqual("open"u8))
        {
            SpinUntil(reports);
        }
        else if (text.SequenceEqual("masked"u8))
        {
            using (Interrupts.Mask())
            {
                SpinUntil(reports);
            }
        }
        else if (text.SequenceEqual("lock"u8))
        {
            using (s_lock.Enter())
            {
                SpinUntil(reports);
            }
        }
        else
        {
            return Errno.EINVAL;
        }

        return Errno.None;
    }

    private static void SpinUntil(int reports)
    {
        long end = Time.Clock.Monotonic + Longest;
        while (Watchdog.Reports < reports && Time.Clock.Monotonic < end)
        {
        }
    }
}
