// The firmware's interface (RISC-V SBI 2.0), with the legacy calls where an extension is missing.

using System;

namespace Lume.Hal.RiscV64;

internal static unsafe class Sbi
{
    private const ulong LegacySetTimer = 0x00;
    private const ulong LegacyPutChar = 0x01;
    private const ulong LegacyGetChar = 0x02;
    private const ulong LegacySendIpi = 0x04;
    private const ulong LegacyRemoteFenceI = 0x05;
    private const ulong LegacyRemoteSfence = 0x06;
    private const ulong LegacyShutdown = 0x08;
    private const ulong Base = 0x10;
    private const ulong BaseProbe = 3;
    private const ulong BaseVendor = 4;
    private const ulong Time = 0x54494D45;
    private const ulong Ipi = 0x735049;
    private const ulong RemoteFence = 0x52464E43;
    private const ulong RemoteFenceI = 0;
    private const ulong RemoteSfenceVma = 1;
    private const ulong HartState = 0x48534D;
    private const ulong SystemReset = 0x53525354;
    private const ulong ResetShutdown = 0;
    private const ulong ResetColdReboot = 1;
    private const ulong DebugConsole = 0x4442434E;
    private const ulong DebugConsoleWriteByte = 2;

    private static bool s_hasTime;
    private static bool s_hasIpi;
    private static bool s_hasRemoteFence;
    private static bool s_hasHartState;
    private static bool s_hasReset;
    private static bool s_hasDebugConsole;

    public static void Probe()
    {
        s_hasTime = Has(Time);
        s_hasIpi = Has(Ipi);
        s_hasRemoteFence = Has(RemoteFence);
        s_hasHartState = Has(HartState);
        s_hasReset = Has(SystemReset);
        s_hasDebugConsole = Has(DebugConsole);
    }

    /// <summary>mvendorid, marchid or mimpid (0 to 2) of this hart (SBI 2.0, chapter 4).</summary>
    public static ulong MachineId(int which)
    {
        ulong value = 0;
        Machine.SbiCall(Base, BaseVendor + (ulong)which, 0, 0, 0, 0, 0, 0, ref value);
        return value;
    }

    public static void SetTimer(ulong ticks)
    {
        if (s_hasTime)
        {
            Call(Time, 0, ticks, 0, 0);
        }
        else
        {
            Call(LegacySetTimer, 0, ticks, 0, 0);
        }
    }

    public static void SendIpi(ulong mask, ulong first)
    {
        if (s_hasIpi)
        {
            Call(Ipi, 0, mask, first, 0);
        }
        else
        {
            CallLegacyWithMask(LegacySendIpi, mask, first, 0, 0);
        }
    }

    public static void FenceI(ulong mask, ulong first)
    {
        if (s_hasRemoteFence)
        {
            Call(RemoteFence, RemoteFenceI, mask, first, 0);
        }
        else
        {
            CallLegacyWithMask(LegacyRemoteFenceI, mask, first, 0, 0);
        }
    }

    public static void SfenceVma(ulong mask, ulong first, ulong start, ulong length)
    {
        if (s_hasRemoteFence)
        {
            ulong value = 0;
            Machine.SbiCall(RemoteFence, RemoteSfenceVma, mask, first, start, length, 0, 0, ref value);
        }
        else
        {
            CallLegacyWithMask(LegacyRemoteSfence, mask, first, start, length);
        }
    }

    public static bool StartHart(ulong hart, ulong physicalEntry, ulong argument)
        => s_hasHartState && Call(HartState, 0, hart, physicalEntry, argument) == 0;

    public static void Reset(bool restart)
    {
        if (s_hasReset)
        {
            Call(SystemReset, 0, restart ? ResetColdReboot : ResetShutdown, 0, 0);
        }

        if (!restart)
        {
            Call(LegacyShutdown, 0, 0, 0, 0);
        }
    }

    public static void Write(ReadOnlySpan<byte> text)
    {
        // Byte by byte: the block call wants a physical address, which a stack in the stack window does not have in one piece.
        foreach (byte b in text)
        {
            if (s_hasDebugConsole)
            {
                Call(DebugConsole, DebugConsoleWriteByte, b, 0, 0);
            }
            else
            {
                Call(LegacyPutChar, 0, b, 0, 0);
            }
        }
    }

    public static int Read()
    {
        long value = Call(LegacyGetChar, 0, 0, 0, 0);
        return value is >= 0 and <= 255 ? (int)value : -1;
    }

    private static bool Has(ulong extension)
    {
        ulong value = 0;
        return Machine.SbiCall(Base, BaseProbe, extension, 0, 0, 0, 0, 0, ref value) == 0 && value != 0;
    }

    // Legacy calls take the address of a mask of harts 0 to 63; they all date from machines with fewer.
    private static void CallLegacyWithMask(ulong call, ulong mask, ulong first, ulong start, ulong length)
    {
        ulong shifted = first < 64 ? mask << (int)first : 0;
        Call(call, 0, (ulong)&shifted, start, length);
    }

    private static long Call(ulong extension, ulong function, ulong a0, ulong a1, ulong a2)
    {
        ulong value = 0;
        return Machine.SbiCall(extension, function, a0, a1, a2, 0, 0, 0, ref value);
    }
}
