// Every structure of the ABI has Linux's size and no hidden padding, so that no kernel byte leaks through a gap.
using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace Lume.Abi.Tests;

public sealed class LayoutTests
{
    public static TheoryData<Type, int> Structures => new()
    {
        { typeof(Stat), 128 },
        { typeof(StatxTimestamp), 16 },
        { typeof(Statx), 256 },
        { typeof(StatFs), 120 },
        { typeof(IoVector), 16 },
        { typeof(PollDescriptor), 8 },
        { typeof(SignalAction), 24 },
        { typeof(SignalStack), 24 },
        { typeof(SignalInfo), 128 },
        { typeof(Timespec), 16 },
        { typeof(Timeval), 16 },
        { typeof(IntervalTimerValue), 32 },
        { typeof(TimerSpec), 32 },
        { typeof(ProcessTimes), 32 },
        { typeof(CloneArguments), 88 },
        { typeof(ResourceLimitValue), 16 },
        { typeof(ResourceUsage), 144 },
        { typeof(SystemInformation), 112 },
        { typeof(WindowSize), 8 },
    };

    [Theory]
    [MemberData(nameof(Structures))]
    public void A_structure_has_the_size_that_Linux_gives_it(Type type, int size) => Assert.Equal(size, SizeOf(type));

    [Fact]
    public void No_structure_has_hidden_padding()
    {
        foreach (Type type in typeof(Errno).Assembly.GetTypes())
        {
            bool isLayout = type.IsValueType && !type.IsEnum && !type.IsPrimitive && !type.IsGenericType && type.IsLayoutSequential
                && type.IsPublic && type != typeof(Result);
            if (isLayout)
            {
                Assert.True(SumOfFields(type) == SizeOf(type), $"{type.Name} has {SizeOf(type) - SumOfFields(type)} bytes of padding");
            }
        }
    }

    [Theory]
    [InlineData(nameof(Stat.Mode), 16)]
    [InlineData(nameof(Stat.Size), 48)]
    [InlineData(nameof(Stat.Blocks), 64)]
    [InlineData(nameof(Stat.AccessTime), 72)]
    [InlineData(nameof(Stat.ChangeTime), 104)]
    public void Fields_of_stat_lie_where_asm_generic_puts_them(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<Stat>(field));

    [Fact]
    public void Details_of_a_signal_lie_where_Linux_puts_them()
    {
        SignalInfo info = new() { ProcessId = 0x1111, UserId = 0x2222, Status = 0x3333 };
        Assert.Equal(16, (int)Marshal.OffsetOf<SignalInfo>(nameof(SignalInfo.Word0)));
        Assert.Equal(0x2222_0000_1111UL, info.Word0);
        Assert.Equal(0x3333UL, info.Word1);
    }

    private static int SumOfFields(Type type)
    {
        if (type.IsEnum)
        {
            return SizeOf(Enum.GetUnderlyingType(type));
        }

        if (type.IsPrimitive)
        {
            return SizeOf(type);
        }

        InlineArrayAttribute? inline = type.GetCustomAttribute<InlineArrayAttribute>();
        int sum = 0;
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            sum += SumOfFields(field.FieldType);
        }

        return inline == null ? sum : sum * inline.Length;
    }

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
