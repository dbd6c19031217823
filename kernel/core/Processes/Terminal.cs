// What processes need to know of a terminal: the hook that the TTY layer fills.
namespace Lume.Kernel.Processes;

/// <summary>
/// A terminal that can be the controlling terminal of a session. Session and foreground group are guarded by the
/// process table's lock; the TTY layer changes them only through <see cref="JobControl"/>.
/// </summary>
public abstract class Terminal
{
    /// <summary>The session that it controls, if any.</summary>
    public Session? Session { get; internal set; }

    /// <summary>The foreground process group, which gets the terminal's signals and may read.</summary>
    public ProcessGroup? Foreground { get; internal set; }

    /// <summary>Device number as in st_rdev (see Lume.Abi.DeviceNumber), for /proc/PID/stat.</summary>
    public abstract ulong Device { get; }

    /// <summary>Called when the session's leader has exited: hang up, wake readers and writers. No lock is held.</summary>
    public abstract void OnSessionEnded();
}
