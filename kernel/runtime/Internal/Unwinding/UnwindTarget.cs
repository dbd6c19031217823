// Where an exception will be caught.

namespace Internal.Runtime.Unwinding;

/// <summary>A frame, and the clause that takes the exception there.</summary>
/// <remarks>
/// On the way there it travels through landing pads as one word, the token, and so needs no memory of its own. In the frame itself the
/// token is the clause's number alone. Elsewhere it is
/// <code>
///   63                    16 15       0
///   | base of the frame     | clause  |
/// </code>
/// with as many bits of the address as there are in Sv48; the rest repeat the highest.
/// </remarks>
internal readonly struct UnwindTarget(ulong frame, ulong clause)
{
    private const int FrameShift = 16;
    private const ulong ClauseMask = (1 << FrameShift) - 1;

    /// <summary>Where the frame begins.</summary>
    internal readonly ulong Frame = frame;

    /// <summary>The clause's number in the function of the frame.</summary>
    internal readonly ulong Clause = clause;

    /// <summary>What a landing pad in a frame on the way is given, and gives back.</summary>
    internal ulong Token => (Frame << FrameShift) | Clause;

    /// <summary>What a token says.</summary>
    /// <param name="token">What a landing pad gave back.</param>
    /// <param name="frame">The frame of that landing pad.</param>
    internal static UnwindTarget FromToken(ulong token, ulong frame) => token <= ClauseMask
        ? new UnwindTarget(frame, token)
        : new UnwindTarget((ulong)((long)token >> FrameShift), token & ClauseMask);
}
