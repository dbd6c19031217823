// The master side of a pseudo-terminal: what terminal emulators, script and telnetd hold.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>An open master.</summary>
internal sealed class PtyMasterFile : OpenFile
{
    // Source: Linux asm-generic/ioctls.h.
    private const uint PacketMode = 0x5420, GetPacketMode = 0x8004_5438, GetNumber = 0x8004_5430;
    private const uint SetLock = 0x4004_5431, GetLock = 0x8004_5439, OpenPeer = 0x5441, SendSignal = 0x4004_5436;
    private const int ChunkSize = 256;

    private readonly Pty _pair;

    public PtyMasterFile(Pty pair, PathRef location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
        _pair = pair;
    }

    public override WaitQueue Readiness => _pair.MasterWaiters;

    protected override AsyncList? InputSignals => _pair.MasterSignals;

    private protected override Errno PrepareAsyncLocked(FileOwner owner)
    {
        owner.SetDefaultLocked(null);
        return AsyncList.EnsureTellerLocked();
    }

    public override PollEvents GetReadiness()
    {
        PollEvents events = _pair.Available != 0 ? PollEvents.Readable : PollEvents.None;
        events |= _pair.IsSlaveClosed ? PollEvents.HangUp : PollEvents.None;
        return _pair.Terminal.ReceiveRoom > 0 ? events | PollEvents.Writable : events;
    }

    public override Result<long> Ioctl(uint request, ulong argument)
    {
        switch (request)
        {
            case GetNumber:
                return Answer(new UserOut<int>(argument).Write(_pair.Index));
            case GetLock:
                return Answer(new UserOut<int>(argument).Write(_pair.IsLocked ? 1 : 0));
            case GetPacketMode:
                return Answer(new UserOut<int>(argument).Write(_pair.IsPacketMode ? 1 : 0));
            case SetLock:
            case PacketMode:
                return Answer(SetSwitch(request, argument));
            case SendSignal:
                return Answer(Signal(argument));
            case OpenPeer:
                return OpenSlave((OpenFlags)argument);
            case Abi.Ioctl.SetExclusive:
            case Abi.Ioctl.ClearExclusive:
                _pair.IsMasterExclusive = request == Abi.Ioctl.SetExclusive;
                return 0;
            case Abi.Ioctl.GetExclusive:
                return Answer(new UserOut<int>(argument).Write(_pair.IsMasterExclusive ? 1 : 0));
            case Abi.Ioctl.Flush:
                return Answer(Flush((FlushedQueue)argument));
            case Abi.Ioctl.InsertInput:
                return Answer(InsertInput(argument));
            case Abi.Ioctl.BytesReadable:
                return Answer(new UserOut<int>(argument).Write(_pair.Available));
            case Abi.Ioctl.GetForegroundGroup:
                return Answer(new UserOut<int>(argument).Write(JobControl.ForegroundOf(_pair.Terminal)));
            case Abi.Ioctl.SetControllingTerminal:
            case Abi.Ioctl.GiveUpTerminal:
                return Errno.ENOTTY;
            default:
                return _pair.Terminal.Control(request, argument);
        }
    }

    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        while (true)
        {
            if (destination.IsEmpty)
            {
                return 0;
            }

            long done = Take(ref destination);
            if (done != 0 || destination.Faulted)
            {
                return done != 0 ? done : Errno.EFAULT;
            }

            if (_pair.IsSlaveClosed)
            {
                return Errno.EIO;
            }

            if (IsNonBlocking)
            {
                return Errno.EAGAIN;
            }

            OutputOrEnd condition = new(_pair);
            Errno error = Readiness.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    protected override Result<long> WriteCore(ref UserBuffer source, ref long position)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        long done = 0;
        while (!source.IsEmpty)
        {
            int room = Math.Min(_pair.Terminal.ReceiveRoom, ChunkSize);
            if (room > 0)
            {
                int count = source.CopyIn(chunk[..(int)Math.Min(room, source.Remaining)]);
                if (count == 0)
                {
                    return done != 0 ? done : Errno.EFAULT;
                }

                _pair.Terminal.Receive(chunk[..count]);
                done += count;
                continue;
            }

            InputRoom condition = new(_pair);
            Errno error = IsNonBlocking ? Errno.EAGAIN : Readiness.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                _pair.MasterSignals.NoteShortWrite();
                return done != 0 ? done : error;
            }
        }

