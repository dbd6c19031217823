// A session: process groups that share a controlling terminal.
namespace Lume.Kernel.Processes;

/// <summary>A session; members are guarded by the process table's lock.</summary>
public sealed class Session
{
    internal Session(int id) => Id = id;

    /// <summary>Session id: the pid of its leader.</summary>
    public int Id { get; }

    /// <summary>The leader, null after it has exited.</summary>
    public Process? Leader { get; internal set; }

    /// <summary>The controlling terminal, if any.</summary>
    public Terminal? Terminal { get; internal set; }

    /// <summary>Processes in its groups; it ends with the last one.</summary>
    internal int Members { get; set; }
}
