// lume symbolize: kernel addresses to C# methods, files and lines.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Symbols;

namespace Lume.Cli.Verbs;

/// <summary>Explains addresses, or every address in a text on standard input.</summary>
internal static class SymbolizeVerb
{
    private const string Details =
        """
        Says which C# method, file and line a kernel address belongs to.

        Without addresses it copies standard input and adds a line below each line that has kernel addresses in it: pipe a
        panic or a log through it. The kernel must be the one that was built last (artifacts/kernel/image/BOARD/lume.elf), or the one named with --elf.

        Examples:
          lume symbolize 0xffffffff80201234
          lume symbolize < panic.txt
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> addresses = new("addresses") { Description = "Addresses in hexadecimal.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> board = CommonOptions.Board();
        Option<string?> elf = new("--elf") { Description = "The kernel with symbols, instead of the one built last.", HelpName = "FILE" };
        Verb command = new("symbolize", "Turn kernel addresses into C# methods and lines.", Details) { addresses, board, elf };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => SymbolizeAsync(
            parsed.GetValue(addresses) ?? [], parsed.GetValue(elf) ?? RepositoryLayout.Find().Elf(parsed.GetValue(board)!), cancel));
        return command;
    }

    private static async Task<int> SymbolizeAsync(string[] addresses, string elf, CancellationToken cancel)
    {
        if (!File.Exists(elf))
        {
            throw new LumeException($"There is no kernel with symbols at {elf}. Build one: lume build");
        }

        await Installer.EnsureAsync([HostTools.Symbolizer], cancel).ConfigureAwait(false);
        using KernelSymbols symbols = KernelSymbols.TryOpen(elf) ?? throw new LumeException($"{elf} is not an ELF file.");
        return addresses.Length > 0 ? ExplainAll(symbols, addresses) : CopyInput(symbols);
    }

    private static int ExplainAll(KernelSymbols symbols, string[] addresses)
    {
        int unknown = 0;
        foreach (string text in addresses)
        {
            string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
            if (!ulong.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong address))
            {
                throw new LumeException($"'{text}' is not a hexadecimal address.");
            }

            IReadOnlyList<SourcePlace> places = symbols.Resolve(address);
            unknown += places.Count == 0 ? 1 : 0;
            Console.WriteLine($"{address:x16}  {(places.Count == 0 ? "not in the kernel's code" : string.Join("\n                  inlined in ", places.Select(p => p.ToString())))}");
        }

        return unknown == 0 ? 0 : 1;
    }

    private static int CopyInput(KernelSymbols symbols)
    {
        while (Console.In.ReadLine() is { } line)
        {
            Console.WriteLine(line);
            foreach (string explained in symbols.Explain(line))
            {
                Console.WriteLine(explained);
            }
        }

        return 0;
    }
}
