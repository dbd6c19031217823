// The C tests of kernel/tests/guest on Lume, compared with what Linux printed.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Oracle;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Oracle;

public sealed class SystemCallTests(SystemCallTests.Machine machine) : IClassFixture<SystemCallTests.Machine>
{
    private static readonly IReadOnlyList<Difference> s_differences =
        Differences.Parse(File.ReadAllText(Path.Combine(GuestTests.Folder(TestBench.Layout), "differences.txt")));

    /// <summary>The chapters.</summary>
    public static IEnumerable<TheoryDataRow<string>> Chapters => GuestTests.Chapters(TestBench.Layout).Select(chapter => new TheoryDataRow<string>(chapter));

    /// <summary>The recorded tests.</summary>
    public static IEnumerable<TheoryDataRow<string>> Tests =>
        GuestTests.Chapters(TestBench.Layout).SelectMany(chapter => Record(chapter).Keys).Select(test => new TheoryDataRow<string>(test));

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Answers_as_Linux_does(string test)
    {
        string chapter = test.Split('/')[0];
        string expected = Differences.Apply(s_differences, test, Record(chapter)[test]);
        IReadOnlyDictionary<string, string> seen = await machine.RunChapterAsync(chapter);
        Assert.True(seen.ContainsKey(test), $"{test} is in the record, but there is no such test. Record it anew: ./lume oracle {chapter}");
        string? told = Difference(expected, seen[test]);
        Assert.True(told is null, $"{test} differs (- Linux, with the accepted differences; + Lume):\n{told}");
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task Every_test_is_recorded(string chapter)
    {
        string[] missing = [.. (await machine.RunChapterAsync(chapter)).Keys.Except(Record(chapter).Keys)];
        Assert.True(missing.Length == 0, $"Not in the record of Linux: {string.Join(", ", missing)}. Type: ./lume oracle {chapter}");
    }

    [Fact]
    public void Every_difference_is_about_a_recorded_test() =>
        Assert.All(s_differences, entry => Assert.Contains(entry.Test, Record(entry.Test.Split('/')[0]).Keys));

    private static IReadOnlyDictionary<string, string> Record(string chapter)
    {
        string file = GuestTests.Record(TestBench.Layout, chapter);
        return File.Exists(file) ? GuestRecord.Parse(File.ReadAllText(file)) : new Dictionary<string, string>();
    }

    // Line by line, only what differs; a line that only one side has shifts nothing, because tests print a fixed sequence.
    private static string? Difference(string expected, string seen)
    {
        if (expected == seen)
        {
            return null;
        }

        string[] left = expected.Split('\n');
        string[] right = seen.Split('\n');
        List<string> told = [];
        foreach (string line in left.Except(right))
        {
            told.Add("- " + line);
        }

        foreach (string line in right.Except(left))
        {
            told.Add("+ " + line);
        }

        return told.Count > 0 ? string.Join('\n', told) : $"the same lines in another order or number\nexpected:\n{expected}\nseen:\n{seen}";
    }

    /// <summary>This class's machine; a chapter runs once, with its first test.</summary>
    public sealed class Machine : BootedShell
    {
        private readonly Dictionary<string, Task<IReadOnlyDictionary<string, string>>> _chapters = [];

        /// <inheritdoc/>
        protected override string Name => nameof(SystemCallTests);

        /// <summary>What the tests of a chapter print.</summary>
        public Task<IReadOnlyDictionary<string, string>> RunChapterAsync(string chapter)
        {
            if (!_chapters.TryGetValue(chapter, out Task<IReadOnlyDictionary<string, string>>? run))
            {
                run = RunOnceAsync(chapter);
                _chapters[chapter] = run;
            }

            return run;
        }

        private async Task<IReadOnlyDictionary<string, string>> RunOnceAsync(string chapter)
        {
            Shell shell = await ShellAsync().ConfigureAwait(false);
            return await KeepingAsync(() => GuestTests.RunAsync(shell, chapter)).ConfigureAwait(false);
        }
    }
}
