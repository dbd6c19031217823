// Options that several verbs share.
using System.CommandLine;

namespace Lume.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>The board that is meant when none is named.</summary>
    public const string DefaultBoard = "qemu-virt";

    /// <summary>--board NAME.</summary>
    public static Option<string> Board() => new("--board", "-b")
    {
        Description = "The machine to build for: a folder of boards/.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => DefaultBoard,
    };

    /// <summary>--checked.</summary>
    public static Option<bool> Checked() => new("--checked")
    {
        Description = "The kernel that checks its rules of locking and giving way, slower (docs/debugging.md).",
    };

    /// <summary>--busybox FILE.</summary>
    public static Option<string?> BusyBox() => new("--busybox")
    {
        Description = "A static riscv64 busybox to put into the initramfs, instead of Debian's package.",
        HelpName = "FILE",
    };
}
