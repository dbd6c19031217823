// The initramfs: archives as tools write them, and as nobody should.
using System;
using System.Collections.Generic;
using System.IO;
using FileMode = Lume.Abi.FileMode;
using System.IO.Compression;
using System.Linq;
using System.Text;
using CsCheck;
using Lume.Abi;
using Lume.FileSystems.Initramfs;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.FileSystems.Tests;

public sealed class CpioTests
{
    [Fact]
    public void Files_directories_links_and_nodes_appear_with_their_attributes()
    {
        using TestTree tree = new();
        byte[] big = new byte[70_001];
        new Random(3).NextBytes(big);
        byte[] image = Archive(
            Entry("dir", 0x41C0, [], userId: 5),
            Entry("dir/file", 0x89ED, big, userId: 1000, groupId: 100, time: 1_700_000_000),
            Entry("link", 0xA1FF, "dir/file"u8.ToArray()),
            Entry("null", 0x21B6, [], special: (1, 3)),
            Entry("fifo", 0x1180, []));
        InitramfsOutcome outcome = Load(tree, image, 333);
        Assert.Null(outcome.Failure);
        Assert.Equal(0, outcome.Refused);
        Assert.Equal(big, tree.ReadAll("/link"));
        Inode file = tree.Find("/dir/file").Value.Inode;
        Assert.Equal((FileMode)0x89ED, file.Mode);
        Assert.Equal(1000u, file.UserId);
        Assert.Equal(100u, file.GroupId);
        Assert.Equal(1_700_000_000L * 1_000_000_000, file.ModificationTime);
        Assert.Equal(5u, tree.Find("/dir").Value.Inode.UserId);
        Assert.Equal(DeviceNumber.Make(1, 3), tree.Find("/null").Value.Inode.Device);
        Assert.Equal(FileMode.Fifo, tree.Find("/fifo").Value.Inode.Type);
    }

    [Fact]
    public void Names_of_one_inode_become_hard_links_wherever_the_data_is()
    {
        using TestTree tree = new();
        byte[] image = Archive(
            Entry("first", 0x81A4, [], inode: 9, links: 3),
            Entry("second", 0x81A4, [], inode: 9, links: 3),
            Entry("third", 0x81A4, "content"u8.ToArray(), inode: 9, links: 3));
        Assert.Null(Load(tree, image, 50).Failure);
        Assert.Equal(3u, tree.Find("/first").Value.Inode.LinkCount);
        Assert.Equal("content"u8.ToArray(), tree.ReadAll("/first"));
        Assert.Same(tree.Find("/first").Value.Inode, tree.Find("/second").Value.Inode);
    }

    [Fact]
    public void Archives_follow_each_other_plain_and_compressed_with_padding()
    {
        using TestTree tree = new();
        byte[] plain = Archive(Entry("a", 0x81A4, "1"u8.ToArray()));
        byte[] packed = InflaterTests.Compress(
            [.. Archive(Entry("b", 0x81A4, "2"u8.ToArray())), .. new byte[512], .. Archive(Entry("a", 0x81A4, "new"u8.ToArray()))],
            CompressionLevel.Optimal);
        byte[] image = [.. plain, .. new byte[100], .. packed, 0, 0, .. Archive(Entry("c", 0x81A4, "3"u8.ToArray()))];
        for (int piece = 1; piece < 200; piece += 13)
        {
            Assert.Equal(new InitramfsOutcome(null, 4, 0, Errno.None), Load(tree, image, piece));
        }

        Assert.Equal("new"u8.ToArray(), tree.ReadAll("/a"));
        Assert.Equal("2"u8.ToArray(), tree.ReadAll("/b"));
        Assert.Equal("3"u8.ToArray(), tree.ReadAll("/c"));
    }

    [Fact]
    public void Truncation_and_nonsense_have_a_message()
    {
        using TestTree tree = new();
        byte[] image = Archive(Entry("a", 0x81A4, new byte[5000]));
        Assert.Equal("archive ends too early", Load(tree, image[..2000], 100).Failure);
        Assert.Equal("neither a cpio archive nor gzip", Load(tree, "hello"u8.ToArray(), 100).Failure);
        Assert.Equal("no cpio header where one belongs", Load(tree, Encoding.ASCII.GetBytes(new string('0', 200)), 7).Failure);
        byte[] packed = InflaterTests.Compress(image, CompressionLevel.Optimal);
        Assert.Equal("compressed data ends too early", Load(tree, packed[..^3], 100).Failure);
        packed[^5] ^= 1;
        Assert.Equal("compressed data is damaged", Load(tree, packed, 100).Failure);
    }

    [Fact]
    public void Damage_never_does_more_than_fail()
    {
        byte[] image = Archive(
            Entry("d", 0x41ED, []),
            Entry("d/f", 0x81A4, new byte[300], inode: 4, links: 2),
            Entry("d/g", 0x81A4, new byte[100], inode: 4, links: 2),
            Entry("l", 0xA1FF, "d/f"u8.ToArray()));
        Gen.Select(Gen.Int[0, image.Length - 1].Array[1, 6], Gen.OneOf(Gen.Byte, Gen.OneOf((byte)'0', (byte)'f', (byte)'/'))).Sample(
            (places, value) =>
            {
                using TestTree tree = new();
                byte[] damaged = (byte[])image.Clone();
                foreach (int place in places)
                {
                    damaged[place] = value;
                }

                Load(tree, damaged, 64);
                return true;
            },
            iter: 2000,
            threads: 1);
    }

    private static InitramfsOutcome Load(TestTree tree, byte[] image, int piece) =>
        InitramfsLoader.Load(new Pieces(image, piece), tree.Root);

    private static byte[] Archive(params byte[][] entries) =>
        [.. entries.SelectMany(entry => entry), .. Entry("TRAILER!!!", 0, [])];

    private static byte[] Entry(
        string name, uint mode, byte[] data, uint inode = 0, uint links = 1, uint userId = 0, uint groupId = 0, uint time = 0,
        (uint Major, uint Minor) special = default)
    {
        StringBuilder header = new("070701");
        uint nameSize = (uint)Encoding.UTF8.GetByteCount(name) + 1;
        uint[] fields =
            [inode, mode, userId, groupId, links, time, (uint)data.Length, 0, 0, special.Major, special.Minor, nameSize, 0];
        foreach (uint field in fields)
        {
            header.Append(field.ToString("X8", System.Globalization.CultureInfo.InvariantCulture));
        }

        header.Append(name).Append('\0');
        MemoryStream entry = new();
        entry.Write(Encoding.UTF8.GetBytes(header.ToString()));
        Pad(entry);
        entry.Write(data);
        Pad(entry);
        return entry.ToArray();
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0)
        {
            stream.WriteByte(0);
        }
    }
}
