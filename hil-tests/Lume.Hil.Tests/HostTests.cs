// Programs of the host: their versions are understood, none outlives its starter; kernel addresses find their source.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Symbols;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class HostToolsTests
{
    [Theory]
    [InlineData("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)", "7.2.22")]
    [InlineData("Debian clang version 19.1.7 (3~deb12u1)\nTarget: x", "19.1.7")]
    [InlineData("Debian LLD 19.1.7 (compatible with GNU linkers)", "19.1.7")]
    [InlineData("QEMU emulator version 10.0", "10.0")]
    public void A_version_is_found(string text, string version) => Assert.Equal(new Version(version), HostTools.ParseVersion(text));

    [Theory]
    [InlineData("7.2.22", true)]
    [InlineData("9.0.4", true)]
    [InlineData("9.2", false)]
    [InlineData("10.0.2", false)]
    [InlineData("10.1.0", true)]
    public void Some_versions_of_QEMU_have_no_card_for_sifive_u(string version, bool isUsable) =>
        Assert.Equal(isUsable, QemuFaults.OfSifiveCard(new Version(version)) is null);

    [Fact]
    public void A_text_without_a_version_has_none() => Assert.Null(HostTools.ParseVersion("no numbers here"));

    [Fact]
    public async Task A_program_that_is_too_old_is_named_with_what_is_needed()
    {
        LumeException e = await Assert.ThrowsAsync<LumeException>(() => HostTools.RequireVersionAsync(new HostTool("bash", ["bash"], new Version(999, 0)), TestContext.Current.CancellationToken));
        Assert.Contains("bash", e.Message, StringComparison.Ordinal);
        Assert.Contains("999.0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_program_is_found_missing()
    {
        HostTool[] tools = [new("sh", ["dash"]), new("no-such-program-here", ["x"])];
        Assert.Equal("no-such-program-here", Assert.Single(HostTools.Missing(tools)).Program);
    }

    [Fact]
    public async Task A_missing_program_is_a_clear_failure() =>
        await Assert.ThrowsAsync<LumeException>(() => HostProcess.RunAsync("/no/such/program", [], cancel: TestContext.Current.CancellationToken));
}

public sealed class HostProcessTests
{
    [Fact]
    public async Task A_bound_program_ends_with_the_process_that_started_it()
    {
        // The starter is a shell under setpriv, killed as hard as can be; its child must go with it.
        Assert.SkipWhen(HostTools.FindInPath("setpriv") is null, "setpriv is not installed");
        ProcessStartInfo start = new("sh") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("setpriv --pdeathsig KILL -- sleep 300 & echo $!; wait");
        using Process parent = HostProcess.StartBound(start);
        int child = int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        parent.Kill();
        for (int i = 0; i < 50 && IsRunning(child); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.False(IsRunning(child));
    }

    private static bool IsRunning(int process)
    {
        string status = $"/proc/{process}/stat";
        try
        {
            return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}

public sealed class MachineOptionsTests
{
    [Fact]
    public void Counted_time_is_deterministic_and_extra_arguments_come_last()
    {
        MachineOptions options = new() { Kernel = "Image", Initrd = "i.cpio", Smp = 1, Append = "a b", InstructionCount = true, Extra = ["-device", "x"] };
        string line = string.Join('|', options.ToArguments());
        Assert.Contains("-kernel|Image|-initrd|i.cpio|-append|a b|-icount|shift=0,sleep=off|-seed|1", line, StringComparison.Ordinal);
        Assert.EndsWith("|-no-reboot|-device|x", line, StringComparison.Ordinal);
    }
}

public sealed class SymbolTests
{
    private const string Source =
        """
        __attribute__((noinline)) int inner(int x) { return x * 3; }
        int outer(int x) { return inner(x) + 1; }
        int _start(void) { return outer(1); }
        """;

    [Fact]
    public async Task An_address_becomes_a_function_and_a_line()
    {
        Assert.SkipWhen(HostTools.FindInPath("clang-19") is null || HostTools.FindInPath("ld.lld-19") is null, "LLVM is not installed");
        string folder = Directory.CreateTempSubdirectory("lume-sym-").FullName;
        try
        {
            string elf = Path.Combine(folder, "k.elf");
            await File.WriteAllTextAsync(Path.Combine(folder, "k.c"), Source, TestContext.Current.CancellationToken);
            HostResult built = await HostProcess.RunAsync(
                "clang-19",
                ["--target=riscv64-unknown-elf", "-g", "-O0", "-nostdlib", "-static", "-fuse-ld=lld-19", "-mno-relax", "-Wl,-Ttext=0xffffffff80201000", "-mcmodel=medany", "-o", elf, "k.c"],
                folder: folder,
                cancel: TestContext.Current.CancellationToken);
            Assert.Equal(string.Empty, built.Error);
            using KernelSymbols symbols = KernelSymbols.TryOpen(elf)!;
            SourcePlace place = symbols.Resolve(0xffffffff80201000)[0];
            Assert.Equal("inner", place.Method);
            Assert.EndsWith("k.c:1", place.Place, StringComparison.Ordinal);
            Assert.Empty(symbols.Resolve(0x1234));
            Assert.Contains("inner", Assert.Single(symbols.Explain("  pc ffffffff80201000 sp 0000000000001000")), StringComparison.Ordinal);
            Assert.Empty(symbols.Explain("nothing here, deadbeef neither"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_answer_is_read_up_to_the_empty_line()
    {
        using StringReader reader = new("Lume.Kernel.A.B\n./kernel/core/A.cs:12:5\nLume.C\n??:0:0\n??\n./kernel/hal/T.S:7:0\n??\n??:0:0\n\nnext\n");
        Assert.Equal(["Lume.Kernel.A.B (kernel/core/A.cs:12)", "Lume.C", "(assembly) (kernel/hal/T.S:7)"], KernelSymbols.ParseAnswer(reader).Select(place => place.ToString()));
    }

    [Fact]
    public void Only_riscv_programs_are_taken_for_such()
    {
        string file = Path.GetTempFileName();
        Assert.False(ElfHeader.IsRiscV64Program(file));
        Assert.False(ElfHeader.IsRiscV64Program("/bin/sh"));
        File.Delete(file);
    }
}
