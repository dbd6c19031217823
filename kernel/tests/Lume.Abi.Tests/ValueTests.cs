// Numbers, names and encodings of the ABI.
using System;
using System.Collections.Generic;
using System.Reflection;
using Xunit;

namespace Lume.Abi.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData(SyscallNumber.Getcwd, 17, "getcwd")]
    [InlineData(SyscallNumber.Openat, 56, "openat")]
    [InlineData(SyscallNumber.Write, 64, "write")]
    [InlineData(SyscallNumber.ExitGroup, 94, "exit_group")]
    [InlineData(SyscallNumber.RtSigreturn, 139, "rt_sigreturn")]
    [InlineData(SyscallNumber.Clone, 220, "clone")]
    [InlineData(SyscallNumber.RiscvHwprobe, 258, "riscv_hwprobe")]
    [InlineData(SyscallNumber.RiscvFlushIcache, 259, "riscv_flush_icache")]
    [InlineData(SyscallNumber.Wait4, 260, "wait4")]
    [InlineData(SyscallNumber.Rseq, 293, "rseq")]
    [InlineData(SyscallNumber.Clone3, 435, "clone3")]
    [InlineData(SyscallNumber.Mseal, 462, "mseal")]
    public void A_system_call_has_its_Linux_number_and_name(int number, int expected, string name)
    {
        Assert.Equal(expected, number);
        Assert.Equal(name, SyscallNames.Get(number));
    }

    [Fact]
    public void Every_number_has_the_name_that_its_constant_says()
    {
        HashSet<int> seen = [];
        foreach (FieldInfo field in typeof(SyscallNumber).GetFields())
        {
            if (field.Name == nameof(SyscallNumber.Limit))
            {
                continue;
            }

            int number = (int)field.GetRawConstantValue()!;
            Assert.True(seen.Add(number), $"{field.Name} shares its number");
            Assert.Equal(field.Name.ToLowerInvariant(), SyscallNames.Get(number)!.Replace("_", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(38)]
    [InlineData(250)]
    [InlineData(300)]
    [InlineData(463)]
    [InlineData(int.MaxValue)]
    public void A_number_that_Linux_does_not_have_has_no_name(int number) => Assert.Null(SyscallNames.Get(number));

    [Theory]
    [InlineData(5, 1, 0x501)]
    [InlineData(8, 0, 0x800)]
    [InlineData(259, 0x12345, 0x12310345)]
    public void A_device_number_is_packed_as_new_encode_dev_does(uint major, uint minor, ulong packed)
    {
        Assert.Equal(packed & 0xFFFF_FFFF, DeviceNumber.Make(major, minor) & 0xFFFF_FFFF);
        Assert.Equal(major, DeviceNumber.Major(DeviceNumber.Make(major, minor)));
        Assert.Equal(minor, DeviceNumber.Minor(DeviceNumber.Make(major, minor)));
    }

    [Fact]
    public void A_result_carries_a_value_or_an_error()
    {
        Result<int> value = 5;
        Result<int> error = Errno.EINVAL;
        Assert.True(value.TryGet(out int five));
        Assert.Equal(5, five);
        Assert.False(error.TryGet(out _));
        Assert.Equal(Errno.EINVAL, ((Result)error).Error);
        Assert.True(default(Result).IsOk);
    }

    [Theory]
    [InlineData(long.MaxValue, 0, long.MaxValue)]
    [InlineData(3, 5, 3_000_000_005)]
    [InlineData(0, 0, 0)]
    public void A_time_in_nanoseconds_is_saturated(long seconds, long nanoseconds, long expected) =>
        Assert.Equal(expected, new Timespec { Seconds = seconds, Nanoseconds = nanoseconds }.ToNanoseconds());
}
