// Stops a QEMU machine again and again and notes where each hart is: code with interrupts masked is seen like all other.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Symbols;

namespace Lume.Hil.Profiling;

/// <summary>
/// Samples by the host's clock: what costs QEMU time weighs more than what executes many instructions. While a sample is taken guest time stands still under -icount; else the guest sees short pauses. QEMU
/// stops a hart between two blocks of translated code, so within a function samples fall on starts of basic blocks.
/// </summary>
public sealed class StackSampler : IDisposable
{
    private const ulong FirstKernelAddress = 0xffff_ff80_0000_0000;
    private const ulong FirmwareStart = 0x8000_0000;
    private const ulong FirmwareEnd = 0x8020_0000;
    private const int BlockWords = 64;

    private readonly GdbConnection _connection;
    private readonly CallFrames _frames;
    private readonly KernelSymbols _symbols;
    private readonly IReadOnlyList<string> _harts;
    private readonly Dictionary<string, ulong[]> _before = [];
    private readonly Dictionary<ulong, ulong[]?> _memory = [];
    private readonly Random _random = new(1);

    private StackSampler(GdbConnection connection, CallFrames frames, KernelSymbols symbols)
    {
        _connection = connection;
        _frames = frames;
        _symbols = symbols;
        _harts = connection.Harts();
    }

    /// <summary>What was seen so far.</summary>
    public Profile Profile { get; } = new();

    /// <summary>Connects to a machine that was started with <see cref="GdbConnection.QemuArguments"/>, and lets it run.</summary>
    /// <exception cref="LumeException">There is no kernel with symbols, no symbolizer, or no debugger stub.</exception>
    public static async Task<StackSampler> StartAsync(string socket, string elf, CancellationToken cancel)
    {
        KernelSymbols symbols = KernelSymbols.TryOpen(elf)
            ?? throw new LumeException($"There is no kernel with symbols at {elf}, or no {HostTools.Symbolizer.Program}. Type: ./lume build");
        GdbConnection connection = await GdbConnection.ConnectAsync(socket, cancel).ConfigureAwait(false);
        StackSampler sampler = new(connection, new CallFrames(elf), symbols);
        connection.Continue();
        return sampler;
    }

    /// <summary>Takes samples until <paramref name="cancel"/> or until the machine ends.</summary>
    /// <param name="frequency">Samples of each hart per second of host time; intervals vary, so that nothing periodic hides.</param>
    /// <param name="cancel">Ends it; the machine goes on.</param>
    public async Task RunAsync(int frequency, CancellationToken cancel)
    {
        TimeSpan interval = TimeSpan.FromSeconds(1.0 / frequency);
        TimeSpan least = TimeSpan.Zero;
        try
        {
            while (true)
            {
                TimeSpan pause = interval * (0.5 + _random.NextDouble());
                await Task.Delay(pause > least ? pause : least, cancel).ConfigureAwait(false);
                long asked = Stopwatch.GetTimestamp();
                _connection.Stop();

                // On a busy host a hart waits for a processor after it was let go as long as it did now: it has to get some way.
                least = 2 * Stopwatch.GetElapsedTime(asked);
                foreach (string hart in _harts)
                {
                    Sample(hart);
                }

                _connection.Continue();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Enough, or QEMU has ended: what was seen stays.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _symbols.Dispose();
    }

    private void Sample(string hart)
    {
        Span<ulong> registers = stackalloc ulong[CallFrames.ProgramCounter + 1];
        _connection.Select(hart);
        if (!_connection.TryReadRegisters(registers))
        {
            return;
        }

        // On a busy host a hart may get no time between two samples; one place must not be counted for that.
        bool hasMoved = !registers.SequenceEqual(_before.GetValueOrDefault(hart));
        _before[hart] = registers.ToArray();
        Count(registers, hasMoved);
    }

    private void Count(Span<ulong> registers, bool hasMoved)
    {
        ulong pc = registers[CallFrames.ProgramCounter];
        if (pc < FirstKernelAddress)
        {
            if (hasMoved)
            {
                Profile.Add([pc is >= FirmwareStart and < FirmwareEnd ? "[firmware]" : "[user]"]);
            }

            return;
        }

        _memory.Clear();
        List<string> names = [];
        foreach (ulong address in _frames.Walk(registers, TryReadWord))
        {
            names.AddRange(Names(address));
        }

        if (names.Take(3).Any(static name => name.EndsWith("WaitForInterrupt", StringComparison.Ordinal)))
        {
            Profile.AddIdle();
            return;
        }

        if (hasMoved)
        {
            names.Reverse();
            Profile.Add(names);
        }
    }

    // Innermost inlined method first. Assembly has no names of its own in debug information.
    private IEnumerable<string> Names(ulong address)
    {
        IReadOnlyList<SourcePlace> places = _symbols.Resolve(address);
        return places.Count == 0 || places[0].IsAssembly
            ? [_frames.NameOf(address) ?? "[unknown]"]
            : places.Select(place => place.Method);
    }

    private bool TryReadWord(ulong address, out ulong word)
    {
        const ulong mask = (BlockWords * 8) - 1;
        ulong start = address & ~mask;
        if (!_memory.TryGetValue(start, out ulong[]? block))
        {
            block = new ulong[BlockWords];
            block = _connection.TryReadMemory(start, block) ? block : null;
            _memory[start] = block;
        }

        word = block is null ? 0 : block[(address & mask) / 8];
        return block is not null && (address & 7) == 0;
    }
}
