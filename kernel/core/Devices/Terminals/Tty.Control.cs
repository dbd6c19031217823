// The terminal's ioctls.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Devices.Terminals;

public sealed partial class Tty
{
    /// <summary>TIOCEXCL: nobody else may open it.</summary>
    public bool IsExclusive { get; private set; }

    /// <summary>Whether the caller may open it.</summary>
    public bool MayOpen => !IsExclusive || Thread.Current.Credentials.Has(Capability.Administration);

    /// <summary>ioctl(2). Source: tty_ioctl(4).</summary>
    public Result<long> Control(uint request, ulong argument)
    {
        switch (request)
        {
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
            case Ioctl.SendBreak or Ioctl.SendBreakFor or Ioctl.StartBreak or Ioctl.EndBreak:
                return Answer(Break(request));
            case Ioctl.GetLineDiscipline:
                return Answer(new UserOut<int>(argument).Write(0));
            case Ioctl.SetLineDiscipline:
                return Answer(SetLineDiscipline(argument));
            case Ioctl.InsertInput:
                return Answer(InsertInput(argument));
            case Ioctl.GetDevice:
                return Answer(new UserOut<uint>(argument).Write((uint)Device));
            case Ioctl.SetExclusive or Ioctl.ClearExclusive:
                IsExclusive = request == Ioctl.SetExclusive;
                return 0;
            case Ioctl.GetExclusive:
                return Answer(new UserOut<int>(argument).Write(IsExclusive ? 1 : 0));
            default:
                return ControlModes(request, argument) ?? ControlSession(request, argument);
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

    private Errno Flush(ulong argument)
    {
        FlushedQueue queue = (FlushedQueue)argument;
        if (queue > FlushedQueue.Both)
        {
            return Errno.EINVAL;
        }

        if (queue != FlushedQueue.Output)
        {
            using (_lock.Enter())
            {
                _line.FlushInput();
            }
        }

        if (queue != FlushedQueue.Input)
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

    // No port sends breaks: what waits is sent, as before one.
    private Errno Break(uint request)
    {
        Errno error = JobControl.CheckBackground(this, Abi.Signal.SIGTTOU);
        return error != Errno.None || request == Ioctl.EndBreak ? error : Drain();
    }

    // N_TTY is the only one.
    private static Errno SetLineDiscipline(ulong argument)
    {
        Errno error = new UserIn<int>(argument).Read(out int number);
        return error != Errno.None || number == 0 ? error : Errno.EINVAL;
    }

    /// <summary>TIOCSTI's rule, where dev.tty.legacy_tiocsti is off: CAP_SYS_ADMIN, else EIO. EFAULT.</summary>
    internal static Errno ReadInserted(ulong argument, out byte key)
    {
        key = 0;
        return Thread.Current.Credentials.Has(Capability.Administration) ? new UserIn<byte>(argument).Read(out key) : Errno.EIO;
    }

    private Errno InsertInput(ulong argument)
    {
        Errno error = ReadInserted(argument, out byte key);
        if (error == Errno.None)
        {
            Receive([key]);
        }

        return error;
    }

    private Errno Drain()
    {
        DrainCondition condition = new(this);
        return Waiters.WaitUntil(ref condition);
    }
}
