// The shell: its language (cases), and what needs a terminal: line editing, job control, Ctrl-C, Ctrl-Z, Ctrl-D.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Oracle;
using Lume.Hil.Suites.Applets;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Ash;

/// <summary>The shell's language.</summary>
public sealed class AshLanguageTests(AshLanguageTests.Machine machine) : CaseTests(machine), IClassFixture<AshLanguageTests.Machine>
{
    private static readonly IReadOnlyDictionary<string, Case> s_cases = CaseFile.Load(TestBench.Source("Ash/ash.cases"));

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ash(string name) => CheckAsync(s_cases[name]);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(AshLanguageTests);
    }
}

/// <summary>What a person does at the prompt.</summary>
public sealed class AshTerminalTests(AshTerminalTests.Machine machine) : IClassFixture<AshTerminalTests.Machine>
{
    private const string Prompt = "ready> ";
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";
    private const string CtrlZ = "\u001a";
    private const string Up = "\u001b[A";
    private const string Left = "\u001b[D";
    private const string ViResult = "ONE two|ONE twolast|3 our|";

    [Fact]
    public Task Ctrl_C_ends_the_program_in_the_foreground() => AtPromptAsync(async console =>
    {
        await StartAsync(console, "sleep 1000");
        await console.SendAsync(CtrlC);
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "echo status=$?", "status=130");
    });

    [Fact]
    public Task Ctrl_C_throws_a_half_typed_line_away() => AtPromptAsync(async console =>
    {
        await console.SendAsync("echo never");
        await console.SendAsync(CtrlC);
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "echo next", "next");
    });

    [Fact]
    public Task Ctrl_Z_stops_a_job_that_bg_and_fg_continue() => AtPromptAsync(async console =>
    {
        await StartAsync(console, "sleep 3");
        await console.SendAsync(CtrlZ);
        await console.ExpectTextAsync("Stopped");
        await console.ExpectTextAsync(Prompt);
        await console.SendLineAsync("jobs");
        await console.ExpectAsync(new Regex(@"\[1\]\+\s+Stopped"));
        await console.SendLineAsync("bg");
        await console.ExpectAsync(new Regex(@"\[1\]"));
        await console.SendLineAsync("jobs");
        await console.ExpectAsync(new Regex(@"\[1\]\+\s+Running"));
        await console.SendLineAsync("fg");
        await console.ExpectTextAsync(Prompt, TimeSpan.FromSeconds(20));
        await console.SendLineAsync("jobs | wc -l");
        await console.ExpectAsync(new Regex(@"\n0\r"));
        await console.ExpectTextAsync(Prompt);
    });

    [Fact]
    public Task A_background_job_reports_its_end() => AtPromptAsync(async console =>
    {
        await console.SendLineAsync("sleep 1 &");
        await console.ExpectTextAsync(Prompt);
        await console.SendLineAsync("sleep 2");
        await console.ExpectAsync(new Regex(@"\[\d\][+-]?\s+Done\s+sleep 1"));
        await console.ExpectTextAsync(Prompt);
    });

    [Fact]
    public Task A_background_job_that_reads_the_terminal_is_stopped() => AtPromptAsync(async console =>
    {
        await console.SendLineAsync("cat &");
        await console.ExpectTextAsync(Prompt);
        await console.SendLineAsync("sleep 1");
        await console.ExpectTextAsync(Prompt);
        await console.SendLineAsync("jobs");
        await console.ExpectAsync(new Regex(@"\[1\]\+\s+Stopped \(tty input\)\s+cat"));
        await console.SendLineAsync("kill -9 %1; wait 2>/dev/null");
        await console.ExpectTextAsync(Prompt);
    });

    [Fact]
    public Task Ctrl_D_is_end_of_input() => AtPromptAsync(async console =>
    {
        await StartAsync(console, "cat >/tmp/typed");
        await console.SendLineAsync("first");
        await console.SendAsync(CtrlD);
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "cat /tmp/typed", "first");
    });

    [Fact]
    public Task The_terminal_edits_lines_of_programs_that_do_not() => AtPromptAsync(async console =>
    {
        await StartAsync(console, "cat >/tmp/typed");
        await console.SendAsync("ax\u007fbc\u0015\u0001gone words\u0017kept\r");
        await console.SendAsync(CtrlD);
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "tail -c 5 /tmp/typed", "kept");
    });

    [Fact]
    public Task Arrow_keys_edit_the_line_and_recall_history() => AtPromptAsync(async console =>
    {
        await AnswerAsync(console, "echo un" + Left + Left + "f", "fun");
        await AnswerAsync(console, Up, "fun");
    });

    [Fact]
    public Task Tab_completes_a_file_name() => AtPromptAsync(async console =>
    {
        await console.SendLineAsync("echo content >/tmp/unmistakable-name");
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "cat /tmp/unmis\t", "content");
    });

    [Fact]
    public Task A_session_leader_gets_back_the_terminal_after_a_killed_job() => AtPromptAsync(async console =>
    {
        await console.SendLineAsync("sh -c 'kill -9 $$'");
        await console.ExpectTextAsync("Killed");
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "echo alive", "alive");
    });

    [Fact]
    public Task Vi_inserts_deletes_searches_and_saves() => AtPromptAsync(async console =>
    {
        await console.SendLineAsync("printf 'one two\\nthree four\\nfive six\\n' >/tmp/v; clear; vi /tmp/v");
        await console.ExpectTextAsync("1/3");
        foreach (string keys in (string[])["dw", "iONE ", "\u001b", "/four\r", "x", "G", "dd", "k", "yyp", "Alast", "\u001b", ":3s/three/3/\r", ":wq\r"])
        {
            await console.SendAsync(keys);
            await Task.Delay(200);
        }

        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "cat /tmp/v | tr '\\n' '|'", ViResult);
    });

    [Fact]
    public Task A_full_screen_program_restores_the_terminal() => AtPromptAsync(async console =>
    {
        await console.SendLineAsync("top");
        await console.ExpectTextAsync("Load average");
        await console.SendAsync("q");
        await console.ExpectTextAsync(Prompt);
        await AnswerAsync(console, "stty -a | grep -o ' icanon'", " icanon");
    });

    private async Task AtPromptAsync(Func<SerialConsole, Task> test)
    {
        Shell shell = await machine.ShellAsync();
        await machine.KeepingAsync(async () =>
        {
            await shell.MakeInteractiveAsync(Prompt);
            await test(shell.Console);
            await shell.MakeQuietAsync();
            return true;
        });
    }

    // Starts a program in the foreground and waits until it has the terminal.
    private static async Task StartAsync(SerialConsole console, string command)
    {
        await console.SendLineAsync($"sh -c 'echo has $((40+2)); exec {command}'");
        await console.ExpectTextAsync("has 42\r\n");
    }

    // Types a line and waits for one line that is exactly the answer (the echo of what was typed is another line), then for the prompt.
    private static async Task AnswerAsync(SerialConsole console, string typed, string answer)
    {
        await console.SendLineAsync(typed);
        await console.ExpectAsync(new Regex(@"\n" + Regex.Escape(answer)));
        await console.ExpectTextAsync(Prompt);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(AshTerminalTests);
    }
}
