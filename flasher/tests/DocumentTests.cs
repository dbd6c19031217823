// The table of exit statuses in docs/flashing.md is the one of the code.
using System;
using System.IO;
using System.Linq;
using Lume.Flasher.Errors;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class DocumentTests
{
    [Fact]
    public void Every_exit_status_is_in_the_guide()
    {
        string text = File.ReadAllText(Path.Combine(Root(), "docs", "flashing.md"));
        string[] missing = [.. Enum.GetValues<FlashError>().Where(error => !text.Contains($"| {(int)error} | {error} |", StringComparison.Ordinal)).Select(error => error.ToString())];
        Assert.Empty(missing);
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Lume.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
