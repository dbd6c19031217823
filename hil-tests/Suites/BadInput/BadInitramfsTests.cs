// What is wrong before there is a shell: each has a clear message on the console, and no hang without one.
using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.BadInput;

public sealed class BadInitramfsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task No_initramfs_is_said() => SaysAsync("none", null, "Lume stopped: no initramfs");

    [Fact]
    public Task An_initramfs_without_init_is_said() =>
        SaysAsync("no-init", TestBench.NewInitramfs().Remove("init").Remove("sbin/init").Remove("bin/init").Remove("bin/sh").ToCpio(), "Lume stopped: no init: the initramfs has none of /init");

    [Fact]
    public Task An_init_that_exits_is_said() =>
        SaysAsync("init-exits", Standard().AddFile("init", Program("initexits"), 0x1ED).ToCpio(), @"Lume stopped: init exited with status \d");

    [Fact]
    public async Task A_machine_that_stopped_restarts_when_its_command_line_says_so()
    {
        MachineOptions options = TestBench.Options with { Initrd = null, Append = "panic=1" };
        await using QemuMachine machine = TestBench.Start(options, $"{nameof(BadInitramfsTests)}.panic");
        machine.Console.Fatal = null;
        await machine.Console.ExpectTextAsync("build id", s_patience);
        Assert.Equal(0, await machine.WaitForEndAsync(s_patience)); // a restart ends a QEMU that may not restart
    }

    [Fact]
    public Task An_init_that_is_no_program_is_said() =>
        SaysAsync("init-garbage", Standard().AddText("init", "\u0001\u0002garbage", 0x1ED).Remove("sbin/init").Remove("bin/init").Remove("bin/sh").ToCpio(), @"/init cannot be executed, error 8[\s\S]*Lume stopped: no init that can be executed");

    [Fact]
    public Task A_truncated_init_is_said() =>
        SaysAsync("init-truncated", Standard().AddFile("init", Program("initexits")[..100], 0x1ED).Remove("sbin/init").Remove("bin/init").Remove("bin/sh").ToCpio(), @"/init cannot be executed, error 8[\s\S]*Lume stopped: no init that can be executed");

    [Fact]
    public Task A_truncated_archive_is_said()
    {
        byte[] whole = TestBench.NewInitramfs().ToCpio();
        return SaysAsync("truncated-cpio", whole[..(whole.Length / 2)], "initramfs is damaged: archive ends too early");
    }

    [Fact]
    public Task A_damaged_gzip_archive_is_said()
    {
        byte[] packed = Gzip(TestBench.NewInitramfs().ToCpio());
        Array.Fill(packed, (byte)0xA5, packed.Length / 3, 2000);
        return SaysAsync("damaged-gzip", packed, "initramfs is damaged: ");
    }

    [Fact]
    public Task An_archive_of_noise_is_said()
    {
        byte[] noise = new byte[1 << 20];
        new Random(7).NextBytes(noise);
        return SaysAsync("noise", noise, "initramfs is damaged: neither a cpio archive nor gzip");
    }

    [Fact]
    public Task An_archive_with_hostile_sizes_is_said()
    {
        byte[] hostile = TestBench.NewInitramfs().ToCpio();
        // The size field of the first entry with content: larger than any memory.
        int at = Encoding.ASCII.GetString(hostile, 0, 4096).IndexOf("070701", 110, StringComparison.Ordinal);
        "FFFFFFF0"u8.CopyTo(hostile.AsSpan(at + 54));
        return SaysAsync("hostile-size", hostile, "initramfs is damaged: ");
    }

    private static Initramfs Standard() => TestBench.NewInitramfs();

    private static byte[] Program(string name)
    {
        _ = TestBench.Initramfs;
        return File.ReadAllBytes(TestBench.Scratch(Path.Combine("programs", name)));
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream packed = new(stream, CompressionLevel.Optimal))
        {
            packed.Write(content);
        }

        return stream.ToArray();
    }

    private static async Task SaysAsync(string name, byte[]? initramfs, string pattern)
    {
        string? file = null;
        if (initramfs is not null)
        {
            file = TestBench.Scratch($"bad-{name}.cpio");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, initramfs);
        }

        await using QemuMachine machine = TestBench.Start(TestBench.Options with { Initrd = file }, $"{nameof(BadInitramfsTests)}.{name}");
        machine.Console.Fatal = null;
        // The version banner names init nowhere; what is waited for is the kernel's complaint.
        await machine.Console.ExpectAsync(new Regex(pattern), s_patience);
    }
}
