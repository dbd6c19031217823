// An exception that leaves a system call is a bug of the kernel: report it, end the process, go on.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Logging;
using Lume.Kernel.Processes;

namespace Lume.Kernel.Scheduling;

/// <summary>Reports of kernel bugs that the machine survives.</summary>
public static class Oops
{
    private static int s_count;

    /// <summary>How many there were since boot.</summary>
    public static int Count => s_count;

    /// <summary>The current thread's system call ended in an exception: its locks are poisoned, its process ends.</summary>
    internal static void Report(Exception exception, ref TrapFrame frame)
    {
        Thread thread = Thread.Current;
        thread.SetRunning();
        thread.Held.AbandonAll(areBroken: true);
        System.Threading.Interlocked.Increment(ref s_count);
        KernelLog.Begin(LogLevel.Critical).Text("Oops: ").Text(exception.Message)
            .Text(" in system call ").Number((long)frame.A7).Text(" of process ").Number(thread.Process.Id)
            .Text(" at pc ").Hex(frame.Pc).Text(" on hart ").Number(Hart.Index).End();
        Backtrace(exception);
        thread.Process.BeginEnd(WaitStatus.Killed((int)Signal.SIGSEGV, coreDumped: false));
    }

    /// <summary>A kernel thread ended in an exception.</summary>
    internal static void ReportKernelThread(Exception exception)
    {
        Thread thread = Thread.Current;
        thread.SetRunning();
        thread.Held.AbandonAll(areBroken: true);
        System.Threading.Interlocked.Increment(ref s_count);
        KernelLog.Begin(LogLevel.Critical).Text("Oops: ").Text(exception.Message).Text(" in kernel thread ").Number(thread.Id).End();
        Backtrace(exception);
    }

    private static void Backtrace(Exception exception)
    {
        try
        {
            WriteBacktrace(exception);
        }
        catch (OutOfMemoryException)
        {
            KernelLog.Write(LogLevel.Critical, "no memory for the backtrace");
        }
    }

    private static void WriteBacktrace(Exception exception)
    {
        ReadOnlySpan<char> rest = exception.StackTrace;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf('\n');
            KernelLog.Begin(LogLevel.Critical).Text(end < 0 ? rest : rest[..end]).End();
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }
}
