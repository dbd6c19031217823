// A bench as lume-bench.yaml describes it. docs/hil.md is the reference of the file.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Lume.Hil.Benches;

/// <summary>Boards within reach, and tests that are known to fail on them.</summary>
/// <param name="File">The file it was read from, or a name for messages.</param>
/// <param name="Boards">At least one; ids differ.</param>
/// <param name="Quarantine">Known failures.</param>
public sealed record Bench(string File, IReadOnlyList<BoardSpec> Boards, IReadOnlyList<QuarantineEntry> Quarantine)
{
    /// <summary>The board with an id, or null.</summary>
    public BoardSpec? Find(string id) => Boards.FirstOrDefault(board => board.Id == id);
}

/// <summary>One board of a bench.</summary>
public sealed record BoardSpec
{
    /// <summary>Its name on this bench.</summary>
    public required string Id { get; init; }

    /// <summary>What it is; tests ask for this.</summary>
    public required string Board { get; init; }

    /// <summary>The way to its console: a device file or an address with a scheme.</summary>
    public required string Port { get; init; }

    /// <summary>Bits per second.</summary>
    public int Baud { get; init; } = 115200;

    /// <summary>What is attached to it.</summary>
    public IReadOnlyList<string> Fixtures { get; init; } = [];

    /// <summary>The QEMU machine of a <c>qemu:</c> port.</summary>
    public QemuSpec Qemu { get; init; } = new();

    /// <summary>The image that the board boots, for its hash in the report. Null: unknown, or QEMU's.</summary>
    public string? Image { get; init; }

    /// <summary>Shell commands that switch its power, or null.</summary>
    public string? PowerOn { get; init; }

    /// <inheritdoc cref="PowerOn"/>
    public string? PowerOff { get; init; }

    /// <summary>A shell command that resets it. Null: power off and on, or for QEMU a new process.</summary>
    public string? Reset { get; init; }

    /// <summary>A dialogue with the firmware after a reset, in order.</summary>
    public IReadOnlyList<BootStep> Boot { get; init; } = [];

    /// <summary>The first prompt of the guest's shell.</summary>
    public Regex? Prompt { get; init; }

    /// <summary>How long things may take.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Further attempts after a failure of the infrastructure.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>True when the runner starts QEMU itself.</summary>
    public bool IsQemu => Port.StartsWith(BenchReader.QemuScheme, StringComparison.Ordinal);
}

/// <summary>Settings of a <c>qemu:</c> port; null means what the machine usually has.</summary>
public sealed record QemuSpec
{
    /// <summary>Number of harts.</summary>
    public int? Harts { get; init; }

    /// <summary>RAM in QEMU's notation.</summary>
    public string? Memory { get; init; }

    /// <summary>The initramfs; null for the standard one.</summary>
    public string? Initrd { get; init; }

    /// <summary>The kernel's command line.</summary>
    public string Append { get; init; } = string.Empty;

    /// <summary>Further arguments.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];
}

/// <summary>One exchange with the firmware.</summary>
/// <param name="Expect">What it says.</param>
/// <param name="Send">What is answered, as it is; empty for nothing.</param>
/// <param name="Within">How long to wait for it; null for the limit of the boot.</param>
public sealed record BootStep(Regex Expect, string Send, TimeSpan? Within);

/// <summary>Time limits of a board.</summary>
public sealed record Limits
{
    /// <summary>From reset to the prompt.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>One expectation on the console.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>One attempt at one test.</summary>
    public TimeSpan Test { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Waiting for another process that holds the port.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>A test that is known to fail.</summary>
/// <param name="Test">Its full name; * stands for anything.</param>
/// <param name="Boards">Ids of boards, or none for all.</param>
/// <param name="Issue">Where it is being worked on.</param>
/// <param name="Until">The last day on which a failure does not count.</param>
public sealed record QuarantineEntry(string Test, IReadOnlyList<string> Boards, Uri Issue, DateOnly Until)
{
    /// <summary>True when it speaks of this test on this board.</summary>
    public bool Covers(string test, string boardId) =>
        (Boards.Count == 0 || Boards.Contains(boardId))
        && Regex.IsMatch(test, "^" + Regex.Escape(Test).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant);

    /// <summary>True when its time is over, so that a failure counts again.</summary>
    public bool HasExpired(DateOnly today) => today > Until;
}
