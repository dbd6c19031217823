// The platform-level interrupt controller. Source: RISC-V PLIC specification 1.0.0.
using System;
using System.Buffers.Binary;
using Lume.Hal;
using Lume.Kernel.Devices;

namespace Lume.Drivers.Interrupts;

/// <summary>Guards the enable words, which lines share.</summary>
internal readonly struct PlicLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "plic"u8;

    public static int Rank => LockRank.Device + 3;

    public static bool MasksInterrupts => true;
}

/// <summary>
/// A PLIC. Every line may go to every hart that takes external interrupts in supervisor mode; whoever claims it first
/// serves it.
/// </summary>
public sealed class Plic : InterruptController
{
    private const ulong PriorityBase = 0, EnableBase = 0x2000, EnableStride = 0x80;
    private const ulong ContextBase = 0x20_0000, ContextStride = 0x1000, ClaimOffset = 4;
    private const uint SupervisorExternal = 9;
    private const int MaximumLines = 1024, NoContext = -1;

    private readonly MmioRegion _registers;
    private readonly InterruptHandler?[] _handlers;
    private readonly int[] _contexts;

    // By line, then by hart; a hart writes its own only.
    private readonly long[] _served;
    private SpinLock<PlicLock> _lock;

    private Plic(MmioRegion registers, int lines, int[] contexts)
    {
        _registers = registers;
        _handlers = new InterruptHandler?[lines];
        _contexts = contexts;
        _served = new long[lines * contexts.Length];
    }

    /// <inheritdoc/>
    public override string Name => "RISC-V PLIC";

    /// <inheritdoc/>
    public override uint LineCount => (uint)_handlers.Length;

    /// <inheritdoc/>
    public override InterruptHandler? HandlerOf(uint line) => _handlers[line];

    /// <inheritdoc/>
    public override long CountServed(uint line, int hart) => _served[(line * _contexts.Length) + hart];

    /// <summary>Finds the controller in the device tree and installs it. False: there is none that can be used.</summary>
    public static bool TryProbe(DeviceTree tree)
    {
        bool found = tree.TryFindCompatible("riscv,plic0"u8, default, out DeviceNode node)
            || tree.TryFindCompatible("sifive,plic-1.0.0"u8, default, out node);
        if (!found || !node.IsEnabled || !node.TryGetRegisters(0, out MemoryRange range)
            || !node.TryGetCell("riscv,ndev"u8, out uint devices) || !MmioRegion.TryMap(range.Start, range.Length, out MmioRegion registers))
        {
            return false;
        }

        int[] contexts = ReadContexts(tree, node, range.Length);
        Plic plic = new(registers, (int)Math.Min(devices + 1, MaximumLines), contexts);
        plic.Install();
        return true;
    }

    // interrupts-extended holds one (hart's controller, cause) pair for each context, in order.
    private static int[] ReadContexts(DeviceTree tree, DeviceNode node, ulong length)
    {
        int[] contexts = new int[Hart.Count];
        Array.Fill(contexts, NoContext);
        if (!node.TryGetProperty("interrupts-extended"u8, out ReadOnlySpan<byte> pairs))
        {
            return contexts;
        }

        for (int i = 0; (i + 1) * 8 <= pairs.Length; i++)
        {
            uint controller = BinaryPrimitives.ReadUInt32BigEndian(pairs[(i * 8)..]);
            uint cause = BinaryPrimitives.ReadUInt32BigEndian(pairs[(i * 8 + 4)..]);
            bool inRange = ContextBase + (ulong)(i + 1) * ContextStride <= length;
            if (cause == SupervisorExternal && inRange && tree.TryGetHartOfController(controller, out ulong id))
            {
                int hart = Hart.IndexOf(id);
                if (hart >= 0)
                {
                    contexts[hart] = i;
                }
            }
        }

        return contexts;
    }

    /// <inheritdoc/>
    public override void EnableThisHart()
    {
        int context = _contexts[Hart.Index];
        if (context == NoContext)
        {
            return;
        }

        _registers.Write32(ContextBase + (ulong)context * ContextStride, 0);
        using (_lock.Enter())
        {
            for (uint line = 1; line < _handlers.Length; line++)
            {
                SetEnabled(context, line, _handlers[line] is not null);
            }
        }

        Hal.Interrupts.SetSource(InterruptSources.External, true);
    }

    /// <inheritdoc/>
    public override bool TryConnect(uint line, InterruptHandler handler)
    {
        if (line == 0 || line >= _handlers.Length)
        {
            return false;
        }

        _handlers[line] = handler;
        _registers.Write32(PriorityBase + line * 4, 1);
        using (_lock.Enter())
        {
            foreach (int context in _contexts)
            {
                if (context != NoContext)
                {
                    SetEnabled(context, line, true);
                }
            }
        }

        return true;
    }

    private void SetEnabled(int context, uint line, bool enabled)
    {
        ulong word = EnableBase + (ulong)context * EnableStride + line / 32 * 4;
        uint bits = _registers.Read32(word);
        uint bit = 1u << (int)(line % 32);
        _registers.Write32(word, enabled ? bits | bit : bits & ~bit);
    }

    /// <inheritdoc/>
    public override void Dispatch()
    {
        int hart = Hart.Index;
        int context = _contexts[hart];
        if (context == NoContext)
        {
            return;
        }

        ulong claim = ContextBase + (ulong)context * ContextStride + ClaimOffset;
        uint line;
        while ((line = _registers.Read32(claim)) != 0)
        {
            if (line < _handlers.Length)
            {
                _served[(line * _contexts.Length) + hart]++;
                _handlers[line]?.Handle();
            }

            _registers.Write32(claim, line);
        }
    }
}