        return done;
    }

    protected override void Closed() => _pair.CloseMaster();

    private static Result<long> Answer(Errno error) => error == Errno.None ? 0L : error;

    // In packet mode each read begins with a byte that says what it is: 0 for data.
    private long Take(ref UserBuffer destination)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        long done = 0;
        if (_pair.IsPacketMode && _pair.Available != 0)
        {
            chunk[0] = 0;
            done = destination.CopyOut(chunk[..1]);
        }

        while (!destination.IsEmpty && !destination.Faulted)
        {
            int count = _pair.TakeOutput(chunk[..(int)Math.Min(ChunkSize, destination.Remaining)]);
            if (count == 0)
            {
                break;
            }

            done += destination.CopyOut(chunk[..count]);
        }

        _pair.Terminal.OutputDrained();
        return done;
    }

    private Errno SetSwitch(uint request, ulong argument)
    {
        Errno error = new UserIn<int>(argument).Read(out int value);
        if (error == Errno.None && request == SetLock)
        {
            _pair.IsLocked = value != 0;
        }
        else if (error == Errno.None)
        {
            _pair.IsPacketMode = value != 0;
        }

        return error;
    }

    // What the slave wrote is this side's input; what this side wrote has arrived and is the slave's.
    private Errno Flush(FlushedQueue queue)
    {
        if (queue > FlushedQueue.Both)
        {
            return Errno.EINVAL;
        }

        if (queue != FlushedQueue.Output)
        {
            _pair.DropOutput();
        }

        return Errno.None;
    }

    private Errno Signal(ulong number)
    {
        if ((Signal)number is not (Abi.Signal.SIGINT or Abi.Signal.SIGQUIT or Abi.Signal.SIGTSTP))
        {
            return Errno.EINVAL;
        }

        JobControl.SignalForeground(_pair.Terminal, (Signal)number);
        return Errno.None;
    }

    // What is put into the master's input is what the slave might have written.
    private Errno InsertInput(ulong argument)
    {
        Errno error = Tty.ReadInserted(argument, out byte key);
        if (error == Errno.None)
        {
            _pair.Write([key]);
        }

        return error;
    }

    // TIOCGPTPEER: the slave's node in a mounted devpts, whatever the caller sees of it.
    private Result<long> OpenSlave(OpenFlags flags)
    {
        const OpenFlags known = OpenFlags.AccessMode | OpenFlags.NoControllingTerminal | OpenFlags.NonBlock | OpenFlags.CloseOnExec;
        Thread thread = Thread.Current;
        Span<byte> name = stackalloc byte[12];
        name = name[..AsciiText.WriteDecimal(name, (ulong)_pair.Index)];
        foreach (Mount mount in MountTree.Snapshot())
        {
            if (mount.Super.Type.Name != "devpts")
            {
                continue;
            }

            PathRef root = new(mount, mount.Root);
            FsCaller caller = new(new FsContext(root, root, FileMode.None), Credentials.Root);
            Result<OpenFile> opened = FileOpener.Open(in caller, root, name, flags & known, FileMode.None);
            if (opened.IsError)
            {
                return opened.Error;
            }

            Result<int> descriptor = thread.Files!.Install(
                opened.Value, (flags & OpenFlags.CloseOnExec) != 0, thread.Process.Limits.OpenFiles);
            if (descriptor.IsError)
            {
                opened.Value.Release();
                return descriptor.Error;
            }

            return descriptor.Value;
        }

        return Errno.ENOENT;
    }

    private readonly struct OutputOrEnd(Pty pair) : IWaitCondition
    {
        public bool IsMet() => pair.Available != 0 || pair.IsSlaveClosed;
    }

    private readonly struct InputRoom(Pty pair) : IWaitCondition
    {
        public bool IsMet() => pair.Terminal.ReceiveRoom > 0;
    }
}
