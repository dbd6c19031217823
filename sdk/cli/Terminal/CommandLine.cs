// A command line that cannot be understood: what is wrong with it and where to read, instead of the whole help page.
using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using Lume.Cli.Flashing;
using Lume.Flasher.Errors;

namespace Lume.Cli.Terminal;

/// <summary>Tells what is wrong with a command line.</summary>
internal static class CommandLine
{
    /// <summary>A validator: a mistyped option is no file name. A file of such a name is given as <c>./--name</c>.</summary>
    public static void RefuseOption(ArgumentResult argument)
    {
        foreach (Token token in argument.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            argument.AddError($"There is no option '{token.Value}'.");
        }
    }

    /// <summary>On standard error for a person; where <c>--json</c> is among the arguments, as a JSON object on standard output.</summary>
    /// <returns>The exit status.</returns>
    public static int Tell(ParseResult parsed, string[] arguments)
    {
        string message = string.Join('\n', parsed.Errors.Select(error => error.Message.Trim()).Distinct());
        using FlashReport report = FlashReport.Create(arguments.Contains("--json"));
        report.Failure(new FlashException(FlashError.Usage, message, $"The help page: lume {PathOf(parsed.CommandResult)}--help"));
        return (int)FlashError.Usage;
    }

    // "hil list " for the command of a command.
    private static string PathOf(CommandResult command) =>
        command.Command is RootCommand ? string.Empty : (command.Parent is CommandResult above ? PathOf(above) : string.Empty) + command.Command.Name + " ";
}
