// Damaged and hostile program files: an error for who starts them, nothing for the kernel.
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.BadInput;

public sealed class BadProgramTests(BadProgramTests.Machine machine) : IClassFixture<BadProgramTests.Machine>
{
    // Offsets in the ELF header (System V gABI, Elf64_Ehdr) and in the first program header (Elf64_Phdr) behind it.
    private const int Class = 4;
    private const int MachineField = 18;
    private const int ProgramHeaderOffset = 32;
    private const int ProgramHeaderCount = 56;
    private const int FirstHeader = 64;

    [Theory]
    [InlineData("/test/exit0", 0)]
    [InlineData("/test/exit0", 4)]
    [InlineData("/test/exit0", 63)]
    [InlineData("/test/exit0", 100)]
    [InlineData("/bin/busybox", 5000)]
    [InlineData("/bin/busybox", 100_000)]
    public Task A_truncated_program_does_not_run(string program, int length) =>
        RefusedAsync($"head -c {length} {program} >/tmp/bad");

    [Theory]
    [InlineData(Class, "\\001")]
    [InlineData(MachineField, "\\076")]
    [InlineData(ProgramHeaderOffset, "\\377\\377\\377\\377\\377\\377\\377\\177")]
    [InlineData(ProgramHeaderCount, "\\377\\377")]
    [InlineData(ProgramHeaderCount, "\\000\\000")]
    public Task A_hostile_header_does_not_run(int offset, string bytes) =>
        RefusedAsync($"cp /test/exit0 /tmp/bad; printf '{bytes}' | dd of=/tmp/bad bs=1 seek={offset} conv=notrunc 2>/dev/null");

    // p_offset, p_vaddr, p_filesz, p_memsz of every program header with all bits set but the sign.
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(40)]
    public Task A_hostile_segment_does_not_run(int field)
    {
        string patches = "cp /test/exit0 /tmp/bad";
        for (int header = 0; header < 6; header++)
        {
            patches += $"; printf '\\377\\377\\377\\377\\377\\377\\377\\177' | dd of=/tmp/bad bs=1 seek={FirstHeader + (56 * header) + field} conv=notrunc 2>/dev/null";
        }

        return RefusedAsync(patches);
    }

    [Fact]
    public Task An_interpreter_that_is_missing_is_reported() =>
        RefusedAsync("printf '#!/no/such/interpreter\\n' >/tmp/bad");

    [Fact]
    public Task A_script_that_is_its_own_interpreter_is_refused() =>
        RefusedAsync("printf '#!/tmp/bad\\n' >/tmp/bad");

    [Fact]
    public async Task A_program_that_runs_cannot_be_written()
    {
        CommandResult result = await machine.RunAsync(
            "cp /bin/busybox /tmp/sleep; /tmp/sleep 5 & sleep 0.5; (echo x >>/tmp/sleep) 2>&1 | sed 's/.*: //'; kill $!; wait");
        Assert.StartsWith("Text file busy\n", result.Output);
    }

    [Fact]
    public async Task Damaged_archives_are_reported_by_their_tools()
    {
        CommandResult result = await machine.RunAsync(
            "cd /tmp; head -c 50 /bin/busybox | gunzip 2>/dev/null || echo no gzip; echo 070701 | cpio -id 2>/dev/null || echo no cpio; head -c 700 /bin/busybox | tar x 2>/dev/null || echo no tar");
        Assert.Equal("no gzip\nno cpio\nno tar\n", result.Output);
    }

    private async Task RefusedAsync(string make)
    {
        CommandResult result = await machine.RunAsync($"rm -f /tmp/bad; {make}; chmod 755 /tmp/bad; timeout 10 /test/run /tmp/bad");
        Assert.Matches("^(refused with error (2|7|8|12|14|22|40|80)|killed by a signal)\n$", result.Output);
        Assert.Equal("alive\n", (await machine.RunAsync("echo alive")).Output);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(BadProgramTests);
    }
}
