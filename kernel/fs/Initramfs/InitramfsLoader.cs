// The initramfs: any sequence of cpio archives, plain or gzip compressed, into the root file system.
using Lume.Abi;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Initramfs;

/// <summary>How unpacking went.</summary>
/// <param name="Failure">Why it stopped before the end of the image; null when it did not.</param>
/// <param name="Made">Entries made.</param>
/// <param name="Refused">Entries that the file system refused.</param>
/// <param name="FirstError">The error of the first of them.</param>
public readonly record struct InitramfsOutcome(string? Failure, int Made, int Refused, Errno FirstError);

/// <summary>Unpacks an initramfs image. What was unpacked before a failure stays. Needs a thread that may sleep.</summary>
public static class InitramfsLoader
{
    /// <summary>Unpacks <paramref name="image"/> at <paramref name="root"/>.</summary>
    public static InitramfsOutcome Load(ImageSource image, PathRef root)
    {
        FsContext context = new(root, root, FileMode.None);
        CpioTree tree = new(context, Credentials.Root);
        CpioUnpacker unpacker = new(tree);
        ImageReader reader = new(image);
        string? failure = LoadAll(ref reader, unpacker);
        unpacker.End();
        context.RemoveSharer();
        return new InitramfsOutcome(failure ?? unpacker.Failure, tree.Made, tree.Refused, tree.FirstError);
    }

    private static string? LoadAll(ref ImageReader reader, CpioUnpacker unpacker)
    {
        while (!reader.IsAtEnd)
        {
            int taken = unpacker.Take(reader.Current);
            reader.Advance(taken);
            if (unpacker.Failure is not null)
            {
                return unpacker.Failure;
            }

            if (taken != 0 || reader.IsAtEnd)
            {
                continue;
            }

            if (reader.Peek() != GzipReader.FirstMagicByte)
            {
                return "neither a cpio archive nor gzip";
            }

            InflateStatus status = GzipReader.ReadMember(ref reader, unpacker);
            if (status != InflateStatus.Ok)
            {
                return unpacker.Failure ?? Describe(status);
            }
        }

        return null;
    }

    private static string Describe(InflateStatus status) => status switch
    {
        InflateStatus.Truncated => "compressed data ends too early",
        _ => "compressed data is damaged",
    };
}
