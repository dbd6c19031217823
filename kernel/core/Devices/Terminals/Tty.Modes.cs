// The terminal's modes: the three structures that programs know them by, and the modes that are locked.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Devices.Terminals;

public sealed partial class Tty
{
    private const uint LocalLine = 0x800;

    // The terminal's lock.
    private LineSpeeds _speeds;
    private Termios _locked;

    /// <summary>The requests about modes; null for others.</summary>
    private Result<long>? ControlModes(uint request, ulong argument)
    {
        switch (request)
        {
            case Ioctl.GetTermios:
                return Answer(new UserOut<Termios>(argument).Write(CurrentModes()));
            case Ioctl.GetTermiosWithSpeeds:
                return Answer(new UserOut<TermiosWithSpeeds>(argument).Write(CurrentModesWithSpeeds()));
            case Ioctl.GetOldModes:
                return Answer(new UserOut<OldTermios>(argument).Write(new OldTermios(CurrentModes())));
            case Ioctl.SetTermios or Ioctl.SetTermiosDrain or Ioctl.SetTermiosFlush:
            case Ioctl.SetTermiosWithSpeeds or Ioctl.SetTermiosWithSpeedsDrain or Ioctl.SetTermiosWithSpeedsFlush:
            case Ioctl.SetOldModes or Ioctl.SetOldModesDrain or Ioctl.SetOldModesFlush:
                return Answer(SetModes(request, argument));
            case Ioctl.GetLockedModes:
                return Answer(new UserOut<Termios>(argument).Write(LockedModes()));
            case Ioctl.SetLockedModes:
                return Answer(SetLockedModes(argument));
            case Ioctl.GetSoftCarrier:
                return Answer(new UserOut<int>(argument).Write((CurrentModes().Control & LocalLine) != 0 ? 1 : 0));
            case Ioctl.SetSoftCarrier:
                return Answer(SetSoftCarrier(argument));
            default:
                return null;
        }
    }

    private Termios CurrentModes()
    {
        using (_lock.Enter())
        {
            return _line.Modes;
        }
    }

    private TermiosWithSpeeds CurrentModesWithSpeeds()
    {
        using (_lock.Enter())
        {
            return new TermiosWithSpeeds { Modes = _line.Modes, InputSpeed = _speeds.Input, OutputSpeed = _speeds.Output };
        }
    }

    private Termios LockedModes()
    {
        using (_lock.Enter())
        {
            return _locked;
        }
    }

    private Errno SetLockedModes(ulong argument)
    {
        if (!Thread.Current.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        Errno error = new UserIn<Termios>(argument).Read(out Termios locked);
        if (error == Errno.None)
        {
            using (_lock.Enter())
            {
                _locked = locked;
            }
        }

        return error;
    }

    private Errno SetModes(uint request, ulong argument)
    {
        TermiosWithSpeeds wanted = CurrentModesWithSpeeds();
        Errno error = ReadModes(request, argument, ref wanted);
        error = error == Errno.None ? JobControl.CheckBackground(this, Abi.Signal.SIGTTOU) : error;
        bool isImmediate = request is Ioctl.SetTermios or Ioctl.SetTermiosWithSpeeds or Ioctl.SetOldModes;
        error = error == Errno.None && !isImmediate ? Drain() : error;
        if (error != Errno.None)
        {
            return error;
        }

        using (_lock.Enter())
        {
            if (request is Ioctl.SetTermiosFlush or Ioctl.SetTermiosWithSpeedsFlush or Ioctl.SetOldModesFlush)
            {
                _line.FlushInput();
            }

            ApplyLocked(in wanted);
        }

        // Readers go by the modes: they look again.
        Waiters.WakeAll();
        return Errno.None;
    }

    private static Errno ReadModes(uint request, ulong argument, ref TermiosWithSpeeds wanted)
    {
        Errno error;
        switch (request)
        {
            case Ioctl.SetTermiosWithSpeeds or Ioctl.SetTermiosWithSpeedsDrain or Ioctl.SetTermiosWithSpeedsFlush:
                return new UserIn<TermiosWithSpeeds>(argument).Read(out wanted);
            case Ioctl.SetOldModes or Ioctl.SetOldModesDrain or Ioctl.SetOldModesFlush:
                error = new UserIn<OldTermios>(argument).Read(out OldTermios old);
                if (error == Errno.None)
                {
                    old.CopyTo(ref wanted.Modes);
                }

                return error;
            default:
                return new UserIn<Termios>(argument).Read(out wanted.Modes);
        }
    }

    private void ApplyLocked(in TermiosWithSpeeds wanted)
    {
        Termios modes = wanted.Modes;
        KeepLocked(ref modes, in _line.Modes);
        modes.Control = _port.Accept(modes.Control);
        _speeds = LineSpeeds.Of(modes.Control, new LineSpeeds(wanted.InputSpeed, wanted.OutputSpeed));
        _line.SetModes(modes);
    }

    // What a bit of the lock covers stays as it was.
    private void KeepLocked(ref Termios modes, in Termios old)
    {
        modes.Input = (modes.Input & ~_locked.Input) | (old.Input & _locked.Input);
        modes.Output = (modes.Output & ~_locked.Output) | (old.Output & _locked.Output);
        modes.Control = (modes.Control & ~_locked.Control) | (old.Control & _locked.Control);
        modes.Local = (modes.Local & ~_locked.Local) | (old.Local & _locked.Local);
        for (int i = 0; i < ControlCharacters.Count; i++)
        {
            modes.Characters[i] = _locked.Characters[i] != 0 ? old.Characters[i] : modes.Characters[i];
        }
    }

    private Errno SetSoftCarrier(ulong argument)
    {
        Errno error = new UserIn<int>(argument).Read(out int isLocal);
        if (error == Errno.None)
        {
            TermiosWithSpeeds modes = CurrentModesWithSpeeds();
            modes.Modes.Control = (modes.Modes.Control & ~LocalLine) | (isLocal != 0 ? LocalLine : 0);
            using (_lock.Enter())
            {
                ApplyLocked(in modes);
            }
        }

        return error;
    }
}
