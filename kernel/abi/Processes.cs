// Process calls of the Linux riscv64 ABI: clone, wait, limits, usage, prctl, futex, reboot. Source: Linux uapi headers.
using System;
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>CLONE_*; the low byte of clone's flags is the exit signal.</summary>
[Flags]
public enum CloneFlags : ulong
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>CSIGNAL: the exit signal's mask in clone (not clone3).</summary>
    SignalMask = 0xFF,
    /// <summary>CLONE_VM.</summary>
    Memory = 0x100,
    /// <summary>CLONE_FS.</summary>
    FileSystem = 0x200,
    /// <summary>CLONE_FILES.</summary>
    Files = 0x400,
    /// <summary>CLONE_SIGHAND.</summary>
    SignalHandlers = 0x800,
    /// <summary>CLONE_PIDFD.</summary>
    PidFd = 0x1000,
    /// <summary>CLONE_PTRACE.</summary>
    Ptrace = 0x2000,
    /// <summary>CLONE_VFORK.</summary>
    Vfork = 0x4000,
    /// <summary>CLONE_PARENT.</summary>
    Parent = 0x8000,
    /// <summary>CLONE_THREAD.</summary>
    Thread = 0x1_0000,
    /// <summary>CLONE_NEWNS.</summary>
    NewMounts = 0x2_0000,
    /// <summary>CLONE_SYSVSEM.</summary>
    SystemVSemaphores = 0x4_0000,
    /// <summary>CLONE_SETTLS.</summary>
    SetThreadLocal = 0x8_0000,
    /// <summary>CLONE_PARENT_SETTID.</summary>
    ParentSetThreadId = 0x10_0000,
    /// <summary>CLONE_CHILD_CLEARTID.</summary>
    ChildClearThreadId = 0x20_0000,
    /// <summary>CLONE_DETACHED, ignored.</summary>
    Detached = 0x40_0000,
    /// <summary>CLONE_UNTRACED.</summary>
    Untraced = 0x80_0000,
    /// <summary>CLONE_CHILD_SETTID.</summary>
    ChildSetThreadId = 0x100_0000,
    /// <summary>CLONE_NEWCGROUP.</summary>
    NewControlGroup = 0x200_0000,
    /// <summary>CLONE_NEWUTS.</summary>
    NewUts = 0x400_0000,
    /// <summary>CLONE_NEWIPC.</summary>
    NewIpc = 0x800_0000,
    /// <summary>CLONE_NEWUSER.</summary>
    NewUser = 0x1000_0000,
    /// <summary>CLONE_NEWPID.</summary>
    NewPids = 0x2000_0000,
    /// <summary>CLONE_NEWNET.</summary>
    NewNetwork = 0x4000_0000,
    /// <summary>CLONE_IO, accepted: there is no I/O context to share.</summary>
    Io = 0x8000_0000,
    /// <summary>CLONE_CLEAR_SIGHAND (clone3).</summary>
    ClearSignalHandlers = 0x1_0000_0000,
    /// <summary>CLONE_INTO_CGROUP (clone3).</summary>
    IntoControlGroup = 0x2_0000_0000,
    /// <summary>Every flag that asks for a new namespace.</summary>
    Namespaces = NewMounts | NewControlGroup | NewUts | NewIpc | NewUser | NewPids | NewNetwork,
}

/// <summary>struct clone_args of clone3, version 2 (88 bytes; version 0 has 64, version 1 80).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CloneArguments
{
    /// <summary>flags.</summary>
    public CloneFlags Flags;
    /// <summary>pidfd.</summary>
    public ulong PidFd;
    /// <summary>child_tid.</summary>
    public ulong ChildThreadId;
    /// <summary>parent_tid.</summary>
    public ulong ParentThreadId;
    /// <summary>exit_signal.</summary>
    public ulong ExitSignal;
    /// <summary>stack, lowest address.</summary>
    public ulong Stack;
    /// <summary>stack_size.</summary>
    public ulong StackSize;
    /// <summary>tls.</summary>
    public ulong ThreadLocal;
    /// <summary>set_tid.</summary>
    public ulong SetThreadIds;
    /// <summary>set_tid_size.</summary>
    public ulong SetThreadIdCount;
    /// <summary>cgroup.</summary>
    public ulong ControlGroup;
}

