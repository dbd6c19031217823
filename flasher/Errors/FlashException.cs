// An expected failure of flashing: what happened, which error it is, what to do about it.
using System;

namespace Lume.Flasher.Errors;

/// <summary>A failure that the user can act on.</summary>
public class FlashException : Exception
{
    /// <summary>A failure whose remedy is the usual one of its kind, unless <paramref name="remedy"/> knows better.</summary>
    public FlashException(FlashError error, string message, string? remedy = null, Exception? inner = null)
        : base(message, inner)
    {
        Error = error;
        Remedy = remedy ?? Remedies.For(error);
    }

    /// <summary>Which failure.</summary>
    public FlashError Error { get; }

    /// <summary>What to do, one or two sentences.</summary>
    public string Remedy { get; }

    /// <summary>The exit status of the process.</summary>
    public int ExitCode => (int)Error;
}
