// What a board's console says about its firmware and kernel.
using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Lume.Hil.Boards;

/// <summary>Reads versions out of a boot log.</summary>
public static partial class Firmware
{
    /// <summary>The versions that a text names, by name; later ones win.</summary>
    public static IReadOnlyDictionary<string, string> Read(string console)
    {
        SortedDictionary<string, string> found = [];
        foreach ((string name, Regex pattern) in (ReadOnlySpan<(string, Regex)>)[("OpenSBI", OpenSbi()), ("SPL", Spl()), ("U-Boot", UBoot()), ("kernel", Kernel())])
        {
            foreach (Match match in pattern.Matches(console))
            {
                found[name] = match.Groups[1].Value.Trim();
            }
        }

        return found;
    }

    [GeneratedRegex(@"^\s*OpenSBI (v[0-9][^\s]*)", RegexOptions.Multiline)]
    private static partial Regex OpenSbi();

    [GeneratedRegex(@"^\s*U-Boot SPL ([0-9][^\s]*)", RegexOptions.Multiline)]
    private static partial Regex Spl();

    [GeneratedRegex(@"^\s*U-Boot ([0-9][^\s]*)", RegexOptions.Multiline)]
    private static partial Regex UBoot();

    [GeneratedRegex(@"^(?:\[[ 0-9.]+\] )?((?:Lume [0-9]|Linux version )[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Kernel();
}
