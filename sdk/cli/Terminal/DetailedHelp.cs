// Help pages: what System.CommandLine prints, then the verb's own explanation and examples.
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Linq;

namespace Lume.Cli.Terminal;

/// <summary>A verb: one line for the list of verbs, and a page for <c>lume VERB --help</c>.</summary>
internal sealed class Verb(string name, string summary, string details) : Command(name, summary)
{
    /// <summary>What it does, where its results go, examples.</summary>
    public string Details => details;
}

/// <summary>Prints the usual help and then the details of a verb.</summary>
internal sealed class DetailedHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    /// <summary>Makes all verbs below a root use it.</summary>
    public static void Install(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new DetailedHelp((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int status = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(verb.Details);
        }

        return status;
    }
}
