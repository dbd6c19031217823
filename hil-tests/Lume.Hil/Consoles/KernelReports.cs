// What a kernel that does not answer any more can still say: the reports of its console keys.
using System;
using System.IO;
using System.Threading.Tasks;

namespace Lume.Hil.Consoles;

/// <summary>Asks a silent Lume kernel what its harts and threads do. The answers go into the console's log.</summary>
public static class KernelReports
{
    // Ctrl-_, the prefix of the console keys (docs/debugging.md).
    private const char Prefix = '\x1F';

    // Locks and memory first: the list of threads may be long.
    private const string Keys = "lmt";

    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(5);

    /// <summary>Presses the keys and gives each report time to arrive. A machine that has ended, or is none of ours, is no failure.</summary>
    public static async Task CollectAsync(SerialConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        try
        {
            foreach (char key in Keys)
            {
                await console.SendAsync($"{Prefix}{key}").ConfigureAwait(false);
                await Task.Delay(s_answer).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The machine is gone; the time-out that led here tells the rest.
        }
    }
}
