// A system at work for long, and what it leaves behind: pages, objects by type, descriptors and processes must be as before.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;

namespace Lume.Hil.Endurance;

/// <summary>What exists at one moment, after a collection and with empty caches.</summary>
/// <param name="Pages">Free page frames.</param>
/// <param name="Objects">Objects of the kernel by the address of their type.</param>
/// <param name="Processes">Processes.</param>
/// <param name="Descriptors">Open descriptors of all processes.</param>
public sealed record SoakCount(long Pages, IReadOnlyDictionary<string, long> Objects, int Processes, int Descriptors);

/// <summary>Runs the soak.</summary>
public static partial class SoakRun
{
    /// <summary>Programs that the initramfs must have in /test.</summary>
    public static readonly string[] Programs = ["spawner", "exit0", "races", "soak.sh"];

    private const int Workers = 4;

    // What a leak of one object a round never stays under, and what the kernel's own moving parts (magazines of harts, half-filled spans) do.
    private const long ToleratedPages = 128;
    private const long ToleratedObjects = 64;

    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(5);

    /// <summary>Soaks for a time of the guest.</summary>
    /// <returns>What went wrong; empty when all is well. When the machine no longer answers the log has what its threads wait for.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Shell shell, TimeSpan length, Action<string> tell, CancellationToken cancel)
    {
        try
        {
            return await SoakAsync(shell, length, tell, cancel).ConfigureAwait(false);
        }
        catch (ConsoleTimeoutException e)
        {
            await KernelReports.CollectAsync(shell.Console).ConfigureAwait(false);
            return [e.Message];
        }
    }

    /// <summary>What differs.</summary>
    public static IEnumerable<string> Compare(SoakCount before, SoakCount after)
    {
        if (before.Pages - after.Pages > ToleratedPages)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{before.Pages - after.Pages} pages are lost ({before.Pages} were free, {after.Pages} are)");
        }

        foreach ((string type, long count) in after.Objects)
        {
            long more = count - before.Objects.GetValueOrDefault(type);
            if (more > ToleratedObjects)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{more} objects more of type {type} ({count})");
            }
        }

        if (before.Processes != after.Processes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{before.Processes} processes before, {after.Processes} after");
        }

        if (before.Descriptors != after.Descriptors)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{before.Descriptors} descriptors before, {after.Descriptors} after");
        }
    }

    private static async Task<IReadOnlyList<string>> SoakAsync(Shell shell, TimeSpan length, Action<string> tell, CancellationToken cancel)
    {
        tell("warming up");
        List<string> wrong = [.. await WorkAsync(shell, 15).ConfigureAwait(false)];
        SoakCount before = await CountAsync(shell).ConfigureAwait(false);
        DateTime start = DateTime.UtcNow;
        long left = (long)length.TotalSeconds;
        while (left > 0 && wrong.Count == 0)
        {
            cancel.ThrowIfCancellationRequested();
            long part = Math.Min(left, 60);
            wrong.AddRange(await WorkAsync(shell, part).ConfigureAwait(false));
            left -= part;
            tell(string.Create(CultureInfo.InvariantCulture, $"{left} s left, {(DateTime.UtcNow - start).TotalSeconds:0} s of the host"));
        }

        SoakCount after = await CountAsync(shell).ConfigureAwait(false);
        wrong.AddRange(Compare(before, after));
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> WorkAsync(Shell shell, long seconds)
    {
        string workers = string.Join(' ', Enumerable.Range(1, Workers));
        CommandResult result = await shell.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"( for w in {workers}; do sh /test/soak.sh /tmp/soak.$w {seconds} & done; wait )"),
            TimeSpan.FromSeconds(seconds * 4) + s_slack).ConfigureAwait(false);
        int ended = Regex.Count(result.Output, @"(?m)^rounds \d");
        string[] wrong = [.. result.Output.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("rounds ", StringComparison.Ordinal))];
        return ended == Workers ? wrong : [.. wrong, $"{ended} of {Workers} workers came to their end"];
    }

    private static async Task<SoakCount> CountAsync(Shell shell)
    {
        // What the last round left may still be ending: first the number of processes must hold still for a while.
        const string Settle =
            "last=0; same=0; tries=0; while [ $same -lt 3 ] && [ $tries -lt 60 ]; do sleep 1; now=$(ls -d /proc/[0-9]* | wc -l); "
            + "if [ $now = $last ]; then same=$((same+1)); else same=0; last=$now; fi; tries=$((tries+1)); done; ps; ";

        // The shell itself counts: a pipeline's own processes, on their way to exec, have now these descriptors and now those.
        const string Gather =
            Settle + "echo 3 >/proc/sys/vm/drop_caches; echo 1 >/proc/lume/collect; echo 1 >/proc/lume/collect; cat /proc/lume/objects /proc/lume/memory /proc/lume/heap; "
            + "set -- /proc/[0-9]*; echo processes $#; set -- /proc/[0-9]*/fd/*; echo descriptors $#";
        CommandResult result = await shell.RunAsync(Gather, s_slack).ConfigureAwait(false);
        Dictionary<string, long> objects = TypeLine().Matches(result.Output).ToDictionary(
            line => line.Groups["type"].Value, line => long.Parse(line.Groups["count"].ValueSpan, CultureInfo.InvariantCulture));
        return new SoakCount(Figure(result.Output, "frames_free"), objects, (int)Figure(result.Output, "processes"), (int)Figure(result.Output, "descriptors"));
    }

    private static long Figure(string text, string name) =>
        long.Parse(Regex.Match(text, $@"(?m)^{name} (\d+)").Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?m)^\s*(?<count>\d+)\s+\d+\s+(?<type>0x[0-9a-f]+)")]
    private static partial Regex TypeLine();
}
