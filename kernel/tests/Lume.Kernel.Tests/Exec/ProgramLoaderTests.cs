// Loading programs: what lies where afterwards, and what bad files get.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes.Exec;
using Xunit;
using FaultOutcome = Lume.Kernel.Memory.FaultOutcome;

namespace Lume.Kernel.Tests.Exec;

public sealed class ProgramLoaderTests
{
    private static readonly byte[] s_random = [.. Enumerable.Range(0, ProgramRequest.RandomLength).Select(i => (byte)(i * 37))];

    public ProgramLoaderTests()
    {
        // What stays for good (the zero page, the trampoline page) is made before frames are counted.
        TestMachine.Enter();
        Result<LoadedProgram> program = Load(ElfBuilder.Static().Build(), ["warm"], []);
        TestMachine.Run(program.Value.Space);
        new UserIn<byte>(0x14fff).Read(out _);
        TestMachine.Run(null);
        program.Value.Space.Release();
    }

    [Fact]
    public void A_static_program_lies_at_its_addresses_with_zeroes_behind_its_data()
    {
        LoadedProgram program = Load(ElfBuilder.Static().Build(), ["prog"], []).Value;
        Assert.Equal(0x10100UL, program.Entry);
        TestMachine.Run(program.Space);
        Assert.Equal(ElfBuilder.ByteAt(0x500), Peek(0x10500));
        Assert.Equal(ElfBuilder.ByteAt(0x10ff), Peek(0x120ff));
        Assert.Equal(0, Peek(0x12100));
        Assert.Equal(0, Peek(0x12fff));
        Assert.Equal(0, Peek(0x14fff));
        Assert.Equal(Errno.EFAULT, new UserOut<byte>(0x10500).Write(1));
        Assert.Equal(Errno.None, new UserOut<byte>(0x14fff).Write(1));
        Assert.Equal(FaultOutcome.Resolved, program.Space.Resolve(0x10500, FaultAccess.Execute));
        Assert.Equal(FaultOutcome.NotAllowed, program.Space.Resolve(0x12000, FaultAccess.Execute));
        Assert.Equal(FaultOutcome.NotAllowed, program.Space.Resolve(program.StackPointer, FaultAccess.Execute));
        ulong start = program.Space.SetBreak(0);
        Assert.True(start >= 0x15000 && start < 0x15000 + (32UL << 20));
        Assert.Equal(start + 5000, program.Space.SetBreak(start + 5000));
        End(program);
    }

    [Fact]
    public void The_last_page_of_a_data_segment_is_zero_to_its_end_when_it_has_more_memory_than_file()
    {
        ElfBuilder elf = ElfBuilder.Static();
        elf.Headers[1] = elf.Headers[1] with { MemorySize = 0x200 };
        LoadedProgram program = Load(elf.Build(), ["p"], []).Value;
        TestMachine.Run(program.Space);
        Assert.Equal(0, Peek(0x12100));
        Assert.Equal(0, Peek(0x12200));
        Assert.Equal(0, Peek(0x12fff));
        End(program);
    }

    [Fact]
    public void The_first_stack_holds_arguments_environment_and_auxiliary_vector()
    {
        LoadedProgram program = Load(ElfBuilder.Static().Build(), ["prog", "", "two words"], ["A=1", "PATH=/bin"]).Value;
        TestMachine.Run(program.Space);
        Assert.Equal(0UL, program.StackPointer & 15);
        ulong at = program.StackPointer;
        Assert.Equal(3UL, Word(ref at));
        Assert.Equal(["prog", "", "two words"], Strings(ref at));
        Assert.Equal(["A=1", "PATH=/bin"], Strings(ref at));
        Dictionary<ulong, ulong> vector = [];
        for (ulong type = Word(ref at); type != 0; type = Word(ref at))
        {
            vector.Add(type, Word(ref at));
        }

        Assert.Equal(4096UL, vector[(ulong)AuxiliaryType.PageSize]);
        Assert.Equal(program.Space.Layout.Vdso, vector[(ulong)AuxiliaryType.VdsoAddress]);
        Assert.Equal(0x10040UL, vector[(ulong)AuxiliaryType.ProgramHeaders]);
        Assert.Equal(3UL, vector[(ulong)AuxiliaryType.ProgramHeaderCount]);
        Assert.Equal(56UL, vector[(ulong)AuxiliaryType.ProgramHeaderSize]);
        Assert.Equal(0x10100UL, vector[(ulong)AuxiliaryType.Entry]);
        Assert.Equal(0UL, vector[(ulong)AuxiliaryType.InterpreterBase]);
        Assert.Equal(0x112dUL, vector[(ulong)AuxiliaryType.HardwareCapabilities]);
        Assert.Equal("/bin/prog", Text(vector[(ulong)AuxiliaryType.ExecutableName]));
        byte[] random = new byte[16];
        Assert.Equal(Errno.None, new UserIn<byte>(vector[(ulong)AuxiliaryType.Random]).ReadAll(random));
        Assert.Equal(s_random[..16], random);
        ProgramLayout layout = program.Space.Layout;
        Assert.Equal("prog\0\0two words\0"u8.Length, (int)(layout.ArgumentsEnd - layout.ArgumentsStart));
        Assert.Equal(0x08b00893U, new UserIn<uint>(layout.Vdso + VdsoImage.SignalReturn).Read().Value);
        End(program);
    }

