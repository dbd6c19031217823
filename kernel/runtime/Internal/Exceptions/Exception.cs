// The base of exceptions: a message, an inner exception, and where it was thrown.

using System.Runtime.CompilerServices;

namespace System;

/// <summary>An error that unwinds the stack. In the kernel exceptions mean bugs; expected failures are values.</summary>
public class Exception
{
    private const int MaxFrames = 16;

    [InlineArray(MaxFrames)]
    private struct Frames
    {
        private ulong _first;
    }

    private readonly string? _message;
    private readonly Exception? _innerException;
    private int _hresult = unchecked((int)0x80131500);

    // The addresses are kept in place: a throw must work when there is no memory.
    private int _frameCount;
    private Frames _frames;

    public Exception()
    {
    }

    public Exception(string? message) => _message = message;

    public Exception(string? message, Exception? innerException)
    {
        _message = message;
        _innerException = innerException;
    }

    /// <summary>What went wrong.</summary>
    public virtual string Message => _message ?? "Exception of type '" + GetType() + "' was thrown.";

    /// <summary>The exception that led to this one.</summary>
    public Exception? InnerException => _innerException;

    /// <summary>A number for the kind of error, as .NET assigns them.</summary>
    public int HResult
    {
        get => _hresult;
        set => _hresult = value;
    }

    /// <summary>The return addresses from the throw outwards, one a line; null before the first throw.</summary>
    /// <remarks>The image holds no names: <c>lume symbolize</c> turns addresses into methods and lines.</remarks>
    public virtual string? StackTrace
    {
        get
        {
            if (_frameCount == 0)
            {
                return null;
            }

            string text = "";
            for (int i = 0; i < _frameCount; i++)
            {
                text += (i == 0 ? "   at 0x" : "\n   at 0x") + _frames[i].ToString("x16");
            }

            return text;
        }
    }

    /// <summary>The addresses that <see cref="StackTrace"/> prints.</summary>
    internal ReadOnlySpan<ulong> ReturnAddresses => ((ReadOnlySpan<ulong>)_frames)[.._frameCount];

    /// <summary>The innermost exception.</summary>
    public virtual Exception GetBaseException()
    {
        Exception result = this;
        while (result.InnerException is { } inner)
        {
            result = inner;
        }

        return result;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = GetType().ToString() + ": " + Message;
        if (_innerException is not null)
        {
            text += "\n ---> " + _innerException.ToString() + "\n   --- End of inner exception stack trace ---";
        }

        string? trace = StackTrace;
        return trace is null ? text : text + "\n" + trace;
    }

    /// <summary>Forgets where it was thrown: a new throw begins.</summary>
    internal void ClearFrames() => _frameCount = 0;

    /// <summary>Remembers one more frame that the exception passed, as long as there is room.</summary>
    internal void RecordFrame(ulong address)
    {
        if (_frameCount < MaxFrames)
        {
            _frames[_frameCount++] = address;
        }
    }
}
