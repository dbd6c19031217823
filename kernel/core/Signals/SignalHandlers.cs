// What a process does on each signal; shared by threads (CLONE_SIGHAND).
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Signals;

/// <summary>The actions of all signals. Processes that share it without being one thread group are rare, but legal; hence the own lock.</summary>
public sealed class SignalHandlers
{
    private readonly SignalAction[] _actions = new SignalAction[SignalConstants.Count];
    private SpinLock<LeafLock> _lock;

    /// <summary>The action of a signal.</summary>
    public SignalAction this[Signal signal]
    {
        get
        {
            using (_lock.Enter())
            {
                return _actions[(int)signal - 1];
            }
        }
    }

    /// <summary>Sets an action and gives the old one.</summary>
    internal SignalAction Exchange(Signal signal, in SignalAction action)
    {
        using (_lock.Enter())
        {
            SignalAction old = _actions[(int)signal - 1];
            _actions[(int)signal - 1] = action;
            return old;
        }
    }

    /// <summary>SA_RESETHAND: the default comes back.</summary>
    internal void ResetHandler(Signal signal)
    {
        using (_lock.Enter())
        {
            _actions[(int)signal - 1].Handler = SignalConstants.DefaultHandler;
        }
    }

    /// <summary>Whether a signal does nothing: ignored, or by default. Stops and SIGKILL are never ignored by default.</summary>
    public bool Ignores(Signal signal)
    {
        ulong handler = Volatile.Read(ref _actions[(int)signal - 1].Handler);
        return handler == SignalConstants.IgnoreHandler
            || (handler == SignalConstants.DefaultHandler && SignalSet.DefaultIgnored.Has(signal));
    }

    /// <summary>Whether a handler of the program is set.</summary>
    public bool IsCaught(Signal signal) => Volatile.Read(ref _actions[(int)signal - 1].Handler) > SignalConstants.IgnoreHandler;

    /// <summary>The sets of ignored and caught signals, for /proc/PID/status.</summary>
    public void GetSets(out SignalSet ignored, out SignalSet caught)
    {
        ignored = default;
        caught = default;
        for (int i = 1; i <= SignalConstants.Count; i++)
        {
            ulong handler = Volatile.Read(ref _actions[i - 1].Handler);
            if (handler == SignalConstants.IgnoreHandler)
            {
                ignored |= SignalSet.Of((Signal)i);
            }
            else if (handler != SignalConstants.DefaultHandler)
            {
                caught |= SignalSet.Of((Signal)i);
            }
        }
    }

    /// <summary>A copy for fork.</summary>
    internal SignalHandlers Clone()
    {
        SignalHandlers copy = new();
        using (_lock.Enter())
        {
            for (int i = 0; i < _actions.Length; i++)
            {
                copy._actions[i] = _actions[i];
            }
        }

        return copy;
    }

    /// <summary>For exec and CLONE_CLEAR_SIGHAND: caught signals get their default back, ignored ones stay ignored.</summary>
    internal void ResetCaught()
    {
        using (_lock.Enter())
        {
            for (int i = 0; i < _actions.Length; i++)
            {
                bool ignored = _actions[i].Handler == SignalConstants.IgnoreHandler;
                _actions[i] = default;
                _actions[i].Handler = ignored ? SignalConstants.IgnoreHandler : SignalConstants.DefaultHandler;
            }
        }
    }
}
