// Calls `dotnet build`: progress while it runs, the errors and only those when it fails.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Building;

/// <summary>One call of <c>dotnet build</c>.</summary>
internal static class MsBuild
{
    private const int ErrorsShown = 25;

    /// <summary>Builds a project or solution; the whole log goes to <paramref name="logName"/> in artifacts/logs.</summary>
    /// <exception cref="LumeException">The build failed; its errors are in the message.</exception>
    public static async Task BuildAsync(
        RepositoryLayout layout, string title, string project, IEnumerable<string> options, string logName, CancellationToken cancel)
    {
        string log = Path.Combine(layout.Artifacts, "logs", logName + ".log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        using IDisposable alone = await BuildLock.TakeAsync(layout, cancel).ConfigureAwait(false);
        List<string> arguments = ["build", project, "--nologo", "-v", "minimal", "-clp:NoSummary", "-nodeReuse:false", .. options];
        DateTime begin = DateTime.UtcNow;
        StringBuilder text = new();
        Lock guard = new();
        HostResult result = await Say.WhileAsync(title, step => HostProcess.RunAsync(
            "dotnet",
            arguments,
            new Dictionary<string, string> { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["MSBUILDTERMINALLOGGER"] = "off" },
            line =>
            {
                lock (guard)
                {
                    text.AppendLine(line);
                }

                step(line.Trim());
            },
            layout.Root,
            cancel: cancel)).ConfigureAwait(false);
        string all = text.ToString();
        await File.WriteAllTextAsync(log, all, cancel).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new LumeException(Explain(layout, title, all, log));
        }

        Say.Done($"{title}: {(DateTime.UtcNow - begin).TotalSeconds:0.0} s");
    }

    /// <summary>The error lines of a build log, each once, in order.</summary>
    internal static IReadOnlyList<string> ErrorLines(string log)
    {
        return [.. log.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Contains("error ", StringComparison.Ordinal) || line.StartsWith("error:", StringComparison.Ordinal))
            .Select(WithoutProject)
            .Distinct()];
    }

    private static string WithoutProject(string line)
    {
        int project = line.EndsWith(']') ? line.LastIndexOf(" [", StringComparison.Ordinal) : -1;
        return project > 0 ? line[..project] : line;
    }

    private static string Explain(RepositoryLayout layout, string title, string all, string log)
    {
        IReadOnlyList<string> errors = ErrorLines(all);
        StringBuilder message = new();
        message.AppendLine($"{title}: failed.");
        foreach (string error in errors.Take(ErrorsShown))
        {
            message.Append("  ").AppendLine(error);
        }

        if (errors.Count > ErrorsShown)
        {
            message.AppendLine($"  ... and {errors.Count - ErrorsShown} more");
        }

        if (errors.Count == 0)
        {
            message.AppendLine("  " + string.Join("\n  ", all.TrimEnd().Split('\n').TakeLast(ErrorsShown)));
        }

        foreach (string hint in Hints(all))
        {
            message.AppendLine(hint);
        }

        return message.Append($"The whole log: {Path.GetRelativePath(layout.Root, log)}").ToString();
    }

    private static IEnumerable<string> Hints(string all)
    {
        if (all.Contains("being used by another process", StringComparison.Ordinal) || all.Contains("Text file busy", StringComparison.Ordinal))
        {
            yield return "A file is in use: another build or a program from artifacts/ still runs. End it and try again.";
        }

        if (all.Contains("NU1301", StringComparison.Ordinal) || all.Contains("NU1101", StringComparison.Ordinal))
        {
            yield return "A NuGet package could not be fetched: check the network and `dotnet nuget list source`.";
        }

        if (all.Contains("No space left on device", StringComparison.Ordinal))
        {
            yield return "The disk is full.";
        }
    }
}
