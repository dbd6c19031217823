// What guest tests print: "== CHAPTER/TEST", then its lines. Records and runs have the same form.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lume.Hil.Oracle;

/// <summary>Reads and writes the output of many tests.</summary>
public static class GuestRecord
{
    private const string Mark = "== ";

    /// <summary>The output by test, in order; each text ends with a newline or is empty.</summary>
    /// <exception cref="InvalidDataException">A test comes twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        Dictionary<string, string> tests = [];
        foreach (string part in ("\n" + text.Replace("\r", string.Empty, StringComparison.Ordinal)).Split("\n" + Mark).Skip(1))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            string name = end < 0 ? part : part[..end];
            string output = end < 0 ? string.Empty : part[(end + 1)..];
            if (!tests.TryAdd(name, output.Length == 0 || output.EndsWith('\n') ? output : output + "\n"))
            {
                throw new InvalidDataException($"The test {name} stands twice in the output.");
            }
        }

        return tests;
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public static string Format(IReadOnlyDictionary<string, string> tests) =>
        string.Concat(tests.Select(test => $"{Mark}{test.Key}\n{test.Value}"));
}
