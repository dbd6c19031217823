// Call frame information of a kernel's ELF file (.eh_frame): from the registers of one frame to those of its caller.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lume.Hil.Profiling;

/// <summary>Unwinds kernel stacks. Source: DWARF 5 section 6.4, Linux Standard Base 5 Core (exception frames).</summary>
public sealed partial class CallFrames
{
    /// <summary>Index of pc in a register file; 0 to 31 are x0 to x31.</summary>
    public const int ProgramCounter = 32;

    private const int StackPointer = 2;
    private const ushort ReturnInstruction = 0x8082;

    private readonly byte[] _file;
    private readonly List<Section> _sections = [];
    private readonly List<Description> _descriptions = [];
    private readonly List<Symbol> _symbols = [];

    /// <summary>Reads a 64-bit little-endian ELF file.</summary>
    /// <exception cref="InvalidDataException">It is not one, or its frame information is damaged.</exception>
    public CallFrames(string file)
        : this(File.ReadAllBytes(file))
    {
    }

    internal CallFrames(byte[] file)
    {
        _file = file;
        try
        {
            ReadSections();
            ReadDescriptions();
            ReadSymbols();
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException or KeyNotFoundException)
        {
            throw new InvalidDataException("The file is no ELF file with frame information, or it is cut off.", e);
        }

        _descriptions.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        _symbols.Sort(static (a, b) => a.Address.CompareTo(b.Address));
    }

    /// <summary>Reads a word of the stack.</summary>
    public delegate bool WordReader(ulong address, out ulong word);

    /// <summary>The global symbol that an address lies behind, for code without debug information; null when there is none.</summary>
    public string? NameOf(ulong address)
    {
        int at = _symbols.FindLastIndex(symbol => symbol.Address <= address);
        return at < 0 ? null : _symbols[at].Name;
    }

    /// <summary>The addresses of a stack, innermost first: where the hart is, then the calls (each an address inside the call instruction).</summary>
    /// <param name="registers">x0 to x31 and pc; overwritten.</param>
    /// <param name="read">Reads the stack.</param>
    /// <param name="most">Most frames.</param>
    public IReadOnlyList<ulong> Walk(Span<ulong> registers, WordReader read, int most = 96)
    {
        List<ulong> addresses = [registers[ProgramCounter]];
        ulong pc = registers[ProgramCounter];
        while (addresses.Count < most)
        {
            bool innermost = addresses.Count == 1;
            if (Find(pc) is not { } description)
            {
                break;
            }

            Rules row = RowAt(description, pc);

            // The information covers prologues, not epilogues: at the return itself the frame is gone.
            if (innermost && InstructionAt(pc) == ReturnInstruction)
            {
                row = new Rules();
            }

            if (!TryStep(registers, row, description.Common.ReturnColumn, read, out ulong next))
            {
                break;
            }

            // After an interrupt the address is the interrupted instruction's own, else the one after a call.
            pc = description.Common.IsSignalFrame ? next : next - 1;
            addresses.Add(pc);
        }

        return addresses;
    }

    private static bool TryStep(Span<ulong> registers, Rules row, int returnColumn, WordReader read, out ulong next)
    {
        ulong frame = unchecked(registers[row.FrameRegister] + (ulong)row.FrameOffset);
        next = 0;
        if (row.Undefined.Contains(returnColumn))
        {
            return false;
        }

        next = returnColumn < ProgramCounter ? registers[returnColumn] : 0;
        Span<ulong> restored = stackalloc ulong[ProgramCounter];
        registers[..ProgramCounter].CopyTo(restored);
        foreach ((int register, long offset) in row.Saved)
        {
            if (!read(unchecked(frame + (ulong)offset), out ulong word))
            {
                return false;
            }

            if (register == returnColumn)
            {
                next = word;
            }

            if (register < ProgramCounter)
            {
                restored[register] = word;
            }
        }

        restored.CopyTo(registers);
        registers[StackPointer] = frame;
        return next != 0;
    }

    private Description? Find(ulong pc)
    {
        int low = 0;
        int high = _descriptions.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            Description candidate = _descriptions[middle];
            if (pc < candidate.Start)
            {
                high = middle - 1;
            }
            else if (pc >= candidate.Start + candidate.Length)
            {
                low = middle + 1;
            }
            else
            {
                return candidate;
            }
        }

        return null;
    }

    private ushort InstructionAt(ulong address)
    {
        Section? section = _sections.Find(candidate => address >= candidate.Address && address - candidate.Address < candidate.Size);
        return section is null ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan((int)(section.Offset + (address - section.Address))));
    }

    private Rules RowAt(Description description, ulong pc)
    {
        Rules initial = new();
        Execute(description.Common.Program, description.Common, initial, initial, description.Start, ulong.MaxValue);
        Rules row = initial.Copy();
        Execute(description.Program, description.Common, row, initial, description.Start, pc);
        return row;
    }

    private sealed record Section(string Name, uint Type, ulong Address, ulong Offset, ulong Size, int Link);

    private sealed record Symbol(ulong Address, string Name);

    private sealed record Common(int CodeFactor, int DataFactor, int ReturnColumn, byte PointerEncoding, bool HasAugmentation, bool IsSignalFrame, Range Program);

    private sealed record Description(Common Common, ulong Start, ulong Length, Range Program);

    // How the caller's registers are found: one row of the table that the programs describe.
    private sealed class Rules
    {
        public int FrameRegister = StackPointer;
        public long FrameOffset;
        public Dictionary<int, long> Saved = [];
        public HashSet<int> Undefined = [];

        public Rules Copy() => new() { FrameRegister = FrameRegister, FrameOffset = FrameOffset, Saved = new(Saved), Undefined = [.. Undefined] };

        public void Restore(int register, Rules from)
        {
            Saved.Remove(register);
            Undefined.Remove(register);
            if (from.Saved.TryGetValue(register, out long offset))
            {
                Saved[register] = offset;
            }
        }
    }
}
