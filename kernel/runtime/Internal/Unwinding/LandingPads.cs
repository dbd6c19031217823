// The table that says which calls of a function are protected, and by what code.

namespace Internal.Runtime.Unwinding;

/// <summary>A language-specific data area as LLVM writes it for a personality with landing pads.</summary>
internal static unsafe class LandingPads
{
    /// <summary>The landing pad for a call; 0 when the call is not protected.</summary>
    /// <param name="frame">The function.</param>
    /// <param name="address">An address inside the call instruction.</param>
    /// <param name="tables">Where the section of these tables begins.</param>
    /// <param name="end">Where it ends.</param>
    internal static ulong Find(ref readonly FrameDescription frame, ulong address, byte* tables, byte* end)
    {
        if (frame.Lsda < (ulong)tables || frame.Lsda >= (ulong)end)
        {
            return 0;
        }

        DwarfReader reader = new((byte*)frame.Lsda, end);
        byte startEncoding = reader.ReadByte();
        ulong start = startEncoding == PointerEncoding.Omitted ? frame.Start : reader.ReadPointer(startEncoding);
        if (reader.ReadByte() != PointerEncoding.Omitted)
        {
            // The offset of the type table: landing pads test types themselves.
            reader.ReadUleb128();
        }

        byte encoding = reader.ReadByte();
        ulong size = reader.ReadUleb128();
        if (reader.Failed || size > (ulong)(end - reader.Position))
        {
            return 0;
        }

        return Search(new DwarfReader(reader.Position, reader.Position + size), encoding, address - frame.Start, start);
    }

    // Each entry: offset of the calls, their length, offset of the pad, what it catches. Sorted by the first.
    private static ulong Search(DwarfReader reader, byte encoding, ulong offset, ulong padBase)
    {
        while (reader.HasMore)
        {
            ulong start = reader.ReadFormatted(encoding);
            ulong length = reader.ReadFormatted(encoding);
            ulong pad = reader.ReadFormatted(encoding);
            reader.ReadUleb128();
            if (reader.Failed || start > offset)
            {
                return 0;
            }

            if (offset - start < length)
            {
                return pad == 0 ? 0 : padBase + pad;
            }
        }

        return 0;
    }
}