    [Fact]
    public void A_position_independent_program_gets_its_interpreter_and_both_are_moved()
    {
        ElfBuilder interpreter = new() { Type = 3, Entry = 0x80 };
        interpreter.Headers.Add(new(ElfBuilder.Load, ElfBuilder.Read | ElfBuilder.Execute, 0, 0, 0x2000, 0x2000, 0x10000));
        ElfBuilder elf = new() { Type = 3, Entry = 0x200 };
        elf.Headers.Add(new(ElfBuilder.Interpreter, ElfBuilder.Read, 0x300, 0x300, 8, 8));
        elf.Headers.Add(new(ElfBuilder.Load, ElfBuilder.Read | ElfBuilder.Execute, 0, 0, 0x1000, 0x1000, 0x10000));
        elf.Finish = file => "/lib/ld\0"u8.CopyTo(file.AsSpan(0x300));
        FakeFile linker = new(interpreter.Build());
        TestOpener opener = new() { Path = "/lib/ld", File = linker };
        LoadedProgram program = Load(elf.Build(), ["p"], [], opener).Value;
        Assert.Equal(0x80UL, program.Entry & 0xffff);
        TestMachine.Run(program.Space);
        Assert.Equal(ElfBuilder.ByteAt(0x1234), Peek(program.Entry - 0x80 + 0x1234));
        List<(ulong Start, ulong End)> areas = Memory.MemoryModel.Areas(program.Space);
        Assert.Contains(areas, a => a.Start >= UserLayout.DynamicBase && (a.Start & 0xffff) == 0 && a.End - a.Start == 0x1000);
        End(program);
        Assert.Equal(0, linker.References);
        Assert.Equal(Errno.ENOENT, Load(elf.Build(), ["p"], [], new TestOpener { Path = "/other" }).Error);
        FakeFile broken = new(new byte[5000]);
        Assert.Equal(Errno.ELIBBAD, Load(elf.Build(), ["p"], [], new TestOpener { Path = "/lib/ld", File = broken }).Error);
        Assert.Equal(0, broken.References);
    }

    [Fact]
    public void Arguments_that_are_too_large_give_E2BIG_and_large_ones_fit()
    {
        byte[] elf = ElfBuilder.Static().Build();
        string longest = new('x', ExecLimits.LongestString - 1);
        LoadedProgram program = Load(elf, [longest, longest, longest], [longest]).Value;
        TestMachine.Run(program.Space);
        ulong at = program.StackPointer + 8;
        Assert.Equal([longest, longest, longest], Strings(ref at));
        End(program);
        Assert.Equal(Errno.E2BIG, Load(elf, [longest + "x"], []).Error);
        Assert.Equal(Errno.E2BIG, Load(elf, [.. Enumerable.Repeat(longest, 17)], []).Error);
    }