/// <summary>Options of wait4 and waitid.</summary>
[Flags]
public enum WaitOptions : uint
{
    /// <summary>No option.</summary>
    None = 0,
    /// <summary>WNOHANG.</summary>
    NoHang = 1,
    /// <summary>WUNTRACED, WSTOPPED.</summary>
    Stopped = 2,
    /// <summary>WEXITED.</summary>
    Exited = 4,
    /// <summary>WCONTINUED.</summary>
    Continued = 8,
    /// <summary>WNOWAIT.</summary>
    NoWait = 0x0100_0000,
    /// <summary>__WNOTHREAD.</summary>
    NoThread = 0x2000_0000,
    /// <summary>__WALL.</summary>
    All = 0x4000_0000,
    /// <summary>__WCLONE.</summary>
    Clone = 0x8000_0000,
}

/// <summary>First argument of waitid.</summary>
public enum WaitIdType
{
    /// <summary>P_ALL.</summary>
    All = 0,
    /// <summary>P_PID.</summary>
    Process = 1,
    /// <summary>P_PGID.</summary>
    Group = 2,
    /// <summary>P_PIDFD.</summary>
    PidFd = 3,
}

/// <summary>Status words of wait4.</summary>
public static class WaitStatus
{
    /// <summary>Ended by exit with this code (0 to 255).</summary>
    public static int Exited(int code) => (code & 0xFF) << 8;

    /// <summary>Ended by a signal.</summary>
    public static int Killed(int signal, bool coreDumped) => (signal & 0x7F) | (coreDumped ? 0x80 : 0);

    /// <summary>Stopped by a signal.</summary>
    public static int Stopped(int signal) => (signal << 8) | 0x7F;

    /// <summary>Continued by SIGCONT.</summary>
    public const int Continued = 0xFFFF;
}

/// <summary>RLIMIT_* of asm-generic.</summary>
public enum ResourceLimit : uint
{
    /// <summary>RLIMIT_CPU, seconds.</summary>
    Cpu = 0,
    /// <summary>RLIMIT_FSIZE, bytes.</summary>
    FileSize = 1,
    /// <summary>RLIMIT_DATA, bytes.</summary>
    Data = 2,
    /// <summary>RLIMIT_STACK, bytes.</summary>
    Stack = 3,
    /// <summary>RLIMIT_CORE, bytes.</summary>
    Core = 4,
    /// <summary>RLIMIT_RSS.</summary>
    ResidentSet = 5,
    /// <summary>RLIMIT_NPROC.</summary>
    Processes = 6,
    /// <summary>RLIMIT_NOFILE.</summary>
    OpenFiles = 7,
    /// <summary>RLIMIT_MEMLOCK, bytes.</summary>
    LockedMemory = 8,
    /// <summary>RLIMIT_AS, bytes.</summary>
    AddressSpace = 9,
    /// <summary>RLIMIT_LOCKS.</summary>
    Locks = 10,
    /// <summary>RLIMIT_SIGPENDING.</summary>
    PendingSignals = 11,
    /// <summary>RLIMIT_MSGQUEUE, bytes.</summary>
    MessageQueue = 12,
    /// <summary>RLIMIT_NICE.</summary>
    Nice = 13,
    /// <summary>RLIMIT_RTPRIO.</summary>
    RealTimePriority = 14,
    /// <summary>RLIMIT_RTTIME, microseconds.</summary>
    RealTimeCpu = 15,
    /// <summary>How many there are.</summary>
    Count = 16,
}

/// <summary>struct rlimit64.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceLimitValue
{
    /// <summary>RLIM_INFINITY.</summary>
    public const ulong Infinity = ulong.MaxValue;

    /// <summary>Soft limit.</summary>
    public ulong Current;
    /// <summary>Hard limit.</summary>
    public ulong Maximum;
}

