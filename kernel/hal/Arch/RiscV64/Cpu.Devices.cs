// Device registers on the machine: single accesses of exact width, each ordered against everything else.

using System.Threading;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    public static byte DeviceRead8(byte* register)
    {
        byte value = Volatile.Read(ref *register);
        Machine.FenceIo();
        return value;
    }

    public static ushort DeviceRead16(byte* register)
    {
        ushort value = Volatile.Read(ref *(ushort*)register);
        Machine.FenceIo();
        return value;
    }

    public static uint DeviceRead32(byte* register)
    {
        uint value = Volatile.Read(ref *(uint*)register);
        Machine.FenceIo();
        return value;
    }

    public static ulong DeviceRead64(byte* register)
    {
        ulong value = Volatile.Read(ref *(ulong*)register);
        Machine.FenceIo();
        return value;
    }

    public static void DeviceWrite8(byte* register, byte value)
    {
        Machine.FenceIo();
        Volatile.Write(ref *register, value);
    }

    public static void DeviceWrite16(byte* register, ushort value)
    {
        Machine.FenceIo();
        Volatile.Write(ref *(ushort*)register, value);
    }

    public static void DeviceWrite32(byte* register, uint value)
    {
        Machine.FenceIo();
        Volatile.Write(ref *(uint*)register, value);
    }

    public static void DeviceWrite64(byte* register, ulong value)
    {
        Machine.FenceIo();
        Volatile.Write(ref *(ulong*)register, value);
    }
}
