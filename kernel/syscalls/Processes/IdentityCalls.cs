// Ids of threads, processes, groups and sessions.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Processes;

/// <summary>getpid and its relatives, setpgid, setsid.</summary>
internal static class IdentityCalls
{
    public static SyscallResult GetPid(Thread thread) => thread.Process.Id;

    public static SyscallResult GetTid(Thread thread) => thread.Id;

    public static SyscallResult GetParentPid(Thread thread) => thread.Process.ParentId;

    public static SyscallResult SetPgid(Thread thread, int pid, int group) => JobControl.SetGroup(thread.Process, pid, group);

    public static SyscallResult GetPgid(Thread thread, int pid) => ProcessTable.GetGroupId(pid == 0 ? thread.Process.Id : pid);

    public static SyscallResult GetSid(Thread thread, int pid) => ProcessTable.GetSessionId(pid == 0 ? thread.Process.Id : pid);

    public static SyscallResult SetSid(Thread thread) => JobControl.StartSession(thread.Process);
}
