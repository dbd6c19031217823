// signalfd: pending signals that are read instead of handled. Source: signalfd(2).
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Signals;

/// <summary>An open signalfd. It shows the signals of whoever reads or polls it, not of who made it.</summary>
public sealed class SignalFile : OpenFile
{
    /// <summary>Bytes of struct signalfd_siginfo.</summary>
    public const int RecordSize = 128;

    private ulong _mask;

    /// <summary>A file that shows these signals; SIGKILL and SIGSTOP stay out.</summary>
    public SignalFile(SignalSet signals, OpenFlags flags)
        : base(null, AnonymousFiles.HoldShared(), OpenFlags.ReadWrite | flags)
    {
        Signals = signals;
    }

    /// <summary>The signals that it shows.</summary>
    public SignalSet Signals
    {
        get => new(System.Threading.Volatile.Read(ref _mask));
        set
        {
            System.Threading.Volatile.Write(ref _mask, (value & ~SignalSet.Unstoppable).Bits);
            Arrivals.WakeAll(PollEvents.Readable);
        }
    }

    /// <summary>
    /// One queue for all signal files: what a file shows depends on who looks, so a queue of the file's own could not be the right one for
    /// a child that inherited it.
    /// </summary>
    public override WaitQueue Readiness => Arrivals;

    private static WaitQueue Arrivals { get; } = new();

    /// <summary>Makes what all signal files share, before a signal is sent under a spinlock, where nothing may be allocated.</summary>
    internal static void Initialize() => _ = Arrivals.IsEmpty;

    /// <inheritdoc/>
    public override PollEvents GetReadiness()
    {
        Thread thread = Thread.Current;
        using (thread.Process.LockSignals())
        {
            SignalSet pending = thread.PendingSignals.Set | thread.Process.PendingSignals.Set;
            return (pending & Signals).IsEmpty ? PollEvents.None : PollEvents.Readable;
        }
    }

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[signalfd]");

    /// <summary>A signal became pending. Any context; the signal lock may be held.</summary>
    internal static void Announce()
    {
        if (!Arrivals.IsEmpty)
        {
            Arrivals.WakeAll(PollEvents.Readable);
        }
    }

    /// <summary>struct signalfd_siginfo from siginfo: which of its words count is told by signal and code (Linux copy_siginfo_to_external).</summary>
    internal static void Encode(in SignalInfo info, Span<byte> record)
    {
        record.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(record, info.Number);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], info.Error);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], info.Code);
        if (info.Code == SignalCode.Timer)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(record[24..], (uint)info.Word0);
            BinaryPrimitives.WriteUInt32LittleEndian(record[32..], (uint)(info.Word0 >> 32));
            WriteValue(in info, record);
            return;
        }

        bool isFromKernel = info.Code is > SignalCode.User and < SignalCode.Kernel;
        if (info.Code == SignalCode.FileEvent || (isFromKernel && !SignalSet.WithOwnCodes.Has((Signal)info.Number)))
        {
            BinaryPrimitives.WriteInt32LittleEndian(record[20..], (int)(uint)info.Word1);
            BinaryPrimitives.WriteUInt32LittleEndian(record[28..], (uint)info.Word0);
            return;
        }

        if (isFromKernel && SignalSet.Synchronous.Has((Signal)info.Number))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(record[72..], info.Address);
            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(record[12..], info.ProcessId);
        BinaryPrimitives.WriteUInt32LittleEndian(record[16..], info.UserId);
        if (isFromKernel && info.Number == (int)Signal.SIGCHLD)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record[40..], info.Status);
            BinaryPrimitives.WriteUInt64LittleEndian(record[56..], info.Word2);
            BinaryPrimitives.WriteUInt64LittleEndian(record[64..], info.Word3);
        }
        else if (info.Code < 0)
        {
            WriteValue(in info, record);
        }
    }

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        if (destination.Remaining < RecordSize)
        {
            return Errno.EINVAL;
        }

        long done = 0;
        Span<byte> record = stackalloc byte[RecordSize];
        while (destination.Remaining >= RecordSize)
        {
            if (!TryTake(out SignalInfo info))
            {
                if (done != 0 || IsNonBlocking)
                {
                    break;
                }

                HasSignal condition = new(this);
                Errno error = Readiness.WaitUntil(ref condition);
                if (error != Errno.None)
                {
                    return error;
                }

                continue;
            }

            Encode(in info, record);
            if (destination.CopyOut(record) != RecordSize)
            {
                return done != 0 ? done : Errno.EFAULT;
            }

            done += RecordSize;
        }

        return done != 0 ? done : Errno.EAGAIN;
    }

    private bool TryTake(out SignalInfo info)
    {
        Thread thread = Thread.Current;
        Process process = thread.Process;
        using (process.LockSignals())
        {
            SignalSet wanted = Signals;
            Signal signal = thread.PendingSignals.Take(wanted, out info);
            signal = signal != Signal.None ? signal : process.PendingSignals.Take(wanted, out info);
            process.UpdateWorkLocked(thread);
            return signal != Signal.None;
        }
    }

    private static void WriteValue(in SignalInfo info, Span<byte> record)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record[44..], (uint)info.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(record[48..], info.Value);
    }

    private readonly struct HasSignal(SignalFile file) : IWaitCondition
    {
        public bool IsMet() => file.GetReadiness() != PollEvents.None;
    }
}
