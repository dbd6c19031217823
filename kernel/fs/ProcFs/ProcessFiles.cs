// The files of /proc/PID and their texts. Source: proc_pid_stat(5), proc_pid_status(5) and their neighbours.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class ProcessFiles
{
    // Times are in clock ticks of 1/100 s.
    private const long TickNanoseconds = 10_000_000;
    private const int PageKibibytes = 4;

    public static ProcessEntry[] Entries { get; } =
    [
        ProcessEntry.Text(
            "stat",
            static (process, thread, text) => WriteStat(process, thread, process.GetUsage(), text),
            ofThread: static (process, thread, text) => WriteStat(process, thread, thread.GetUsage(), text)),
        ProcessEntry.Text("statm", WriteStatm),
        ProcessEntry.Text("status", WriteStatus),
        ProcessEntry.Text("cmdline", WriteArguments),
        ProcessEntry.Settable("comm", WriteName, StoreName),
        ProcessEntry.Text("wchan", static (_, _, text) => text.Character('0')),
        ProcessEntry.Private("personality", static (process, _, text) => text.Hex(process.Personality, 8).Line()),
        ProcessEntry.Private("environ", WriteEnvironment),
        ProcessEntry.Private("auxv", WriteAuxiliary),
        ProcessEntry.Private("maps", AreaFiles.WriteMaps, isListed: true),
        ProcessEntry.Private("smaps", AreaFiles.WriteSizes, isListed: true),
        ProcessEntry.PageMap("pagemap"),
        ProcessEntry.Private(
            "io", static (process, _, text) => WriteIo(process.GetIo(), text), ofThread: static (_, thread, text) => WriteIo(thread.Io, text)),
        ProcessEntry.Text("limits", LimitFile.Write),
        ProcessEntry.Text("mounts", MountFiles.WriteMounts),
        ProcessEntry.Text("mountinfo", MountFiles.WriteMountInfo),
        ProcessEntry.Link("exe", FindProgram),
        ProcessEntry.Link("cwd", FindCurrentDirectory),
        ProcessEntry.Link("root", FindRoot),
        ProcessEntry.Directory("fd", ProcessEntryKind.Descriptors),
        ProcessEntry.Directory("fdinfo", ProcessEntryKind.DescriptorInfo),
        ProcessEntry.Directory("task", ProcessEntryKind.Tasks),
    ];

    // Nothing is on a device: all files are in memory.
    private static void WriteIo(in IoTotals io, ProcText text)
    {
        text.Text("rchar: ").Number(io.BytesRead).Line().Text("wchar: ").Number(io.BytesWritten).Line();
        text.Text("syscr: ").Number(io.Reads).Line().Text("syscw: ").Number(io.Writes).Line();
        text.Text("read_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n");
    }

    private static PathRef? FindProgram(Process process, Thread thread)
    {
        AddressSpace? space = process.TryGetAddressSpace();
        PathRef? place = space?.Program?.File.Location;
        space?.Release();
        return place;
    }

    private static PathRef? FindCurrentDirectory(Process process, Thread thread) => thread.FileSystem?.CurrentDirectory;

    private static PathRef? FindRoot(Process process, Thread thread) => thread.FileSystem?.Root;

    private static char StateLetter(Process process, Thread thread) => thread.State switch
    {
        _ when process.Life == ProcessLife.Zombie => 'Z',
        ThreadState.New or ThreadState.Runnable => 'R',
        ThreadState.Interruptible => 'S',
        ThreadState.Stopped => 'T',
        ThreadState.Dead => ReferenceEquals(process.Leader, thread) ? 'Z' : 'X',
        _ => 'D',
    };

    private static void WriteStat(Process process, Thread thread, in ResourceUsage usage, ProcText text)
    {
        ResourceUsage children = process.GetChildrenUsage();
        AddressSpace? space = process.TryGetAddressSpace();
        MemoryStatistics memory = space?.GetStatistics() ?? default;
        ProgramLayout layout = space?.Layout ?? default;
        space?.Release();
        ProcessPlaceInTree place = process.GetPlace();
        text.Number((long)thread.Id).Text(" (").Raw(NameOf(thread)).Text(") ").Character(StateLetter(process, thread));
        Field(text, place.Parent);
        Field(text, place.Group);
        Field(text, place.Session);
        Field(text, (long)place.TerminalDevice);
        Field(text, place.ForegroundGroup);
        Field(text, process.HasExecuted ? 0x40_0000 : 0x40_0040);
        Field(text, usage.MinorFaults);
        Field(text, children.MinorFaults);
        Field(text, usage.MajorFaults);
        Field(text, children.MajorFaults);
        Field(text, Ticks(usage.User));
        Field(text, Ticks(usage.System));
        Field(text, Ticks(children.User));
        Field(text, Ticks(children.System));
        Field(text, thread.RealTimePriority != 0 ? -1 - thread.RealTimePriority : 20 + thread.Nice);
        Field(text, thread.Nice);
        Field(text, process.ThreadCount);
        Field(text, 0);
        Field(text, process.StartTime / TickNanoseconds);
        Field(text, (long)(memory.Virtual * PageMath.Size));
        Field(text, (long)memory.Resident);
        text.Character(' ').Number(process.Limits[ResourceLimit.ResidentSet]);
        WriteAddresses(process, thread, layout, text);
        Field(text, place.ExitSignal);
        Field(text, thread.LastHart);
        Field(text, thread.RealTimePriority);
        Field(text, thread.Policy);
        text.Text(" 0 0 0");
        bool isOpen = ProcessAccess.MayInspect(thread);
        Field(text, isOpen ? (long)layout.DataStart : 0);
        Field(text, isOpen ? (long)layout.DataEnd : 0);
        Field(text, isOpen ? (long)layout.BreakStart : 0);
        Field(text, isOpen ? (long)layout.ArgumentsStart : 0);
        Field(text, isOpen ? (long)layout.ArgumentsEnd : 0);
        Field(text, isOpen ? (long)layout.EnvironmentStart : 0);
        Field(text, isOpen ? (long)layout.EnvironmentEnd : 0);
        Field(text, process.Life == ProcessLife.Zombie ? process.ExitStatus : 0);
        text.Line();
    }

    // Fields 26 to 37: addresses only for those who may inspect; of the signal sets the lower 31 bits, "status" has them whole.
    private static void WriteAddresses(Process process, Thread thread, in ProgramLayout layout, ProcText text)
    {
        bool isOpen = ProcessAccess.MayInspect(thread);
        Field(text, isOpen ? (long)layout.CodeStart : 1);
        Field(text, isOpen ? (long)layout.CodeEnd : 1);
        Field(text, isOpen ? (long)layout.StackStart : 0);
        text.Text(" 0 0");
        process.Handlers.GetSets(out SignalSet ignored, out SignalSet caught);
        const ulong classic = 0x7FFF_FFFF;
        process.GetPendingSignals(thread, out SignalSet pending, out _);
        text.Character(' ').Number(pending.Bits & classic).Character(' ').Number(thread.BlockedSignals.Bits & classic);
        text.Character(' ').Number(ignored.Bits & classic).Character(' ').Number(caught.Bits & classic);
        text.Text(" 0 0 0");
    }

    private static void WriteStatm(Process process, Thread thread, ProcText text)
    {
        AddressSpace? space = process.TryGetAddressSpace();
        MemoryStatistics memory = space?.GetStatistics() ?? default;
        ulong shared = space?.CountSharedPages() ?? 0;
        space?.Release();
        text.Number(memory.Virtual).Character(' ').Number(memory.Resident).Character(' ').Number(shared).Character(' ')
            .Number(memory.Code).Text(" 0 ").Number(memory.Data + memory.Stack).Text(" 0").Line();
    }

    private static void WriteStatus(Process process, Thread thread, ProcText text)
    {
        Credentials credentials = thread.Credentials;
        text.Text("Name:\t").Escaped(NameOf(thread)).Line();
        text.Text("Umask:\t").Padded(Octal((uint)(thread.FileSystem?.Umask ?? FileMode.None)), 4, '0').Line();
        char state = StateLetter(process, thread);
        text.Text("State:\t").Character(state).Text(StateName(state)).Line();
        text.Text("Tgid:\t").Number((long)process.Id).Line();
        text.Text("Pid:\t").Number((long)thread.Id).Line();
        text.Text("PPid:\t").Number((long)process.ParentId).Line();
        text.Text("TracerPid:\t0").Line();
        text.Text("Uid:\t").Number((ulong)credentials.UserId).Character('\t').Number((ulong)credentials.EffectiveUserId).Character('\t')
            .Number((ulong)credentials.SavedUserId).Character('\t').Number((ulong)credentials.FileUserId).Line();
        text.Text("Gid:\t").Number((ulong)credentials.GroupId).Character('\t').Number((ulong)credentials.EffectiveGroupId).Character('\t')
            .Number((ulong)credentials.SavedGroupId).Character('\t').Number((ulong)credentials.FileGroupId).Line();
        text.Text("FDSize:\t").Number((long)(thread.Files?.SlotCount ?? 0)).Line();
        text.Text("Groups:\t");
        foreach (uint group in credentials.Groups)
        {
            text.Number((ulong)group).Character(' ');
        }

        text.Line();
        WriteMemory(process, text);
        text.Text("Threads:\t").Number((long)process.ThreadCount).Line();
        WriteSignals(process, thread, text);
        WriteCapabilities(credentials, text);
        text.Text("NoNewPrivs:\t").Number(process.NoNewPrivileges ? 1L : 0L).Line();
        WriteHarts(thread.Affinity, text);
        text.Text("voluntary_ctxt_switches:\t").Number(thread.VoluntarySwitches).Line();
        text.Text("nonvoluntary_ctxt_switches:\t").Number(thread.InvoluntarySwitches).Line();
    }

    private static void WriteMemory(Process process, ProcText text)
    {
        AddressSpace? space = process.TryGetAddressSpace();
        if (space is null)
        {
            return;
        }

        MemoryStatistics memory = space.GetStatistics();
        ulong shared = space.CountSharedPages();
        space.Release();
        Kibibytes(text, "VmPeak:\t", memory.VirtualPeak);
        Kibibytes(text, "VmSize:\t", memory.Virtual);
        Kibibytes(text, "VmLck:\t", memory.Locked);
        Kibibytes(text, "VmHWM:\t", memory.ResidentPeak);
        Kibibytes(text, "VmRSS:\t", memory.Resident);
        Kibibytes(text, "RssAnon:\t", memory.Resident - Math.Min(memory.Resident, shared));
        Kibibytes(text, "RssFile:\t", shared);
        Kibibytes(text, "VmData:\t", memory.Data);
        Kibibytes(text, "VmStk:\t", memory.Stack);
        Kibibytes(text, "VmExe:\t", memory.Code);
        Kibibytes(text, "VmLib:\t", memory.Library);
        Kibibytes(text, "VmPTE:\t", memory.PageTables);
        Kibibytes(text, "VmSwap:\t", 0);
    }

    private static void WriteSignals(Process process, Thread thread, ProcText text)
    {
        process.Handlers.GetSets(out SignalSet ignored, out SignalSet caught);
        process.GetPendingSignals(thread, out SignalSet own, out SignalSet shared);
        text.Text("SigQ:\t").Number((long)thread.Credentials.Account.QueuedSignals).Character('/')
            .Number(process.Limits[ResourceLimit.PendingSignals]).Line();
        text.Text("SigPnd:\t").Hex(own.Bits, 16).Line();
        text.Text("ShdPnd:\t").Hex(shared.Bits, 16).Line();
        text.Text("SigBlk:\t").Hex(thread.BlockedSignals.Bits, 16).Line();
        text.Text("SigIgn:\t").Hex(ignored.Bits, 16).Line();
        text.Text("SigCgt:\t").Hex(caught.Bits, 16).Line();
    }

    private static void WriteCapabilities(Credentials credentials, ProcText text)
    {
        text.Text("CapInh:\t").Hex(credentials.Inheritable, 16).Line();
        text.Text("CapPrm:\t").Hex(credentials.Permitted, 16).Line();
        text.Text("CapEff:\t").Hex(credentials.Effective, 16).Line();
        text.Text("CapBnd:\t").Hex(credentials.Bounding, 16).Line();
        text.Text("CapAmb:\t").Hex(credentials.Ambient, 16).Line();
    }

    // As a mask in hexadecimal and as a list of ranges.
    private static void WriteHarts(HartSet set, ProcText text)
    {
        int count = Hart.Count;
        ulong mask = 0;
        for (int hart = 0; hart < count; hart++)
        {
            mask |= set.Contains(hart) ? 1UL << hart : 0;
        }

        text.Text("Cpus_allowed:\t").Hex(mask, 1).Line().Text("Cpus_allowed_list:\t");
        bool isFirst = true;
        for (int hart = 0; hart < count; hart++)
        {
            int start = hart;
            while (hart < count && (mask >> hart & 1) != 0)
            {
                hart++;
            }

            if (hart > start)
            {
                text.Text(isFirst ? "" : ",").Number((long)start);
                if (hart - start > 1)
                {
                    text.Character('-').Number((long)hart - 1);
                }

                isFirst = false;
            }
        }

        text.Line();
    }

    // A program that writes over its arguments (setproctitle) drops the last zero and goes on into the environment (proc_pid_cmdline(5)).
    private static void WriteArguments(Process process, Thread thread, ProcText text)
    {
        CopyMemory(process, text, static layout => (layout.ArgumentsStart, layout.ArgumentsEnd));
        if (text.Length == 0 || text.Bytes[^1] == 0)
        {
            return;
        }

        CopyMemory(process, text, static layout => (layout.EnvironmentStart, layout.EnvironmentEnd));
        int end = text.Bytes.IndexOf((byte)0);
        text.Truncate(end < 0 ? text.Length : end);
    }

    private static void WriteEnvironment(Process process, Thread thread, ProcText text) =>
        CopyMemory(process, text, static layout => (layout.EnvironmentStart, layout.EnvironmentEnd));

    private static void WriteAuxiliary(Process process, Thread thread, ProcText text) =>
        CopyMemory(process, text, static layout => (layout.AuxiliaryStart, layout.AuxiliaryEnd));

    // The strings that exec put on the stack, as they are there now.
    private static void CopyMemory(Process process, ProcText text, Func<ProgramLayout, (ulong Start, ulong End)> choose)
    {
        const int pieceSize = 512;
        AddressSpace? space = process.TryGetAddressSpace();
        if (space is null)
        {
            return;
        }

        (ulong start, ulong end) = choose(space.Layout);
        Span<byte> piece = stackalloc byte[pieceSize];
        while (start < end)
        {
            int wanted = (int)Math.Min(end - start, pieceSize);
            int read = space.ReadForeign(start, piece[..wanted]);
            if (read <= 0)
            {
                break;
            }

            text.Raw(piece[..read]);
            start += (ulong)read;
        }

        space.Release();
    }

    private static void WriteName(Process process, Thread thread, ProcText text) => text.Raw(NameOf(thread)).Line();

    // Only a thread of the same process may rename one (proc_pid_comm(5)).
    private static Errno StoreName(Process process, Thread thread, ReadOnlySpan<byte> name)
    {
        if (!ReferenceEquals(Thread.Current.Process, process))
        {
            return Errno.EINVAL;
        }

        thread.SetName(name.TrimEnd((byte)'\n'));
        return Errno.None;
    }

    private static ReadOnlySpan<byte> NameOf(Thread thread)
    {
        ReadOnlySpan<byte> name = thread.Name;
        int end = name.IndexOf((byte)0);
        return end < 0 ? name : name[..end];
    }

    private static void Field(ProcText text, long value) => text.Character(' ').Number(value);

    private static void Kibibytes(ProcText text, string label, ulong pages) =>
        text.Text(label).Padded(pages * PageKibibytes, 8).Text(" kB").Line();

    private static long Ticks(Timeval time) => (time.Seconds * 100) + (time.Microseconds / 10_000);

    // The digits of the octal form, as a decimal number.
    private static ulong Octal(uint value) => (value & 7) + ((value >> 3) & 7) * 10UL + ((value >> 6) & 7) * 100UL;

    private static string StateName(char state) => state switch
    {
        'R' => " (running)",
        'S' => " (sleeping)",
        'T' => " (stopped)",
        'Z' => " (zombie)",
        'X' => " (dead)",
        _ => " (disk sleep)",
    };
}
