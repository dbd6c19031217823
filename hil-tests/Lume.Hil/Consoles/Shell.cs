// A shell on a console: one command in, its output and exit status out.
using System;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Lume.Hil.Consoles;

/// <summary>What a command in the guest did.</summary>
/// <param name="Output">What it wrote to standard output and standard error, lines ended by \n.</param>
/// <param name="ExitCode">Its exit status.</param>
public readonly record struct CommandResult(string Output, int ExitCode);

/// <summary>
/// Runs commands in an interactive POSIX shell. Echo is off meanwhile (busybox ash then reads plain lines, without line editing), and
/// every command stands between two markers with a number of its own, so that kernel messages, late output and prompts are never taken for its output.
/// </summary>
public sealed class Shell(SerialConsole console)
{
    // The terminal's line buffer holds 4095 characters (POSIX MAX_CANON is less, Linux n_tty N_TTY_BUF_SIZE).
    private const int LongestLine = 4000;

    private int _number;

    /// <summary>The console below, for keys and other things that are no commands.</summary>
    public SerialConsole Console => console;

    /// <summary>Waits for the first prompt after boot, and makes the shell quiet.</summary>
    /// <param name="timeout">How long to wait; null for the console's own limit.</param>
    /// <param name="prompt">The prompt, when it is not <c>#</c> or <c>$</c> and a space.</param>
    /// <exception cref="ConsoleTimeoutException">No prompt came.</exception>
    public async Task WaitUntilReadyAsync(TimeSpan? timeout = null, Regex? prompt = null)
    {
        await console.ExpectAsync(prompt ?? new Regex(@"[#$] (\x1b\[6n)?$"), timeout).ConfigureAwait(false);
        await MakeQuietAsync().ConfigureAwait(false);
    }

    /// <summary>Turns echo, line editing and prompts off. The shell must be waiting for a command.</summary>
    public async Task MakeQuietAsync()
    {
        int number = ++_number;
        // The quotes keep the echo of this line, while echo is still on, from looking like its output.
        await console.SendLineAsync(string.Create(CultureInfo.InvariantCulture, $"stty -echo; PS1= PS2=; echo \"@@\"ready:{number}@@")).ConfigureAwait(false);
        await console.ExpectTextAsync(string.Create(CultureInfo.InvariantCulture, $"@@ready:{number}@@\r\n")).ConfigureAwait(false);
    }

    /// <summary>Turns echo and line editing on again, with a prompt of its own, as a person sees it.</summary>
    public async Task MakeInteractiveAsync(string prompt)
    {
        await console.SendLineAsync($"stty echo; PS1='{prompt}'").ConfigureAwait(false);
        await console.ExpectTextAsync(prompt).ConfigureAwait(false);
    }

    /// <summary>Runs a command (several lines are fine) with standard input from /dev/null.</summary>
    /// <exception cref="ConsoleTimeoutException">It did not end in time, or the kernel stopped.</exception>
    public async Task<CommandResult> RunAsync(string command, TimeSpan? timeout = null)
    {
        int number = ++_number;
        // The markers are lines of their own, so that a command that the shell cannot parse still ends.
        string text = string.Create(
            CultureInfo.InvariantCulture, $"echo @@begin:{number}@@\n{{ {command}\n}} 2>&1 </dev/null\necho @@end:{number}:$?@@");
        foreach (string line in text.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n'))
        {
            if (line.Length > LongestLine)
            {
                throw new ArgumentException($"A line of more than {LongestLine} characters does not pass a terminal.", nameof(command));
            }

            await console.SendLineAsync(line).ConfigureAwait(false);
        }

        await console.ExpectTextAsync(string.Create(CultureInfo.InvariantCulture, $"@@begin:{number}@@\r\n"), timeout).ConfigureAwait(false);
        // The output is what stands before the match: a pattern for it would be tried from every character of it, at each piece that comes.
        Match end = await console.ExpectAsync(
            new Regex(string.Create(CultureInfo.InvariantCulture, $@"@@end:{number}:(?<code>\d+)@@\r?\n")), timeout).ConfigureAwait(false);
        string output = end.Result("$`").Replace("\r\n", "\n", StringComparison.Ordinal);
        return new CommandResult(output, int.Parse(end.Groups["code"].ValueSpan, CultureInfo.InvariantCulture));
    }
}
