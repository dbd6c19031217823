// The hal's primitives on the host: harts, interrupts, translation, clock, console.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Lume.Hal.Fake;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    public const int CalleeSavedCount = 13;

    private static readonly ConcurrentStack<Frame> s_earlyFree = new();

    public static HartBlock* CurrentHart => FakeMachine.CurrentHart.Block;

    public static int HartCount => FakeMachine.Current.HartCount;

    public static ulong MachineId(int which) => (ulong)which + 1;

    public static HartSet OnlineHarts
    {
        get
        {
            HartSet set = default;
            for (int i = 0; i < HartCount; i++)
            {
                set = HartAt(i)->State == (int)HartState.Offline ? set : set.With(i);
            }

            return set;
        }
    }

    public static PageTable? LoadedTable
    {
        get => FakeMachine.CurrentHart.LoadedTable;
        set => FakeMachine.CurrentHart.LoadedTable = value;
    }

    public static bool InterruptsEnabled => FakeMachine.CurrentHart.InterruptsEnabled;

    public static bool HasFloat => true;

    public static MemoryRange KernelImage => FakeMachine.Current.KernelImage;

    public static void InitializeMachine(DeviceTree tree, ref MemoryMap usable)
    {
    }

    public static HartBlock* HartAt(int index) => FakeMachine.Current.Hart(index).Block;

    public static int StartOtherHarts()
    {
        for (int i = 0; i < HartCount; i++)
        {
            HartAt(i)->State = (int)HartState.Kernel;
        }

        return HartCount;
    }

    public static void SendIpi(HartSet harts) => ForEach(harts, h => h.Machine.Record(FakeEventKind.Ipi, h.Block->Index, 0));

    public static bool DisableInterrupts()
    {
        FakeHart hart = FakeMachine.CurrentHart;
        bool before = hart.InterruptsEnabled;
        hart.InterruptsEnabled = false;
        return before;
    }

    public static void EnableInterrupts() => FakeMachine.CurrentHart.InterruptsEnabled = true;

    public static InterruptSources TakePendingInterrupts()
    {
        FakeMachine machine = FakeMachine.Current;
        InterruptSources pending = machine.Pending;
        machine.Pending = InterruptSources.None;
        return pending;
    }

    public static void SetInterruptSources(InterruptSources sources, bool enabled)
    {
    }

    public static void Pause() => Thread.Yield();

    public static void WaitForInterrupt() => Thread.Yield();

    public static void SpillCalleeSaved(ulong* registers) => new Span<ulong>(registers, CalleeSavedCount).Clear();

    // The host's stacks hold host references, which its own collector sees to.
    public static ulong StackPointer(ulong* registers) => 0;

    public static void VisitExtraStacks<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IStackVisitor, allows ref struct
    {
        foreach ((nuint low, nuint high) in FakeMachine.Current.ExtraStacks)
        {
            visitor.VisitStack(low, high);
        }
    }

    public static byte* DirectMapPointer(ulong physical) => FakeMachine.VisibleRam(physical);

    public static ulong DirectMapAddress(void* pointer) => FakeMachine.PhysicalOf(pointer);

    public static Frame EarlyFrame(int order)
    {
        if (order == 0 && s_earlyFree.TryPop(out Frame frame))
        {
            return frame;
        }

        ulong bytes = (ulong)MemoryLayout.PageSize << order;
        PhysicalAddress chunk = FakeMachine.TakeRam(bytes);
        if (order == 0)
        {
            for (ulong i = 1; i < MemoryLayout.MegaPageSize >> MemoryLayout.PageShift; i++)
            {
                s_earlyFree.Push(chunk.Frame + i);
            }
        }

        return chunk.Frame;
    }

    public static void EarlyFree(Frame frame, int order)
    {
        for (ulong i = 0; i < 1UL << order; i++)
        {
            s_earlyFree.Push(frame + i);
        }
    }

    public static void CopyKernelHalf(Frame root)
    {
    }

    public static void WriteTranslation(Frame root, ulong slot)
    {
        FakeHart hart = FakeMachine.CurrentHart;
        hart.Root = root;
        hart.Slot = slot;
        hart.Machine.Record(FakeEventKind.SwitchTable, hart.Block->Index, root.Number);
    }

    public static void WriteKernelTranslation() => WriteTranslation(Frame.None, 0);

    public static void SfenceVma(ulong address) => FakeMachine.CurrentHart.SfencePage(address);

    public static void SfenceVmaAsid(ulong slot) => FakeMachine.CurrentHart.SfenceSlot(slot);

    public static void RemoteSfence(HartSet harts, ulong start, ulong length)
        => ForEach(harts, h => h.RemoteSfence(start, length));

    public static bool TryHide(Frame frame) => FakeMachine.Hide(frame);

    public static void Show(ReadOnlySpan<Frame> frames)
    {
        foreach (Frame frame in frames)
        {
            FakeMachine.Show(frame);
        }
    }

    public static void ForgetKernelMap() => ForEach(OnlineHarts, h => h.RemoteSfence(0, ulong.MaxValue));

    public static void FenceI() => FakeMachine.Current.Record(FakeEventKind.FenceI, CurrentHart->Index, 0);

    public static void RemoteFenceI(HartSet harts) => ForEach(harts, h => h.Machine.Record(FakeEventKind.FenceI, h.Block->Index, 0));

    public static ulong ReadTime()
        => FakeMachine.Current.Time ?? (ulong)(Stopwatch.GetTimestamp() * ((double)FakeMachine.TicksPerSecond / Stopwatch.Frequency));

    public static void SetTimer(ulong ticks)
        => FakeMachine.Current.Record(FakeEventKind.Timer, CurrentHart->Index, ticks);

    public static void FirmwareWrite(ReadOnlySpan<byte> text)
    {
        List<byte> output = FakeMachine.Current.ConsoleOutput;
        lock (output)
        {
            output.AddRange(text);
        }
    }

    public static int FirmwareRead() => FakeMachine.Current.ConsoleInput.TryDequeue(out byte b) ? b : -1;

    public static void Reset(bool restart) => throw new FakeHaltException(restart ? "restart" : "power off");

    public static void Halt() => throw new FakeHaltException("halt");

    public static void Stop(ReadOnlySpan<char> message, TrapFrame* frame) => throw new FakeHaltException("panic: " + message.ToString());

    private static void ForEach(HartSet harts, Action<FakeHart> action)
    {
        FakeMachine machine = FakeMachine.Current;
        for (int i = 0; i < machine.HartCount; i++)
        {
            if (harts.Contains(i))
            {
                action(machine.Hart(i));
            }
        }
    }
}
