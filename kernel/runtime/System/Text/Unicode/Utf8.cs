// Conversion between UTF-16 and UTF-8 in pieces.

using System.Buffers;

namespace System.Text.Unicode;

/// <summary>Conversion between UTF-16 and UTF-8, and the validity of UTF-8.</summary>
public static class Utf8
{
    public static bool IsValid(ReadOnlySpan<byte> value)
    {
        int i = 0;
        while (i < value.Length)
        {
            if (value[i] < 0x80)
            {
                i++;
                continue;
            }

            if (Utf8Text.DecodeFirst(value.Slice(i), out _, out int consumed) != OperationStatus.Done)
            {
                return false;
            }

            i += consumed;
        }

        return true;
    }

    public static OperationStatus FromUtf16(ReadOnlySpan<char> source, Span<byte> destination, out int charsRead, out int bytesWritten, bool replaceInvalidSequences = true, bool isFinalBlock = true)
    {
        charsRead = 0;
        bytesWritten = 0;
        while (charsRead < source.Length)
        {
            ReadOnlySpan<char> rest = source.Slice(charsRead);
            if (!Utf8Text.DecodeFirst(rest, out int scalar, out int consumed))
            {
                if (!isFinalBlock && rest.Length == 1 && char.IsHighSurrogate(rest[0]))
                {
                    return OperationStatus.NeedMoreData;
                }

                if (!replaceInvalidSequences)
                {
                    return OperationStatus.InvalidData;
                }
            }

            int length = Utf8Text.Encode(scalar, destination.Slice(bytesWritten));
            if (length == 0)
            {
                return OperationStatus.DestinationTooSmall;
            }

            bytesWritten += length;
            charsRead += consumed;
        }

        return OperationStatus.Done;
    }

    public static OperationStatus ToUtf16(ReadOnlySpan<byte> source, Span<char> destination, out int bytesRead, out int charsWritten, bool replaceInvalidSequences = true, bool isFinalBlock = true)
    {
        bytesRead = 0;
        charsWritten = 0;
        while (bytesRead < source.Length)
        {
            OperationStatus status = Utf8Text.DecodeFirst(source.Slice(bytesRead), out int scalar, out int consumed);
            if (status == OperationStatus.NeedMoreData && !isFinalBlock)
            {
                return status;
            }

            if (status != OperationStatus.Done && !replaceInvalidSequences)
            {
                return OperationStatus.InvalidData;
            }

            int length = Utf8Text.Encode(scalar, destination.Slice(charsWritten));
            if (length == 0)
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsWritten += length;
            bytesRead += consumed;
        }

        return OperationStatus.Done;
    }
}
