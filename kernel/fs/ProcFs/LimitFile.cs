// /proc/PID/limits. Source: proc_pid_limits(5), Linux fs/proc/base.c for the columns.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.FileSystems.ProcFs;

internal static class LimitFile
{
    private const int NameWidth = 26;
    private const int ValueWidth = 21;

    private static readonly string[] s_names =
    [
        "Max cpu time", "Max file size", "Max data size", "Max stack size", "Max core file size", "Max resident set",
        "Max processes", "Max open files", "Max locked memory", "Max address space", "Max file locks", "Max pending signals",
        "Max msgqueue size", "Max nice priority", "Max realtime priority", "Max realtime timeout",
    ];

    private static readonly string[] s_units =
    [
        "seconds", "bytes", "bytes", "bytes", "bytes", "bytes", "processes", "files", "bytes", "bytes", "locks", "signals", "bytes",
        "", "", "us",
    ];

    public static void Write(Process process, Thread thread, ProcText text)
    {
        text.Text("Limit                     Soft Limit           Hard Limit           Units     ").Line();
        for (int i = 0; i < s_names.Length; i++)
        {
            ResourceLimitValue value = process.Limits.Get((ResourceLimit)i);
            Column(text, s_names[i], NameWidth);
            Value(text, value.Current);
            Value(text, value.Maximum);
            Column(text, s_units[i], 10);
            text.Line();
        }
    }

    private static void Value(ProcText text, ulong value)
    {
        int start = text.Length;
        if (value == ResourceLimitValue.Infinity)
        {
            text.Text("unlimited");
        }
        else
        {
            text.Number(value);
        }

        Fill(text, start, ValueWidth);
    }

    private static void Column(ProcText text, string value, int width)
    {
        int start = text.Length;
        text.Text(value);
        Fill(text, start, width);
    }

    private static void Fill(ProcText text, int start, int width)
    {
        while (text.Length - start < width)
        {
            text.Character(' ');
        }
    }
}
