// A pseudo-terminal: a terminal whose line is a ring of bytes that another process reads and writes. Source: pty(7), ioctl_tty(2).
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>Guards the ring and the state of a pair; taken under the terminal's lock.</summary>
internal readonly struct PtyLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "pty"u8;

    public static int Rank => LockRank.Device + 1;

    public static bool MasksInterrupts => true;
}

/// <summary>
/// A pair. It is the port of its slave's terminal: what the slave writes goes into the ring, from which the master reads; what the master
/// writes the terminal receives.
/// </summary>
public sealed class Pty : TerminalPort
{
    /// <summary>Major number of slaves (Linux devices.txt); the minor is the index.</summary>
    public const uint Major = 136;

    /// <summary>The most pairs (kernel.pty.max).</summary>
    public const int MaxCount = 4096;

    private const int RingSize = 8192;

    private static readonly Mutex s_tableLock = new();
    private static readonly Pty?[] s_pairs = new Pty?[MaxCount];

    private readonly byte[] _ring = new byte[RingSize];
    private SpinLock<PtyLock> _lock;
    private ulong _head;
    private ulong _tail;
    private int _slaves;
    private bool _wasOpened;
    private bool _isMasterClosed;

    private Pty(int index, uint userId, uint groupId)
    {
        Index = index;
        UserId = userId;
        GroupId = groupId;
        Terminal = new Tty(this, DeviceNumber.Make(Major, (uint)index));
        Slave = new PtySlaveDevice(this);
    }

    /// <summary>Its number: the name under /dev/pts.</summary>
    public int Index { get; }

    /// <summary>Who opened the master: the slave's node belongs to them.</summary>
    public uint UserId { get; }

    /// <summary>The group of who opened the master.</summary>
    public uint GroupId { get; }

    /// <summary>The slave's terminal.</summary>
    public Tty Terminal { get; }

    /// <summary>The slave's device.</summary>
    public PtySlaveDevice Slave { get; }

    /// <summary>Where the master's readers, writers and pollers wait.</summary>
    public WaitQueue MasterWaiters { get; } = new();

    /// <summary>The masters that want signals.</summary>
    public AsyncList MasterSignals { get; } = new();

    /// <summary>TIOCSPTLCK: the slave cannot be opened.</summary>
    public bool IsLocked { get; set; } = true;

    /// <summary>TIOCEXCL on the master, which nobody can open again anyway.</summary>
    public bool IsMasterExclusive { get; set; }

    /// <summary>TIOCPKT.</summary>
    public bool IsPacketMode { get; set; }

    /// <summary>Whether the slave was open and is not any more.</summary>
    public bool IsSlaveClosed => _wasOpened && System.Threading.Volatile.Read(ref _slaves) == 0;

    /// <summary>Whether the line is gone.</summary>
    public bool IsMasterClosed => System.Threading.Volatile.Read(ref _isMasterClosed);

    /// <summary>A session that ends leaves the pair to whoever else has it.</summary>
    public override bool EndsWithSession => false;

    /// <summary>Bytes that the master can read.</summary>
    public int Available => (int)(System.Threading.Volatile.Read(ref _head) - System.Threading.Volatile.Read(ref _tail));

    /// <inheritdoc/>
    public override int Room => _isMasterClosed ? RingSize : RingSize - Available;

    /// <summary>What is in the ring has been sent: a drain waits for nobody, as in Linux.</summary>
    public override int Queued => 0;

    /// <inheritdoc/>
    public override Termios InitialModes => Termios.DefaultOfPair;

    /// <summary>Eight bits without parity: there is no line that could do anything else.</summary>
    public override uint Accept(uint control)
    {
        const uint size = 0x30, eightBits = 0x30, receiver = 0x80, parity = 0x100;
        return (control & ~(size | parity)) | eightBits | receiver;
    }

