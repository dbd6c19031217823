// The offsets that assembly uses are those of the structs.

using System;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;

namespace Lume.Hal.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void Every_offset_in_the_assembly_header_is_that_of_the_field_it_names()
    {
        int checkedFields = 0;
        foreach (string line in Resources.ReadText("Layout.inc").Split('\n'))
        {
            string[] words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 3 || words[0] != ".equ" || !int.TryParse(words[2], CultureInfo.InvariantCulture, out int value))
            {
                continue;
            }

            string[] name = words[1].Split('_');
            Type? type = typeof(TrapFrame).Assembly.GetType("Lume.Hal." + name[0]);
            if (type == null)
            {
                continue;
            }

            checkedFields++;
            Assert.True(Expected(type, name[1]) == value, $"{words[1]} is {Expected(type, name[1])}, assembly says {value}");
        }

        Assert.True(checkedFields > 50);
    }

    [Fact]
    public void Structs_have_the_size_that_they_claim()
    {
        Assert.Equal(TrapFrame.Size, Marshal.SizeOf<TrapFrame>());
        Assert.True(Marshal.SizeOf<ContextBlock>() <= ContextBlock.Size);
        Assert.Equal(HartBlock.Size, Marshal.SizeOf<HartBlock>());
        Assert.True(Marshal.OffsetOf<HartBlock>(nameof(HartBlock.SlotCode)) + (6 * sizeof(long)) <= HartBlock.Size);
    }

    [Fact]
    public void The_trap_frame_starts_with_user_regs_struct()
    {
        TrapFrame frame = default;
        frame.Pc = 1;
        frame.Ra = 2;
        frame.T6 = 3;
        Assert.Equal(1UL, frame.UserRegisters[0]);
        Assert.Equal(2UL, frame.UserRegisters[1]);
        Assert.Equal(3UL, frame.UserRegisters[31]);
        Assert.Equal(32, frame.UserRegisters.Length);
    }

    private static int Expected(Type type, string member)
    {
        if (type.IsEnum)
        {
            return (int)Convert.ChangeType(Enum.Parse(type, member), typeof(int), CultureInfo.InvariantCulture);
        }

        if (member == "Size")
        {
            return (int)type.GetField("Size", BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!;
        }

        return (int)Marshal.OffsetOf(type, member);
    }
}
