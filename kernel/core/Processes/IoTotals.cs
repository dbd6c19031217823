// What threads have read and written by system calls.
namespace Lume.Kernel.Processes;

/// <summary>Counts for /proc/PID/io. Source: proc_pid_io(5).</summary>
public struct IoTotals
{
    /// <summary>rchar: bytes that reads returned.</summary>
    public long BytesRead;

    /// <summary>wchar: bytes that writes took.</summary>
    public long BytesWritten;

    /// <summary>syscr.</summary>
    public long Reads;

    /// <summary>syscw.</summary>
    public long Writes;

    /// <summary>A call that reads has returned.</summary>
    public void CountRead(long result)
    {
        BytesRead += result > 0 ? result : 0;
        Reads++;
    }

    /// <summary>A call that writes has returned.</summary>
    public void CountWrite(long result)
    {
        BytesWritten += result > 0 ? result : 0;
        Writes++;
    }

    /// <summary>Adds another sum.</summary>
    public void Add(in IoTotals other)
    {
        BytesRead += other.BytesRead;
        BytesWritten += other.BytesWritten;
        Reads += other.Reads;
        Writes += other.Writes;
    }
}