/// <summary>struct rusage, 144 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceUsage
{
    /// <summary>ru_utime.</summary>
    public Timeval User;
    /// <summary>ru_stime.</summary>
    public Timeval System;
    /// <summary>ru_maxrss, KiB.</summary>
    public long MaximumResident;
    /// <summary>ru_ixrss, ru_idrss, ru_isrss: always zero in Linux.</summary>
    public long SharedText, Unshared, UnsharedStack;
    /// <summary>ru_minflt.</summary>
    public long MinorFaults;
    /// <summary>ru_majflt.</summary>
    public long MajorFaults;
    /// <summary>ru_nswap: always zero in Linux.</summary>
    public long Swaps;
    /// <summary>ru_inblock.</summary>
    public long BlockReads;
    /// <summary>ru_oublock.</summary>
    public long BlockWrites;
    /// <summary>ru_msgsnd, ru_msgrcv, ru_nsignals: always zero in Linux.</summary>
    public long MessagesSent, MessagesReceived, Signals;
    /// <summary>ru_nvcsw.</summary>
    public long VoluntarySwitches;
    /// <summary>ru_nivcsw.</summary>
    public long InvoluntarySwitches;
}

/// <summary>struct sysinfo, 112 bytes on 64-bit.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SystemInformation
{
    /// <summary>Seconds since boot.</summary>
    public long Uptime;
    /// <summary>Load averages of 1, 5 and 15 minutes, scaled by 65536.</summary>
    public ulong Load1, Load5, Load15;
    /// <summary>Memory in units of <see cref="MemoryUnit"/> bytes.</summary>
    public ulong TotalMemory, FreeMemory, SharedMemory, BufferMemory;
    /// <summary>Swap in the same unit.</summary>
    public ulong TotalSwap, FreeSwap;
    /// <summary>Number of threads.</summary>
    public ushort Processes;
    /// <summary>Explicit padding, zero.</summary>
    public ushort Padding1;
    /// <summary>Explicit padding, zero.</summary>
    public uint Padding2;
    /// <summary>Always zero.</summary>
    public ulong TotalHigh, FreeHigh;
    /// <summary>Bytes per unit.</summary>
    public uint MemoryUnit;
    /// <summary>Explicit padding, zero.</summary>
    public uint Padding3;
}

/// <summary>Layout of struct new_utsname: six fields of 65 bytes.</summary>
public static class UtsName
{
    /// <summary>Bytes of one field, the final zero included.</summary>
    public const int FieldLength = 65;
    /// <summary>Bytes of the whole.</summary>
    public const int Size = 6 * FieldLength;
}

/// <summary>SECBIT_*: what user id 0 does not mean for a thread, and which of that is for good. Source: capabilities(7), Linux uapi/linux/securebits.h.</summary>
[Flags]
public enum SecureBits : uint
{
    /// <summary>Root is special.</summary>
    None = 0,
    /// <summary>SECBIT_NOROOT: exec gives root no capabilities.</summary>
    NoRoot = 1,
    /// <summary>SECBIT_NO_SETUID_FIXUP: changes of user ids leave the capabilities alone.</summary>
    NoIdentityFixup = 1 << 2,
    /// <summary>SECBIT_KEEP_CAPS: the permitted set outlives the change from root to another user. Until exec.</summary>
    KeepCapabilities = 1 << 4,
    /// <summary>SECBIT_KEEP_CAPS_LOCKED.</summary>
    KeepCapabilitiesLocked = 1 << 5,
    /// <summary>SECBIT_NO_CAP_AMBIENT_RAISE: nothing becomes ambient.</summary>
    NoAmbientRaise = 1 << 6,
    /// <summary>The bits that lock the one below them.</summary>
    Locks = 0xAA,
    /// <summary>All.</summary>
    All = 0xFF,
}

