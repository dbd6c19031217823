// What remains of threads in a library that starts none: barriers and waiting.

namespace System.Threading;

/// <summary>Ordering between harts. Threads themselves belong to the kernel's scheduler.</summary>
public static class Thread
{
    /// <summary>No access moves across this, in either direction.</summary>
    public static void MemoryBarrier() => Interlocked.MemoryBarrier();

    public static int VolatileRead(ref readonly int address) => Volatile.Read(in address);

    public static void VolatileWrite(ref int address, int value) => Volatile.Write(ref address, value);
}
