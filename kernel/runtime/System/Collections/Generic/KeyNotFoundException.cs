// The exception of a look-up that found no key.

namespace System.Collections.Generic;

/// <summary>A key was not in the collection.</summary>
public class KeyNotFoundException : SystemException
{
    public KeyNotFoundException()
        : base("The given key was not present in the dictionary.")
    {
    }

    public KeyNotFoundException(string? message)
        : base(message ?? "The given key was not present in the dictionary.")
    {
    }

    public KeyNotFoundException(string? message, Exception? innerException)
        : base(message ?? "The given key was not present in the dictionary.", innerException)
    {
    }
}
