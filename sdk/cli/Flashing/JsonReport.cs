// Events and outcome as JSON lines on standard output: {"event": …} for each, {"result": …} or {"error": …} last.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Cli.Flashing;

/// <summary>For programs. Each line is one object; the last one says how it ended.</summary>
internal sealed class JsonReport : FlashReport
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Report(FlashEvent news) => Write(news switch
    {
        StepStarted step => new JsonObject { ["event"] = "step", ["what"] = step.What },
        BytesMoved moved => new JsonObject { ["event"] = "progress", ["what"] = moved.What, ["done"] = moved.Done, ["total"] = moved.Total },
        Retried retried => new JsonObject { ["event"] = "retry", ["why"] = retried.Why },
        Proved proved => new JsonObject { ["event"] = "proof", ["where"] = proved.Where, ["bytes"] = proved.Bytes, ["crc32"] = Hex(proved.Crc32) },
        Noted noted => new JsonObject { ["event"] = "note", ["text"] = noted.Text },
        _ => new JsonObject { ["event"] = news.GetType().Name },
    });

    /// <inheritdoc/>
    public override void Plan(IReadOnlyList<string> steps) =>
        Write(new JsonObject { ["result"] = "plan", ["steps"] = new JsonArray([.. steps.Select(step => JsonValue.Create(step))]) });

    /// <inheritdoc/>
    public override void Result(FlashResult result) => Write(new JsonObject
    {
        ["result"] = "done",
        ["booted"] = result.Booted,
        ["proofs"] = new JsonArray([.. result.Proofs.Select(proof =>
            new JsonObject { ["where"] = proof.Where, ["bytes"] = proof.Bytes, ["crc32"] = Hex(proof.Crc32) })]),
        ["console"] = result.Console,
        ["output"] = result.Output,
    });

    /// <inheritdoc/>
    public override void Failure(FlashException failure) => Write(new JsonObject
    {
        ["error"] = failure.Error.ToString(),
        ["exit"] = failure.ExitCode,
        ["message"] = failure.Message,
        ["remedy"] = failure.Remedy,
    });

    /// <summary>One line.</summary>
    public static void Write(JsonObject line)
    {
        Console.Out.WriteLine(line.ToJsonString(s_plain));
        Console.Out.Flush();
    }

    private static string Hex(uint value) => $"{value:x8}";
}