    [Fact]
    public void Bad_files_get_an_error_and_leave_nothing_behind()
    {
        long before = TestMachine.FramesInUse;
        Expect(Errno.ENOEXEC, e => e.Length = 63);
        Expect(Errno.ENOEXEC, e => e.Machine = 62);
        Expect(Errno.ENOEXEC, e => e.Type = 1);
        Expect(Errno.ENOEXEC, e => e.Headers.Clear());
        Expect(Errno.ENOEXEC, e => e.Headers.RemoveRange(0, 2));
        Expect(Errno.ENOEXEC, e => e.Finish = f => f[4] = 1);
        Expect(Errno.ENOEXEC, e => e.Finish = f => BinaryPrimitives.WriteUInt64LittleEndian(f.AsSpan(32), ulong.MaxValue));
        Expect(Errno.ENOEXEC, e => e.Finish = f => BinaryPrimitives.WriteUInt64LittleEndian(f.AsSpan(32), 0x3ff0));
        Expect(Errno.ENOEXEC, e => e.Finish = f => BinaryPrimitives.WriteUInt16LittleEndian(f.AsSpan(56), ushort.MaxValue));
        Expect(Errno.EINVAL, e => e.Headers[0] = e.Headers[0] with { FileSize = 0x2000 });
        Expect(Errno.EINVAL, e => e.Headers[0] = e.Headers[0] with { Offset = 8 });
        Expect(Errno.EINVAL, e => e.Headers[0] = e.Headers[0] with { Address = ulong.MaxValue & ~0xfffUL, MemorySize = 0x2000 });
        Expect(Errno.EINVAL, e => e.Headers[0] = e.Headers[0] with { MemorySize = ulong.MaxValue });
        Expect(Errno.EINVAL, e => e.Headers[0] = e.Headers[0] with { Address = 0 });
        Expect(Errno.EINVAL, e => e.Headers[1] = e.Headers[1] with { Offset = 0x10000 });
        Expect(Errno.ENOMEM, e => e.Headers[1] = e.Headers[1] with { MemorySize = UserLayout.End - 0x12000 });
        Expect(Errno.ENOEXEC, e => e.Headers.Add(new(ElfBuilder.Interpreter, 0, 0, 0, 1, 1)));
        Expect(Errno.EIO, e => e.Headers.Add(new(ElfBuilder.Interpreter, 0, 0x3fff, 0, 5, 5)));
        Expect(Errno.ENOEXEC, e => e.Headers.Add(new(ElfBuilder.Interpreter, 0, 0x3000, 0, 5, 5)));
        Assert.Equal(before, TestMachine.FramesInUse);
    }

    [Fact]
    public void Any_damage_to_a_file_is_survived_without_losing_memory()
    {
        long before = TestMachine.FramesInUse;
        byte[] good = ElfBuilder.Static().Build();
        Gen.Select(Gen.Int[0, 64 + (3 * 56)], Gen.Byte).List[1, 12].Sample(
            damage =>
            {
                byte[] file = (byte[])good.Clone();
                foreach ((int offset, byte value) in damage)
                {
                    file[offset] = value;
                }

                Result<LoadedProgram> result = Load(file, ["x"], []);
                if (result.IsOk)
                {
                    result.Value.Space.Release();
                }
            },
            iter: 2000,
            threads: 1);
        Assert.Equal(before, TestMachine.FramesInUse);
    }

    private static void Expect(Errno error, Action<ElfBuilder> spoil)
    {
        ElfBuilder elf = ElfBuilder.Static();
        spoil(elf);
        Assert.Equal(error, Load(elf.Build(), ["x"], []).Error);
    }

    private static Result<LoadedProgram> Load(byte[] elf, string[] arguments, string[] environment, TestOpener opener = default)
    {
        FakeFile file = new(elf);
        ProgramRequest request = new()
        {
            File = file,
            Path = "/bin/prog"u8,
            Limits = TestMachine.Limits(),
            Random = s_random,
        };
        KernelStrings argumentList = new([.. arguments.Select(Encoding.UTF8.GetBytes)]);
        KernelStrings environmentList = new([.. environment.Select(Encoding.UTF8.GetBytes)]);
        Result<LoadedProgram> result = ProgramLoader.Load(in request, ref argumentList, ref environmentList, ref opener);
        file.Release();
        return result;
    }

    private static void End(LoadedProgram program)
    {
        TestMachine.Run(null);
        program.Space.Release();
    }

    private static byte Peek(ulong address)
    {
        Assert.Equal(Errno.None, new UserIn<byte>(address).Read(out byte value));
        return value;
    }

    private static ulong Word(ref ulong at)
    {
        Assert.Equal(Errno.None, new UserIn<ulong>(at).Read(out ulong value));
        at += 8;
        return value;
    }

    private static string Text(ulong address)
    {
        byte[] buffer = new byte[ExecLimits.LongestString];
        return Encoding.UTF8.GetString(buffer, 0, new UserCString(address).Read(buffer).Value);
    }

    private static List<string> Strings(ref ulong at)
    {
        List<string> strings = [];
        for (ulong address = Word(ref at); address != 0; address = Word(ref at))
        {
            strings.Add(Text(address));
        }

        return strings;
    }

    private struct TestOpener : IInterpreterOpener
    {
        public string? Path;
        public FakeFile? File;

        public readonly Result<IMappedFile> Open(ReadOnlySpan<byte> path) =>
            File is not null && Encoding.UTF8.GetString(path) == Path ? new Result<IMappedFile>(File) : Errno.ENOENT;
    }
}
