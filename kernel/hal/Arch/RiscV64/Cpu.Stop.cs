// The panic report: message, where, registers, backtrace addresses, build id. Symbols are resolved on the host.

using System;
using System.Runtime;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    private const int MaximumBacktrace = 48;
    private const int NoteHeaderLength = 16;

    private const int NameLength = 4;

    private static ReadOnlySpan<byte> RegisterNames
        => "  pc  ra  sp  gp  tp  t0  t1  t2  s0  s1  a0  a1  a2  a3  a4  a5  a6  a7  s2  s3  s4  s5  s6  s7  s8  s9 s10 s11  t3  t4  t5  t6"u8;

    public static void Stop(ReadOnlySpan<char> message, TrapFrame* frame)
    {
        DisableInterrupts();
        if (!Panic.TryTakeConsole())
        {
            Halt();
        }

        StopOthers();

        EarlyConsole.Write("\n*** Lume stopped: ");
        EarlyConsole.Write(message);
        WriteWhere();
        if (frame != null)
        {
            WriteRegisters(frame);
        }

        WriteBacktrace(frame);
        WriteBuildId();
        Panic.RestartIfTold();
        Halt();
    }

    [RuntimeExport("lume_fail")]
    private static void Fail(char* text, int length) => Stop(new ReadOnlySpan<char>(text, length), null);

    [RuntimeExport("lume_lock_depth")]
    private static int LockDepth() => CurrentHart->LockDepth;

    // A hart that waits for another's static constructor must let the collector stop it, or both would wait for ever.
    [RuntimeExport("lume_give_way")]
    private static void GiveWay()
    {
        if (CurrentHart->LockDepth == 0)
        {
            SafePoint.Cooperate();
        }

        Pause();
    }

    private static void WriteWhere()
    {
        HartBlock* hart = CurrentHart;
        EarlyConsole.Write("\nhart ");
        EarlyConsole.WriteDecimal((ulong)hart->Index);
        EarlyConsole.Write(" (id ");
        EarlyConsole.WriteDecimal(hart->HartId);
        EarlyConsole.Write("), spinlocks held ");
        EarlyConsole.WriteDecimal((ulong)hart->LockDepth);
        EarlyConsole.Write(", ranks ");
        EarlyConsole.WriteHex(hart->HeldRanks, 16);
        Panic.WriteContext();
        EarlyConsole.Write("\n");
    }

    private static void WriteRegisters(TrapFrame* frame)
    {
        EarlyConsole.Write("cause ");
        EarlyConsole.WriteHex(frame->CauseBits, 16);
        EarlyConsole.Write(" value ");
        EarlyConsole.WriteHex(frame->Value, 16);
        EarlyConsole.Write(" status ");
        EarlyConsole.WriteHex(frame->Status, 16);
        ulong* registers = (ulong*)frame;
        for (int i = 0; i < TrapFrame.UserRegisterCount; i++)
        {
            EarlyConsole.Write(i % 4 == 0 ? "\n" : " ");
            EarlyConsole.Write(RegisterNames.Slice(i * NameLength, NameLength));
            EarlyConsole.Write(" ");
            EarlyConsole.WriteHex(registers[i], 16);
        }

        EarlyConsole.Write("\n");
    }

    private static void WriteBacktrace(TrapFrame* frame)
    {
        ContextBlock* context = CurrentContext;
        Span<ulong> addresses = stackalloc ulong[MaximumBacktrace];
        int count;
        if (frame == null)
        {
            count = StackWalk.WalkHere((ulong)context, addresses);
        }
        else
        {
            Span<ulong> registers = stackalloc ulong[StackWalk.RegisterCount];
            new ReadOnlySpan<ulong>(frame, StackWalk.RegisterCount).CopyTo(registers);
            ulong pc = registers[0];
            registers[0] = 0;
            count = StackWalk.WalkTrap(registers, pc, context->StackLow, (ulong)context, addresses);
        }

        EarlyConsole.Write("backtrace:\n");
        for (int i = 0; i < count; i++)
        {
            EarlyConsole.Write("  ");
            EarlyConsole.WriteHex(addresses[i], 16);
            EarlyConsole.Write("\n");
        }
    }

    private static void WriteBuildId()
    {
        EarlyConsole.Write("build id ");
        ImageAddresses* image = Native.Image();
        for (byte* at = image->BuildId + NoteHeaderLength; at < image->BuildIdEnd; at++)
        {
            EarlyConsole.WriteHexByte(*at);
        }

        EarlyConsole.Write("\n");
    }

    private static void StopOthers()
    {
        HartSet others = OnlineHarts.Without(CurrentHart->Index);
        if (!others.IsEmpty)
        {
            SendIpi(others);
        }
    }
}
