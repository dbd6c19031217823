// uname, sysinfo, getrandom, reboot, host names.
using System;
using Lume.Abi;
using Lume.Kernel.Logging;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Time;

namespace Lume.Syscalls.SystemInfo;

/// <summary>What programs ask of the system as a whole.</summary>
internal static class SystemCalls
{
    private const uint RandomNonBlock = 1;
    private const uint RandomRandom = 2;
    private const uint RandomInsecure = 4;
    private const int LoadShift = 16 - LoadAverage.FractionBits;

    public static SyscallResult Uname(UserSpan buffer)
    {
        Span<byte> bytes = stackalloc byte[UtsName.Size];
        bytes.Clear();
        Put(bytes, 0, SystemIdentity.SystemName);
        Put(bytes, 1, SystemIdentity.HostName);
        Put(bytes, 2, SystemIdentity.Release);
        Put(bytes, 3, SystemIdentity.Version);
        Put(bytes, 4, SystemIdentity.Machine);
        Put(bytes, 5, SystemIdentity.DomainName);
        return buffer.Write(bytes);
    }

    public static SyscallResult SetHostName(Thread thread, UserSpan name) => SetName(thread, name, isHost: true);

    public static SyscallResult SetDomainName(Thread thread, UserSpan name) => SetName(thread, name, isHost: false);

    public static SyscallResult SysInfo(UserOut<SystemInformation> buffer)
    {
        LoadAverage.Get(out ulong one, out ulong five, out ulong fifteen);
        MemoryTotals totals = MemoryTotals.Read();
        SystemInformation information = new()
        {
            Uptime = Clock.Monotonic / Clock.Second,
            Load1 = one << LoadShift,
            Load5 = five << LoadShift,
            Load15 = fifteen << LoadShift,
            TotalMemory = totals.Total,
            FreeMemory = totals.Free,
            Processes = (ushort)Math.Min(ProcessTable.ThreadCount, ushort.MaxValue),
            MemoryUnit = 1,
        };
        return buffer.Write(in information);
    }

    public static SyscallResult GetRandom(UserSpan buffer, uint flags)
    {
        if ((flags & ~(RandomNonBlock | RandomRandom | RandomInsecure)) != 0
            || (flags & (RandomRandom | RandomInsecure)) == (RandomRandom | RandomInsecure))
        {
            return Errno.EINVAL;
        }

        UserBuffer destination = new(buffer.Address, buffer.Length);
        long done = RandomPool.Fill(ref destination);
        return done == 0 && destination.Faulted ? Errno.EFAULT : done;
    }

    public static SyscallResult Reboot(Thread thread, uint magic1, uint magic2, uint command)
    {
        if (!thread.Credentials.Has(Capability.Boot))
        {
            return Errno.EPERM;
        }

        bool known = magic2 is RebootCommand.Magic2 or RebootCommand.Magic2A or RebootCommand.Magic2B or RebootCommand.Magic2C;
        if (magic1 != RebootCommand.Magic1 || !known)
        {
            return Errno.EINVAL;
        }

        switch (command)
        {
            case RebootCommand.CtrlAltDelOn:
            case RebootCommand.CtrlAltDelOff:
                return 0;
            case RebootCommand.PowerOff:
                Shutdown.PowerOff();
                return 0;
            case RebootCommand.Restart:
            case RebootCommand.RestartWithCommand:
                Shutdown.Restart();
                return 0;
            case RebootCommand.Halt:
                Shutdown.Halt();
                return 0;
            default:
                return Errno.EINVAL;
        }
    }

    private static void Put(Span<byte> bytes, int field, ReadOnlySpan<byte> text) =>
        text.Slice(0, Math.Min(text.Length, UtsName.FieldLength - 1)).CopyTo(bytes.Slice(field * UtsName.FieldLength));

    private static SyscallResult SetName(Thread thread, UserSpan name, bool isHost)
    {
        if (!thread.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        if (name.Length > SystemIdentity.NameLimit)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[SystemIdentity.NameLimit];
        bytes = bytes.Slice(0, (int)name.Length);
        Errno error = name.Read(bytes);
        if (error != Errno.None)
        {
            return error;
        }

        if (isHost)
        {
            SystemIdentity.SetHostName(bytes);
        }
        else
        {
            SystemIdentity.SetDomainName(bytes);
        }

        return 0;
    }
}
