// A process group: the unit of job control.
namespace Lume.Kernel.Processes;

/// <summary>Processes that get the terminal's signals together. Members are guarded by the process table's lock.</summary>
public sealed class ProcessGroup
{
    internal ProcessGroup(int id, Session session)
    {
        Id = id;
        Session = session;
    }

    /// <summary>Group id: the pid of the process that made it.</summary>
    public int Id { get; }

    /// <summary>The session that it belongs to.</summary>
    public Session Session { get; }

    /// <summary>First member of the intrusive list.</summary>
    internal Process? First;
}
