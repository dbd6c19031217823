// The machine on the host: RAM, harts, devices and user memory that tests can look into.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lume.Hal.Fake;

/// <summary>What the fake hardware was told to do.</summary>
public enum FakeEventKind
{
    /// <summary>sfence.vma of one page on one hart.</summary>
    SfencePage,

    /// <summary>sfence.vma of an address space on one hart.</summary>
    SfenceAll,

    /// <summary>A shoot-down by another hart.</summary>
    RemoteSfence,

    /// <summary>satp written.</summary>
    SwitchTable,

    /// <summary>fence.i on a hart.</summary>
    FenceI,

    /// <summary>An interrupt sent to a hart.</summary>
    Ipi,

    /// <summary>The timer set.</summary>
    Timer,
}

/// <summary>One thing the fake hardware was told to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Hart">The hart it happened on or was sent to.</param>
/// <param name="Address">Address, deadline or identifier.</param>
public readonly record struct FakeEvent(FakeEventKind Kind, int Hart, ulong Address);

/// <summary>
/// A machine of a few harts. Each host thread has one of its own unless it joins another's, and acts as one of its harts at a time.
/// RAM is common to the process.
/// </summary>
public sealed unsafe class FakeMachine
{
    /// <summary>First physical address of RAM.</summary>
    public const ulong RamBase = 0x8000_0000;

    /// <summary>Bytes of RAM in the process; the host gives pages only when they are touched.</summary>
    public const ulong RamSize = 2UL << 30;


    internal const ulong TicksPerSecond = 10_000_000;

    [ThreadStatic]
    private static FakeHart? t_hart;

    private static readonly byte* s_ram = AllocateRam();
    private static readonly ConcurrentDictionary<ulong, bool> s_hidden = new();
    private static long s_ramTaken;
    private static int s_lockOwners;

    private readonly FakeHart[] _harts;
    private readonly SortedList<ulong, byte[]> _flat = [];
    private readonly List<FakeDevice> _devices = [];
    private readonly List<FakeEvent> _events = [];

    /// <summary>A machine with some harts; the calling thread becomes its hart 0.</summary>
    public FakeMachine(int harts = 4, int identifierBits = 16)
    {
        _harts = new FakeHart[harts];
        for (int i = 0; i < harts; i++)
        {
            _harts[i] = new FakeHart(this, i, identifierBits, Interlocked.Increment(ref s_lockOwners));
        }

        Enter(0);
    }

    /// <summary>The machine that the calling thread belongs to.</summary>
    public static FakeMachine Current => CurrentHart.Machine;

    /// <summary>Resolves faults of user accesses, as core's lume_user_fault: address, cause (13 load, 15 store), 1 to try again.</summary>
    public Func<ulong, ulong, int>? UserFault { get; set; }

    /// <summary>Stands for core's lume_thread_start: runs on the new context.</summary>
    public Action? ThreadStart { get; set; }

    /// <summary>Called when a context starts user code: when lume_thread_start returned.</summary>
    public Action? UserStart { get; set; }

    /// <summary>Where the kernel image lies in RAM, for <see cref="BootInfo"/>.</summary>
    public MemoryRange KernelImage { get; set; } = new(RamBase + MemoryLayout.MegaPageSize, MemoryLayout.MegaPageSize);

    /// <summary>What the firmware's console was given.</summary>
    public List<byte> ConsoleOutput { get; } = [];

    /// <summary>What the firmware's console will give.</summary>
    public Queue<byte> ConsoleInput { get; } = new();

    /// <summary>Ticks of the clock; 10 MHz. Null: the host's clock.</summary>
    public ulong? Time { get; set; }

    /// <summary>Interrupt sources that <see cref="Interrupts.TakePending"/> reports next.</summary>
    public InterruptSources Pending { get; set; }

    /// <summary>Ranges that <see cref="Stacks.Visit"/> reports besides the contexts' own, for tests of the collector.</summary>
    public List<(nuint Low, nuint High)> ExtraStacks { get; } = [];

    /// <summary>Number of harts.</summary>
    public int HartCount => _harts.Length;

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<FakeEvent> Events
    {
        get
        {
            lock (_events)
            {
                return _events.ToArray();
            }
        }
    }

