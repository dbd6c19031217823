// The machines with a real U-Boot reach its prompt, on this process's streams and on a pseudo-terminal.
using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.UBoot;

public sealed class UBootMachineTests
{
    private static readonly TimeSpan s_boot = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Virt_reaches_the_prompt_of_U_Boot_which_answers()
    {
        MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, cancel: TestContext.Current.CancellationToken);
        await using QemuMachine machine = QemuMachine.Start(options, Log("virt"));
        await AnswersAsync(machine.Console);
    }

    [Fact]
    public async Task A_pseudo_terminal_is_a_serial_port_of_the_machine()
    {
        MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, cancel: TestContext.Current.CancellationToken);
        (QemuMachine machine, string port) = await QemuMachine.StartWithPortAsync(options, Log("pty"));
        await using (machine)
        {
            await using FileStream terminal = new(port, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            SerialConsole console = new(terminal, terminal, null);
            await AnswersAsync(console);
        }
    }

    private static async Task AnswersAsync(SerialConsole console)
    {
        await console.ExpectTextAsync("Hit any key to stop autoboot", s_boot);
        await console.SendAsync(" ");
        await console.ExpectTextAsync(UBootMachines.Prompt, s_boot);
        await console.SendLineAsync("version");
        await console.ExpectAsync(new Regex(@"U-Boot 20\d\d\.\d\d"));
    }

    private static string Log(string what) => Path.Combine(TestBench.Layout.TestLogs, $"{nameof(UBootMachineTests)}.{what}.log");
}
