// Processes, pipes, files, signals, on all harts.
using System;
using System.Globalization;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Xunit;
using Xunit;

namespace Lume.Hil.Boards.Tests;

[NoReset]
public sealed class ProcessTests : BoardTests
{
    [BoardFact]
    public async Task A_pipe_carries_what_is_written() => Assert.Equal("2000", await OutputOfAsync("seq 1 2000 | tail -n 1"));

    [BoardFact]
    public async Task A_file_keeps_a_mebibyte()
    {
        await OutputOfAsync("head -c 1048576 /dev/urandom > /tmp/a && cp /tmp/a /tmp/b");
        Assert.Equal("same", await OutputOfAsync("cmp /tmp/a /tmp/b && echo same; rm /tmp/a /tmp/b"));
    }

    [BoardFact]
    public async Task An_exit_status_arrives() => Assert.Equal(new CommandResult(string.Empty, 42), await Board.RunAsync("(exit 42)"));

    [BoardFact]
    public async Task A_missing_program_is_status_127() => Assert.Equal(127, (await Board.RunAsync("no-such-program")).ExitCode);

    [BoardFact]
    public async Task A_signal_is_caught() => Assert.Equal("caught", await OutputOfAsync("sh -c 'trap \"echo caught\" TERM; kill $$; :'"));

    [BoardFact]
    public async Task A_hundred_processes_come_and_go() =>
        Assert.Equal("100", await OutputOfAsync("i=0; while [ $i -lt 100 ]; do /bin/true && i=$((i+1)); done; echo $i", TimeSpan.FromMinutes(2)));

    [BoardFact]
    public async Task Work_on_every_hart_at_once_comes_to_its_end()
    {
        string harts = await OutputOfAsync("grep -c '^processor' /proc/cpuinfo");
        // A shell of its own: an interactive one tells of each job that ends.
        string done = await OutputOfAsync(
            $"sh -c 'for j in $(seq 1 {harts}); do (i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done; echo $i > /tmp/done$j) & done; wait'; cat /tmp/done* | sort -u; ls /tmp/done* | wc -l; rm /tmp/done*",
            TimeSpan.FromMinutes(3));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"3000\n{harts}"), done);
    }
}
