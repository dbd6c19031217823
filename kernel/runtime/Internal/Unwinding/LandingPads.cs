// The table that says which calls of a function are protected, and by what code.

using System.Runtime.CompilerServices;

namespace Internal.Runtime.Unwinding;

/// <summary>A language-specific data area as LLVM writes it for a personality with landing pads.</summary>
internal static unsafe class LandingPads
{
    /// <summary>Finds what protects a call. False when nothing does.</summary>
    /// <param name="frame">The function.</param>
    /// <param name="address">An address inside the call instruction.</param>
    /// <param name="tables">Where the section of these tables begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="call">The landing pad and the clauses.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryFind(ref readonly FrameDescription frame, ulong address, byte* tables, byte* end, out ProtectedCall call)
    {
        call = default;
        if (frame.Lsda < (ulong)tables || frame.Lsda >= (ulong)end)
        {
            return false;
        }

        DwarfReader reader = new((byte*)frame.Lsda, end);
        byte startEncoding = reader.ReadByte();
        ulong start = startEncoding == PointerEncoding.Omitted ? frame.Start : reader.ReadPointer(startEncoding);
        ClauseTable clauses = ReadClauseTable(ref reader, tables, end);
        byte encoding = reader.ReadByte();
        ulong size = reader.ReadUleb128();
        if (reader.Failed || size > (ulong)(end - reader.Position))
        {
            return false;
        }

        clauses.Actions = reader.Position + size;
        return Search(new DwarfReader(reader.Position, clauses.Actions), encoding, address - frame.Start, start, in clauses, out call);
    }

    // The offset of the table's end, which counts from behind itself.
    private static ClauseTable ReadClauseTable(ref DwarfReader reader, byte* tables, byte* end)
    {
        ClauseTable table = new() { Start = tables, End = end, Encoding = reader.ReadByte() };
        if (table.Encoding != PointerEncoding.Omitted)
        {
            ulong offset = reader.ReadUleb128();
            table.TypesEnd = offset <= (ulong)(end - reader.Position) ? reader.Position + offset : null;
        }

        return table;
    }

    // Each entry: offset of the calls, their length, offset of the pad, what it catches. Sorted by the first.
    private static bool Search(
        DwarfReader reader, byte encoding, ulong offset, ulong padBase, ref readonly ClauseTable clauses, out ProtectedCall call)
    {
        call = default;
        while (reader.HasMore)
        {
            ulong start = reader.ReadFormatted(encoding);
            ulong length = reader.ReadFormatted(encoding);
            ulong pad = reader.ReadFormatted(encoding);
            ulong action = reader.ReadUleb128();
            if (reader.Failed || start > offset)
            {
                return false;
            }

            if (offset - start < length)
            {
                call = new ProtectedCall(padBase + pad, in clauses, action);
                return pad != 0;
            }
        }

        return false;
    }
}
