// A command line that cannot be understood: what is wrong with it and where to read, instead of the whole help page.
using System;
using System.CommandLine;
using System.Linq;
using Lume.Cli.Flashing;
using Lume.Flasher.Errors;

namespace Lume.Cli.Terminal;

/// <summary>Tells what is wrong with a command line.</summary>
internal static class WrongCommandLine
{
    /// <summary>On standard error for a person; where <c>--json</c> is among the arguments, as a JSON object on standard output.</summary>
    /// <returns>The exit status.</returns>
    public static int Tell(ParseResult parsed, string[] arguments)
    {
        string verb = parsed.CommandResult.Command is RootCommand ? string.Empty : parsed.CommandResult.Command.Name + " ";
        string message = string.Join('\n', parsed.Errors.Select(error => error.Message.Trim()).Distinct());
        using FlashReport report = FlashReport.Create(arguments.Contains("--json"));
        report.Failure(new FlashException(FlashError.Usage, message, $"The help page: lume {verb}--help"));
        return (int)FlashError.Usage;
    }
}
