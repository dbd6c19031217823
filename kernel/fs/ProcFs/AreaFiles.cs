// /proc/PID/maps and smaps. Source: proc_pid_maps(5).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class AreaFiles
{
    private const int NameColumn = 73;
    private const ulong PageKibibytes = 4;

    public static void WriteMaps(Process process, Thread thread, ProcText text) => Write(process, text, withSizes: false);

    public static void WriteSizes(Process process, Thread thread, ProcText text) => Write(process, text, withSizes: true);

    private static void Write(Process process, ProcText text, bool withSizes)
    {
        AddressSpace? space = process.TryGetAddressSpace();
        if (space is null)
        {
            return;
        }

        byte[] path = new byte[PathWalker.MaxPath];
        ulong address = 0;
        while (space.TryDescribe(address, withSizes, path, out AreaDescription area))
        {
            WriteArea(area, path.AsSpan(0, area.PathLength), text);
            if (withSizes)
            {
                WriteSizes(area, text);
            }

            address = area.End;
        }

        space.Release();
    }

    private static void WriteArea(in AreaDescription area, ReadOnlySpan<byte> path, ProcText text)
    {
        int start = text.Length;
        text.Hex(area.Start, 8).Character('-').Hex(area.End, 8).Character(' ');
        text.Character(Has(area, AreaFlags.Read) ? 'r' : '-');
        text.Character(Has(area, AreaFlags.Write) ? 'w' : '-');
        text.Character(Has(area, AreaFlags.Execute) ? 'x' : '-');
        text.Character(Has(area, AreaFlags.Shared) ? 's' : 'p');
        text.Character(' ').Hex(area.Offset, 8).Character(' ');
        text.Hex(DeviceNumber.Major(area.DeviceNumber), 2).Character(':').Hex(DeviceNumber.Minor(area.DeviceNumber), 2);
        text.Character(' ').Number(area.InodeNumber).Character(' ');
        string label = Has(area, AreaFlags.Heap) ? "[heap]" : Has(area, AreaFlags.Stack) ? "[stack]" : Has(area, AreaFlags.Vdso) ? Has(area, AreaFlags.Execute) ? "[vdso]" : "[vvar]" : "";
        if (path.IsEmpty && label.Length == 0)
        {
            text.Line();
            return;
        }

        while (text.Length - start < NameColumn)
        {
            text.Character(' ');
        }

        if (path.IsEmpty)
        {
            text.Text(label).Line();
        }
        else
        {
            text.Path(path).Line();
        }
    }

    private static void WriteSizes(in AreaDescription area, ProcText text)
    {
        text.Text("Size:           ").Padded((area.End - area.Start) >> 10, 8).Text(" kB").Line();
        text.Text("KernelPageSize:        4 kB").Line();
        text.Text("MMUPageSize:           4 kB").Line();
        Kibibytes(text, "Rss:            ", area.ResidentPages * PageKibibytes);
        Kibibytes(text, "Pss:            ", area.ProportionalBytes >> 10);
        ulong privatePages = area.ResidentPages - area.SharedPages;
        Kibibytes(text, "Shared_Clean:   ", (area.SharedPages - area.SharedWritablePages) * PageKibibytes);
        Kibibytes(text, "Shared_Dirty:   ", area.SharedWritablePages * PageKibibytes);
        Kibibytes(text, "Private_Clean:  ", (privatePages - area.PrivateWritablePages) * PageKibibytes);
        Kibibytes(text, "Private_Dirty:  ", area.PrivateWritablePages * PageKibibytes);
        Kibibytes(text, "Swap:           ", 0);
    }

    private static void Kibibytes(ProcText text, string label, ulong value) => text.Text(label).Padded(value, 8).Text(" kB").Line();

    private static bool Has(in AreaDescription area, AreaFlags flag) => (area.Flags & flag) != 0;
}