/// <summary>Options of prctl. Source: Linux uapi/linux/prctl.h.</summary>
public enum ProcessControl
{
    /// <summary>PR_SET_PDEATHSIG.</summary>
    SetParentDeathSignal = 1,
    /// <summary>PR_GET_PDEATHSIG.</summary>
    GetParentDeathSignal = 2,
    /// <summary>PR_GET_DUMPABLE.</summary>
    GetDumpable = 3,
    /// <summary>PR_SET_DUMPABLE.</summary>
    SetDumpable = 4,
    /// <summary>PR_GET_KEEPCAPS.</summary>
    GetKeepCapabilities = 7,
    /// <summary>PR_SET_KEEPCAPS.</summary>
    SetKeepCapabilities = 8,
    /// <summary>PR_SET_NAME.</summary>
    SetName = 15,
    /// <summary>PR_GET_NAME.</summary>
    GetName = 16,
    /// <summary>PR_CAPBSET_READ.</summary>
    ReadCapabilityBound = 23,
    /// <summary>PR_CAPBSET_DROP.</summary>
    DropCapabilityBound = 24,
    /// <summary>PR_GET_SECUREBITS.</summary>
    GetSecureBits = 27,
    /// <summary>PR_SET_SECUREBITS.</summary>
    SetSecureBits = 28,
    /// <summary>PR_SET_TIMERSLACK.</summary>
    SetTimerSlack = 29,
    /// <summary>PR_GET_TIMERSLACK.</summary>
    GetTimerSlack = 30,
    /// <summary>PR_SET_CHILD_SUBREAPER.</summary>
    SetChildSubreaper = 36,
    /// <summary>PR_GET_CHILD_SUBREAPER.</summary>
    GetChildSubreaper = 37,
    /// <summary>PR_SET_NO_NEW_PRIVS.</summary>
    SetNoNewPrivileges = 38,
    /// <summary>PR_GET_NO_NEW_PRIVS.</summary>
    GetNoNewPrivileges = 39,
    /// <summary>PR_GET_TID_ADDRESS.</summary>
    GetThreadIdAddress = 40,
    /// <summary>PR_CAP_AMBIENT.</summary>
    AmbientCapabilities = 47,
}

/// <summary>Operations of futex. Source: Linux uapi/linux/futex.h.</summary>
public static class FutexOperation
{
    /// <summary>FUTEX_WAIT.</summary>
    public const int Wait = 0;
    /// <summary>FUTEX_WAKE.</summary>
    public const int Wake = 1;
    /// <summary>FUTEX_REQUEUE.</summary>
    public const int Requeue = 3;
    /// <summary>FUTEX_CMP_REQUEUE.</summary>
    public const int CompareRequeue = 4;
    /// <summary>FUTEX_WAKE_OP.</summary>
    public const int WakeOperation = 5;
    /// <summary>FUTEX_WAIT_BITSET.</summary>
    public const int WaitBitset = 9;
    /// <summary>FUTEX_WAKE_BITSET.</summary>
    public const int WakeBitset = 10;
    /// <summary>FUTEX_PRIVATE_FLAG.</summary>
    public const int Private = 0x80;
    /// <summary>FUTEX_CLOCK_REALTIME.</summary>
    public const int ClockRealtime = 0x100;
    /// <summary>Mask of the operation proper.</summary>
    public const int CommandMask = ~(Private | ClockRealtime);
    /// <summary>FUTEX_BITSET_MATCH_ANY.</summary>
    public const uint MatchAny = 0xFFFF_FFFF;
    /// <summary>FUTEX_WAITERS.</summary>
    public const uint Waiters = 0x8000_0000;
    /// <summary>FUTEX_OWNER_DIED.</summary>
    public const uint OwnerDied = 0x4000_0000;
    /// <summary>FUTEX_TID_MASK.</summary>
    public const uint ThreadIdMask = 0x3FFF_FFFF;
}

/// <summary>struct futex_waitv.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FutexWaitItem
{
    /// <summary>The value that the caller saw.</summary>
    public ulong Value;
    /// <summary>User address.</summary>
    public ulong Address;
    /// <summary>Size and FUTEX_PRIVATE_FLAG.</summary>
    public uint Flags;
    /// <summary>Must be zero.</summary>
    public uint Reserved;
}

