// A failure below the test, with its cause.
using System;

namespace Lume.Hil.Causes;

/// <summary>The board or the way to it failed.</summary>
public sealed class BoardException(Cause cause, string message, Exception? inner = null) : Exception($"[{cause.Text()}] {message}", inner)
{
    /// <summary>What failed.</summary>
    public Cause Cause => cause;
}
