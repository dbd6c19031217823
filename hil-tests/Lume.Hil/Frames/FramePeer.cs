// One end of a framed conversation: stop and wait, repeated until acknowledged. docs/frames.md is the specification.
using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Lume.Hil.Frames;

/// <summary>The other side did not acknowledge a message, or sent none.</summary>
public sealed class FrameException(string message) : IOException(message);

/// <summary>A peer. What comes in passes through <see cref="Filter"/>; what goes out goes to the function it was made with.</summary>
/// <param name="send">Writes characters to the line.</param>
/// <param name="patience">How long to wait for an acknowledgement; a second when null.</param>
public sealed class FramePeer(Func<string, Task> send, TimeSpan? patience = null)
{
    private const int Attempts = 8;

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(1);
    private readonly FrameDecoder _decoder = new();
    private readonly Channel<byte[]> _inbox = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<Frame> _answers = Channel.CreateUnbounded<Frame>();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _line = new(1, 1);
    private readonly Lock _guard = new();
    private byte _next;
    private byte _expected;

    /// <summary>Frames that came broken.</summary>
    public int Broken { get; private set; }

    /// <summary>Frames that were sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Takes what came on the line and gives the text outside of frames. Called by the line's one reader.</summary>
    public string Filter(ReadOnlySpan<char> text)
    {
        List<Frame?> frames = [];
        lock (_guard)
        {
            string outside = _decoder.Decode(text, frames);
            frames.ForEach(Handle);
            return outside;
        }
    }

    /// <summary>Tells the other side to expect this side's messages from a new number on.</summary>
    /// <exception cref="FrameException">It does not answer.</exception>
    public Task StartOverAsync(CancellationToken cancel = default) =>
        ExchangeAsync(_ => new Frame(FrameType.StartOver, (byte)RandomNumberGenerator.GetInt32(256), []), cancel);

    /// <summary>Sends a message and waits until the other side has it.</summary>
    /// <exception cref="FrameException">It does not acknowledge.</exception>
    public Task SendAsync(byte[] message, CancellationToken cancel = default) =>
        ExchangeAsync(number => new Frame(FrameType.Data, number, message), cancel);

    /// <summary>The next message of the other side.</summary>
    /// <exception cref="FrameException">None came in time.</exception>
    public async Task<byte[]> ReceiveAsync(TimeSpan limit, CancellationToken cancel = default)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(limit);
        try
        {
            return await _inbox.Reader.ReadAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new FrameException($"No message came within {limit.TotalSeconds} s ({Broken} frames came broken).");
        }
    }

    private async Task ExchangeAsync(Func<byte, Frame> make, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            Frame frame = make(_next);
            while (_answers.Reader.TryRead(out _))
            {
                // Answers to what was given up before.
            }

            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                Repeated += attempt == 0 ? 0 : 1;
                await PutAsync(frame).ConfigureAwait(false);
                if (await IsAcknowledgedAsync(frame.Sequence, cancel).ConfigureAwait(false))
                {
                    _next = (byte)(frame.Sequence + 1);
                    return;
                }
            }

            throw new FrameException($"Message {frame.Sequence:x2} was sent {Attempts} times and not acknowledged.");
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<bool> IsAcknowledgedAsync(byte number, CancellationToken cancel)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(_patience);
        try
        {
            while (true)
            {
                Frame answer = await _answers.Reader.ReadAsync(end.Token).ConfigureAwait(false);
                if (answer.Sequence == number)
                {
                    return answer.Type == FrameType.Acknowledged;
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    // Under the guard.
    private void Handle(Frame? frame)
    {
        switch (frame)
        {
            case null:
                Broken++;
                Answer(FrameType.NotAcknowledged, _expected);
                break;
            case { Type: FrameType.Data } when frame.Sequence == _expected:
                _expected++;
                _inbox.Writer.TryWrite(frame.Payload);
                Answer(FrameType.Acknowledged, frame.Sequence);
                break;
            case { Type: FrameType.Data } when frame.Sequence == (byte)(_expected - 1):
                Answer(FrameType.Acknowledged, frame.Sequence);
                break;
            case { Type: FrameType.Data }:
                Answer(FrameType.NotAcknowledged, _expected);
                break;
            case { Type: FrameType.StartOver }:
                _expected = (byte)(frame.Sequence + 1);
                Answer(FrameType.Acknowledged, frame.Sequence);
                break;
            default:
                _answers.Writer.TryWrite(frame);
                break;
        }
    }

    // The reader does not wait for the line: a write that is stuck must not stop what frees it.
    private void Answer(FrameType type, byte number) => _ = Task.Run(() => PutAsync(new Frame(type, number, [])));

    private async Task PutAsync(Frame frame)
    {
        await _line.WaitAsync().ConfigureAwait(false);
        try
        {
            await send(frame.Encode() + "\n").ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The line is gone: whoever waits for an answer gets none and says so.
        }
        finally
        {
            _line.Release();
        }
    }
}
