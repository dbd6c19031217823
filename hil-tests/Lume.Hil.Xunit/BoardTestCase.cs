// Runs one test on the board of this process: ready the board, try, find the cause, try again where that makes sense, record.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Benches;
using Lume.Hil.Boards;
using Lume.Hil.Causes;
using Lume.Hil.Reports;
using Xunit.Sdk;
using Xunit.v3;

namespace Lume.Hil.Xunit;

/// <summary>A test on a board.</summary>
public sealed class BoardTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    // A board is one; whatever xunit runs at once waits here.
    private static readonly SemaphoreSlim s_board = new(1, 1);

    // True after the infrastructure failed to the last attempt: then each further test gets one attempt, so that a dead board ends soon.
    private static bool s_down;

    /// <summary>For deserialization.</summary>
    [Obsolete("Called by the de-serializer; should only be called by deriving classes for de-serialization purposes")]
    public BoardTestCase()
    {
    }

    internal BoardTestCase(
        IXunitTestMethod testMethod,
        string testCaseDisplayName,
        string uniqueId,
        bool isExplicit,
        Type[]? skipExceptions,
        string? skipReason,
        Type? skipType,
        string? skipUnless,
        string? skipWhen,
        Dictionary<string, HashSet<string>> traits,
        string? sourceFilePath,
        int? sourceLineNumber,
        int timeout)
        : base(
            testMethod, testCaseDisplayName, uniqueId, isExplicit, skipExceptions, skipReason, skipType, skipUnless, skipWhen,
            traits, null, sourceFilePath, sourceLineNumber, timeout)
    {
    }

    private string FullName => $"{TestMethod.TestClass.TestClassName}.{TestMethod.MethodName}";

    /// <inheritdoc/>
    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource,
        ParallelMode parallelMode,
        ExecutionScheduler scheduler,
        FixtureMappingManager fixtures)
    {
        ValueTask<RunSummary> RunAsync(IMessageBus bus, ExceptionAggregator exceptions) => XunitRunnerHelper.RunXunitTestCase(
            this, bus, cancellationTokenSource, parallelMode, scheduler, exceptions, explicitOption, constructorArguments, fixtures);

        await s_board.WaitAsync(cancellationTokenSource.Token).ConfigureAwait(false);
        try
        {
            Needs needs = Needs.Of(TestMethod.Method);
            if (SkipReason is null && needs.Once && TakenBy() is { } other)
            {
                string reason = $"runs once; {other} took it";
                BoardUnderTest.Recorder.Add(TestRecord.Skipped(FullName, reason));
                XunitRunnerHelper.SkipTestCases(messageBus, cancellationTokenSource, [this], reason);
                return new RunSummary { Total = 1, Skipped = 1 }; // the helper's own summary counts it as failed
            }

            if (SkipReason is not null)
            {
                BoardUnderTest.Recorder.Add(TestRecord.Skipped(FullName, SkipReason));
                return await RunAsync(messageBus, aggregator).ConfigureAwait(false);
            }

            return await AttemptsAsync(needs, messageBus, aggregator, RunAsync, cancellationTokenSource.Token).ConfigureAwait(false);
        }
        finally
        {
            s_board.Release();
        }
    }

    private async Task<RunSummary> AttemptsAsync(
        Needs needs,
        IMessageBus messageBus,
        ExceptionAggregator aggregator,
        Func<IMessageBus, ExceptionAggregator, ValueTask<RunSummary>> runAsync,
        CancellationToken cancel)
    {
        BoardSession session = BoardUnderTest.Session;
        List<AttemptRecord> attempts = [];
        int most = s_down ? 1 : session.Spec.Retries + 1;
        while (true)
        {
            Stopwatch clock = Stopwatch.StartNew();
            AttemptBus bus = new();
            ExceptionAggregator exceptions = aggregator.Clone();
            await exceptions.RunAsync(() => new ValueTask(session.BeginAsync(needs.Reset, cancel))).ConfigureAwait(false);
            RunSummary summary = await runAsync(bus, exceptions).ConfigureAwait(false);
            AttemptRecord attempt = await RecordAsync(session, bus, attempts.Count + 1, clock).ConfigureAwait(false);
            attempts.Add(attempt);
            bool again = attempt.Cause is { } cause && cause.IsInfrastructure() && attempts.Count < most;
            if (!again)
            {
                s_down = attempt.Cause is { } last && last.IsInfrastructure();
                return Finish(session, messageBus, bus, attempts, summary);
            }
        }
    }

    private static async Task<AttemptRecord> RecordAsync(BoardSession session, AttemptBus bus, int number, Stopwatch clock)
    {
        if (bus.Failure is not { } failed)
        {
            return new AttemptRecord(number, null, string.Empty, clock.Elapsed.TotalSeconds, session.ConsoleText);
        }

        (Cause cause, string detail) = await session.DiagnoseAsync().ConfigureAwait(false);
        string message = string.Join("\n", failed.Messages);
        detail = cause == Cause.TestFailed || message.Contains(detail, StringComparison.Ordinal) ? message : $"{detail}\n{message}";
        AttemptRecord record = new(number, cause, detail, clock.Elapsed.TotalSeconds, session.ConsoleText);
        await session.DropAsync().ConfigureAwait(false);
        return record;
    }

    private RunSummary Finish(BoardSession session, IMessageBus messageBus, AttemptBus bus, List<AttemptRecord> attempts, RunSummary summary)
    {
        Outcome outcome = bus.SkipReason is not null ? Outcome.Skipped : Outcome.Passed;
        string message = bus.SkipReason ?? string.Empty;
        string? quarantine = null;
        if (bus.Failure is { } failed)
        {
            (outcome, message) = (Outcome.Failed, attempts[^1].Detail);
            if (QuarantineOf(session.Spec) is { } entry)
            {
                bool expired = entry.HasExpired(DateOnly.FromDateTime(DateTime.UtcNow));
                quarantine = expired ? $"the quarantine ended on {entry.Until:yyyy-MM-dd}, so this counts: {entry.Issue}" : $"quarantined until {entry.Until:yyyy-MM-dd}: {entry.Issue}";
                outcome = expired ? Outcome.Failed : Outcome.Quarantined;
            }

            failed.Messages[0] = Told(attempts, quarantine) + failed.Messages[0];
            if (outcome == Outcome.Quarantined)
            {
                bus.TurnFailureIntoSkip(failed.Messages[0]);
                summary = summary with { Failed = 0, Skipped = summary.Failed };
            }
        }

        bus.Forward(messageBus);
        BoardUnderTest.Recorder.Add(new TestRecord(FullName, outcome, message, quarantine, attempts, session.Notes));
        BoardUnderTest.Recorder.Write(BoardRecord.Of(session));
        return summary;
    }

    // The cause in front of the message, so that it stands in JUnit and TRX too.
    private static string Told(List<AttemptRecord> attempts, string? quarantine)
    {
        StringBuilder text = new();
        foreach (AttemptRecord attempt in attempts)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"attempt {attempt.Number}: {attempt.Cause?.Text()}; ");
        }

        return (attempts.Count == 1 ? $"[{attempts[0].Cause?.Text()}] " : $"[{text.ToString().TrimEnd(' ', ';')}] ") + (quarantine is null ? string.Empty : $"({quarantine}) ");
    }

    private QuarantineEntry? QuarantineOf(BoardSpec spec)
    {
        foreach (QuarantineEntry entry in BoardUnderTest.Bench.Quarantine)
        {
            if (entry.Covers(FullName, spec.Id))
            {
                return entry;
            }
        }

        return null;
    }

    // Null when this board takes the test now; else the board that has it. A file that only one process can make decides.
    private string? TakenBy()
    {
        if (BoardUnderTest.IsAlone)
        {
            return null;
        }

        string folder = Path.Combine(BoardUnderTest.Results, "once");
        Directory.CreateDirectory(folder);
        string claim = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FullName)))[..16]);
        try
        {
            using StreamWriter writer = new(new FileStream(claim, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
            writer.Write(BoardUnderTest.Spec.Id);
            return null;
        }
        catch (IOException) when (File.Exists(claim))
        {
            string other = File.ReadAllText(claim);
            return other.Length > 0 ? other : "another board";
        }
    }
}
