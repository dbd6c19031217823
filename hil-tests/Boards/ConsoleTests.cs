// The serial line in both directions: nothing lost, nothing doubled, keys that mean something.
using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Lume.Hil.Xunit;
using Xunit;

namespace Lume.Hil.Boards.Tests;

[NoReset]
public sealed class ConsoleTests : BoardTests
{
    [BoardFact]
    public async Task Twenty_kilobytes_of_output_arrive_whole()
    {
        string expected = string.Concat(Enumerable.Range(1, 4000).Select(i => $"{i}\n"));
        Assert.Equal(expected, (await Board.RunAsync("seq 1 4000", TimeSpan.FromMinutes(3))).Output);
    }

    [BoardFact]
    public async Task A_long_line_of_input_arrives_whole()
    {
        string text = new([.. Enumerable.Range(0, 2000).Select(i => (char)('a' + (i % 26)))]);
        string sum = Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));
        Assert.StartsWith(sum, await OutputOfAsync($"printf %s {text} | md5sum"), StringComparison.Ordinal);
    }

    [BoardFact]
    public async Task Control_C_ends_a_program()
    {
        // The program itself says that it has started: the shell's word would come before it owns the terminal.
        await Board.Console.SendLineAsync("sh -c 'echo started:$((6*7)); exec sleep 1000'");
        await Board.Console.ExpectTextAsync("started:42");
        await Board.Console.SendAsync("\x03");
        Assert.Equal("alive", await OutputOfAsync("echo alive"));
    }
}
