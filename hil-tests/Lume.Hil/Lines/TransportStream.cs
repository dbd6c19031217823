// A flasher's transport as a stream, for the console that reads all the time.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;

namespace Lume.Hil.Lines;

/// <summary>Reads block until bytes come or the line is lost, which is an <see cref="IOException"/> with the reason.</summary>
internal sealed class TransportStream(ITransport transport) : Stream
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(200);

    private volatile bool _closed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!_closed)
        {
            try
            {
                if (transport.Read(buffer, s_slice) is > 0 and int length)
                {
                    return length;
                }
            }
            catch (LineLostException e)
            {
                throw new IOException(e.Message, e);
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            transport.Write(buffer);
        }
        catch (LineLostException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // Stream's own asynchronous members let a write wait for a pending read.

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Read(buffer.Span), cancellationToken));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Write(buffer.Span), cancellationToken));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _closed = true;
        base.Dispose(disposing);
    }
}
