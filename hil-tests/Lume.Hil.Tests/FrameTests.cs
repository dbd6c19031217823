// Frames: no damage to the line changes, doubles or reorders a message, and text passes beside them; C# against C# and against the C peer.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Lume.Hil.Frames;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class FrameTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_frame_is_as_the_specification_says() =>
        Assert.Equal("~{D030003a%7e%0a" + $"{Crc("D030003a~\n"):x8}" + "}~", new Frame(FrameType.Data, 3, "a~\n"u8.ToArray()).Encode());

    [Fact]
    public void What_is_encoded_is_decoded_in_any_pieces_and_text_stays_text() =>
        Gen.Select(Gen.Byte.Array[0, 80].Array[0, 5], Gen.String[Gen.Char[' ', 'z'], 0, 20], Gen.Int[1, 30]).Sample(input =>
        {
            (byte[][] messages, string text, int split) = input;
            text = text.Replace("~", string.Empty, StringComparison.Ordinal);
            string wire = string.Concat(messages.Select((message, i) => text + new Frame(FrameType.Data, (byte)i, message).Encode())) + text + "\n";
            (string outside, List<Frame?> frames) = Decode(wire, split);
            Assert.Equal(string.Concat(Enumerable.Repeat(text, messages.Length + 1)) + "\n", outside);
            Assert.Equal(messages, frames.Select(frame => frame!.Payload));
        }, iter: 2000);

    [Fact]
    public void A_damaged_frame_is_never_taken_for_another_and_the_next_one_is_found() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 10_000], Gen.Char[' ', '~'], Gen.Int[0, 3]).Sample(input =>
        {
            (byte[] message, int at, char replacement, int kind) = input;
            string good = new Frame(FrameType.Data, 7, message).Encode();
            at %= good.Length;
            string bad = kind switch
            {
                0 => good[..at],
                1 => good.Remove(at, 1),
                2 => good.Insert(at, replacement.ToString()),
                _ => good[..at] + replacement + good[(at + 1)..],
            };
            (_, List<Frame?> frames) = Decode(bad + "text\n" + new Frame(FrameType.Data, 8, [1, 2]).Encode(), 11);
            Assert.All(frames, frame => Assert.True(frame is null || (frame.Sequence == 7 && frame.Payload.SequenceEqual(message)) || (frame.Sequence == 8 && frame.Payload is [1, 2])));
            Assert.Equal((byte)8, frames[^1]!.Sequence);
        }, iter: 5000);

    [Fact]
    public void Random_text_does_no_harm() =>
        Gen.OneOf(Gen.String, OneOf("~{", "}~", "D000001a", "%", "~", "{", "}", "A0000000", "ffffffff")).Array[0, 60].Sample(pieces =>
        {
            (string outside, List<Frame?> frames) = Decode(string.Concat(pieces), 7);
            return outside.Length <= pieces.Sum(piece => piece.Length) && frames.All(frame => frame is null || frame.Payload.Length <= Frame.MaximumPayload);
        }, iter: 3000);

    [Fact]
    public async Task Messages_come_whole_once_and_in_order_over_a_bad_line_both_ways()
    {
        for (int seed = 1; seed <= 8; seed++)
        {
            BadLine toRight = new(seed, 25);
            BadLine toLeft = new(seed + 100, 25);
            FramePeer left = new(text => toRight.SendAsync(text), s_patience);
            FramePeer right = new(text => toLeft.SendAsync(text), s_patience);
            toRight.Deliver = text => right.Filter(text);
            toLeft.Deliver = text => left.Filter(text);
            await left.StartOverAsync(Cancel);
            Random random = new(seed);
            byte[][] messages = [.. Enumerable.Range(0, 30).Select(i => { byte[] m = new byte[random.Next(60)]; random.NextBytes(m); return m; })];
            Task sending = Task.Run(async () =>
            {
                foreach (byte[] message in messages)
                {
                    await left.SendAsync(message, Cancel);
                }
            }, Cancel);
            foreach (byte[] message in messages)
            {
                byte[] got = await right.ReceiveAsync(s_limit, Cancel);
                Assert.Equal(message, got);
                await right.SendAsync(got, Cancel);
                Assert.Equal(message, await left.ReceiveAsync(s_limit, Cancel));
            }

            await sending;
        }
    }

    [Fact]
    public async Task Nobody_at_the_other_end_is_told()
    {
        FramePeer alone = new(_ => Task.CompletedTask, TimeSpan.FromMilliseconds(10));
        Assert.Contains("8 times", (await Assert.ThrowsAsync<FrameException>(() => alone.SendAsync([1], Cancel))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FrameException>(() => alone.ReceiveAsync(TimeSpan.FromMilliseconds(20), Cancel));
    }

    [Fact]
    public async Task The_C_peer_says_the_same_over_a_bad_line()
    {
        string? compiler = HostTools.FindInPath("cc") ?? HostTools.FindInPath("clang-19");
        Assert.SkipWhen(compiler is null, "no C compiler for this machine");
        string program = Path.Combine(Directory.CreateTempSubdirectory("lume-frames-").FullName, "peer");
        string folder = Path.Combine(RepositoryLayout.Find().Root, "hil-tests", "Peers", "c");
        HostResult compiled = await HostProcess.RunAsync(
            compiler, ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O1", "-DFRAMES_ATTEMPTS=50", "-I", folder, "-o", program, Path.Combine(folder, "echo.c")], cancel: Cancel);
        Assert.True(compiled.ExitCode == 0, compiled.Error);
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = HostProcess.StartBound(start);
        BadLine toGuest = new(5, 25) { Deliver = text => Write(process, text) };
        BadLine fromGuest = new(6, 25);
        FramePeer peer = new(text => toGuest.SendAsync(text), TimeSpan.FromMilliseconds(400));
        StringBuilder text = new();
        fromGuest.Deliver = piece => text.Append(peer.Filter(piece));
        _ = PumpAsync(process.StandardOutput.BaseStream, fromGuest);
        try
        {
            await peer.StartOverAsync(Cancel);
            Random random = new(9);
            foreach (int length in (int[])[0, 1, 1024, .. Enumerable.Range(0, 40).Select(_ => random.Next(100))])
            {
                byte[] message = new byte[length];
                random.NextBytes(message);
                await peer.SendAsync(message, Cancel);
                Assert.Equal(message.Reverse(), await peer.ReceiveAsync(s_limit, Cancel));
            }

            Assert.Contains("message", text.ToString(), StringComparison.Ordinal);
            Assert.True(peer.Broken + peer.Repeated > 0, "The line was too good to show anything.");
        }
        finally
        {
            HostProcess.Kill(process);
            Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
        }
    }

    private static (string Outside, List<Frame?> Frames) Decode(string wire, int split)
    {
        FrameDecoder decoder = new();
        List<Frame?> frames = [];
        string outside = string.Concat(wire.Chunk(split).Select(piece => decoder.Decode(piece, frames)));
        return (outside, frames);
    }

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static uint Crc(string text) => System.IO.Hashing.Crc32.HashToUInt32(Encoding.ASCII.GetBytes(text));

    private static void Write(Process process, string text)
    {
        process.StandardInput.BaseStream.Write(Encoding.Latin1.GetBytes(text));
        process.StandardInput.BaseStream.Flush();
    }

    private static async Task PumpAsync(Stream from, BadLine to)
    {
        byte[] buffer = new byte[4096];
        int length;
        while ((length = await from.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            await to.SendAsync(Encoding.Latin1.GetString(buffer, 0, length));
        }
    }

    // One direction of a line that now and then drops, changes or adds characters, or lets a kernel message in. Keeps order.
    private sealed class BadLine(int seed, int oneIn)
    {
        private readonly Random _random = new(seed);
        private readonly Lock _guard = new();

        public Action<string> Deliver { get; set; } = static _ => { };

        public Task SendAsync(string text)
        {
            lock (_guard)
            {
                Deliver(_random.Next(oneIn) < 4 ? Damage(text) : text);
            }

            return Task.CompletedTask;
        }

        private string Damage(string text)
        {
            int at = _random.Next(text.Length);
            return _random.Next(5) switch
            {
                0 => text.Remove(at, 1),
                1 => text[..at],
                2 => text[..at] + (char)_random.Next(32, 127) + text[(at + 1)..],
                3 => text.Insert(at, "[   12.345678] usb 1-1: a kernel message\r\n"),
                _ => string.Empty,
            };
        }
    }
}
