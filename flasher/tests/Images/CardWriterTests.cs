// Writing cards: what is read back is what was meant; a full, lying, vanishing or interrupted disk never ends in success.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Images;
using Lume.Flasher.Progress;
using Xunit;

namespace Lume.Flasher.Tests.Images;

public sealed class CardWriterTests
{
    private const int ImageBytes = 4 << 20;
    private const int DiskBytes = 9 << 20;

    [Fact]
    public void A_larger_disk_gets_the_tables_copy_at_its_own_end()
    {
        using FaultyDisk disk = new(DiskBytes);
        new CardWriter("card", NoProgress.Instance, CancellationToken.None).Write(Image(), disk, DiskBytes, () => { });
        GptFinding found = GptReader.Read(disk, DiskBytes);
        Assert.True(found.CopyIsValid);
        Assert.Equal(Image().ToArray().AsSpan(64 << 10, 3 << 20).ToArray(), disk.Bytes.AsSpan(64 << 10, 3 << 20).ToArray());
    }

    [Fact]
    public void Writing_the_same_again_writes_only_the_table()
    {
        using FaultyDisk disk = new(DiskBytes);
        CardWriter writer = new("card", NoProgress.Instance, CancellationToken.None);
        writer.Write(Image(), disk, DiskBytes, () => { });
        disk.Written = 0;
        writer.Write(Image(), disk, DiskBytes, () => { });
        Assert.InRange(disk.Written, 1, 200_000);
    }

    [Fact]
    public void A_disk_that_is_too_small_is_refused_before_anything_is_written()
    {
        using FaultyDisk disk = new(ImageBytes / 2);
        Assert.Equal(FlashError.ImageTooBig, Failure(disk, ImageBytes / 2).Error);
        Assert.Equal(0, disk.Written);
    }

    [Theory]
    [InlineData(28, FlashError.HostDiskFull)]
    [InlineData(5, FlashError.StorageFailed)]
    [InlineData(6, FlashError.LineLost)]
    [InlineData(19, FlashError.LineLost)]
    public void Each_way_to_fail_in_the_middle_is_an_error_of_its_own(int errno, FlashError error)
    {
        using FaultyDisk disk = new(DiskBytes) { FailAfter = 1 << 20, Errno = errno };
        Assert.Equal(error, Failure(disk, DiskBytes).Error);
        Assert.Throws<FlashException>(() => GptReader.Read(disk, DiskBytes));
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    [InlineData(600)]
    public void A_disk_that_keeps_something_else_is_found_out(int at)
    {
        using FaultyDisk disk = new(DiskBytes);
        void Rot() => disk.Bytes[at] ^= 1;
        FlashException failure = Assert.Throws<FlashException>(() =>
            new CardWriter("card", NoProgress.Instance, CancellationToken.None).Write(Image(), disk, DiskBytes, Rot));
        Assert.Equal(FlashError.ReadBackMismatch, failure.Error);
    }

    [Fact]
    public void A_disk_that_drops_writes_silently_is_found_out()
    {
        using FaultyDisk disk = new(DiskBytes) { DropAfter = 2 << 20 };
        Assert.Equal(FlashError.ReadBackMismatch, Failure(disk, DiskBytes).Error);
    }

    [Fact]
    public void Stopping_leaves_no_valid_table_and_going_on_later_completes_it()
    {
        using FaultyDisk disk = new(DiskBytes);
        using CancellationTokenSource stop = new();
        disk.OnWrite = written => _ = written > 1 << 20 && Stop(stop);
        Assert.Throws<OperationCanceledException>(() => new CardWriter("card", NoProgress.Instance, stop.Token).Write(Image(), disk, DiskBytes, () => { }));
        Assert.Throws<FlashException>(() => GptReader.Read(disk, DiskBytes));
        disk.OnWrite = null;
        new CardWriter("card", NoProgress.Instance, CancellationToken.None).Write(Image(), disk, DiskBytes, () => { });
        Assert.True(GptReader.Read(disk, DiskBytes).CopyIsValid);
    }

    private static bool Stop(CancellationTokenSource source)
    {
        source.Cancel();
        return true;
    }

    private static FlashException Failure(FaultyDisk disk, long bytes) => Assert.ThrowsAny<FlashException>(() =>
        new CardWriter("card", NoProgress.Instance, CancellationToken.None).Write(Image(), disk, bytes, () => { }));

    private static MemoryStream Image()
    {
        byte[] bytes = new byte[ImageBytes];
        new Random(5).NextBytes(bytes.AsSpan(1 << 16, 3 << 20));
        MemoryStream image = new(bytes);
        new GptTable(Guid.Parse("01234567-89ab-8def-8123-456789abcdef"), ImageBytes / 512, [new GptPartition("all", CardLayout.LinuxData, 34, (ImageBytes / 512) - 34)]).WriteTo(image);
        return image;
    }

    // A disk with an end that can fail, drop writes and be watched.
    private sealed class FaultyDisk(int bytes) : Stream
    {
        public byte[] Bytes { get; } = [.. Enumerable.Repeat((byte)0xEE, bytes)];

        public long Written { get; set; }

        public long FailAfter { get; init; } = long.MaxValue;

        public long DropAfter { get; init; } = long.MaxValue;

        public int Errno { get; init; }

        public Action<long>? OnWrite { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException("a block device's stream does not know its size");

        public override long Position { get; set; }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            // Short reads, as devices may give.
            int length = (int)Math.Min(Math.Min(count, 50_000), Bytes.Length - Position);
            Bytes.AsSpan((int)Position, length).CopyTo(buffer.AsSpan(offset));
            Position += length;
            return length;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Written + count > FailAfter)
            {
                throw new IOException("made to fail", Errno);
            }

            if (Written + count <= DropAfter)
            {
                buffer.AsSpan(offset, count).CopyTo(Bytes.AsSpan((int)Position));
            }

            Position += count;
            Written += count;
            OnWrite?.Invoke(Written);
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
