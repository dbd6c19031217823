// The system call fuzzer of Suites/Programs/fuzz.c on a booted machine: it must go on telling, end well, and leave a shell that answers.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;

namespace Lume.Hil.Endurance;

/// <summary>Runs the fuzzer.</summary>
public static partial class FuzzRun
{
    /// <summary>Programs that the initramfs must have in /test.</summary>
    public static readonly string[] Programs = ["fuzz", "exit0"];

    // The fuzzer tells every two seconds of its own time. A host that is busy with others is slow, a kernel that hangs is silent.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(30);

    /// <summary>Fuzzes. The seed makes the run; with counted time on one hart it makes it to the instruction.</summary>
    /// <param name="shell">A shell of the machine.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="length">How long, in time of the guest.</param>
    /// <param name="tell">Gets the fuzzer's lines.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>Null when nothing was found, else what; the log has the reports of the kernel.</returns>
    public static async Task<string?> RunAsync(Shell shell, uint seed, TimeSpan length, Action<string> tell, CancellationToken cancel)
    {
        List<string> explanation = [];
        try
        {
            await shell.Console.SendLineAsync(string.Create(CultureInfo.InvariantCulture, $"/test/fuzz {seed} {(long)length.TotalSeconds}")).ConfigureAwait(false);
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                Match line = await shell.Console.ExpectAsync(Line(), s_silence).ConfigureAwait(false);
                string text = line.Groups["text"].Value;
                tell(text);
                if (text.StartsWith("FAILED", StringComparison.Ordinal))
                {
                    await KernelReports.CollectAsync(shell.Console).ConfigureAwait(false);
                    return $"{text}\n{string.Join('\n', explanation)}";
                }

                if (Explanation().IsMatch(text))
                {
                    explanation.Add(text);
                }

                if (text == "passed")
                {
                    break;
                }
            }

            // With what is in the shell itself: the fuzzer, as root, may have taken the right to execute from every program.
            CommandResult oopses = await shell.RunAsync("read count </proc/lume/oops; echo $count", s_answer).ConfigureAwait(false);
            return oopses.Output.Trim() is "0" ? null : $"the kernel reported an oops (/proc/lume/oops: {oopses.Output.Trim()})";
        }
        catch (ConsoleTimeoutException e)
        {
            await KernelReports.CollectAsync(shell.Console).ConfigureAwait(false);
            return e.Message;
        }
    }

    // Of what the fuzzer says when it fails: which tasks the worker has, how they are, in which calls.
    [GeneratedRegex(@"^(worker|task|stat) |\) unfinished ")]
    private static partial Regex Explanation();

    [GeneratedRegex(@"fuzz: (?<text>[^\r\n]*)\r?\n")]
    private static partial Regex Line();
}
