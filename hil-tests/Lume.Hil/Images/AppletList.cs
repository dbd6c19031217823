// Which applets a busybox binary has: read from its own table of names, so that the image gets the right links
// without running a RISC-V program on the host.
using System;
using System.Collections.Generic;
using System.Text;

namespace Lume.Hil.Images;

/// <summary>Finds the applet names inside a busybox binary.</summary>
public static class AppletList
{
    private const int LongestName = 32;

    /// <summary>
    /// The names in the binary's <c>applet_names</c>: NUL-terminated, sorted, starting with <c>[</c> and <c>[[</c>.
    /// Empty when there is no such table (another multi-call program).
    /// </summary>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> binary)
    {
        ReadOnlySpan<byte> start = "[\0[[\0"u8;
        List<string> best = [];
        for (int from = 0; from < binary.Length;)
        {
            int found = binary[from..].IndexOf(start);
            if (found < 0)
            {
                break;
            }

            List<string> names = ReadTable(binary[(from + found)..]);
            best = names.Count > best.Count ? names : best;
            from += found + start.Length;
        }

        return best.Count > 2 ? best : [];
    }

    private static List<string> ReadTable(ReadOnlySpan<byte> table)
    {
        List<string> names = [];
        while (true)
        {
            int length = table[..Math.Min(table.Length, LongestName)].IndexOf((byte)0);
            if (length <= 0)
            {
                return names;
            }

            string name = Encoding.ASCII.GetString(table[..length]);
            if (!IsName(name) || (names.Count > 0 && string.CompareOrdinal(names[^1], name) >= 0))
            {
                return names;
            }

            names.Add(name);
            table = table[(length + 1)..];
        }
    }

    private static bool IsName(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('[' or '-' or '_' or '.' or '+'))
            {
                return false;
            }
        }

        return true;
    }
}
