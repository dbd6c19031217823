// The report of a bench run as one HTML file that needs nothing else: boards, tests, causes, differences, consoles.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using Lume.Hil.Causes;

namespace Lume.Hil.Reports;

/// <summary>Writes the report.</summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    /// <param name="bench">The bench's name.</param>
    /// <param name="began">When the run began, UTC.</param>
    /// <param name="duration">Wall time.</param>
    /// <param name="boards">What the boards left.</param>
    public static string Write(string bench, DateTime began, TimeSpan duration, IReadOnlyList<BoardResults> boards)
    {
        TestRecord[] all = [.. boards.SelectMany(board => board.Tests)];
        string[] tests = [.. all.Select(test => test.Test).Distinct()];
        StringBuilder page = new();
        page.Append(Style.Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>Hardware tests: {E(Path.GetFileName(bench))}</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"sum\">{Count(all, Outcome.Passed)} {Count(all, Outcome.Failed)} {Count(all, Outcome.Quarantined)} {Count(all, Outcome.Skipped)}");
        page.Append(CultureInfo.InvariantCulture, $" on {boards.Count} boards &middot; {began:yyyy-MM-dd HH:mm} UTC &middot; {duration.TotalSeconds:0} s</p>");
        AppendBoards(page, boards);
        AppendMatrix(page, boards, tests);
        AppendDifferences(page, boards, tests);
        AppendDetails(page, boards);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendBoards(StringBuilder page, IReadOnlyList<BoardResults> boards)
    {
        page.Append("<h2>Boards</h2><div class=\"scroll\"><table><tr><th>id</th><th>board</th><th>port</th><th>firmware and kernel</th><th>image</th><th>fixtures</th><th>result</th></tr>");
        foreach (BoardResults board in boards)
        {
            string versions = string.Join("<br>", board.Board.Versions.Select(pair => $"<b>{E(pair.Key)}</b> {E(pair.Value)}"));
            string image = board.Board.ImageSha256 is { } hash
                ? $"{E(Path.GetFileName(board.Board.ImagePath!))}<br><code title=\"SHA-256 {hash}\">{hash[..16]}&hellip;</code>"
                : "<i>not named in the bench</i>";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{E(board.Board.Id)}\">{E(board.Board.Id)}</a></td><td>{E(board.Board.Board)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td><code>{E(board.Board.Port)}</code><br>from {E(board.Board.Host)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{(versions.Length == 0 ? "<i>did not boot</i>" : versions)}</td><td>{image}</td><td>{E(string.Join(", ", board.Board.Fixtures))}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{Count(board.Tests, Outcome.Passed)} {Count(board.Tests, Outcome.Failed)} {Count(board.Tests, Outcome.Quarantined)} {Count(board.Tests, Outcome.Skipped)}</td></tr>");
        }

        page.Append("</table></div>");
        foreach (BoardResults board in boards.Where(board => board.Died is not null))
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"died\"><b>{E(board.Board.Id)}</b>: the test program died.</p><pre>{E(board.Died!)}</pre>");
        }
    }

    private static void AppendMatrix(StringBuilder page, IReadOnlyList<BoardResults> boards, string[] tests)
    {
        page.Append("<h2>Tests</h2><div class=\"scroll\"><table><tr><th>test</th>");
        foreach (BoardResults board in boards)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th>{E(board.Board.Id)}</th>");
        }

        page.Append("</tr>");
        foreach (string test in tests)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Short(test)}</td>");
            foreach (BoardResults board in boards)
            {
                page.Append(Cell(board, board.Tests.LastOrDefault(one => one.Test == test)));
            }

            page.Append("</tr>");
        }

        page.Append("</table></div>");
        string[] nowhere = [.. tests.Where(test => boards.All(board => board.Tests.All(one => one.Test != test || one.Outcome == Outcome.Skipped)))];
        foreach (string test in nowhere)
        {
            string reasons = string.Join("; ", boards.SelectMany(board => board.Tests.Where(one => one.Test == test).Select(one => one.Message)).Distinct());
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Short(test)} ran on no board: {E(reasons)}.</p>");
        }
    }

    private static string Cell(BoardResults board, TestRecord? test)
    {
        if (test is null)
        {
            return "<td class=\"none\">not reached</td>";
        }

        string name = Name(test.Outcome);
        string more = test.Outcome switch
        {
            Outcome.Skipped => $"<br><small>{E(test.Message)}</small>",
            Outcome.Passed => test.Attempts.Count > 1 ? $"<br><small>after {E(Causes(test))}</small>" : string.Empty,
            _ => $"<br><small>{E(Causes(test))}{(test.Quarantine is null ? string.Empty : "; " + E(test.Quarantine))}</small>",
        };
        string link = test.Attempts.Count == 0 ? name : $"<a href=\"#{Anchor(board, test)}\">{name}</a>";
        string time = test.Attempts.Count == 0 ? string.Empty : test.Seconds.ToString(" 0.0' s'", CultureInfo.InvariantCulture);
        return $"<td class=\"{name}\">{link}<small>{time}</small>{more}</td>";
    }

    // Outcomes that are not the same everywhere, and noted values that are not.
    private static void AppendDifferences(StringBuilder page, IReadOnlyList<BoardResults> boards, string[] tests)
    {
        StringBuilder rows = new();
        foreach (string test in tests)
        {
            (BoardResults Board, TestRecord Test)[] ran = [.. boards
                .Select(board => (Board: board, Test: board.Tests.LastOrDefault(one => one.Test == test && one.Attempts.Count > 0)))
                .Where(pair => pair.Test is not null)
                .Select(pair => (pair.Board, pair.Test!))];
            if (ran.Select(pair => pair.Test.Outcome).Distinct().Count() > 1)
            {
                AppendDifference(rows, test, "outcome", boards, id => ran.FirstOrDefault(pair => pair.Board.Board.Id == id).Test is { } one ? Name(one.Outcome) : null);
            }

            foreach (string note in ran.SelectMany(pair => pair.Test.Notes.Keys).Distinct())
            {
                string?[] values = [.. ran.Select(pair => pair.Test.Notes.GetValueOrDefault(note))];
                if (values.Distinct().Count() > 1)
                {
                    AppendDifference(rows, test, note, boards, id => ran.FirstOrDefault(pair => pair.Board.Board.Id == id).Test?.Notes.GetValueOrDefault(note));
                }
            }
        }

        page.Append("<h2>Differences between boards</h2>");
        page.Append(rows.Length == 0
            ? "<p class=\"note\">None: every test ended the same and noted the same values on every board that ran it.</p>"
            : $"<div class=\"scroll\"><table><tr><th>test</th><th>what</th>{string.Concat(boards.Select(board => $"<th>{E(board.Board.Id)}</th>"))}</tr>{rows}</table></div>");
    }

    private static void AppendDifference(StringBuilder rows, string test, string what, IReadOnlyList<BoardResults> boards, Func<string, string?> value)
    {
        rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{Short(test)}</td><td>{E(what)}</td>");
        foreach (BoardResults board in boards)
        {
            rows.Append(value(board.Board.Id) is { } text ? $"<td>{E(text)}</td>" : "<td class=\"none\">-</td>");
        }

        rows.Append("</tr>");
    }

    private static void AppendDetails(StringBuilder page, IReadOnlyList<BoardResults> boards)
    {
        foreach (BoardResults board in boards)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{E(board.Board.Id)}\">Consoles of {E(board.Board.Id)}</h2>");
            foreach (TestRecord test in board.Tests.Where(test => test.Attempts.Count > 0))
            {
                string name = Name(test.Outcome);
                page.Append(CultureInfo.InvariantCulture, $"<details id=\"{Anchor(board, test)}\"{(test.Outcome == Outcome.Failed ? " open" : string.Empty)}>");
                page.Append(CultureInfo.InvariantCulture, $"<summary><span class=\"tag {name}\">{name}</span> {Short(test.Test)} <small>{test.Seconds:0.0} s</small></summary>");
                foreach (AttemptRecord attempt in test.Attempts)
                {
                    AppendAttempt(page, test, attempt);
                }

                page.Append("</details>");
            }
        }
    }

    private static void AppendAttempt(StringBuilder page, TestRecord test, AttemptRecord attempt)
    {
        if (test.Attempts.Count > 1 || attempt.Cause is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h4>Attempt {attempt.Number}: {E(attempt.Cause?.Text() ?? "passed")}</h4>");
        }

        if (attempt.Detail.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<pre class=\"msg\">{E(attempt.Detail)}</pre>");
        }

        page.Append(attempt.Console.Length == 0
            ? "<p class=\"note\">The console showed nothing.</p>"
            : $"<details><summary>console, {attempt.Console.Count(c => c == '\n')} lines</summary><pre>{AnsiHtml.Render(attempt.Console)}</pre></details>");
    }

    private static string Causes(TestRecord test) => string.Join(", ", test.Attempts.Where(attempt => attempt.Cause is not null).Select(attempt => attempt.Cause!.Value.Text()));

    private static string Count(IEnumerable<TestRecord> tests, Outcome outcome)
    {
        int count = tests.Count(test => test.Outcome == outcome);
        return count == 0 ? string.Empty : $"<span class=\"tag {Name(outcome)}\">{count} {Name(outcome)}</span>";
    }

    private static string Name(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    // Namespace and class small, the sentence large.
    private static string Short(string test)
    {
        string[] parts = test.Split('.');
        return parts.Length < 2 ? E(test) : $"<small title=\"{E(test)}\">{E(parts[^2])}</small><br>{E(parts[^1].Replace('_', ' '))}";
    }

    private static string Anchor(BoardResults board, TestRecord test) => E($"{board.Board.Id}/{test.Test}");

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
