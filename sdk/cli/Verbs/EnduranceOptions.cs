// Options of the verbs that run a machine for long: fuzz, soak and stress.
using System;
using System.CommandLine;
using System.Globalization;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Cli.Verbs;

/// <summary>How long, and on what.</summary>
/// <param name="Length">Time of the guest.</param>
/// <param name="Machine">The machine without kernel and initramfs.</param>
/// <param name="Board">The board.</param>
/// <param name="IsChecked">Whether the checked kernel is meant.</param>
/// <param name="BusyBox">The user's busybox, or null.</param>
internal sealed record EnduranceSettings(TimeSpan Length, Func<string, string, MachineOptions> Machine, string Board, bool IsChecked, string? BusyBox);

/// <summary>The options.</summary>
internal sealed class EnduranceOptions(string length, string memory = "128M")
{
    private readonly Option<string> _length = new("--for") { Description = "How long: 90s, 30m, 2h.", HelpName = "TIME", DefaultValueFactory = _ => length };
    private readonly Option<int> _smp = new("--smp") { Description = "Number of harts.", HelpName = "N", DefaultValueFactory = static _ => 4 };
    private readonly Option<string> _memory = new("--memory", "-m") { Description = "RAM, in QEMU's notation.", HelpName = "SIZE", DefaultValueFactory = _ => memory };
    private readonly Option<bool> _icount = new("--icount") { Description = "One hart, time counted in instructions: the run repeats exactly." };
    private readonly Option<string> _board = CommonOptions.Board();
    private readonly Option<bool> _checked = CommonOptions.Checked();
    private readonly Option<string?> _busybox = CommonOptions.BusyBox();

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_length, _smp, _memory, _icount, _board, _checked, _busybox])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the user said.</summary>
    /// <exception cref="LumeException">The time is none.</exception>
    public EnduranceSettings Read(ParseResult parsed)
    {
        bool counted = parsed.GetValue(_icount);
        int smp = counted ? 1 : parsed.GetValue(_smp);
        string memory = parsed.GetValue(_memory)!;
        return new EnduranceSettings(
            ParseTime(parsed.GetValue(_length)!),
            (kernel, initrd) => new MachineOptions { Kernel = kernel, Initrd = initrd, Smp = smp, Memory = memory, InstructionCount = counted, Append = "quiet" },
            parsed.GetValue(_board)!,
            parsed.GetValue(_checked),
            parsed.GetValue(_busybox));
    }

    private static TimeSpan ParseTime(string text)
    {
        const double Longest = 7 * 24 * 3600;
        double unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        bool isNumber = double.TryParse(text.AsSpan(0, Math.Max(text.Length - 1, 0)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        double seconds = number * unit;
        return isNumber && seconds is >= 1 and <= Longest
            ? TimeSpan.FromSeconds(seconds)
            : throw new LumeException($"'{text}' is no time. Examples: 90s, 30m, 2h.");
    }
}
