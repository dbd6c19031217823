// Starts programs of the host so that none of them outlives this process.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Lume.Hil.Host;

/// <summary>What a finished program of the host said.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public readonly record struct HostResult(int ExitCode, string Output, string Error);

/// <summary>
/// Starts programs of the host. A program started by <see cref="StartBound"/> dies with this process, also when this
/// process is killed: <c>setpriv --pdeathsig</c> asks the kernel for it.
/// </summary>
/// <remarks>
/// The kernel sends that signal when the thread that forked ends, not the process. So every bound program is started by
/// one thread that lives as long as the process.
/// </remarks>
public static class HostProcess
{
    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Done)> s_requests = new();
    private static readonly Lazy<Thread> s_starter = new(StartStarter);

    /// <summary>Starts a program that the kernel kills when this process ends, however it ends.</summary>
    /// <exception cref="LumeException">The program is not there.</exception>
    public static Process StartBound(ProcessStartInfo start)
    {
        string? setpriv = HostTools.FindInPath("setpriv");
        if (setpriv is not null)
        {
            string[] own = [.. start.ArgumentList];
            string program = start.FileName;
            start.ArgumentList.Clear();
            foreach (string argument in (string[])["--pdeathsig", "KILL", "--", program, .. own])
            {
                start.ArgumentList.Add(argument);
            }

            start.FileName = setpriv;
        }

        _ = s_starter.Value;
        Process process = new() { StartInfo = start };
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        s_requests.Add((process, done));
        try
        {
            done.Task.GetAwaiter().GetResult();
        }
        catch (Win32Exception e)
        {
            throw new LumeException($"{start.FileName} cannot be started: {e.Message}", e);
        }

        return process;
    }

    /// <summary>Runs a program to its end and gathers what it prints.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <param name="environment">Variables to set on top of this process's own.</param>
    /// <param name="onLine">Called for each line of either stream as it comes.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="bound">True: it dies with this process, however that ends.</param>
    /// <param name="cancel">Kills the program and what it started.</param>
    /// <exception cref="LumeException">The program is not there.</exception>
    public static async Task<HostResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? onLine = null,
        string? folder = null,
        bool bound = false,
        CancellationToken cancel = default)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? Directory.GetCurrentDirectory(),
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = bound ? StartBound(start) : Start(start);
        process.StandardInput.Close();
        using CancellationTokenRegistration registration = cancel.Register(() => Kill(process));
        Task<string> output = ReadAsync(process.StandardOutput, onLine);
        Task<string> error = ReadAsync(process.StandardError, onLine);
        await Task.WhenAll(output, error).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return new HostResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }

    /// <summary>Kills a program and everything it started; no error when it has ended already.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended between the question and the signal.
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new LumeException($"{start.FileName} cannot be started: {e.Message}", e);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? onLine)
    {
        StringBuilder text = new();
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            text.Append(line).Append('\n');
            onLine?.Invoke(line);
        }

        return text.ToString();
    }

    private static Thread StartStarter()
    {
        Thread thread = new(() =>
        {
            foreach ((Process process, TaskCompletionSource done) in s_requests.GetConsumingEnumerable())
            {
                try
                {
                    process.Start();
                    done.SetResult();
                }
                catch (Exception e) when (e is Win32Exception or InvalidOperationException)
                {
                    done.SetException(e);
                }
            }
        })
        {
            IsBackground = true,
            Name = "program starter",
        };
        thread.Start();
        return thread;
    }
}
