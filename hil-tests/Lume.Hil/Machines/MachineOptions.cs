// What a QEMU machine is made of.
using System.Collections.Generic;

namespace Lume.Hil.Machines;

/// <summary>Settings of one QEMU machine.</summary>
public sealed record MachineOptions
{
    /// <summary>The bootable image, or null where the firmware loads one by itself.</summary>
    public required string? Kernel { get; init; }

    /// <summary>The full path of QEMU, or null for the installed one.</summary>
    public string? Program { get; init; }

    /// <summary>The firmware, or null for QEMU's own OpenSBI.</summary>
    public string? Bios { get; init; }

    /// <summary>The initramfs, or null for none.</summary>
    public string? Initrd { get; init; }

    /// <summary>QEMU's machine type.</summary>
    public string Machine { get; init; } = "virt";

    /// <summary>Number of harts.</summary>
    public int Smp { get; init; } = 4;

    /// <summary>RAM, in QEMU's notation (256M, 4G).</summary>
    public string Memory { get; init; } = "256M";

    /// <summary>The kernel's command line.</summary>
    public string Append { get; init; } = string.Empty;

    /// <summary>True: guest time is counted in instructions, one per nanosecond, on one hart; runs repeat exactly.</summary>
    public bool InstructionCount { get; init; }

    /// <summary>Port of QEMU's debugger stub; the machine waits for it. Null for none.</summary>
    public int? GdbPort { get; init; }

    /// <summary>False: a reboot of the guest ends QEMU.</summary>
    public bool AllowReboot { get; init; }

    /// <summary>
    /// Where the first serial port ends, in QEMU's notation. With <c>stdio</c> the <see cref="QemuMachine.Console"/> talks to it;
    /// with <c>pty</c> or <c>unix:FILE,server=on,wait=off</c> another program does, and that console shows only what QEMU says itself.
    /// </summary>
    public string Serial { get; init; } = "stdio";

    /// <summary>Further arguments for QEMU, as they are.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>QEMU's arguments without those for the console.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        List<string> arguments =
        [
            "-M", Machine, "-nodefaults", "-display", "none",
            "-smp", Smp.ToString(System.Globalization.CultureInfo.InvariantCulture), "-m", Memory,
        ];
        if (Bios is not null)
        {
            arguments.AddRange(["-bios", Bios]);
        }

        if (Kernel is not null)
        {
            arguments.AddRange(["-kernel", Kernel]);
        }

        if (Initrd is not null)
        {
            arguments.AddRange(["-initrd", Initrd]);
        }

        if (Append.Length > 0)
        {
            arguments.AddRange(["-append", Append]);
        }

        if (InstructionCount)
        {
            arguments.AddRange(["-icount", "shift=0,sleep=off", "-seed", "1", "-rtc", "base=2026-01-01T00:00:00,clock=vm"]);
        }

        if (GdbPort is { } port)
        {
            arguments.AddRange(["-gdb", $"tcp:127.0.0.1:{port}", "-S"]);
        }

        if (!AllowReboot)
        {
            arguments.Add("-no-reboot");
        }

        arguments.AddRange(Extra);
        return arguments;
    }
}
