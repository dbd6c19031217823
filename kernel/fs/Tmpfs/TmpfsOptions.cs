// The mount options of tmpfs.
using System;
using Lume.Abi;
using Lume.Heap;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>Limits and root attributes of an instance. Source: tmpfs(5).</summary>
public readonly record struct TmpfsOptions
{
    private const int PageShift = 12;

    /// <summary>Most pages; 0 is no limit.</summary>
    public long MaxPages { get; init; }

    /// <summary>Most inodes; 0 is no limit.</summary>
    public long MaxInodes { get; init; }

    /// <summary>Permissions of the root.</summary>
    public FileMode Mode { get; init; }

    /// <summary>Owner of the root.</summary>
    public uint UserId { get; init; }

    /// <summary>Group of the root.</summary>
    public uint GroupId { get; init; }

    /// <summary>No limits and permissions 0755: what the initial root gets.</summary>
    public static TmpfsOptions Unlimited => new() { Mode = (FileMode)0x1ED };

    /// <summary>Half of the memory, and an inode for each such page, permissions 01777: what mount(2) gets without options.</summary>
    public static TmpfsOptions Default
    {
        get
        {
            long half = Math.Max(1, TotalPages / 2);
            return new TmpfsOptions { MaxPages = half, MaxInodes = half, Mode = (FileMode)0x3FF };
        }
    }

    private static long TotalPages => FrameAllocator.Statistics.Total;

    /// <summary>Parses "size=1m,nr_inodes=100,mode=755,uid=0,gid=0" over <paramref name="defaults"/>. EINVAL.</summary>
    public static Result<TmpfsOptions> Parse(ReadOnlySpan<byte> text, TmpfsOptions defaults)
    {
        TmpfsOptions options = defaults;
        while (!text.IsEmpty)
        {
            int comma = text.IndexOf((byte)',');
            ReadOnlySpan<byte> option = comma < 0 ? text : text[..comma];
            text = comma < 0 ? default : text[(comma + 1)..];
            if (!option.IsEmpty && !TryApply(option, ref options))
            {
                return Errno.EINVAL;
            }
        }

        return options;
    }

    private static bool TryApply(ReadOnlySpan<byte> option, ref TmpfsOptions options)
    {
        int equals = option.IndexOf((byte)'=');
        ReadOnlySpan<byte> key = equals < 0 ? option : option[..equals];
        ReadOnlySpan<byte> value = equals < 0 ? default : option[(equals + 1)..];
        if (AsciiText.Equal(key, "size"))
        {
            bool isValid = TryReadSize(value, out long bytes);
            options = options with { MaxPages = bytes == 0 ? 0 : (bytes - 1 >> PageShift) + 1 };
            return isValid;
        }

        if (AsciiText.Equal(key, "mode"))
        {
            bool isValid = TryReadOctal(value, out uint mode);
            options = options with { Mode = (FileMode)mode & FileMode.ChangeableMask };
            return isValid;
        }

        if (!TryReadSize(value, out long number))
        {
            // Options of Linux that have no meaning here, such as "noswap" or "huge=never".
            return AsciiText.Equal(key, "noswap") || AsciiText.Equal(key, "huge") || AsciiText.Equal(key, "inode64");
        }

        if (AsciiText.Equal(key, "nr_blocks"))
        {
            options = options with { MaxPages = number };
        }
        else if (AsciiText.Equal(key, "nr_inodes"))
        {
            options = options with { MaxInodes = number };
        }
        else if (AsciiText.Equal(key, "uid") && number <= uint.MaxValue)
        {
            options = options with { UserId = (uint)number };
        }
        else if (AsciiText.Equal(key, "gid") && number <= uint.MaxValue)
        {
            options = options with { GroupId = (uint)number };
        }
        else
        {
            return false;
        }

        return true;
    }

    // A number with an optional k, m or g; or a percentage of the memory.
    private static bool TryReadSize(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        byte suffix = text[^1];
        int shift = (suffix | 0x20) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        bool isPercent = suffix == '%';
        if (!AsciiText.TryReadDecimal(shift != 0 || isPercent ? text[..^1] : text, out ulong number))
        {
            return false;
        }

        if (isPercent)
        {
            value = (TotalPages << PageShift) / 100 * (long)Math.Min(number, 100);
            return number <= 100;
        }

        value = (long)(number << shift);
        return number <= (ulong)long.MaxValue >> shift;
    }

    private static bool TryReadOctal(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            uint number = (uint)digit - '0';
            if (number > 7 || value > 0xFFF)
            {
                return false;
            }

            value = (value << 3) | number;
        }

        return !text.IsEmpty;
    }
}
