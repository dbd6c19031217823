// Raised when no default interface method is the most specific one.

namespace System.Runtime;

/// <summary>Two default methods of an interface fit an object equally well.</summary>
public sealed class AmbiguousImplementationException : Exception
{
    public AmbiguousImplementationException()
        : base("Ambiguous implementation found.")
    {
    }

    public AmbiguousImplementationException(string? message)
        : base(message)
    {
    }

    public AmbiguousImplementationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
