// Machines of every size reach the prompt, and end when they are told to.
using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Boot;

public sealed class BootTests
{
    private const int Mebibyte = 1 << 20;

    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task Any_number_of_harts_reaches_the_prompt(int harts)
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options with { Smp = harts }, Name($"smp{harts}"));
        Shell shell = await ReadyAsync(machine);
        Assert.Equal(harts.ToString(CultureInfo.InvariantCulture) + "\n", (await shell.RunAsync("grep -c '^processor' /proc/cpuinfo")).Output);
    }

    [Theory]
    [InlineData("32M", 32)]
    [InlineData("64M", 64)]
    [InlineData("256M", 256)]
    [InlineData("4G", 4096)]
    public async Task Any_size_of_memory_reaches_the_prompt(string size, int mebibytes)
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options with { Memory = size }, Name("m" + size));
        Shell shell = await ReadyAsync(machine);
        CommandResult total = await shell.RunAsync("awk '/^MemTotal/{print $2}' /proc/meminfo");
        long kilobytes = long.Parse(total.Output.Trim(), CultureInfo.InvariantCulture);
        Assert.InRange(kilobytes, mebibytes * 1024L / 4, mebibytes * 1024L);
    }

    [Fact]
    public async Task A_large_initramfs_is_unpacked_whole()
    {
        byte[] large = new byte[200 * Mebibyte];
        new Random(1).NextBytes(large);
        string sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(large.AsSpan(150 * Mebibyte, 16 * Mebibyte)));
        string initrd = TestBench.Scratch("large.cpio");
        TestBench.NewInitramfs().AddFile("large", large).Save(initrd);
        try
        {
            await using QemuMachine machine = TestBench.Start(TestBench.Options with { Memory = "1G", Initrd = initrd }, Name("large"));
            Shell shell = await ReadyAsync(machine);
            Assert.Equal($"{large.Length}\n", (await shell.RunAsync("wc -c </large", s_long)).Output);
            Assert.Equal(sum + "  -\n", (await shell.RunAsync("dd if=/large bs=1M skip=150 count=16 2>/dev/null | sha256sum", s_long)).Output);
        }
        finally
        {
            File.Delete(initrd);
        }
    }

    [Fact]
    public async Task Poweroff_ends_the_machine()
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options, Name("poweroff"));
        Shell shell = await ReadyAsync(machine);
        await shell.Console.SendLineAsync("poweroff");
        Assert.Equal(0, await machine.WaitForEndAsync(s_long));
    }

    [Fact]
    public async Task Reboot_starts_the_machine_anew()
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options with { AllowReboot = true }, Name("reboot"));
        Shell shell = await ReadyAsync(machine);
        Assert.Equal(0, (await shell.RunAsync("echo kept >/tmp/mark")).ExitCode);
        await shell.Console.SendLineAsync("reboot");
        await ReadyAsync(machine);
        Assert.NotEqual(0, (await shell.RunAsync("cat /tmp/mark")).ExitCode);
    }

    [Fact]
    public async Task Ctrl_D_at_the_prompt_starts_a_new_shell()
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options, Name("ctrl-d"));
        await machine.Console.ExpectAsync(new Regex("# (\\x1b\\[6n)?$"));
        await machine.Console.SendAsync("\u0004");
        Shell shell = await ReadyAsync(machine);
        Assert.Equal("new\n", (await shell.RunAsync("echo new")).Output);
    }

    [Fact]
    public async Task Instruction_counted_time_reaches_the_prompt_too()
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options with { Smp = 1, InstructionCount = true }, Name("icount"));
        Shell shell = await ReadyAsync(machine);
        Assert.Equal("slept\n", (await shell.RunAsync("sleep 5; echo slept")).Output);
    }

    private static string Name(string what) => $"{nameof(BootTests)}.{what}";

    private static async Task<Shell> ReadyAsync(QemuMachine machine)
    {
        Shell shell = new(machine.Console);
        await shell.WaitUntilReadyAsync(s_long);
        return shell;
    }
}
