// One function's entry in .eh_frame with what its common entry says.

namespace Internal.Runtime.Unwinding;

/// <summary>How to unwind one function (LSB 5.0, 10.6 Exception Frames).</summary>
internal unsafe struct FrameDescription
{
    /// <summary>The function's first address.</summary>
    internal ulong Start;

    /// <summary>The function's bytes.</summary>
    internal ulong Length;

    /// <summary>The function's table of protected calls; 0 when it has none.</summary>
    internal ulong Lsda;

    /// <summary>What advances of the location count in.</summary>
    internal ulong CodeAlignment;

    /// <summary>What stack offsets count in.</summary>
    internal long DataAlignment;

    /// <summary>The register that holds the return address.</summary>
    internal uint ReturnRegister;

    /// <summary>Whether the frame was made by a trap: its caller stopped at the very address, not in a call before it.</summary>
    internal bool IsTrapFrame;

    internal byte* InitialProgram;
    internal byte* InitialProgramEnd;
    internal byte* Program;
    internal byte* ProgramEnd;

    internal readonly bool Contains(ulong address) => address - Start < Length;

    private byte _pointerEncoding;
    private byte _lsdaEncoding;
    private bool _hasAugmentationData;

    /// <summary>Reads the entry at <paramref name="entry"/>. False for a common entry, the end mark and everything malformed.</summary>
    /// <param name="entry">Where the entry's length is.</param>
    /// <param name="start">Where .eh_frame begins; a common entry must lie behind it.</param>
    /// <param name="end">Where .eh_frame ends.</param>
    /// <param name="result">The description.</param>
    internal static bool TryRead(byte* entry, byte* start, byte* end, out FrameDescription result)
    {
        result = default;
        if (entry < start || entry >= end || !TryReadHeader(entry, end, out DwarfReader reader, out byte* body, out uint back, out byte* next))
        {
            return false;
        }

        // The word holds the distance from itself back to the common entry; 0 marks a common entry.
        if (back == 0 || back > (ulong)(body - start) || !result.TryReadCommon(body - back, end))
        {
            return false;
        }

        result.Start = reader.ReadPointer(result._pointerEncoding);
        result.Length = reader.ReadFormatted((byte)(result._pointerEncoding & PointerEncoding.FormatMask));
        if (result._hasAugmentationData)
        {
            ulong size = reader.ReadUleb128();
            byte* data = reader.Position;
            if (result._lsdaEncoding != PointerEncoding.Omitted)
            {
                result.Lsda = reader.ReadPointer(result._lsdaEncoding);
            }

            reader = new DwarfReader(data, next);
            reader.Skip(size);
        }

        result.Program = reader.Position;
        result.ProgramEnd = next;
        return !reader.Failed && result.Length != 0;
    }

    /// <summary>Where the entry after this one begins; null at the end mark.</summary>
    internal static byte* Next(byte* entry, byte* end) =>
        TryReadHeader(entry, end, out _, out _, out _, out byte* next) ? next : null;

    // Length (or 0xFFFFFFFF and a longer length), then the word that tells common entries from others.
    private static bool TryReadHeader(byte* entry, byte* end, out DwarfReader reader, out byte* body, out uint back, out byte* next)
    {
        reader = new DwarfReader(entry, end);
        ulong length = reader.ReadUInt32();
        if (length == 0xFFFF_FFFF)
        {
            length = reader.ReadUInt64();
        }

        body = reader.Position;
        next = body;
        back = 0;
        if (reader.Failed || length < 4 || length > (ulong)(end - body))
        {
            return false;
        }

        next = body + length;
        reader = new DwarfReader(body, next);
        back = reader.ReadUInt32();
        return true;
    }

    private bool TryReadCommon(byte* entry, byte* end)
    {
        if (!TryReadHeader(entry, end, out DwarfReader reader, out _, out uint mark, out byte* next) || mark != 0)
        {
            return false;
        }

        byte version = reader.ReadByte();
        byte* augmentation = reader.Position;
        while (reader.ReadByte() != 0)
        {
        }

        CodeAlignment = reader.ReadUleb128();
        DataAlignment = reader.ReadSleb128();
        ReturnRegister = version == 1 ? reader.ReadByte() : (uint)reader.ReadUleb128();
        _lsdaEncoding = PointerEncoding.Omitted;
        if (version is not (1 or 3) || reader.Failed || !TryReadAugmentation(augmentation, ref reader, next))
        {
            return false;
        }

        InitialProgram = reader.Position;
        InitialProgramEnd = next;
        return !reader.Failed;
    }

    // "z" with any of R (pointers), L (table of calls), P (personality), S (trap frame); or nothing.
    private bool TryReadAugmentation(byte* letters, ref DwarfReader reader, byte* next)
    {
        if (*letters == 0)
        {
            return true;
        }

        if (*letters != (byte)'z')
        {
            return false;
        }

        _hasAugmentationData = true;
        ulong size = reader.ReadUleb128();
        byte* data = reader.Position;
        for (letters++; *letters != 0; letters++)
        {
            switch (*letters)
            {
                case (byte)'R':
                    _pointerEncoding = reader.ReadByte();
                    break;
                case (byte)'L':
                    _lsdaEncoding = reader.ReadByte();
                    break;
                case (byte)'P':
                    // Never called, so whether it is stored as an indirection does not matter.
                    reader.ReadFormatted(reader.ReadByte());
                    break;
                case (byte)'S':
                    IsTrapFrame = true;
                    break;
                default:
                    return false;
            }
        }

        reader = new DwarfReader(data, next);
        reader.Skip(size);
        return !reader.Failed;
    }
}
