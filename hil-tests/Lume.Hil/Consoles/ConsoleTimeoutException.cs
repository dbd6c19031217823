// Why a wait on a console gave up.
using System;

namespace Lume.Hil.Consoles;

/// <summary>The console did not show what was expected. The message carries the last screen.</summary>
public sealed class ConsoleTimeoutException : Exception
{
    /// <summary>Says what was expected, and shows the screen.</summary>
    public ConsoleTimeoutException(string what, string screen)
        : base($"{what}\nThe console's last lines:\n{screen}") => Screen = screen;

    /// <summary>The last lines that the console showed.</summary>
    public string Screen { get; }
}
