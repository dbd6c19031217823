// The gzip format around DEFLATE. Source: RFC 1952.
namespace Lume.FileSystems.Initramfs;

/// <summary>Decompresses gzip members.</summary>
public static class GzipReader
{
    /// <summary>First byte of a gzip member.</summary>
    public const int FirstMagicByte = 0x1F;

    private const int SecondMagicByte = 0x8B;
    private const int HasHeaderChecksum = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;

    /// <summary>Decompresses one member at the reader's position and moves it behind the trailer. Length and CRC are checked.</summary>
    public static InflateStatus ReadMember(ref ImageReader input, ByteSink sink)
    {
        InflateStatus status = SkipHeader(ref input);
        if (status != InflateStatus.Ok)
        {
            return status;
        }

        Inflater inflater = new(input, sink);
        status = inflater.Run();
        if (status != InflateStatus.Ok)
        {
            return status;
        }

        if (!TryTakeWord(ref inflater, out uint checksum) || !TryTakeWord(ref inflater, out uint length))
        {
            return InflateStatus.Truncated;
        }

        if (checksum != inflater.Checksum || length != inflater.TotalOutput)
        {
            return InflateStatus.Corrupt;
        }

        input = inflater.Finish();
        return InflateStatus.Ok;
    }

    private static InflateStatus SkipHeader(ref ImageReader input)
    {
        bool isMagic = input.ReadByte() == FirstMagicByte & input.ReadByte() == SecondMagicByte;
        int method = input.ReadByte();
        int flags = input.ReadByte();
        if (!isMagic || method != 8 || (flags & 0xE0) != 0)
        {
            return flags < 0 ? InflateStatus.Truncated : InflateStatus.Corrupt;
        }

        Skip(ref input, 6);
        if ((flags & HasExtra) != 0)
        {
            int low = input.ReadByte();
            int high = input.ReadByte();
            Skip(ref input, high < 0 ? 0 : low | (high << 8));
        }

        SkipText(ref input, (flags & HasName) != 0);
        SkipText(ref input, (flags & HasComment) != 0);
        Skip(ref input, (flags & HasHeaderChecksum) != 0 ? 2 : 0);
        return input.IsAtEnd ? InflateStatus.Truncated : InflateStatus.Ok;
    }

    private static void Skip(ref ImageReader input, int count)
    {
        for (int i = 0; i < count && input.ReadByte() >= 0; i++)
        {
        }
    }

    private static void SkipText(ref ImageReader input, bool isPresent)
    {
        while (isPresent && input.ReadByte() > 0)
        {
        }
    }

    private static bool TryTakeWord(ref Inflater inflater, out uint value)
    {
        value = 0;
        for (int shift = 0; shift < 32; shift += 8)
        {
            int next = inflater.TakeByte();
            if (next < 0)
            {
                return false;
            }

            value |= (uint)next << shift;
        }

        return true;
    }
}
