// What support.json claims agrees with the table, so that the documentation made from it cannot drift.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lume.Abi;
using Xunit;

namespace Lume.Syscalls.Tests;

public sealed partial class SupportTests
{
    private static readonly string s_folder = Path.Combine(FindRoot(), "kernel", "syscalls");
    private static readonly string s_table = File.ReadAllText(Path.Combine(s_folder, "SyscallTable.cs"));

    [Fact]
    public void Every_claim_is_about_a_call_in_the_table()
    {
        HashSet<string> calls = [.. Calls(s_table)];
        foreach (JsonProperty claim in Claims().EnumerateObject())
        {
            Assert.Contains(claim.Name, calls);
        }
    }

    [Fact]
    public void Every_call_of_the_table_has_its_entry()
    {
        JsonElement claims = Claims();
        foreach (string call in Calls(s_table))
        {
            Assert.True(claims.TryGetProperty(call, out _), $"{call} is in the table but not in support.json");
        }
    }

    [Fact]
    public void Every_refusal_names_an_error()
    {
        foreach (JsonProperty claim in Claims().EnumerateObject())
        {
            foreach (JsonProperty refusal in claim.Value.GetProperty("refused").EnumerateObject())
            {
                Assert.True(System.Enum.TryParse<Errno>(refusal.Value.GetString(), out _), $"{claim.Name}: {refusal.Value}");
            }
        }
    }

    [Fact]
    public void No_call_stands_twice_in_the_table() => Assert.Equal(Calls(s_table).Count(), Calls(s_table).Distinct().Count());

    internal static JsonElement Claims() => JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "support.json"))).RootElement;

    private static IEnumerable<string> Calls(string text) => Line().Matches(text)
        .Select(match => typeof(SyscallNumber).GetField(match.Groups[1].Value)!.GetRawConstantValue())
        .Select(number => SyscallNames.Get((int)number!)!);

    internal static string FindRoot()
    {
        DirectoryInfo? folder = new(System.AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Lume.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^        SyscallNumber\.(\w+) =>", RegexOptions.Multiline)]
    private static partial Regex Line();
}
