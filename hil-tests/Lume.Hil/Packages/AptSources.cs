// Which mirror this machine's apt uses: the busybox package comes from the same place, no host is built in.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lume.Hil.Packages;

/// <summary>Reads apt's source lists, both the one-line and the deb822 form.</summary>
internal static class AptSources
{
    /// <summary>The address of a Debian archive named by the files below <paramref name="aptFolder"/>, or null.</summary>
    public static string? FindDebianMirror(string aptFolder = "/etc/apt")
    {
        IEnumerable<string> files = [Path.Combine(aptFolder, "sources.list"), .. Parts(aptFolder)];
        return files.Where(File.Exists).SelectMany(file => Addresses(File.ReadAllText(file), file)).FirstOrDefault(IsDebianArchive);
    }

    /// <summary>All archive addresses in one source file, in order; disabled entries are left out.</summary>
    public static IReadOnlyList<string> Addresses(string text, string fileName) =>
        fileName.EndsWith(".sources", StringComparison.Ordinal) ? Deb822(text) : OneLine(text);

    private static IEnumerable<string> Parts(string aptFolder)
    {
        string folder = Path.Combine(aptFolder, "sources.list.d");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder).Where(f => f.EndsWith(".list", StringComparison.Ordinal) || f.EndsWith(".sources", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : [];
    }

    // "/debian" is the archive itself; "/debian-security" and the archives of other vendors have no trixie main for riscv64.
    private static bool IsDebianArchive(string address)
    {
        string path = address.TrimEnd('/');
        return path.EndsWith("/debian", StringComparison.Ordinal);
    }

    private static List<string> OneLine(string text)
    {
        List<string> found = [];
        foreach (string line in text.Split('\n'))
        {
            string entry = line.Split('#')[0].Trim();
            if (!entry.StartsWith("deb ", StringComparison.Ordinal) && !entry.StartsWith("deb\t", StringComparison.Ordinal))
            {
                continue;
            }

            string rest = entry[3..].Trim();
            if (rest.StartsWith('['))
            {
                int end = rest.IndexOf(']', StringComparison.Ordinal);
                rest = end < 0 ? string.Empty : rest[(end + 1)..].Trim();
            }

            string address = rest.Split((char[])[' ', '\t'], 2)[0];
            if (address.Length > 0)
            {
                found.Add(address);
            }
        }

        return found;
    }

    private static List<string> Deb822(string text)
    {
        List<string> found = [];
        foreach (string stanza in Stanzas(text))
        {
            Dictionary<string, string> fields = Fields(stanza);
            bool enabled = !fields.TryGetValue("enabled", out string? value) || value.Trim() is not ("no" or "false" or "0");
            bool binary = fields.TryGetValue("types", out string? types) && types.Split((char[])[' ', '\n', '\t']).Contains("deb");
            if (enabled && binary && fields.TryGetValue("uris", out string? uris))
            {
                found.AddRange(uris.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return found;
    }

    private static IEnumerable<string> Stanzas(string text)
    {
        List<string> lines = [];
        foreach (string line in text.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n').Where(l => !l.StartsWith('#')))
        {
            if (line.Trim().Length > 0)
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                yield return string.Join('\n', lines);
                lines.Clear();
            }
        }

        if (lines.Count > 0)
        {
            yield return string.Join('\n', lines);
        }
    }

    private static Dictionary<string, string> Fields(string stanza)
    {
        Dictionary<string, string> fields = [];
        string? name = null;
        foreach (string line in stanza.Split('\n'))
        {
            if (line[0] is ' ' or '\t')
            {
                if (name is not null)
                {
                    fields[name] += "\n" + line.Trim();
                }
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon)
            {
                name = line[..colon].Trim().ToLowerInvariant();
                fields[name] = line[(colon + 1)..].Trim();
            }
        }

        return fields;
    }
}
