// Archives are what cpio itself reads, and the same every time.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class CpioTests
{
    [Fact]
    public async Task Cpio_lists_what_was_written()
    {
        Assert.SkipWhen(HostTools.FindInPath("cpio") is null, "cpio is not installed");
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Sample().ToCpio(), TestContext.Current.CancellationToken);
            HostResult result = await HostProcess.RunAsync("sh", ["-c", $"cpio -tv --quiet <'{file}'"], cancel: TestContext.Current.CancellationToken);
            Assert.Equal(0, result.ExitCode);
            string[] lines = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            Assert.Contains(lines, line => line.StartsWith("drwxr-xr-x", StringComparison.Ordinal) && line.EndsWith(" deep", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("-rwxr-xr-x", StringComparison.Ordinal) && line.EndsWith(" deep/er/file", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("lrwxrwxrwx", StringComparison.Ordinal) && line.EndsWith(" link -> deep/er/file", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("crw-rw-rw-", StringComparison.Ordinal) && line.Contains("1,   3", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Cpio_extracts_the_same_content()
    {
        Assert.SkipWhen(HostTools.FindInPath("cpio") is null, "cpio is not installed");
        string folder = Directory.CreateTempSubdirectory("lume-cpio-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "a.cpio"), Sample().Remove("null").ToCpio(), TestContext.Current.CancellationToken);
            HostResult result = await HostProcess.RunAsync("sh", ["-c", "cpio -id --quiet <a.cpio"], folder: folder, cancel: TestContext.Current.CancellationToken);
            Assert.Equal(string.Empty, result.Error);
            Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(folder, "deep", "er", "file"), TestContext.Current.CancellationToken));
            Assert.Equal(5000, new FileInfo(Path.Combine(folder, "large")).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_same_entries_in_any_order_give_the_same_bytes()
    {
        byte[] one = new Initramfs().AddText("b", "2").AddText("a", "1").ToCpio();
        byte[] two = new Initramfs().AddText("a", "1").AddText("b", "2").ToCpio();
        Assert.Equal(one, two);
    }

    [Fact]
    public void Compressed_archives_are_the_same_every_time_and_unpack_to_the_plain_one()
    {
        string folder = Directory.CreateTempSubdirectory("lume-gz-").FullName;
        try
        {
            string file = Path.Combine(folder, "x.cpio.gz");
            Sample().Save(file);
            byte[] first = File.ReadAllBytes(file);
            Sample().Save(file);
            Assert.Equal(first, File.ReadAllBytes(file));
            using GZipStream unpacked = new(new MemoryStream(first), CompressionMode.Decompress);
            using MemoryStream plain = new();
            unpacked.CopyTo(plain);
            Assert.Equal(Sample().ToCpio(), plain.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_header_and_every_content_starts_at_a_multiple_of_four()
    {
        byte[] archive = Sample().ToCpio();
        int at = 0;
        List<string> names = [];
        while (names.LastOrDefault() != "TRAILER!!!")
        {
            Assert.Equal("070701", Encoding.ASCII.GetString(archive, at, 6));
            int size = Convert.ToInt32(Encoding.ASCII.GetString(archive, at + 54, 8), 16);
            int nameLength = Convert.ToInt32(Encoding.ASCII.GetString(archive, at + 94, 8), 16);
            names.Add(Encoding.UTF8.GetString(archive, at + 110, nameLength - 1));
            at = (at + 110 + nameLength + 3) & ~3;
            at = (at + size + 3) & ~3;
        }

        Assert.Equal(["deep", "deep/er", "deep/er/file", "large", "link", "null", "ünïcode", "TRAILER!!!"], names);
        Assert.Equal(0, archive.Length % 512);
    }

    private static Initramfs Sample() => new Initramfs()
        .AddText("deep/er/file", "content", 0x1ED)
        .AddFile("large", new byte[5000])
        .AddLink("link", "deep/er/file")
        .AddDevice("null", 1, 3)
        .AddText("ünïcode", "ü");
}

public sealed class AppletListTests
{
    [Fact]
    public void Names_are_read_from_the_sorted_table()
    {
        byte[] binary = Encoding.ASCII.GetBytes("junk[\0[[\0\0\0more [\0[[\0acpid\0ash\0cat\0zcat\0\0rest");
        Assert.Equal(["[", "[[", "acpid", "ash", "cat", "zcat"], AppletList.Read(binary));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[\0[[\0")]
    [InlineData("[\0[[")]
    [InlineData("nothing of the kind")]
    [InlineData("[\0[[\0\u0001\u0002\0")]
    public void A_binary_without_a_table_has_none(string content) => Assert.Empty(AppletList.Read(Encoding.Latin1.GetBytes(content)));
}