    internal static FakeHart CurrentHart
    {
        get
        {
            if (t_hart == null)
            {
                _ = new FakeMachine();
            }

            return t_hart!;
        }
    }

    /// <summary>The calling thread acts as this hart from now on.</summary>
    public void Enter(int hart)
    {
        t_hart = _harts[hart];
    }

    /// <summary>Forgets the recorded events.</summary>
    public void ClearEvents()
    {
        lock (_events)
        {
            _events.Clear();
        }
    }

    /// <summary>RAM that nobody else in the process uses, full of zeros, aligned to 2 MiB.</summary>
    public static PhysicalAddress TakeRam(ulong bytes)
    {
        ulong size = (bytes + MemoryLayout.MegaPageSize - 1) & ~(MemoryLayout.MegaPageSize - 1);
        ulong end = (ulong)Interlocked.Add(ref s_ramTaken, (long)size);
        if (end > RamSize)
        {
            throw new OutOfMemoryException("fake RAM is used up");
        }

        return new PhysicalAddress(RamBase + end - size);
    }

    /// <summary>Makes user memory for tests that have no page table: used while no table is active on the hart.</summary>
    public byte[] MapUser(ulong address, int length)
    {
        byte[] bytes = new byte[length];
        _flat.Add(address, bytes);
        return bytes;
    }

    /// <summary>Adds a device that <see cref="MmioRegion.TryMap"/> finds.</summary>
    public void AddDevice(FakeDevice device) => _devices.Add(device);

    internal static byte* Ram(ulong physical)
    {
        if (physical < RamBase || physical >= RamBase + RamSize)
        {
            throw new InvalidOperationException($"physical address {physical:x} is not RAM");
        }

        return s_ram + (physical - RamBase);
    }

    /// <summary>RAM as the kernel's direct map shows it: not where a frame is hidden.</summary>
    internal static byte* VisibleRam(ulong physical) =>
        s_hidden.IsEmpty || !s_hidden.ContainsKey(new PhysicalAddress(physical).Frame.Number)
            ? Ram(physical)
            : throw new InvalidOperationException($"physical address {physical:x} is hidden");

    internal static bool Hide(Frame frame) => s_hidden.TryAdd(frame.Number, true);

    internal static void Show(Frame frame) => s_hidden.TryRemove(frame.Number, out _);

    internal static ulong PhysicalOf(void* pointer) => (ulong)((byte*)pointer - s_ram) + RamBase;

    internal FakeHart Hart(int index) => _harts[index];

    internal FakeDevice? FindDevice(ulong address, ulong length)
        => _devices.Find(d => address >= d.Address && address + length <= d.Address + d.Length);

    internal void Record(FakeEventKind kind, int hart, ulong address)
    {
        lock (_events)
        {
            _events.Add(new FakeEvent(kind, hart, address));
        }
    }

    // The longest run of flat user memory at an address; empty when there is none.
    internal Span<byte> Flat(ulong address)
    {
        foreach ((ulong start, byte[] bytes) in _flat)
        {
            if (address >= start && address < start + (ulong)bytes.Length)
            {
                return bytes.AsSpan((int)(address - start));
            }
        }

        return default;
    }

    private static byte* AllocateRam()
    {
        Clock.SetFrequency(TicksPerSecond);
        byte* raw = (byte*)NativeMemory.AllocZeroed((nuint)(RamSize + MemoryLayout.MegaPageSize));
        return (byte*)(((nuint)raw + (nuint)MemoryLayout.MegaPageSize - 1) & ~((nuint)MemoryLayout.MegaPageSize - 1));
    }
}

/// <summary>A device for tests: registers in a derived class.</summary>
/// <param name="address">Physical address.</param>
/// <param name="length">Bytes.</param>
public abstract class FakeDevice(ulong address, ulong length)
{
    /// <summary>Physical address of the first register.</summary>
    public ulong Address { get; } = address;

    /// <summary>Bytes of registers.</summary>
    public ulong Length { get; } = length;

    /// <summary>A read of 1, 2, 4 or 8 bytes.</summary>
    public abstract ulong Read(ulong offset, int width);

    /// <summary>A write of 1, 2, 4 or 8 bytes.</summary>
    public abstract void Write(ulong offset, int width, ulong value);
}
