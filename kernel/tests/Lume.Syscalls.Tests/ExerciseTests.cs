// What support.json claims is exercised by the guest tests: each call has a recorded answer of Linux, each flag stands in a call.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Lume.Syscalls.Tests;

public sealed partial class ExerciseTests
{
    private static readonly string s_guest = Path.Combine(SupportTests.FindRoot(), "kernel", "tests", "guest");

    // Macros of the guest tests that make one call each.
    private static readonly Dictionary<string, string> s_macros = new()
    {
        ["OPEN2"] = "openat2", ["CONTROL"] = "epoll_ctl", ["CLONE"] = "clone", ["CLONE3"] = "clone3", ["ACTION"] = "rt_sigaction",
        ["CREATE"] = "timer_create", ["ATTRIBUTE"] = "sched_setattr", ["RECEIVE"] = "msgrcv", ["NAME"] = "name_to_handle_at",
        ["OPEN"] = "open_by_handle_at", ["ask"] = "statmount", ["list"] = "listmount", ["INIT"] = "fanotify_init", ["MARK"] = "fanotify_mark",
    };

    [Fact]
    public void Every_call_has_an_answer_of_Linux()
    {
        string records = string.Concat(Directory.GetFiles(Path.Combine(s_guest, "records"), "*.txt").Select(File.ReadAllText));
        HashSet<string> answered = [.. Answer().Matches(records).Select(match => match.Groups[1].Value)];
        Assert.Empty(SupportTests.Claims().EnumerateObject().Select(claim => claim.Name).Except(answered).Except(["rt_sigreturn"]));
    }

    [Fact]
    public void Every_flag_stands_in_a_test()
    {
        ILookup<string, string> lines = Directory.GetFiles(s_guest, "*.c").SelectMany(File.ReadLines).SelectMany(Calls).ToLookup(pair => pair.Call, pair => pair.Line);
        List<string> missing = [];
        foreach (JsonProperty claim in SupportTests.Claims().EnumerateObject())
        {
            IEnumerable<string> named = claim.Value.GetProperty("honoured").EnumerateArray().Select(flag => flag.GetString()!)
                .Concat(claim.Value.GetProperty("refused").EnumerateObject().Select(refusal => refusal.Name));
            missing.AddRange(named.Where(flag => Flag().IsMatch(flag))
                .Where(flag => !lines[claim.Name].Any(line => Regex.IsMatch(line, $@"\b{flag}\b")))
                .Select(flag => $"{claim.Name}: {flag}"));
        }

        Assert.Empty(missing);
    }

    // T(call, ...) and V(call, ...), or a macro of a test that names its call.
    private static IEnumerable<(string Call, string Line)> Calls(string line)
    {
        foreach (Match match in Call().Matches(line))
        {
            string name = match.Groups[1].Value;
            if (name is "T" or "V" or "traced" or "sys")
            {
                yield return (match.Groups[2].Value, line);
            }
            else if (s_macros.TryGetValue(name, out string? call))
            {
                yield return (call, line);
            }
        }
    }

    [GeneratedRegex(@"^(\w+)(?:\(| good:)", RegexOptions.Multiline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\b(\w+)\(""?(\w*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"^_*[A-Z][A-Z0-9_]+$")]
    private static partial Regex Flag();
}
