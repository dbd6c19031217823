// What the code generator promises beyond what programs print: every instruction tried, refusals with a line, equal bytes.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Conformance.Tests;

[Collection("images")]
public sealed class CompilerTests(MachineRuns runs)
{
    private readonly RepositoryLayout _layout = RepositoryLayout.Find();

    /// <summary>Instructions that no program has, and why.</summary>
    private static readonly Dictionary<string, string> s_notTried = new()
    {
        ["arglist"] = "variable arguments are refused", ["jmp"] = "refused; C# has no word for it",
        ["mkrefany"] = "typed references are refused", ["refanytype"] = "typed references are refused", ["refanyval"] = "typed references are refused",
        ["break"] = "the C# compiler never writes it", ["ckfinite"] = "the C# compiler never writes it", ["cpobj"] = "the C# compiler never writes it",
        ["conv.ovf.u8.un"] = "the C# compiler never writes it",
    };

    /// <summary>What else programs must be made with: ways of calling, look-ups of shared code, protected regions, intrinsics.</summary>
    public static TheoryData<string> Features =>
    [
        "call by Call", "call by Call with a generic context", "call by CodePointer", "call by LdVirtFtn", "call by Stub", "call by VTable",
        "this by Dereference", "this by Box", "clause Catch", "clause Filter", "clause Finally", "clause Fault",
        "filter", "filter for a type of the generic context",
        "look-up through this", "look-up through a method dictionary", "look-up through a type argument",
        "intrinsic of System.Numerics.BitOperations", "intrinsic of System.Threading.Interlocked", "intrinsic of System.Threading.Volatile",
        "intrinsic of System.Runtime.CompilerServices.Unsafe", "intrinsic of System.Runtime.CompilerServices.RuntimeHelpers",
    ];

    [Fact]
    public void Programs_try_every_instruction_that_is_not_listed_as_untried()
    {
        HashSet<string> seen = Uses();
        IEnumerable<string> all = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (OpCode)field.GetValue(null)!)
            .Where(opcode => opcode.OpCodeType != OpCodeType.Nternal)
            .Select(opcode => opcode.Name!);
        Assert.Equal(s_notTried.Keys.Order(), all.Where(name => !seen.Contains(name)).Order());
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Programs_try_every_kind_of_call_look_up_and_region(string feature) => Assert.Contains(feature, Uses());

    [Fact]
    public async Task Refused_constructs_stop_the_build_with_file_and_line()
    {
        const string source = "sdk/conformance/Refused/Constructs.cs";
        HostResult result = await BuildAsync("sdk/conformance/Refused/Lume.Refused.csproj");
        Assert.NotEqual(0, result.ExitCode);
        string[] lines = File.ReadAllLines(Path.Combine(_layout.Root, source));
        for (int i = 0; i < lines.Length; i++)
        {
            Match refused = Regex.Match(lines[i], "// refused: (.*)");
            if (refused.Success)
            {
                Assert.Matches($@"{Regex.Escape(source)}\({i + 2}\): error LUME0001: unsupported: .*{Regex.Escape(refused.Groups[1].Value)}", result.Output);
            }
        }
    }

    [Fact]
    public async Task Another_version_of_the_compiler_is_refused_by_name()
    {
        HostResult result = await BuildAsync("sdk/conformance/Refused/Lume.Refused.csproj", "-p:ILCompilerVersion=9.0.1");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("error LUME0002", result.Output);
        Assert.Contains("10.0.x", result.Output);
        Assert.Contains("9.0.1", result.Output);
    }

    [Fact]
    public async Task The_same_input_makes_the_same_bytes()
    {
        string first = runs.ImageFor("");
        HostResult result = await BuildAsync("sdk/conformance/Lume.Conformance.csproj", "-p:LumeImageName=conformance-again");
        Assert.True(result.ExitCode == 0, result.Output);
        string again = WorkFolder("conformance-again");

        // Objects and bitcode hold the name of their own folder; the image does not.
        foreach (string file in Directory.GetFiles(Path.Combine(WorkFolder("conformance"), "ir"), "*.ll"))
        {
            Assert.True(
                File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(again, "ir", Path.GetFileName(file)))),
                Path.GetFileName(file) + " differs");
        }

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(_layout.Image("conformance-again")));
        Directory.Delete(again, recursive: true);
        Directory.Delete(_layout.ImageFolder("conformance-again"), recursive: true);
    }

    private HashSet<string> Uses()
    {
        runs.ImageFor("");
        return [.. File.ReadLines(Path.Combine(WorkFolder("conformance"), "ir", "uses.txt"))
            .Select(line => line.Split('\t'))
            .Where(words => words[0] == "Lume.Conformance")
            .Select(words => words[1])];
    }

    private string WorkFolder(string image) => Path.Combine(_layout.Artifacts, "kernel", "obj", "image", image);

    private Task<HostResult> BuildAsync(string project, params string[] options) => HostProcess.RunAsync(
        "dotnet",
        ["build", Path.Combine(_layout.Root, project), "-c", "Release", "-p:LumeTarget=kernel", "-v", "quiet", "--nologo", "-nodeReuse:false", .. options],
        folder: _layout.Root);
}
