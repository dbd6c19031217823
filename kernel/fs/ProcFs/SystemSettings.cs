// /proc/sys: what programs read about the kernel's settings. Source: proc_sys_kernel(5), proc_sys_fs(5), proc_sys_vm(5).
using System;
using Lume.Abi;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Ipc;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Lume.Kernel.Vfs.Notices;

namespace Lume.FileSystems.ProcFs;

internal static class SystemSettings
{
    private static readonly byte[] s_bootId = MakeId();

    private const FileMode Changeable = (FileMode)0x1A4;

    // The key of ChaCha20.
    private const long PoolBits = 256;

    public static void AddTo(ProcDirectory root)
    {
        ProcDirectory kernel = root.AddDirectory("kernel");
        kernel.AddFile("ostype", static text => text.Raw(SystemIdentity.SystemName).Line());
        kernel.AddFile("osrelease", static text => text.Raw(SystemIdentity.Release).Line());
        kernel.AddFile("version", static text => text.Raw(SystemIdentity.Version).Line());
        kernel.AddFile("hostname", static text => text.Raw(SystemIdentity.HostName).Line(), StoreHostName, Changeable);
        kernel.AddFile("domainname", static text => text.Raw(SystemIdentity.DomainName).Line(), StoreDomainName, Changeable);
        kernel.AddFile("pid_max", static text => text.Number((long)ProcessTable.PidLimit).Line(), StorePidLimit, Changeable);
        // Nothing but the ids bounds the number of threads.
        kernel.AddFile("threads-max", static text => text.Number((long)ProcessTable.PidLimit).Line());
        kernel.AddFile("ngroups_max", static text => text.Text("65536").Line());
        kernel.AddFile("cap_last_cap", static text => text.Number((long)Capability.Last).Line());
        kernel.AddFile("sched_rt_period_us", static text => text.Number((long)SchedulingControl.RealTimePeriod).Line(), StoreRealTimePeriod, Changeable);
        kernel.AddFile("sched_rt_runtime_us", static text => text.Number((long)SchedulingControl.RealTimeRuntime).Line(), StoreRealTimeRuntime, Changeable);
        IpcFiles.AddSettings(kernel);
        ProcDirectory terminals = kernel.AddDirectory("pty");
        terminals.AddFile("max", static text => text.Number((long)Pty.MaxCount).Line());
        terminals.AddFile("nr", static text => text.Number((long)Pty.Count).Line());
        ProcDirectory random = kernel.AddDirectory("random");
        random.AddFile("boot_id", static text => WriteId(text, s_bootId));
        random.AddFile("uuid", static text => WriteId(text, MakeId()));
        random.AddFile("entropy_avail", static text => text.Number(RandomPool.IsSeeded ? PoolBits : 0L).Line());
        random.AddFile("poolsize", static text => text.Number(PoolBits).Line());
        MemoryFiles.AddSettings(root.AddDirectory("vm"));
        ProcDirectory files = root.AddDirectory("fs");
        files.AddFile("nr_open", static text => text.Number((long)FileTable.MaxDescriptors).Line());
        files.AddFile("dir-notify-enable", static text => text.Number((long)FileNotices.DirectorySetting).Line(), StoreDirectorySetting, Changeable);
        files.AddFile("lease-break-time", static text => text.Number((long)FileLeases.BreakTime).Line(), StoreLeaseTime, Changeable);
        files.AddFile("leases-enable", static text => text.Number((long)FileLeases.Setting).Line(), StoreLeaseSetting, Changeable);
        IpcFiles.AddQueueSettings(files);
        ProcDirectory watches = files.AddDirectory("inotify");
        watches.AddFile("max_user_instances", static text => text.Number((long)WatchFile.MaxInstances).Line());
        watches.AddFile("max_user_watches", static text => text.Number((long)WatchFile.MaxWatches).Line());
        watches.AddFile("max_queued_events", static text => text.Number((long)WatchFile.MaxQueued).Line());
        ProcDirectory marks = files.AddDirectory("fanotify");
        marks.AddFile("max_user_groups", static text => text.Number((long)MarkGroup.MaxGroups).Line());
        marks.AddFile("max_user_marks", static text => text.Number((long)MarkGroup.MaxMarks).Line());
        marks.AddFile("max_queued_events", static text => text.Number((long)MarkGroup.MaxQueued).Line());
        files.AddFile("pipe-max-size", static text => text.Number((long)Pipe.MaxUserSize).Line());
    }

