// One boot of Linux that is asked everything: chapters of guest tests, then files of applet cases.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Hil.Oracle;

/// <summary>Boots Linux and collects its answers.</summary>
/// <param name="layout">The working copy.</param>
/// <param name="options">The machine, with a Linux image and the initramfs that has <see cref="GuestTests.Program"/>.</param>
/// <param name="chapters">Chapters of guest tests to run.</param>
/// <param name="caseFiles">Files of cases to run.</param>
public sealed class LinuxRun(RepositoryLayout layout, MachineOptions options, IReadOnlyList<string> chapters, IReadOnlyList<string> caseFiles)
{
    /// <summary>Runs everything on a new machine.</summary>
    /// <exception cref="ConsoleTimeoutException">Linux does not come up, or a test does not end.</exception>
    public async Task<LinuxAnswers> RunAsync(string log, CancellationToken cancel)
    {
        QemuMachine machine = QemuMachine.Start(options, Path.Combine(layout.TestLogs, log + ".log"));
        await using (machine.ConfigureAwait(false))
        {
            Shell shell = new(machine.Console);
            await shell.WaitUntilReadyAsync(TimeSpan.FromMinutes(2)).ConfigureAwait(false);
            string name = (await shell.RunAsync("uname -srv; busybox | head -n 1").ConfigureAwait(false)).Output;
            Dictionary<string, IReadOnlyDictionary<string, string>> tests = [];
            foreach (string chapter in chapters)
            {
                cancel.ThrowIfCancellationRequested();
                tests[chapter] = await GuestTests.RunAsync(shell, chapter).ConfigureAwait(false);
            }

            Dictionary<string, IReadOnlyList<Case>> cases = [];
            foreach (string file in caseFiles)
            {
                List<Case> answered = [];
                foreach (Case one in CaseFile.Load(file).Values)
                {
                    cancel.ThrowIfCancellationRequested();
                    CommandResult result = await one.RunAsync(shell).ConfigureAwait(false);
                    answered.Add(one.Compare(result) is null ? one : one.WithResult(result));
                }

                cases[file] = answered;
            }

            return new LinuxAnswers(name, tests, cases);
        }
    }
}

/// <summary>What one boot of Linux answered.</summary>
/// <param name="Kernel">Its name and version, and busybox's.</param>
/// <param name="Chapters">The output of the guest tests, by chapter and test.</param>
/// <param name="Files">The cases by file; those whose expectation was met are as they were.</param>
public sealed record LinuxAnswers(
    string Kernel, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Chapters, IReadOnlyDictionary<string, IReadOnlyList<Case>> Files)
{
    /// <summary>Number of guest tests.</summary>
    public int Tests => Chapters.Values.Sum(chapter => chapter.Count);

    /// <summary>Number of applet cases.</summary>
    public int Cases => Files.Values.Sum(file => file.Count);

    /// <summary>Lines about tests that two boots answered otherwise.</summary>
    public static IEnumerable<string> Unstable(LinuxAnswers first, LinuxAnswers second)
    {
        foreach ((string chapter, IReadOnlyDictionary<string, string> tests) in first.Chapters)
        {
            foreach ((string test, string output) in tests)
            {
                string other = second.Chapters[chapter].GetValueOrDefault(test, string.Empty);
                if (other != output)
                {
                    string[] lines = [.. output.Split('\n').Except(other.Split('\n')).Select(line => "\n  1: " + line)];
                    string[] others = [.. other.Split('\n').Except(output.Split('\n')).Select(line => "\n  2: " + line)];
                    yield return $"{test} prints something else each time:{string.Concat(lines)}{string.Concat(others)}";
                }
            }
        }

        foreach ((string file, IReadOnlyList<Case> cases) in first.Files)
        {
            foreach ((Case one, Case other) in cases.Zip(second.Files[file]).Where(pair => pair.First.ToText() != pair.Second.ToText()))
            {
                yield return $"{Path.GetFileName(file)}: '{one.Name}' prints something else each time:\n{one.ToText()}{other.ToText()}";
            }
        }
    }

    /// <summary>Lines about records that are not what Linux answered.</summary>
    public IEnumerable<string> Stale(RepositoryLayout layout) =>
    [
        .. Chapters.Where(chapter => !Holds(GuestTests.Record(layout, chapter.Key), GuestRecord.Format(chapter.Value)))
            .Select(chapter => $"The record of {chapter.Key} is not what Linux prints. Record it anew: ./lume oracle {chapter.Key}"),
        .. Files.SelectMany(file => CaseFile.Load(file.Key).Values.Zip(file.Value))
            .Where(pair => pair.First.ToText() != pair.Second.ToText())
            .Select(pair => $"The case '{pair.First.Name}' expects something else than Linux prints:\n{pair.Second.ToText()}"),
    ];

    /// <summary>Writes the records and the cases.</summary>
    /// <param name="layout">The working copy.</param>
    /// <param name="whole">True when everything was asked: the kernel's version is noted.</param>
    public void Save(RepositoryLayout layout, bool whole)
    {
        foreach ((string chapter, IReadOnlyDictionary<string, string> tests) in Chapters)
        {
            File.WriteAllText(GuestTests.Record(layout, chapter), GuestRecord.Format(tests));
        }

        foreach ((string file, IReadOnlyList<Case> cases) in Files)
        {
            CaseFile.Save(file, cases);
        }

        if (whole)
        {
            File.WriteAllText(GuestTests.Record(layout, "kernel"), Kernel);
        }
    }

    private static bool Holds(string file, string text) => File.Exists(file) && File.ReadAllText(file) == text;
}
