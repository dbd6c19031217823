// An expected failure, with a message for the person at the keyboard.
using System;

namespace Lume.Hil.Host;

/// <summary>Something the user can act on: its message is printed as it is, without a stack trace.</summary>
public sealed class LumeException : Exception
{
    /// <summary>A failure with a message that says what happened and what to do.</summary>
    public LumeException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with a message that says what happened and what to do, and its cause.</summary>
    public LumeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
