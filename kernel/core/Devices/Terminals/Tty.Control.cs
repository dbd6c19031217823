// The terminal's ioctls.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Devices.Terminals;

public sealed partial class Tty
{
    private const ulong FlushInputQueue = 0, FlushOutputQueue = 1, FlushBothQueues = 2;

    /// <summary>ioctl(2). Source: tty_ioctl(4).</summary>
    public Result<long> Control(uint request, ulong argument)
    {
        switch (request)
        {
            case Ioctl.GetTermios:
                return Answer(new UserOut<Termios>(argument).Write(CurrentModes()));
            case Ioctl.SetTermios:
            case Ioctl.SetTermiosDrain:
            case Ioctl.SetTermiosFlush:
                return Answer(SetModes(request, argument));
            case Ioctl.GetWindowSize:
                return Answer(new UserOut<WindowSize>(argument).Write(CurrentSize()));
            case Ioctl.SetWindowSize:
                return Answer(SetSize(argument));
            case Ioctl.BytesReadable:
                return Answer(new UserOut<int>(argument).Write(BytesAvailable()));
            case Ioctl.OutputQueued:
                return Answer(new UserOut<int>(argument).Write(_port.Queued));
            case Ioctl.Flush:
                return Answer(Flush(argument));
            case Ioctl.FlowControl:
                return Answer(ControlFlow(argument));
            case Ioctl.SendBreak:
                return Answer(Drain());
            case Ioctl.GetLineDiscipline:
                return Answer(new UserOut<int>(argument).Write(0));
            default:
                return ControlSession(request, argument);
        }
    }

    private static Result<long> Answer(Errno error) => error == Errno.None ? 0L : error;

    private Result<long> ControlSession(uint request, ulong argument)
    {
        switch (request)
        {
            case Ioctl.SetControllingTerminal:
                return Answer(JobControl.SetControllingTerminal(this, steal: argument == 1));
            case Ioctl.GiveUpTerminal:
                return Answer(JobControl.GiveUpTerminal(this));
            case Ioctl.GetForegroundGroup:
                Result<int> group = JobControl.GetForeground(this);
                return Answer(group.Error != Errno.None ? group.Error : new UserOut<int>(argument).Write(group.Value));
            case Ioctl.SetForegroundGroup:
                return Answer(SetForeground(argument));
            case Ioctl.GetSession:
                return Session is { } session ? Answer(new UserOut<int>(argument).Write(session.Id)) : Errno.ENOTTY;
            default:
                return Errno.ENOTTY;
        }
    }

    private Termios CurrentModes()
    {
        using (_lock.Enter())
        {
            return _line.Modes;
        }
    }

    private WindowSize CurrentSize()
    {
        using (_lock.Enter())
        {
            return _size;
        }
    }

    private int BytesAvailable()
    {
        using (_lock.Enter())
        {
            return _line.Available;
        }
    }

    private Errno SetModes(uint request, ulong argument)
    {
        Errno error = new UserIn<Termios>(argument).Read(out Termios modes);
        error = error == Errno.None ? JobControl.CheckBackground(this, Abi.Signal.SIGTTOU) : error;
        if (error == Errno.None && request != Ioctl.SetTermios)
        {
            error = Drain();
        }

        if (error != Errno.None)
        {
            return error;
        }

        using (_lock.Enter())
        {
            if (request == Ioctl.SetTermiosFlush)
            {
                _line.FlushInput();
            }

            _line.SetModes(modes);
        }

        // Readers go by the modes: they look again.
        Waiters.WakeAll();
        return Errno.None;
    }

    private Errno SetSize(ulong argument)
    {
        Errno error = new UserIn<WindowSize>(argument).Read(out WindowSize size);
        if (error != Errno.None)
        {
            return error;
        }

        bool changed;
        using (_lock.Enter())
        {
            changed = size.Rows != _size.Rows || size.Columns != _size.Columns;
            _size = size;
        }

        if (changed)
        {
            JobControl.SignalForeground(this, Abi.Signal.SIGWINCH);
        }

        return Errno.None;
    }

    private Errno SetForeground(ulong argument)
    {
        Errno error = new UserIn<int>(argument).Read(out int group);
        error = error == Errno.None ? JobControl.CheckBackground(this, Abi.Signal.SIGTTOU) : error;
        return error == Errno.None ? JobControl.SetForeground(this, group) : error;
    }

    private Errno Flush(ulong queue)
    {
        if (queue > FlushBothQueues)
        {
            return Errno.EINVAL;
        }

        if (queue != FlushOutputQueue)
        {
            using (_lock.Enter())
            {
                _line.FlushInput();
            }
        }

        if (queue != FlushInputQueue)
        {
            _port.FlushOutput();
            OutputDrained();
        }

        return Errno.None;
    }

    private Errno ControlFlow(ulong action)
    {
        const ulong outputOff = 0, outputOn = 1, inputOff = 2, inputOn = 3;
        if (action > inputOn)
        {
            return Errno.EINVAL;
        }

        if (action is inputOff or inputOn)
        {
            byte key = CurrentModes().Characters[action == inputOff ? ControlCharacter.Stop : ControlCharacter.Start];
            _port.Write([key]);
            return Errno.None;
        }

        using (_lock.Enter())
        {
            _line.IsStopped = action == outputOff;
        }

        if (action == outputOn)
        {
            OutputDrained();
        }

        return Errno.None;
    }

    private Errno Drain()
    {
        DrainCondition condition = new(this);
        return Waiters.WaitUntil(ref condition);
    }
}
