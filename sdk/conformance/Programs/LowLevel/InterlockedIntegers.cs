// Program: Interlocked integers.

using System.Threading;

namespace Lume.Conformance.Programs.LowLevel;

internal static class InterlockedIntegers
{
    private static int s_int;
    private static long s_long;

    public static void Run()
    {
        s_int = Opaque.Of(5);
        s_long = 1L << 40;
        Out.Line("increment", Interlocked.Increment(ref s_int), Interlocked.Decrement(ref s_int));
        Out.Line("add", Interlocked.Add(ref s_int, 10), Interlocked.Add(ref s_long, -1));
        Out.Line("exchange", Interlocked.Exchange(ref s_int, 7), s_int);
        Out.Line("compare", Interlocked.CompareExchange(ref s_int, 8, 7), Interlocked.CompareExchange(ref s_int, 9, 7), s_int);
        Out.Line("long", Interlocked.CompareExchange(ref s_long, 3, (1L << 40) - 1), Interlocked.Exchange(ref s_long, -4), s_long);
        Out.Line("and or", Interlocked.And(ref s_int, 12), Interlocked.Or(ref s_int, 3), s_int);
        Out.Line("read", Interlocked.Read(ref s_long));
        uint u = uint.MaxValue;
        Out.Line("unsigned", Interlocked.Increment(ref u), u);
        int[] array = [1, 2];
        Interlocked.Add(ref array[1], 40);
        Interlocked.MemoryBarrier();
        Out.Line("array", array[1]);
    }
}
