// QEMU with the user's terminal: bytes pass both ways as they are, and a line with kernel addresses is followed by what they stand for.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Symbols;
using Microsoft.Win32.SafeHandles;

namespace Lume.Cli.Terminal;

/// <summary>Runs QEMU until it ends, with its console on this terminal. Ctrl-A X (QEMU's own) leaves.</summary>
internal static class GuestSession
{
    private const int StandardInput = 0;
    private const int LongestLine = 4096;

    /// <summary>Runs a program with the terminal in raw mode.</summary>
    /// <param name="program">QEMU.</param>
    /// <param name="arguments">Its arguments, those of the console included.</param>
    /// <param name="elf">The kernel with symbols.</param>
    /// <param name="cancel">Kills QEMU.</param>
    /// <returns>QEMU's exit status.</returns>
    public static async Task<int> RunAsync(string program, IEnumerable<string> arguments, string elf, CancellationToken cancel)
    {
        // All three are pipes: with a child that keeps one stream of the terminal, .NET sets the terminal back to lines and echo.
        ProcessStartInfo start = new(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using KernelSymbols? symbols = KernelSymbols.TryOpen(elf);
        using Process process = HostProcess.StartBound(start);
        using RawTerminal terminal = RawTerminal.Enter();
        using CancellationTokenRegistration registration = cancel.Register(() => HostProcess.Kill(process));
        Thread keys = new(() => PassKeys(process.StandardInput.BaseStream)) { IsBackground = true, Name = "keys" };
        keys.Start();
        Task complaints = process.StandardError.BaseStream.CopyToAsync(Console.OpenStandardError(), CancellationToken.None);
        await PassOutputAsync(process.StandardOutput.BaseStream, symbols).ConfigureAwait(false);
        await complaints.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;
    }

    // A thread of its own: a read of the terminal cannot be called back, and must not hold a pool thread.
    private static void PassKeys(Stream toGuest)
    {
        // Not Console.OpenStandardInput(): on a terminal that one edits and echoes lines itself.
        using FileStream keys = new(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        byte[] bytes = new byte[1024];
        try
        {
            int length;
            while ((length = keys.Read(bytes)) > 0)
            {
                toGuest.Write(bytes.AsSpan(0, length));
                toGuest.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // QEMU has ended; the main loop sees it too.
        }
    }

    private static async Task PassOutputAsync(Stream fromGuest, KernelSymbols? symbols)
    {
        using Stream output = Console.OpenStandardOutput();
        byte[] bytes = new byte[16384];
        List<byte> line = [];
        int length;
        while ((length = await fromGuest.ReadAsync(bytes).ConfigureAwait(false)) > 0)
        {
            int sent = 0;
            for (int i = 0; i < length && symbols is not null; i++)
            {
                if (bytes[i] != (byte)'\n')
                {
                    if (line.Count < LongestLine)
                    {
                        line.Add(bytes[i]);
                    }

                    continue;
                }

                IReadOnlyList<string> explained = symbols.Explain(Encoding.ASCII.GetString([.. line]));
                line.Clear();
                if (explained.Count > 0)
                {
                    output.Write(bytes.AsSpan(sent, i + 1 - sent));
                    sent = i + 1;
                    output.Write(Encoding.UTF8.GetBytes(string.Join("\r\n", explained) + "\r\n"));
                }
            }

            output.Write(bytes.AsSpan(sent, length - sent));
            output.Flush();
        }
    }
}
