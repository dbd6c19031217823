// Whom mq_notify tells of a message.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Ipc.Posix;

/// <summary>SIGEV_NONE, SIGEV_SIGNAL.</summary>
public enum QueueNoticeKind
{
    /// <summary>A signal.</summary>
    Signal = 0,

    /// <summary>Nothing is sent, but nobody else can ask for a notice.</summary>
    None = 1,
}

/// <summary>A notice for one process, used once. Source: mq_notify(3), sigevent(7).</summary>
internal sealed class QueueNotice(QueueNoticeKind kind, Signal signal, ulong value)
{
    private const int MessageCode = -3;

    private readonly Process _process = Thread.Current.Process;

    /// <summary>How it is told.</summary>
    public QueueNoticeKind Kind => kind;

    /// <summary>The signal.</summary>
    public Signal Signal => signal;

    /// <summary>The process that is told.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The current thread has sent the message.</summary>
    public void Send()
    {
        // Signal 0 may be asked for, and is none.
        if (kind == QueueNoticeKind.None || signal == Signal.None)
        {
            return;
        }

        Thread sender = Thread.Current;
        SignalInfo info = new()
        {
            Number = (int)signal,
            Code = MessageCode,
            ProcessId = sender.Process.Id,
            UserId = sender.Credentials.UserId,
            Word1 = value,
        };
        QueuedSignal? entry = SignalSender.TryQueue(in info);
        using (ProcessTable.Lock())
        {
            if (_process.Life == ProcessLife.Alive)
            {
                SignalSender.SendLocked(_process, null, signal, entry);
            }
            else
            {
                entry?.Discharge();
            }
        }
    }
}
