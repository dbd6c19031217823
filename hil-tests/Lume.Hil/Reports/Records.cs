// What a run leaves behind for its report: a line of JSON for each test, and one file that describes the board.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lume.Hil.Boards;
using Lume.Hil.Causes;

namespace Lume.Hil.Reports;

/// <summary>How a test ended on a board.</summary>
public enum Outcome
{
    /// <summary>It passed, at the last attempt.</summary>
    Passed,

    /// <summary>It failed and that counts.</summary>
    Failed,

    /// <summary>The board lacks what it needs, or it skipped itself.</summary>
    Skipped,

    /// <summary>It failed, which is known and does not count yet.</summary>
    Quarantined,
}

/// <summary>One attempt at a test.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cause">Why it failed; null when it passed.</param>
/// <param name="Detail">The message.</param>
/// <param name="Seconds">Wall time, reset and boot included.</param>
/// <param name="Console">What the console showed.</param>
public sealed record AttemptRecord(int Number, Cause? Cause, string Detail, double Seconds, string Console);

/// <summary>One test on one board.</summary>
/// <param name="Test">Full name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why, when it did not pass.</param>
/// <param name="Quarantine">What its quarantine says, or null.</param>
/// <param name="Attempts">All attempts, in order; none for a skipped test.</param>
/// <param name="Notes">Values to compare between boards.</param>
public sealed record TestRecord(
    string Test, Outcome Outcome, string Message, string? Quarantine, IReadOnlyList<AttemptRecord> Attempts, IReadOnlyDictionary<string, string> Notes)
{
    /// <summary>Wall time of all attempts.</summary>
    [JsonIgnore]
    public double Seconds => Attempts.Sum(attempt => attempt.Seconds);

    /// <summary>A test that was not tried.</summary>
    public static TestRecord Skipped(string test, string reason) => new(test, Outcome.Skipped, reason, null, [], new Dictionary<string, string>());
}

/// <summary>One board of a run.</summary>
/// <param name="Id">Its id on the bench.</param>
/// <param name="Board">What it is.</param>
/// <param name="Port">The way to it.</param>
/// <param name="Host">The machine that ran the tests.</param>
/// <param name="Fixtures">What is attached.</param>
/// <param name="ImagePath">The image it booted, or null where the bench does not say.</param>
/// <param name="ImageSha256">Its hash.</param>
/// <param name="Versions">Firmware and kernel by what the console said.</param>
public sealed record BoardRecord(
    string Id,
    string Board,
    string Port,
    string Host,
    IReadOnlyList<string> Fixtures,
    string? ImagePath,
    string? ImageSha256,
    IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>What is known of a session's board now.</summary>
    public static BoardRecord Of(BoardSession session) => new(
        session.Spec.Id,
        session.Spec.Board,
        session.Spec.Port,
        Environment.MachineName,
        session.Spec.Fixtures,
        session.Image?.Path,
        session.Image?.Sha256,
        session.Versions);
}

/// <summary>What one board of a run left.</summary>
/// <param name="Board">The board.</param>
/// <param name="Tests">Its tests in the order they ran.</param>
/// <param name="Died">Why its program ended before its tests did, or null.</param>
public sealed record BoardResults(BoardRecord Board, IReadOnlyList<TestRecord> Tests, string? Died);

/// <summary>Writes and reads the files of one board.</summary>
public sealed class BoardRecorder
{
    private const string TestsFile = "tests.jsonl", BoardFile = "board.json";

    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly string _folder;

    /// <summary>Starts anew in a folder.</summary>
    public BoardRecorder(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, TestsFile));
    }

    /// <summary>Adds a test. It is on the disk when this returns: the next test may take the process down.</summary>
    public void Add(TestRecord test) => File.AppendAllText(Path.Combine(_folder, TestsFile), JsonSerializer.Serialize(test, s_json) + "\n");

    /// <summary>Writes or replaces what is known of the board.</summary>
    public void Write(BoardRecord board) => File.WriteAllText(Path.Combine(_folder, BoardFile), JsonSerializer.Serialize(board, s_json));

    /// <summary>Reads a board's folder; null where no board reported.</summary>
    /// <exception cref="JsonException">A file is damaged.</exception>
    public static BoardResults? Read(string folder)
    {
        string board = Path.Combine(folder, BoardFile);
        string tests = Path.Combine(folder, TestsFile);
        return File.Exists(board)
            ? new BoardResults(
                JsonSerializer.Deserialize<BoardRecord>(File.ReadAllText(board), s_json)!,
                File.Exists(tests) ? [.. File.ReadLines(tests).Select(line => JsonSerializer.Deserialize<TestRecord>(line, s_json)!)] : [],
                null)
            : null;
    }
}
