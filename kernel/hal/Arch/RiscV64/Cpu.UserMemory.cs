// User memory on the machine: UserCopy.S. The caller has checked that the range lies in the user half.

using System;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    public static ReadOnlySpan<byte> VdsoImage
    {
        get
        {
            nuint length;
            byte* start = Native.Vdso(&length);
            return new ReadOnlySpan<byte>(start, (int)length);
        }
    }

    public static nuint CopyFromUser(byte* target, ulong address, nuint length) => Native.UserCopy(target, (void*)address, length);

    public static nuint CopyToUser(ulong address, byte* source, nuint length) => Native.UserCopy((void*)address, source, length);

    public static nuint ClearUser(ulong address, nuint length) => Native.UserClear((void*)address, length);

    public static long CopyStringFromUser(byte* target, ulong address, nuint limit) => Native.UserString(target, (void*)address, limit);

    public static long UserStringLength(ulong address, nuint limit) => Native.UserLength((void*)address, limit);

    public static bool LoadUser32(ulong address, out uint value)
    {
        uint loaded = 0;
        bool ok = Native.UserLoad32((void*)address, &loaded) != 0;
        value = loaded;
        return ok;
    }

    public static bool CompareExchangeUser32(ulong address, uint expected, uint desired, out uint previous)
    {
        uint old = 0;
        bool ok = Native.UserExchange32((void*)address, expected, desired, &old) != 0;
        previous = old;
        return ok;
    }
}
