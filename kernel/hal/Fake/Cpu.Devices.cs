// Device registers on the host: a mapped region is a cookie, each access goes to the fake device.

using System;
using System.Collections.Generic;
using Lume.Hal.Fake;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    // Cookies lie where no host pointer does, so that a stray access fails in the look-up below.
    private const ulong CookieBase = 1UL << 62;

    private static readonly List<FakeDevice> s_mapped = [];
    private static readonly Dictionary<ulong, ulong> s_offsets = [];

    public static byte* MapDevice(ulong address, ulong length)
    {
        FakeDevice? device = FakeMachine.Current.FindDevice(address, length);
        if (device == null)
        {
            return null;
        }

        lock (s_mapped)
        {
            s_mapped.Add(device);
            ulong cookie = CookieBase + ((ulong)s_mapped.Count << 32);
            s_offsets[cookie >> 32] = address - device.Address;
            return (byte*)cookie;
        }
    }

    public static byte DeviceRead8(byte* register) => (byte)Read(register, 1);

    public static ushort DeviceRead16(byte* register) => (ushort)Read(register, 2);

    public static uint DeviceRead32(byte* register) => (uint)Read(register, 4);

    public static ulong DeviceRead64(byte* register) => Read(register, 8);

    public static void DeviceWrite8(byte* register, byte value) => Write(register, 1, value);

    public static void DeviceWrite16(byte* register, ushort value) => Write(register, 2, value);

    public static void DeviceWrite32(byte* register, uint value) => Write(register, 4, value);

    public static void DeviceWrite64(byte* register, ulong value) => Write(register, 8, value);

    private static ulong Read(byte* register, int width)
    {
        FakeDevice device = Find(register, out ulong offset);
        return device.Read(offset, width);
    }

    private static void Write(byte* register, int width, ulong value)
    {
        FakeDevice device = Find(register, out ulong offset);
        device.Write(offset, width, value);
    }

    private static FakeDevice Find(byte* register, out ulong offset)
    {
        ulong cookie = (ulong)register;
        lock (s_mapped)
        {
            int index = (int)((cookie - CookieBase) >> 32) - 1;
            if (index < 0 || index >= s_mapped.Count)
            {
                throw new InvalidOperationException("not a device register");
            }

            offset = (cookie & uint.MaxValue) + s_offsets[cookie >> 32];
            return s_mapped[index];
        }
    }
}