    /// <summary>Pairs that exist.</summary>
    public static int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < MaxCount; i++)
            {
                count += s_pairs[i] is null ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>A new pair with the lowest free number. ENOSPC.</summary>
    public static Result<Pty> Create(uint userId, uint groupId)
    {
        using (s_tableLock.Enter())
        {
            for (int i = 0; i < MaxCount; i++)
            {
                if (s_pairs[i] is null)
                {
                    return s_pairs[i] = new Pty(i, userId, groupId);
                }
            }
        }

        return Errno.ENOSPC;
    }

    /// <summary>The pair of this number, or null.</summary>
    public static Pty? Find(uint index) => index < MaxCount ? System.Threading.Volatile.Read(ref s_pairs[index]) : null;

    /// <inheritdoc/>
    public override int Write(ReadOnlySpan<byte> bytes)
    {
        int count;
        using (_lock.Enter())
        {
            // Nobody reads any more: what is written is lost, and writers do not wait.
            count = _isMasterClosed ? 0 : Math.Min(bytes.Length, RingSize - Available);
            for (int i = 0; i < count; i++)
            {
                _ring[(int)((_head + (ulong)i) % RingSize)] = bytes[i];
            }

            _head += (ulong)count;
        }

        MasterWaiters.WakeAll(PollEvents.Readable);
        MasterSignals.TellLater(PollReason.Input);
        return _isMasterClosed ? bytes.Length : count;
    }

    /// <summary>What is in the ring has been sent: only the master can throw it away, see <see cref="DropOutput"/>.</summary>
    public override void FlushOutput()
    {
    }

    /// <inheritdoc/>
    public override void InputTaken()
    {
        MasterWaiters.WakeAll(PollEvents.Writable);
        MasterSignals.TellRoomLater();
    }

    /// <summary>Throws away what the slave wrote and the master has not read.</summary>
    internal void DropOutput()
    {
        using (_lock.Enter())
        {
            _tail = _head;
        }

        Terminal.OutputDrained();
    }

    /// <summary>Takes what the slave wrote.</summary>
    internal int TakeOutput(Span<byte> destination)
    {
        using (_lock.Enter())
        {
            int count = Math.Min(destination.Length, Available);
            for (int i = 0; i < count; i++)
            {
                destination[i] = _ring[(int)((_tail + (ulong)i) % RingSize)];
            }

            _tail += (ulong)count;
            return count;
        }
    }

    /// <summary>Counts an open slave in. EIO while it is locked or without a master.</summary>
    internal Errno OpenSlave()
    {
        using (_lock.Enter())
        {
            if (IsLocked || _isMasterClosed)
            {
                return Errno.EIO;
            }

            _slaves++;
            _wasOpened = true;
            return Errno.None;
        }
    }

    /// <summary>Counts an open slave out.</summary>
    internal void CloseSlave()
    {
        using (_lock.Enter())
        {
            _slaves--;
        }

        if (IsSlaveClosed)
        {
            MasterWaiters.WakeAll();
        }
    }

    /// <summary>The master's last descriptor is closed: the line hangs up, and the number is free.</summary>
    internal void CloseMaster()
    {
        using (_lock.Enter())
        {
            _isMasterClosed = true;
        }

        using (s_tableLock.Enter())
        {
            s_pairs[Index] = null;
        }

        JobControl.HangUp(Terminal);
        Terminal.HangUp();
    }
}

/// <summary>The slave of one pair: a terminal like others until it hangs up.</summary>
public sealed class PtySlaveDevice(Pty pair) : CharacterDevice
{
    /// <inheritdoc/>
    public override WaitQueue? Readiness => pair.Terminal.Waiters;

    /// <inheritdoc/>
    public override bool SupportsAsync => true;

    /// <inheritdoc/>
    public override AsyncList? Signals => pair.IsMasterClosed ? null : pair.Terminal.Signals;

    /// <inheritdoc/>
    public override Terminal? Terminal => pair.Terminal;

    /// <inheritdoc/>
    public override Result<OpenFile> OpenFile(PathRef location, Inode inode, OpenFlags flags)
    {
        Errno error = pair.Terminal.MayOpen ? pair.OpenSlave() : Errno.EBUSY;
        if (error != Errno.None)
        {
            return error;
        }

        if ((flags & OpenFlags.NoControllingTerminal) == 0)
        {
            JobControl.SetControllingTerminal(pair.Terminal, steal: false);
        }

        return new DeviceFile(this, location, inode, flags);
    }

    /// <inheritdoc/>
    public override void Close(DeviceFile file) => pair.CloseSlave();

    /// <inheritdoc/>
    public override Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position) =>
        pair.IsMasterClosed ? 0L : pair.Terminal.Read(ref destination, file.IsNonBlocking);

    /// <inheritdoc/>
    public override Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position) =>
        pair.IsMasterClosed ? Errno.EIO : pair.Terminal.Write(ref source, file.IsNonBlocking);

    /// <inheritdoc/>
    public override Result<long> Ioctl(DeviceFile file, uint request, ulong argument) =>
        pair.IsMasterClosed ? Errno.EIO : pair.Terminal.Control(request, argument);

    /// <inheritdoc/>
    public override PollEvents GetReadiness(DeviceFile file)
    {
        if (pair.IsMasterClosed)
        {
            return PollEvents.Readable | PollEvents.Writable | PollEvents.HangUp | PollEvents.Error;
        }

        Tty tty = pair.Terminal;
        return (tty.IsReadable ? PollEvents.Readable : PollEvents.None) | (tty.IsWritable ? PollEvents.Writable : PollEvents.None);
    }
}

/// <summary>All slaves by number.</summary>
public sealed class PtySlavesDevice : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "pts";

    /// <inheritdoc/>
    public override CharacterDevice? Select(uint minor) => Pty.Find(minor)?.Slave;
}

/// <summary>/dev/ptmx: each open makes a pair and is its master.</summary>
public sealed class PtyMultiplexer : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "/dev/ptmx";

    /// <inheritdoc/>
    public override Result<OpenFile> OpenFile(PathRef location, Inode inode, OpenFlags flags)
    {
        Security.Credentials credentials = Thread.Current.Credentials;
        Result<Pty> pair = Pty.Create(credentials.FileUserId, credentials.FileGroupId);
        return pair.IsOk ? new PtyMasterFile(pair.Value, location, inode, flags) : pair.Error;
    }
}
