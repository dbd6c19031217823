// What the machine is: asserted where it has to be so, noted where boards may differ.
using System.Globalization;
using System.Threading.Tasks;
using Lume.Hil.Xunit;
using Xunit;

namespace Lume.Hil.Boards.Tests;

[NoReset]
public sealed class MachineTests : BoardTests
{
    [BoardFact]
    public async Task It_is_a_riscv64_machine() => Assert.Equal("riscv64", await OutputOfAsync("uname -m"));

    [BoardFact]
    public async Task Every_hart_is_listed()
    {
        string harts = await OutputOfAsync("grep -c '^processor' /proc/cpuinfo");
        Board.Note("harts", harts);
        Assert.InRange(int.Parse(harts, CultureInfo.InvariantCulture), 1, 512);
    }

    [BoardFact]
    public async Task The_harts_have_the_instructions_that_programs_are_compiled_for()
    {
        string isa = await OutputOfAsync("sed -n 's/^isa[^:]*: *//p' /proc/cpuinfo | head -n 1");
        Board.Note("isa", isa);
        Assert.StartsWith("rv64imafdc", isa, System.StringComparison.Ordinal);
    }

    [BoardFact]
    public async Task There_is_memory_to_work_with()
    {
        string total = await OutputOfAsync("awk '/^MemTotal/{print $2}' /proc/meminfo");
        Board.Note("memory, MiB", (long.Parse(total, CultureInfo.InvariantCulture) / 1024).ToString(CultureInfo.InvariantCulture));
        long free = long.Parse(await OutputOfAsync("awk '/^MemFree/{print $2}' /proc/meminfo"), CultureInfo.InvariantCulture);
        Assert.InRange(free, 8 * 1024, long.Parse(total, CultureInfo.InvariantCulture));
    }

    [BoardFact]
    public async Task Random_bytes_differ()
    {
        string one = await OutputOfAsync("head -c 16 /dev/urandom | md5sum");
        string two = await OutputOfAsync("head -c 16 /dev/urandom | md5sum");
        Assert.NotEqual(one, two);
    }

    [BoardFact]
    public async Task A_second_of_the_guest_is_a_second_of_the_host()
    {
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        await OutputOfAsync("sleep 3");
        // The upper end is for a busy host; a clock that runs at the wrong rate shows at the lower.
        Assert.InRange(clock.Elapsed.TotalSeconds, 2.8, 30);
    }
}
