// What the tests of boards share: the board, and one line for a command that has to succeed.
using System;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Xunit;
using Xunit;

namespace Lume.Hil.Boards.Tests;

/// <summary>Base of tests on the board of this process.</summary>
public abstract class BoardTests
{
    /// <summary>The board.</summary>
    protected static BoardSession Board => BoardUnderTest.Session;

    /// <summary>Runs a command that has to end with status 0, and gives its output without the last newline.</summary>
    protected static async Task<string> OutputOfAsync(string command, TimeSpan? timeout = null)
    {
        CommandResult result = await Board.RunAsync(command, timeout).ConfigureAwait(false);
        Assert.True(result.ExitCode == 0, $"'{command}' ended with status {result.ExitCode}:\n{result.Output}");
        return result.Output.TrimEnd('\n');
    }
}
