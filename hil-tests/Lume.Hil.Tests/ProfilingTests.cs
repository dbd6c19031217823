// The profiler's parts that need no machine: frames out of an ELF file, counting, the picture.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Lume.Hil.Host;
using Lume.Hil.Profiling;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class ProfilingTests
{
    // Two functions with frames of their own; "inner" runs with the frame of its prologue in place from its third instruction on.
    private const string Source =
        """
                .option norvc
                .globl outer, inner
        outer:  .cfi_startproc
                .cfi_undefined ra
                addi sp, sp, -16
                .cfi_def_cfa_offset 16
                call inner
                nop
                .cfi_endproc
        inner:  .cfi_startproc
                addi sp, sp, -32
                .cfi_def_cfa_offset 32
                sd ra, 24(sp)
                sd s0, 16(sp)
                .cfi_offset ra, -8
                .cfi_offset s0, -16
                nop
                addi sp, sp, 32
                .option rvc
                ret
                .cfi_endproc
        """;

    private const ulong Stack = 0x10000;

    [Fact]
    public async Task A_stack_is_walked_from_any_instruction_of_a_prologue_and_from_the_return()
    {
        CallFrames frames = new(await AssembleAsync());
        ulong inner = AddressOf(frames, "inner");
        ulong back = AddressOf(frames, "outer") + 12;
        (ulong Pc, ulong Sp, bool IsSaved)[] places =
            [(inner, Stack, false), (inner + 4, Stack - 32, false), (inner + 12, Stack - 32, true), (inner + 20, Stack, true)];
        foreach ((ulong pc, ulong sp, bool isSaved) in places)
        {
            ulong[] registers = new ulong[33];
            (registers[1], registers[2], registers[32]) = (isSaved && sp != Stack ? 0xbad : back, sp, pc);
            IReadOnlyList<ulong> addresses = frames.Walk(registers, (ulong address, out ulong word) =>
            {
                word = address == Stack - 8 ? back : 0;
                return address is >= Stack - 64 and < Stack;
            });
            Assert.Equal([pc, back - 1], addresses);
            Assert.Equal(["inner", "outer"], addresses.Select(frames.NameOf));
        }
    }

    [Fact]
    public async Task A_stack_that_cannot_be_read_ends_the_walk()
    {
        CallFrames frames = new(await AssembleAsync());
        ulong[] registers = new ulong[33];
        registers[32] = AddressOf(frames, "inner") + 12;
        Assert.Equal([registers[32]], frames.Walk(registers, static (ulong _, out ulong word) => (word = 0) != 0));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_or_read_and_nothing_else()
    {
        byte[] good = await AssembleAsync();
        Random random = new(7);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = good[..random.Next(good.Length + 1)];
            for (int flips = random.Next(8); flips > 0 && bytes.Length > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = new CallFrames(bytes);
            }
            catch (InvalidDataException)
            {
                // That is what it promises.
            }
        }
    }

    [Fact]
    public void Recursion_counts_once_and_the_most_expensive_comes_first()
    {
        Profile profile = new();
        profile.Add(["a", "b", "a"]);
        profile.Add(["a", "b"]);
        profile.Add(["a", "b"]);
        profile.AddIdle();
        Assert.Equal([("b", 2, 3), ("a", 1, 3)], profile.Functions());
        Assert.Equal((3, 1), (profile.Busy, profile.Idle));
    }

    [Fact]
    public void A_box_is_as_wide_as_its_share_and_names_are_text()
    {
        Profile profile = new();
        profile.Add(["List<int>.Add & co", "x"]);
        profile.Add(["y"]);
        profile.Add(["y"]);
        profile.Add(["y"]);
        using StringWriter writer = new();
        FlameGraph.Write(profile, "a < b", writer);
        XElement[] boxes = [.. XDocument.Parse(writer.ToString()).Descendants().Where(static element => element.Name.LocalName == "g")];
        Dictionary<string, double> widths = boxes.ToDictionary(
            static box => box.Elements().First().Value.Split(':')[0], static box => (double)box.Elements().ElementAt(1).Attribute("width")!);
        Assert.Equal(1200, widths["all"]);
        Assert.Equal(300, widths["List<int>.Add & co"]);
        Assert.Equal(900, widths["y"]);
    }

    [Theory]
    [InlineData("0100000000000000ff00000000000080", true)]
    [InlineData("0100000000000000ff000000000000", false)]
    [InlineData("E14", false)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false)]
    public void Words_of_the_stub_are_little_endian_hexadecimal(string digits, bool isGood)
    {
        ulong[] words = new ulong[2];
        Assert.Equal(isGood, GdbConnection.TryDecode(digits, words));
        Assert.True(!isGood || words is [1, 0x8000_0000_0000_00ff]);
    }

    private static ulong AddressOf(CallFrames frames, string name)
    {
        ulong address = 0x10000;
        while (frames.NameOf(address) != name)
        {
            address += 2;
        }

        return address;
    }

    private static async Task<byte[]> AssembleAsync()
    {
        string clang = HostTools.FindInPath("clang-19") ?? throw new LumeException("clang-19 is missing. Type: sudo apt-get install clang-19 lld-19");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lume-frames");
        try
        {
            string source = Path.Combine(folder.FullName, "frames.s");
            string program = Path.Combine(folder.FullName, "frames");
            await File.WriteAllTextAsync(source, Source + "\n", TestContext.Current.CancellationToken);
            string[] options = ["--target=riscv64-linux-gnu", "-mno-relax", "-nostdlib", "-static", "-fuse-ld=lld-19", "-Wl,-e,outer", "-o", program, source];
            HostResult result = await HostProcess.RunAsync(clang, options);
            Assert.True(result.ExitCode == 0, result.Error);
            return await File.ReadAllBytesAsync(program, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
