// Partition tables: what is written is read, other tools agree, and no bytes make the reader do more than refuse.
using System;
using System.IO;
using System.Linq;
using CsCheck;
using Lume.Flasher.Errors;
using Lume.Flasher.Images;
using Xunit;

namespace Lume.Flasher.Tests.Images;

public sealed class GptTests
{
    private const int Sectors = 8192;

    private static readonly GptPartition[] s_partitions =
    [
        new("spl", CardLayout.LinuxData, 34, 99) { Id = Guid.Parse("11111111-2222-8333-8444-555555555555") },
        new("boot", CardLayout.BasicData, 100, 8000, GptTable.Bootable) { Id = Guid.Parse("99999999-2222-8333-8444-555555555555") },
    ];

    [Fact]
    public void What_is_written_is_read_again_with_its_copy()
    {
        using MemoryStream disk = Disk();
        GptFinding found = Read(disk);
        Assert.True(found.CopyIsValid);
        Assert.Equal(s_partitions, found.Table.Partitions);
        Assert.Equal(GptTable.Bootable, found.Table.Partitions[1].Attributes);
    }

    [Fact]
    public void A_lost_copy_at_the_end_is_noticed_and_a_lost_beginning_is_an_error()
    {
        using MemoryStream noCopy = Disk();
        noCopy.GetBuffer().AsSpan((Sectors - 1) * GptTable.SectorBytes, 8).Clear();
        Assert.False(Read(noCopy).CopyIsValid);

        using MemoryStream noStart = Disk();
        noStart.GetBuffer().AsSpan(GptTable.SectorBytes, 8).Clear();
        Assert.Equal(FlashError.ImageWrong, Assert.Throws<FlashException>(() => Read(noStart)).Error);
    }

    [Theory]
    [InlineData(33, 40)]
    [InlineData(50, 49)]
    [InlineData(50, Sectors - 33)]
    [InlineData(99, 120)]
    [InlineData(-5, 40)]
    public void A_partition_outside_of_the_disk_or_over_another_is_refused(long first, long last) =>
        Assert.Equal(FlashError.ImageWrong, Assert.Throws<FlashException>(() => new GptTable(
            Guid.NewGuid(), Sectors, [.. s_partitions, new GptPartition("x", CardLayout.LinuxData, first, last)])).Error);

    [Fact]
    public void Any_damage_is_either_harmless_or_refused()
    {
        byte[] whole = Disk().ToArray();
        Gen.Select(Gen.Int[0, (36 * 512) - 1], Gen.Byte, Gen.Bool).Array[1, 6].Sample(flips =>
        {
            byte[] bytes = (byte[])whole.Clone();
            foreach ((int at, byte value, bool atEnd) in flips)
            {
                bytes[atEnd ? bytes.Length - 1 - at : at] = value;
            }

            try
            {
                GptFinding found = Read(new MemoryStream(bytes));
                Assert.Equal(s_partitions.Length, found.Table.Partitions.Count);
            }
            catch (FlashException e)
            {
                Assert.Equal(FlashError.ImageWrong, e.Error);
            }
        });
    }

    [Fact]
    public void A_table_whose_checksums_are_right_but_whose_numbers_are_wild_is_refused()
    {
        Gen.Select(Gen.Int[8, 91], Gen.Byte.Array[1, 8]).Sample((at, values) =>
        {
            byte[] bytes = Disk().ToArray();
            values.AsSpan().CopyTo(bytes.AsSpan(GptTable.SectorBytes + at));
            Reseal(bytes);
            try
            {
                Read(new MemoryStream(bytes));
            }
            catch (FlashException e)
            {
                Assert.Equal(FlashError.ImageWrong, e.Error);
            }
        });
    }

    [Fact]
    public void Short_files_are_no_disks() => Gen.Byte.Array[0, 4096].Sample(bytes =>
        Assert.Equal(FlashError.ImageWrong, Assert.Throws<FlashException>(() => Read(new MemoryStream(bytes))).Error));

    private static GptFinding Read(MemoryStream disk) => GptReader.Read(disk, disk.Length);

    private static MemoryStream Disk()
    {
        MemoryStream disk = new(new byte[Sectors * GptTable.SectorBytes], 0, Sectors * GptTable.SectorBytes, true, publiclyVisible: true);
        new GptTable(Guid.Parse("01234567-89ab-8def-8123-456789abcdef"), Sectors, s_partitions).WriteTo(disk);
        return disk;
    }

    // The header's own checksum, so that the other fields are looked at.
    private static void Reseal(byte[] disk)
    {
        Span<byte> header = disk.AsSpan(GptTable.SectorBytes, GptTable.SectorBytes);
        header.Slice(16, 4).Clear();
        int size = Math.Clamp(BitConverter.ToInt32(header[12..]), 0, 512);
        System.IO.Hashing.Crc32.Hash(header[..size], header.Slice(16, 4));
    }
}
