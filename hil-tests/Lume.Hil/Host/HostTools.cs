// The host's own programs that Lume needs: where they are, which version is enough, which Debian package brings them.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Lume.Hil.Host;

/// <summary>A program of the host that Lume calls, or a file that it needs.</summary>
/// <param name="Program">Its file name, or the full path of a file that is no program.</param>
/// <param name="Packages">Debian packages that bring it, the first that the machine's apt knows is taken.</param>
/// <param name="MinimumVersion">The least version that works, or null where any does.</param>
public sealed record HostTool(string Program, string[] Packages, Version? MinimumVersion = null);

/// <summary>Finds the host's programs and says what is missing.</summary>
public static partial class HostTools
{
    /// <summary>The LLVM release whose bitcode and options the code generator is written for.</summary>
    public const int LlvmVersion = 19;

    private const string LlvmFolder = "/usr/lib/llvm-19/bin";

    /// <summary>QEMU with the RISC-V machines. 7.2 is Debian 12's, the oldest that is tested.</summary>
    public static HostTool Qemu { get; } = new("qemu-system-riscv64", ["qemu-system-riscv", "qemu-system-misc"], new Version(7, 2));

    /// <summary>What building the kernel calls.</summary>
    public static IReadOnlyList<HostTool> Building { get; } =
    [
        new("clang-19", ["clang-19"], new Version(LlvmVersion, 1)),
        new("ld.lld-19", ["lld-19"], new Version(LlvmVersion, 1)),
        new("llvm-as-19", ["llvm-19"], new Version(LlvmVersion, 1)),
    ];

    /// <summary>What reading a kernel's symbols calls.</summary>
    public static HostTool Symbolizer { get; } = new("llvm-symbolizer-19", ["llvm-19"], new Version(LlvmVersion, 1));

    /// <summary>What running the kernel in QEMU calls.</summary>
    public static IReadOnlyList<HostTool> Running { get; } = [Qemu];

    /// <summary>What the tests of the bench runner call: a server of remote ports, and a way to QEMU's monitor.</summary>
    public static IReadOnlyList<HostTool> ServingPorts { get; } = [new("ser2net", ["ser2net"]), new("socat", ["socat"])];

    /// <summary>What unpacks the Debian package of busybox.</summary>
    public static IReadOnlyList<HostTool> Fetching { get; } = [new("dpkg-deb", ["dpkg"]), new("xz", ["xz-utils"])];

    /// <summary>All that building and running takes, so that a user who has to install it by hand is told once.</summary>
    public static IReadOnlyList<HostTool> BuildingAndRunning { get; } = [.. Building, Symbolizer, .. Fetching, .. Running];

    /// <summary>What makes the file systems of card images.</summary>
    public static IReadOnlyList<HostTool> MakingCards { get; } =
        [new("mkfs.fat", ["dosfstools"]), new("mcopy", ["mtools"]), new("mke2fs", ["e2fsprogs"])];

    /// <summary>What checks card images in tests, independently of what made them.</summary>
    public static IReadOnlyList<HostTool> CheckingCards { get; } =
        [new("sgdisk", ["gdisk"]), new("fdisk", ["fdisk"]), new("fsck.fat", ["dosfstools"]), new("e2fsck", ["e2fsprogs"])];

    /// <summary>Other people's ends of what the flasher speaks. Tests that miss one of them are skipped and say so.</summary>
    public static IReadOnlyList<HostTool> Peers { get; } = [new("socat", ["socat"]), new("sb", ["lrzsz"]), new("mkimage", ["u-boot-tools"])];

    /// <summary>What compiles the test and benchmark programs written in C, glibc included.</summary>
    public static IReadOnlyList<HostTool> CompilingC { get; } =
    [
        new("riscv64-linux-gnu-gcc", ["gcc-riscv64-linux-gnu"]),
        new("/usr/riscv64-linux-gnu/lib/libc.a", ["libc6-dev-riscv64-cross"]),
    ];

    /// <summary>The full path of a program in PATH (or of LLVM's own folder), or null.</summary>
    public static string? FindInPath(string program)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        foreach (string folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin").Append("/sbin"))
        {
            string file = Path.Combine(folder, program);
            if (File.Exists(file))
            {
                return file;
            }
        }

        string plain = program.EndsWith("-19", StringComparison.Ordinal) ? program[..^3] : program;
        string inLlvm = Path.Combine(LlvmFolder, plain);
        return File.Exists(inLlvm) ? inLlvm : null;
    }

    /// <summary>Those of <paramref name="tools"/> that are not installed.</summary>
    public static IReadOnlyList<HostTool> Missing(IEnumerable<HostTool> tools) =>
        [.. tools.Where(tool => FindInPath(tool.Program) is null)];

    /// <summary>Checks that an installed program is new enough.</summary>
    /// <exception cref="LumeException">It is too old.</exception>
    public static async Task RequireVersionAsync(HostTool tool, CancellationToken cancel = default)
    {
        if (tool.MinimumVersion is not null && await VersionOfAsync(tool, cancel).ConfigureAwait(false) is { } version && version < tool.MinimumVersion)
        {
            throw new LumeException(
                $"{tool.Program} {version} is too old: Lume needs {tool.MinimumVersion} or newer ({FindInPath(tool.Program)}). "
                + $"On Debian 12 the package {tool.Packages[^1]} has it.");
        }
    }

    /// <summary>What an installed program says for <c>--version</c>; null when it is not installed or says no number.</summary>
    public static async Task<Version?> VersionOfAsync(HostTool tool, CancellationToken cancel = default) =>
        FindInPath(tool.Program) is { } path
            ? ParseVersion((await HostProcess.RunAsync(path, ["--version"], cancel: cancel).ConfigureAwait(false)).Output)
            : null;

    /// <summary>The first version number in what a program prints for <c>--version</c>, or null.</summary>
    public static Version? ParseVersion(string text)
    {
        Match match = VersionNumber().Match(text);
        return match.Success ? new Version(match.Value) : null;
    }

    [GeneratedRegex(@"\b\d+\.\d+(\.\d+)?")]
    private static partial Regex VersionNumber();
}
