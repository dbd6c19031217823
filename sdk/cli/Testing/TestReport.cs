// Results of many test programs added up, with each failure told once.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace Lume.Cli.Testing;

/// <summary>A test that failed.</summary>
/// <param name="Program">The test program it belongs to.</param>
/// <param name="Test">Its name.</param>
/// <param name="Message">What was expected and seen, with the stack trace.</param>
internal sealed record TestFailure(string Program, string Test, string Message);

/// <summary>What one test program reported.</summary>
/// <param name="Program">Its name.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Skipped">Tests that were left out.</param>
/// <param name="Failures">Tests that failed.</param>
/// <param name="Duration">Wall time.</param>
internal sealed record TestOutcome(string Program, int Passed, int Skipped, IReadOnlyList<TestFailure> Failures, TimeSpan Duration);

/// <summary>Reads what test programs report.</summary>
internal static class TestReport
{
    /// <summary>Reads a JUnit file; a missing or broken one is a failure, because its program died.</summary>
    /// <param name="program">The test program's name.</param>
    /// <param name="junitFile">The file that it was to write.</param>
    /// <param name="exitCode">Its exit status.</param>
    /// <param name="output">What it printed; its end explains a crash.</param>
    /// <param name="duration">Wall time.</param>
    public static TestOutcome Read(string program, string junitFile, int exitCode, string output, TimeSpan duration)
    {
        try
        {
            if (File.Exists(junitFile))
            {
                return FromCases(program, XDocument.Load(junitFile), exitCode, output, duration);
            }
        }
        catch (XmlException)
        {
            // The program died while it wrote; told below.
        }

        return Crashed(program, exitCode, output, duration);
    }

    /// <summary>A failure of a step that is no test, such as a build: it counts as one failed test.</summary>
    public static TestOutcome Step(string step, string message) =>
        new(step, 0, 0, [new TestFailure(step, step, message)], TimeSpan.Zero);

    /// <summary>The last line of a run: the figures that people and scripts look at.</summary>
    public static string Summary(IEnumerable<TestOutcome> outcomes)
    {
        TestOutcome[] all = [.. outcomes];
        int passed = all.Sum(outcome => outcome.Passed);
        int failed = all.Sum(outcome => outcome.Failures.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed");
    }

    private static TestOutcome FromCases(string program, XDocument report, int exitCode, string output, TimeSpan duration)
    {
        XElement[] cases = [.. report.Descendants("testcase")];
        List<TestFailure> failures =
        [
            .. cases
                .Select(test => (Test: test, Failure: test.Element("failure") ?? test.Element("error")))
                .Where(pair => pair.Failure is not null)
                .Select(pair => new TestFailure(program, Name(pair.Test), Message(pair.Failure!))),
        ];
        int skipped = cases.Count(test => test.Element("skipped") is not null);
        if (exitCode != 0 && failures.Count == 0)
        {
            failures.Add(new TestFailure(program, program, $"It ended with status {exitCode} though no test failed.\n{Tail(output)}"));
        }

        int failedCases = cases.Count(test => test.Element("failure") is not null || test.Element("error") is not null);
        return new TestOutcome(program, cases.Length - skipped - failedCases, skipped, failures, duration);
    }

    private static TestOutcome Crashed(string program, int exitCode, string output, TimeSpan duration) =>
        new(program, 0, 0, [new TestFailure(program, program, $"It ended with status {exitCode} and left no report.\n{Tail(output)}")], duration);

    private static string Name(XElement test)
    {
        string name = (string?)test.Attribute("name") ?? "?";
        string type = (string?)test.Attribute("classname") ?? string.Empty;
        return name.StartsWith(type, StringComparison.Ordinal) ? name : $"{type}.{name}";
    }

    private static string Message(XElement failure)
    {
        string message = (string?)failure.Attribute("message") ?? string.Empty;
        return $"{message}\n{failure.Value}".Trim();
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(30));
}