/// <summary>Magic numbers and commands of reboot(2).</summary>
public static class RebootCommand
{
    /// <summary>LINUX_REBOOT_MAGIC1.</summary>
    public const uint Magic1 = 0xFEE1_DEAD;
    /// <summary>LINUX_REBOOT_MAGIC2 and its three later forms.</summary>
    public const uint Magic2 = 672274793, Magic2A = 85072278, Magic2B = 369367448, Magic2C = 537993216;
    /// <summary>LINUX_REBOOT_CMD_RESTART.</summary>
    public const uint Restart = 0x0123_4567;
    /// <summary>LINUX_REBOOT_CMD_HALT.</summary>
    public const uint Halt = 0xCDEF_0123;
    /// <summary>LINUX_REBOOT_CMD_POWER_OFF.</summary>
    public const uint PowerOff = 0x4321_FEDC;
    /// <summary>LINUX_REBOOT_CMD_RESTART2.</summary>
    public const uint RestartWithCommand = 0xA1B2_C3D4;
    /// <summary>LINUX_REBOOT_CMD_CAD_ON.</summary>
    public const uint CtrlAltDelOn = 0x89AB_CDEF;
    /// <summary>LINUX_REBOOT_CMD_CAD_OFF.</summary>
    public const uint CtrlAltDelOff = 0;
}

/// <summary>Linux capabilities that the kernel checks, as bit numbers. Source: capabilities(7).</summary>
public enum Capability
{
    /// <summary>CAP_CHOWN.</summary>
    ChangeOwner = 0,
    /// <summary>CAP_DAC_OVERRIDE.</summary>
    OverrideAccess = 1,
    /// <summary>CAP_DAC_READ_SEARCH.</summary>
    ReadSearch = 2,
    /// <summary>CAP_FOWNER.</summary>
    FileOwner = 3,
    /// <summary>CAP_FSETID.</summary>
    FileSetId = 4,
    /// <summary>CAP_KILL.</summary>
    Kill = 5,
    /// <summary>CAP_SETGID.</summary>
    SetGroupId = 6,
    /// <summary>CAP_SETUID.</summary>
    SetUserId = 7,
    /// <summary>CAP_SETPCAP.</summary>
    SetCapabilities = 8,
    /// <summary>CAP_LINUX_IMMUTABLE.</summary>
    ImmutableFiles = 9,
    /// <summary>CAP_NET_BIND_SERVICE.</summary>
    BindService = 10,
    /// <summary>CAP_NET_ADMIN.</summary>
    NetworkAdministration = 12,
    /// <summary>CAP_IPC_LOCK.</summary>
    LockMemory = 14,
    /// <summary>CAP_IPC_OWNER.</summary>
    IpcOwner = 15,
    /// <summary>CAP_SYS_CHROOT.</summary>
    ChangeRoot = 18,
    /// <summary>CAP_SYS_RAWIO.</summary>
    RawInputOutput = 17,

    /// <summary>CAP_SYS_PTRACE.</summary>
    Ptrace = 19,
    /// <summary>CAP_SYS_ADMIN.</summary>
    Administration = 21,
    /// <summary>CAP_SYS_BOOT.</summary>
    Boot = 22,
    /// <summary>CAP_SYS_NICE.</summary>
    Nice = 23,
    /// <summary>CAP_SYS_RESOURCE.</summary>
    Resource = 24,
    /// <summary>CAP_SYS_TIME.</summary>
    Time = 25,
    /// <summary>CAP_SYS_TTY_CONFIG.</summary>
    TerminalConfiguration = 26,
    /// <summary>CAP_MKNOD.</summary>
    MakeNode = 27,
    /// <summary>CAP_LEASE.</summary>
    Lease = 28,
    /// <summary>CAP_SYSLOG.</summary>
    Syslog = 34,
    /// <summary>CAP_WAKE_ALARM.</summary>
    WakeAlarm = 35,
    /// <summary>CAP_CHECKPOINT_RESTORE, the last one of Linux 6.12.</summary>
    Last = 40,
}