    private static Errno StorePidLimit(ReadOnlySpan<byte> text)
    {
        if (!Thread.Current.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        text = text.TrimEnd((byte)'\n');
        return AsciiText.TryReadDecimal(text, out ulong limit) && limit <= ProcessTable.PidMaximum
            ? ProcessTable.SetPidLimit((int)limit)
            : Errno.EINVAL;
    }

    // Any number; only whether it is 0 matters.
    private static Errno StoreDirectorySetting(ReadOnlySpan<byte> text)
    {
        Result<int> number = ReadNumber(text);
        FileNotices.DirectorySetting = number.IsOk ? number.Value : FileNotices.DirectorySetting;
        return number.Error;
    }

    private static Errno StoreLeaseTime(ReadOnlySpan<byte> text)
    {
        Result<int> number = ReadNumber(text);
        FileLeases.BreakTime = number.IsOk ? number.Value : FileLeases.BreakTime;
        return number.Error;
    }

    private static Errno StoreLeaseSetting(ReadOnlySpan<byte> text)
    {
        Result<int> number = ReadNumber(text);
        FileLeases.Setting = number.IsOk ? number.Value : FileLeases.Setting;
        return number.Error;
    }

    private static Result<int> ReadNumber(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)'\n');
        bool isNegative = !text.IsEmpty && text[0] == (byte)'-';
        if (!AsciiText.TryReadDecimal(isNegative ? text[1..] : text, out ulong number) || number > int.MaxValue)
        {
            return Errno.EINVAL;
        }

        return isNegative ? -(int)number : (int)number;
    }

    private static Errno StoreRealTimePeriod(ReadOnlySpan<byte> text) => StoreRealTime(text, isPeriod: true);

    private static Errno StoreRealTimeRuntime(ReadOnlySpan<byte> text) => StoreRealTime(text, isPeriod: false);

    private static Errno StoreRealTime(ReadOnlySpan<byte> text, bool isPeriod)
    {
        if (!Thread.Current.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        text = text.TrimEnd((byte)'\n');
        int value = -1;
        if (!text.SequenceEqual("-1"u8))
        {
            if (!AsciiText.TryReadDecimal(text, out ulong number) || number > int.MaxValue)
            {
                return Errno.EINVAL;
            }

            value = (int)number;
        }

        return isPeriod
            ? SchedulingControl.SetRealTimeLimit(value, SchedulingControl.RealTimeRuntime)
            : SchedulingControl.SetRealTimeLimit(SchedulingControl.RealTimePeriod, value);
    }

    private static Errno StoreHostName(ReadOnlySpan<byte> name) => StoreName(name, isHost: true);

    private static Errno StoreDomainName(ReadOnlySpan<byte> name) => StoreName(name, isHost: false);

    private static Errno StoreName(ReadOnlySpan<byte> name, bool isHost)
    {
        if (!Thread.Current.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        int end = name.IndexOf((byte)'\n');
        name = end < 0 ? name : name[..end];
        name = name[..Math.Min(name.Length, SystemIdentity.NameLimit)];
        if (isHost)
        {
            SystemIdentity.SetHostName(name);
        }
        else
        {
            SystemIdentity.SetDomainName(name);
        }

        return Errno.None;
    }

    // A random UUID, version 4. Source: RFC 9562.
    private static byte[] MakeId()
    {
        byte[] id = new byte[16];
        RandomPool.Fill(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x40);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return id;
    }

    private static void WriteId(ProcText text, ReadOnlySpan<byte> id)
    {
        for (int i = 0; i < id.Length; i++)
        {
            if (i is 4 or 6 or 8 or 10)
            {
                text.Character('-');
            }

            text.Hex(id[i], 2);
        }

        text.Line();
    }
}
