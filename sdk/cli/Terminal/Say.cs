// What the tool tells the user, on standard error: standard output belongs to the guest and to figures.
using System;
using System.Threading.Tasks;
using Spectre.Console;

namespace Lume.Cli.Terminal;

/// <summary>Messages and progress for the person at the keyboard; plain lines when it is not a terminal.</summary>
internal static class Say
{
    // A file or a pipe has no width: lines stay whole there.
    private const int NoWrapping = 100_000;

    private static readonly IAnsiConsole s_console = CreateConsole();

    /// <summary>True when a person watches standard error.</summary>
    public static bool IsInteractive => !Console.IsErrorRedirected && s_console.Profile.Capabilities.Ansi;

    /// <summary>A line of news.</summary>
    public static void Info(string text) => s_console.MarkupLineInterpolated($"[grey]lume:[/] {text}");

    /// <summary>A step that ended well.</summary>
    public static void Done(string text) => s_console.MarkupLineInterpolated($"[grey]lume:[/] [green]{text}[/]");

    /// <summary>Something odd that does not stop the work.</summary>
    public static void Warn(string text) => s_console.MarkupLineInterpolated($"[grey]lume:[/] [yellow]{text}[/]");

    /// <summary>Why the work stopped.</summary>
    public static void Error(string text) => s_console.MarkupLineInterpolated($"[grey]lume:[/] [red]{text}[/]");

    /// <summary>Text as it is, for output of other programs.</summary>
    public static void Raw(string text) => Console.Error.WriteLine(text);

    /// <summary>Shows that something long is going on; <paramref name="work"/> gets a sink for what it is at.</summary>
    public static Task<T> WhileAsync<T>(string title, Func<Action<string>, Task<T>> work)
    {
        if (!IsInteractive)
        {
            Info(title + "...");
            return work(static _ => { });
        }

        return s_console.Status().Spinner(Spinner.Known.Dots).StartAsync(
            Markup.Escape(title),
            context => work(step => context.Status(Markup.Escape($"{title}: {Clip(step)}"))));
    }

    /// <summary>Draws a progress bar over the current line of a terminal.</summary>
    /// <param name="title">What is going on.</param>
    /// <param name="part">0 to 1.</param>
    /// <param name="text">Figures.</param>
    public static void Bar(string title, double part, string text)
    {
        const int Cells = 24;
        int full = (int)(Math.Clamp(part, 0, 1) * Cells);
        s_console.Write(new ControlCode("\r\x1b[K"));
        s_console.MarkupInterpolated($"[grey]lume:[/] {title} [green]{new string('━', full)}[/][grey]{new string('━', Cells - full)}[/] {text}");
    }

    /// <summary>Leaves the line of the bar.</summary>
    public static void EndBar()
    {
        if (IsInteractive)
        {
            s_console.WriteLine();
        }
    }

    private static IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
        {
            console.Profile.Width = NoWrapping;
        }

        return console;
    }

    private static string Clip(string text)
    {
        int room = Math.Max(20, s_console.Profile.Width - 40);
        return text.Length <= room ? text : text[..room];
    }
}
