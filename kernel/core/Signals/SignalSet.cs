// A set of signals as one word, as sigset_t of the ABI: bit n - 1 is signal n.
using System.Numerics;
using Lume.Abi;

namespace Lume.Kernel.Signals;

/// <summary>A set of signals.</summary>
public readonly struct SignalSet
{
    /// <summary>The word of the ABI.</summary>
    public readonly ulong Bits;

    /// <summary>From the word of the ABI.</summary>
    public SignalSet(ulong bits) => Bits = bits;

    /// <summary>A set of one.</summary>
    public static SignalSet Of(Signal signal) => new(1UL << ((int)signal - 1));

    /// <summary>SIGKILL and SIGSTOP, which cannot be blocked, caught or ignored.</summary>
    public static SignalSet Unstoppable => Of(Signal.SIGKILL) | Of(Signal.SIGSTOP);

    /// <summary>SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU.</summary>
    public static SignalSet Stops =>
        Of(Signal.SIGSTOP) | Of(Signal.SIGTSTP) | Of(Signal.SIGTTIN) | Of(Signal.SIGTTOU);

    /// <summary>Signals whose default action is to do nothing.</summary>
    public static SignalSet DefaultIgnored =>
        Of(Signal.SIGCHLD) | Of(Signal.SIGCONT) | Of(Signal.SIGURG) | Of(Signal.SIGWINCH);

    /// <summary>Signals that a thread's own instruction causes; they are delivered before others.</summary>
    public static SignalSet Synchronous =>
        Of(Signal.SIGSEGV) | Of(Signal.SIGBUS) | Of(Signal.SIGILL) | Of(Signal.SIGTRAP) | Of(Signal.SIGFPE) | Of(Signal.SIGSYS);

    /// <summary>Signals whose positive codes have meanings of their own, so that SI_SIGIO stands for what happened to a file.</summary>
    public static SignalSet WithOwnCodes => Synchronous | Of(Signal.SIGCHLD);

    /// <summary>Signals whose default action would write a core file.</summary>
    public static SignalSet CoreDumping =>
        Synchronous | Of(Signal.SIGQUIT) | Of(Signal.SIGABRT) | Of(Signal.SIGXCPU) | Of(Signal.SIGXFSZ);

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Whether it holds this signal.</summary>
    public bool Has(Signal signal) => (Bits >> ((int)signal - 1) & 1) != 0;

    /// <summary>The lowest signal in it; <see cref="Signal.None"/> if empty.</summary>
    public Signal First => Bits == 0 ? Signal.None : (Signal)(BitOperations.TrailingZeroCount(Bits) + 1);

    /// <summary>Union.</summary>
    public static SignalSet operator |(SignalSet left, SignalSet right) => new(left.Bits | right.Bits);

    /// <summary>Intersection.</summary>
    public static SignalSet operator &(SignalSet left, SignalSet right) => new(left.Bits & right.Bits);

    /// <summary>Complement.</summary>
    public static SignalSet operator ~(SignalSet set) => new(~set.Bits);
}
