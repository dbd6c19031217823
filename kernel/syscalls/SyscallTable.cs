// Number to handler: every system call that Lume has, one line each, by chapter. A switch over constants is a jump table.
// Raw registers become types here (UserIn, UserOut, UserSpan, int) and nowhere else.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Lume.Syscalls.Descriptors;
using Lume.Syscalls.Files;
using Lume.Syscalls.Ipc;
using Lume.Syscalls.Memory;
using Lume.Syscalls.Mounts;
using Lume.Syscalls.Processes;
using Lume.Syscalls.Security;
using Lume.Syscalls.Signals;
using Lume.Syscalls.SystemInfo;
using Lume.Syscalls.Time;

namespace Lume.Syscalls;

/// <summary>
/// The system call table. A handler is a static method in its chapter's folder; it takes the current thread if it needs it, then typed
/// arguments, and returns a <see cref="SyscallResult"/>. What is not here is ENOSYS and counted by <see cref="UnknownSystemCalls"/>.
/// </summary>
public sealed class SyscallTable : SystemCallTable
{
    /// <inheritdoc/>
    public override long Invoke(int number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5) =>
        Call(number, Thread.Current, a0, a1, a2, a3, a4, a5).Value;

    private static SyscallResult Call(int number, Thread thread, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5) => number switch
    {
        // Files
        SyscallNumber.Openat => OpenCalls.OpenAt(thread, (int)a0, new(a1), (OpenFlags)a2, (FileMode)a3),
        SyscallNumber.Openat2 => OpenCalls.OpenAt2(thread, (int)a0, new(a1), a2, a3),
        SyscallNumber.Newfstatat => StatCalls.NewFStatAt(thread, (int)a0, new(a1), new(a2), (AtFlags)a3),
        SyscallNumber.Fstat => StatCalls.FStat(thread, (int)a0, new(a1)),
        SyscallNumber.Statx => StatCalls.Statx(thread, (int)a0, new(a1), (AtFlags)a2, (uint)a3, new(a4)),
        SyscallNumber.Faccessat => StatCalls.FAccessAt(thread, (int)a0, new(a1), (uint)a2, AtFlags.None),
        SyscallNumber.Faccessat2 => StatCalls.FAccessAt(thread, (int)a0, new(a1), (uint)a2, (AtFlags)a3),
        SyscallNumber.Readlinkat => StatCalls.ReadLinkAt(thread, (int)a0, new(a1), new(a2, a3)),
        SyscallNumber.Statfs => StatCalls.StatFs(thread, new(a0), new(a1)),
        SyscallNumber.Fstatfs => StatCalls.FStatFs(thread, (int)a0, new(a1)),
        SyscallNumber.Mkdirat => NameCalls.MakeDirectoryAt(thread, (int)a0, new(a1), (FileMode)a2),
        SyscallNumber.Mknodat => NameCalls.MakeNodeAt(thread, (int)a0, new(a1), (FileMode)a2, a3),
        SyscallNumber.Unlinkat => NameCalls.UnlinkAt(thread, (int)a0, new(a1), (AtFlags)a2),
        SyscallNumber.Symlinkat => NameCalls.SymbolicLinkAt(thread, new(a0), (int)a1, new(a2)),
        SyscallNumber.Linkat => NameCalls.LinkAt(thread, (int)a0, new(a1), (int)a2, new(a3), (AtFlags)a4),
        SyscallNumber.Renameat2 => NameCalls.RenameAt2(thread, (int)a0, new(a1), (int)a2, new(a3), (uint)a4),
        SyscallNumber.Fchmod => AttributeCalls.FChMod(thread, (int)a0, (FileMode)a1),
        SyscallNumber.Fchmodat => AttributeCalls.FChModAt(thread, (int)a0, new(a1), (FileMode)a2, AtFlags.None),
        SyscallNumber.Fchmodat2 => AttributeCalls.FChModAt(thread, (int)a0, new(a1), (FileMode)a2, (AtFlags)a3),
        SyscallNumber.Fchown => AttributeCalls.FChOwn(thread, (int)a0, (uint)a1, (uint)a2),
        SyscallNumber.Fchownat => AttributeCalls.FChOwnAt(thread, (int)a0, new(a1), (uint)a2, (uint)a3, (AtFlags)a4),
        SyscallNumber.Utimensat => AttributeCalls.UtimensAt(thread, (int)a0, new(a1), new(a2), (AtFlags)a3),
        SyscallNumber.Truncate => AttributeCalls.Truncate(thread, new(a0), (long)a1),
        SyscallNumber.Getcwd => DirectoryCalls.GetCurrentDirectory(thread, new(a0, a1)),
        SyscallNumber.Chdir => DirectoryCalls.ChangeDirectory(thread, new(a0)),
        SyscallNumber.Fchdir => DirectoryCalls.ChangeDirectoryTo(thread, (int)a0),
        SyscallNumber.Chroot => DirectoryCalls.ChangeRoot(thread, new(a0)),
        SyscallNumber.Umask => DirectoryCalls.SetUmask(thread, (FileMode)a0),
        SyscallNumber.InotifyInit1 => WatchCalls.Create(thread, (OpenFlags)a0),
        SyscallNumber.InotifyAddWatch => WatchCalls.Add(thread, (int)a0, new(a1), (FileEvents)a2),
        SyscallNumber.InotifyRmWatch => WatchCalls.Remove(thread, (int)a0, (int)a1),
        SyscallNumber.Getdents64 => DirectoryCalls.GetDirectoryEntries(thread, (int)a0, new(a1, a2)),
        SyscallNumber.Setxattr => ExtendedCalls.Set(thread, new UserCString(a0), new(a1), new(a2, a3), (uint)a4, follows: true),
        SyscallNumber.Lsetxattr => ExtendedCalls.Set(thread, new UserCString(a0), new(a1), new(a2, a3), (uint)a4, follows: false),
        SyscallNumber.Fsetxattr => ExtendedCalls.Set(thread, (int)a0, new(a1), new(a2, a3), (uint)a4),
        SyscallNumber.Getxattr => ExtendedCalls.Get(thread, new UserCString(a0), new(a1), new(a2, a3), follows: true),
        SyscallNumber.Lgetxattr => ExtendedCalls.Get(thread, new UserCString(a0), new(a1), new(a2, a3), follows: false),
        SyscallNumber.Fgetxattr => ExtendedCalls.Get(thread, (int)a0, new(a1), new(a2, a3)),
        SyscallNumber.Listxattr => ExtendedCalls.List(thread, new UserCString(a0), new(a1, a2), follows: true),
        SyscallNumber.Llistxattr => ExtendedCalls.List(thread, new UserCString(a0), new(a1, a2), follows: false),
        SyscallNumber.Flistxattr => ExtendedCalls.List(thread, (int)a0, new(a1, a2)),
        SyscallNumber.Removexattr => ExtendedCalls.Remove(thread, new UserCString(a0), new(a1), follows: true),
        SyscallNumber.Lremovexattr => ExtendedCalls.Remove(thread, new UserCString(a0), new(a1), follows: false),
        SyscallNumber.Fremovexattr => ExtendedCalls.Remove(thread, (int)a0, new(a1)),

        // Descriptors
        SyscallNumber.Read => ReadWriteCalls.Read(thread, (int)a0, a1, a2),
        SyscallNumber.Write => ReadWriteCalls.Write(thread, (int)a0, a1, a2),
        SyscallNumber.Readv => ReadWriteCalls.ReadVector(thread, (int)a0, new(a1), (long)a2),
        SyscallNumber.Writev => ReadWriteCalls.WriteVector(thread, (int)a0, new(a1), (long)a2),
        SyscallNumber.Pread64 => ReadWriteCalls.ReadAt(thread, (int)a0, a1, a2, (long)a3),
        SyscallNumber.Pwrite64 => ReadWriteCalls.WriteAt(thread, (int)a0, a1, a2, (long)a3),
        SyscallNumber.Preadv => ReadWriteCalls.ReadVectorAt(thread, (int)a0, new(a1), (long)a2, (long)a3),
        SyscallNumber.Pwritev => ReadWriteCalls.WriteVectorAt(thread, (int)a0, new(a1), (long)a2, (long)a3),
        SyscallNumber.Preadv2 => ReadWriteCalls.ReadVectorAt2(thread, (int)a0, new(a1), (long)a2, (long)a3, (uint)a5),
        SyscallNumber.Pwritev2 => ReadWriteCalls.WriteVectorAt2(thread, (int)a0, new(a1), (long)a2, (long)a3, (uint)a5),
        SyscallNumber.Close => DescriptorCalls.Close(thread, (int)a0),
        SyscallNumber.CloseRange => DescriptorCalls.CloseRange(thread, (uint)a0, (uint)a1, (uint)a2),
        SyscallNumber.Dup => DescriptorCalls.Duplicate(thread, (int)a0),
        SyscallNumber.Dup3 => DescriptorCalls.DuplicateTo(thread, (int)a0, (int)a1, (OpenFlags)a2),
        SyscallNumber.Fcntl => DescriptorCalls.Fcntl(thread, (int)a0, (FcntlCommand)a1, a2),
        SyscallNumber.Ioctl => DescriptorCalls.Ioctl(thread, (int)a0, (uint)a1, a2),
        SyscallNumber.Flock => DescriptorCalls.Flock(thread, (int)a0, (uint)a1),
        SyscallNumber.Lseek => DescriptorCalls.Seek(thread, (int)a0, (long)a1, (SeekOrigin)a2),
        SyscallNumber.Ftruncate => SizeCalls.FTruncate(thread, (int)a0, (long)a1),
        SyscallNumber.Fallocate => SizeCalls.FAllocate(thread, (int)a0, (AllocateMode)a1, (long)a2, (long)a3),
        SyscallNumber.Fsync => SizeCalls.Synchronize(thread, (int)a0),
        SyscallNumber.Fdatasync => SizeCalls.Synchronize(thread, (int)a0),
        SyscallNumber.Sync => SizeCalls.SynchronizeAll(),
        SyscallNumber.Syncfs => SizeCalls.SynchronizeFileSystem(thread, (int)a0),
        SyscallNumber.Fadvise64 => SizeCalls.Advise(thread, (int)a0, (long)a1, (long)a2, (int)a3),
        SyscallNumber.Sendfile => TransferCalls.SendFile(thread, (int)a0, (int)a1, new(a2), a3),
        SyscallNumber.CopyFileRange => TransferCalls.CopyFileRange(thread, (int)a0, new(a1), (int)a2, new(a3), a4, (uint)a5),
        SyscallNumber.Ppoll => PollCalls.Poll(thread, new(a0), (uint)a1, new(a2), new(a3), a4),
        SyscallNumber.Pselect6 => PollCalls.Select(thread, (int)a0, a1, a2, a3, new(a4), new(a5)),

        SyscallNumber.Splice => SpliceCalls.Splice(thread, (int)a0, new(a1), (int)a2, new(a3), a4, (uint)a5),
        SyscallNumber.Tee => SpliceCalls.Tee(thread, (int)a0, (int)a1, a2, (uint)a3),
        SyscallNumber.Vmsplice => SpliceCalls.FromMemory(thread, (int)a0, new(a1), (long)a2, (uint)a3),
        SyscallNumber.Readahead => SizeCalls.ReadAhead(thread, (int)a0, (long)a1),
        SyscallNumber.SyncFileRange => SizeCalls.SynchronizeRange(thread, (int)a0, (long)a1, (long)a2, (uint)a3),

        // Mounts
        SyscallNumber.Mount => MountCalls.Mount(thread, new(a0), new(a1), new(a2), a3, new(a4)),
        SyscallNumber.Umount2 => MountCalls.Unmount(thread, new(a0), (UnmountFlags)a1),
        SyscallNumber.PivotRoot => MountCalls.PivotRoot(thread, new(a0), new(a1)),

        // Ipc
        SyscallNumber.Pipe2 => EventCalls.Pipe(thread, new(a0), (OpenFlags)a1),
        SyscallNumber.Eventfd2 => EventCalls.EventFile(thread, (uint)a0, (OpenFlags)a1),
        SyscallNumber.MemfdCreate => EventCalls.MemoryFile(thread, new(a0), (uint)a1),
        SyscallNumber.EpollCreate1 => EventCalls.EpollCreate(thread, (OpenFlags)a0),
        SyscallNumber.EpollCtl => EventCalls.EpollControl(thread, (int)a0, (EpollOperation)a1, (int)a2, new(a3)),
        SyscallNumber.EpollPwait => EventCalls.EpollWait(thread, (int)a0, new(a1), (int)a2, (int)a3, new(a4), a5),
        SyscallNumber.EpollPwait2 => EventCalls.EpollWait2(thread, (int)a0, new(a1), (int)a2, new(a3), new(a4), a5),

        // Memory
        SyscallNumber.Brk => MappingCalls.Brk(thread, a0),
        SyscallNumber.Munmap => MappingCalls.Munmap(thread, a0, a1),
        SyscallNumber.Mremap => MappingCalls.Mremap(thread, a0, a1, a2, a3, a4),
        SyscallNumber.Mmap => MappingCalls.Mmap(thread, a0, a1, (Protection)a2, (MapFlags)a3, (int)a4, a5),
        SyscallNumber.Mprotect => MappingCalls.Mprotect(thread, a0, a1, a2),
        SyscallNumber.RemapFilePages => MappingCalls.RemapFilePages(thread, a0, a1, a2, a3),
        SyscallNumber.Mseal => MappingCalls.Mseal(thread, a0, a1, a2),
        SyscallNumber.Msync => AdviceCalls.Msync(thread, a0, a1, (SyncFlags)a2),
        SyscallNumber.Mlock => LockCalls.Mlock(thread, a0, a1),
        SyscallNumber.Munlock => LockCalls.Munlock(thread, a0, a1),
        SyscallNumber.Mlockall => LockCalls.Mlockall(thread, (uint)a0),
        SyscallNumber.Munlockall => LockCalls.Munlockall(thread),
        SyscallNumber.Mincore => AdviceCalls.Mincore(thread, a0, a1, new(a2)),
        SyscallNumber.Madvise => AdviceCalls.Madvise(thread, a0, a1, (MemoryAdvice)a2),
        SyscallNumber.RiscvFlushIcache => MappingCalls.FlushInstructionCache(thread, a0, a1, a2),
        SyscallNumber.ProcessVmReadv => ForeignMemoryCalls.Transfer((int)a0, new(a1), a2, new(a3), a4, a5, isWrite: false),
        SyscallNumber.ProcessVmWritev => ForeignMemoryCalls.Transfer((int)a0, new(a1), a2, new(a3), a4, a5, isWrite: true),
        SyscallNumber.Membarrier => BarrierCalls.Invoke(thread, (int)a0, (uint)a1),
        SyscallNumber.Mlock2 => LockCalls.Mlock2(thread, a0, a1, (uint)a2),

        // Executing programs
        SyscallNumber.Execve => ExecCalls.Execve(thread, new(a0), new(a1), new(a2)),
        SyscallNumber.Execveat => ExecCalls.Execveat(thread, (int)a0, new(a1), new(a2), new(a3), (AtFlags)a4),
        // Processes
        SyscallNumber.Clone => CloneCalls.Clone(a0, a1, new UserOut<int>(a2), a3, new UserOut<int>(a4)),
        SyscallNumber.Clone3 => CloneCalls.Clone3(new UserSpan(a0, a1)),
        SyscallNumber.Unshare => CloneCalls.Unshare(a0),
        SyscallNumber.Exit => CloneCalls.Exit((int)a0),
        SyscallNumber.ExitGroup => CloneCalls.ExitGroup((int)a0),
        SyscallNumber.SetTidAddress => CloneCalls.SetThreadIdAddress(thread, new UserOut<int>(a0)),
        SyscallNumber.Wait4 => WaitCalls.Wait4(thread, (int)a0, new UserOut<int>(a1), (uint)a2, new UserOut<ResourceUsage>(a3)),
        SyscallNumber.Waitid => WaitCalls.WaitId(thread, (int)a0, (int)a1, new UserOut<SignalInfo>(a2), (uint)a3, new UserOut<ResourceUsage>(a4)),
        SyscallNumber.PidfdOpen => PidFileCalls.Open(thread, (int)a0, (OpenFlags)a1),
        SyscallNumber.PidfdSendSignal => PidFileCalls.SendSignal(thread, (int)a0, (int)a1, new(a2), (uint)a3),
        SyscallNumber.PidfdGetfd => PidFileCalls.GetFile(thread, (int)a0, (int)a1, (uint)a2),
        SyscallNumber.Kcmp => CompareCalls.Compare((int)a0, (int)a1, (int)a2, a3, a4),
        SyscallNumber.Getpid => IdentityCalls.GetPid(thread),
        SyscallNumber.Gettid => IdentityCalls.GetTid(thread),
        SyscallNumber.Getppid => IdentityCalls.GetParentPid(thread),
        SyscallNumber.Setpgid => IdentityCalls.SetPgid(thread, (int)a0, (int)a1),
        SyscallNumber.Getpgid => IdentityCalls.GetPgid(thread, (int)a0),
        SyscallNumber.Getsid => IdentityCalls.GetSid(thread, (int)a0),
        SyscallNumber.Setsid => IdentityCalls.SetSid(thread),
        SyscallNumber.Prlimit64 => LimitCalls.PrLimit(thread, (int)a0, (uint)a1, new UserIn<ResourceLimitValue>(a2), new UserOut<ResourceLimitValue>(a3)),
        SyscallNumber.Getrlimit => LimitCalls.GetRLimit(thread, (uint)a0, new UserOut<ResourceLimitValue>(a1)),
        SyscallNumber.Setrlimit => LimitCalls.SetRLimit(thread, (uint)a0, new UserIn<ResourceLimitValue>(a1)),
        SyscallNumber.Getrusage => LimitCalls.GetRUsage(thread, (int)a0, new UserOut<ResourceUsage>(a1)),
        SyscallNumber.Times => LimitCalls.Times(thread, new UserOut<ProcessTimes>(a0)),
        SyscallNumber.Prctl => ControlCalls.PrCtl(thread, (int)a0, a1, a2, a3, a4),
        SyscallNumber.Personality => ControlCalls.Personality(thread, (uint)a0),
        SyscallNumber.Futex => FutexCalls.Invoke(a0, (int)a1, (uint)a2, a3, a4, (uint)a5),
        SyscallNumber.FutexWaitv => FutexCalls.WaitAny(new(a0), (uint)a1, (uint)a2, new(a3), (int)a4),
        SyscallNumber.SetRobustList => FutexCalls.SetRobustList(thread, a0, a1),
        SyscallNumber.GetRobustList => FutexCalls.GetRobustList(thread, (int)a0, new UserOut<ulong>(a1), new UserOut<ulong>(a2)),
        SyscallNumber.Rseq => FutexCalls.RestartableSequence(thread, a0, (uint)a1, (int)a2, (uint)a3),
        SyscallNumber.SchedYield => SchedulingCalls.Yield(),
        SyscallNumber.Getcpu => SchedulingCalls.GetCpu(new UserOut<uint>(a0), new UserOut<uint>(a1)),
        SyscallNumber.SchedSetaffinity => SchedulingCalls.SetAffinity(thread, (int)a0, new UserSpan(a2, a1)),
        SyscallNumber.SchedGetaffinity => SchedulingCalls.GetAffinity(thread, (int)a0, new UserSpan(a2, a1)),
        SyscallNumber.SchedSetscheduler => SchedulingCalls.SetScheduler(thread, (int)a0, (int)a1, new UserIn<int>(a2)),
        SyscallNumber.SchedGetscheduler => SchedulingCalls.GetScheduler(thread, (int)a0),
        SyscallNumber.SchedSetparam => SchedulingCalls.SetParameter(thread, (int)a0, new UserIn<int>(a1)),
        SyscallNumber.SchedGetparam => SchedulingCalls.GetParameter(thread, (int)a0, new UserOut<int>(a1)),
        SyscallNumber.SchedGetPriorityMax => SchedulingCalls.MaximumPriority((int)a0),
        SyscallNumber.SchedGetPriorityMin => SchedulingCalls.MinimumPriority((int)a0),
        SyscallNumber.SchedRrGetInterval => SchedulingCalls.RoundRobinInterval(thread, (int)a0, new UserOut<Timespec>(a1)),
        SyscallNumber.SchedSetattr => SchedulingAttributeCalls.Set(thread, (int)a0, new(a1), (uint)a2),
        SyscallNumber.SchedGetattr => SchedulingAttributeCalls.Get(thread, (int)a0, new(a1, (uint)a2), (uint)a3),
        SyscallNumber.IoprioSet => IoPriorityCalls.Set(thread, (int)a0, (int)a1, (int)a2),
        SyscallNumber.IoprioGet => IoPriorityCalls.Get(thread, (int)a0, (int)a1),
        SyscallNumber.Getpriority => SchedulingCalls.GetPriority(thread, (int)a0, (int)a1),
        SyscallNumber.Setpriority => SchedulingCalls.SetPriority(thread, (int)a0, (int)a1, (int)a2),

        // Signals
        SyscallNumber.RtSigaction => SignalCalls.Action(thread, (int)a0, new UserIn<SignalAction>(a1), new UserOut<SignalAction>(a2), a3),
        SyscallNumber.RtSigprocmask => SignalCalls.ProcMask(thread, (int)a0, new UserIn<ulong>(a1), new UserOut<ulong>(a2), a3),
        SyscallNumber.RtSigpending => SignalCalls.Pending(thread, new UserOut<ulong>(a0), a1),
        SyscallNumber.RtSigsuspend => SignalCalls.Suspend(new UserIn<ulong>(a0), a1),
        SyscallNumber.RtSigtimedwait => SignalCalls.TimedWait(new UserIn<ulong>(a0), new UserOut<SignalInfo>(a1), new UserIn<Timespec>(a2), a3),
        SyscallNumber.RtSigreturn => SignalCalls.Return(thread),
        SyscallNumber.Sigaltstack => SignalCalls.AltStack(thread, new UserIn<SignalStack>(a0), new UserOut<SignalStack>(a1)),
        SyscallNumber.Kill => SignalCalls.Kill((int)a0, (int)a1),
        SyscallNumber.Tkill => SignalCalls.TKill((int)a0, (int)a1),
        SyscallNumber.Tgkill => SignalCalls.TgKill((int)a0, (int)a1, (int)a2),
        SyscallNumber.RtSigqueueinfo => SignalCalls.QueueInfo((int)a0, (int)a1, new UserIn<SignalInfo>(a2)),
        SyscallNumber.Signalfd4 => SignalFileCalls.Create(thread, (int)a0, new(a1), a2, (OpenFlags)a3),
        SyscallNumber.RtTgsigqueueinfo => SignalCalls.TgQueueInfo((int)a0, (int)a1, (int)a2, new UserIn<SignalInfo>(a3)),

        // Security
        SyscallNumber.Getuid => CredentialCalls.GetUid(thread),
        SyscallNumber.Geteuid => CredentialCalls.GetEuid(thread),
        SyscallNumber.Getgid => CredentialCalls.GetGid(thread),
        SyscallNumber.Getegid => CredentialCalls.GetEgid(thread),
        SyscallNumber.Setuid => CredentialCalls.SetUid(thread, (uint)a0),
        SyscallNumber.Setgid => CredentialCalls.SetGid(thread, (uint)a0),
        SyscallNumber.Setreuid => CredentialCalls.SetReuid(thread, (uint)a0, (uint)a1),
        SyscallNumber.Setregid => CredentialCalls.SetRegid(thread, (uint)a0, (uint)a1),
        SyscallNumber.Setresuid => CredentialCalls.SetResuid(thread, (uint)a0, (uint)a1, (uint)a2),
        SyscallNumber.Setresgid => CredentialCalls.SetResgid(thread, (uint)a0, (uint)a1, (uint)a2),
        SyscallNumber.Getresuid => CredentialCalls.GetResuid(thread, new UserOut<uint>(a0), new UserOut<uint>(a1), new UserOut<uint>(a2)),
        SyscallNumber.Getresgid => CredentialCalls.GetResgid(thread, new UserOut<uint>(a0), new UserOut<uint>(a1), new UserOut<uint>(a2)),
        SyscallNumber.Setfsuid => CredentialCalls.SetFsuid(thread, (uint)a0),
        SyscallNumber.Setfsgid => CredentialCalls.SetFsgid(thread, (uint)a0),
        SyscallNumber.Getgroups => CredentialCalls.GetGroups(thread, (int)a0, new UserOut<uint>(a1)),
        SyscallNumber.Setgroups => CredentialCalls.SetGroups(thread, (int)a0, new UserIn<uint>(a1)),
        SyscallNumber.Capget => CredentialCalls.CapGet(thread, new UserRef<ulong>(a0), new UserOut<uint>(a1)),
        SyscallNumber.Capset => CredentialCalls.CapSet(thread, new UserRef<ulong>(a0), new UserIn<uint>(a1)),

        // SystemInfo
        SyscallNumber.Uname => SystemCalls.Uname(new UserSpan(a0, UtsName.Size)),
        SyscallNumber.Sethostname => SystemCalls.SetHostName(thread, new UserSpan(a0, (ulong)(int)a1)),
        SyscallNumber.Setdomainname => SystemCalls.SetDomainName(thread, new UserSpan(a0, (ulong)(int)a1)),
        SyscallNumber.Sysinfo => SystemCalls.SysInfo(new UserOut<SystemInformation>(a0)),
        SyscallNumber.Getrandom => SystemCalls.GetRandom(new UserSpan(a0, a1), (uint)a2),
        SyscallNumber.Reboot => SystemCalls.Reboot(thread, (uint)a0, (uint)a1, (uint)a2),
        SyscallNumber.RiscvHwprobe => HardwareProbe.Invoke(new(a0), a1, a2, new(a3), (uint)a4),
        SyscallNumber.Syslog => SyslogCalls.Invoke(thread, (int)a0, new UserSpan(a1, (ulong)(uint)a2), (int)a2),

        // Time
        SyscallNumber.ClockGettime => ClockCalls.GetTime(thread, (int)a0, new UserOut<Timespec>(a1)),
        SyscallNumber.ClockSettime => ClockCalls.SetTime(thread, (int)a0, new UserIn<Timespec>(a1)),
        SyscallNumber.ClockGetres => ClockCalls.GetResolution(thread, (int)a0, new UserOut<Timespec>(a1)),
        SyscallNumber.Nanosleep => ClockCalls.NanoSleep(thread, new UserIn<Timespec>(a0), new UserOut<Timespec>(a1)),
        SyscallNumber.ClockNanosleep => ClockCalls.ClockNanoSleep(thread, (int)a0, (int)a1, new UserIn<Timespec>(a2), new UserOut<Timespec>(a3)),
        SyscallNumber.RestartSyscall => ClockCalls.RestartSyscall(thread),
        SyscallNumber.Gettimeofday => ClockCalls.GetTimeOfDay(new UserOut<Timeval>(a0), new UserOut<ulong>(a1)),
        SyscallNumber.Settimeofday => ClockCalls.SetTimeOfDay(thread, new UserIn<Timeval>(a0), new UserIn<ulong>(a1)),
        SyscallNumber.Getitimer => TimerCalls.GetInterval(thread, (int)a0, new UserOut<IntervalTimerValue>(a1)),
        SyscallNumber.Setitimer => TimerCalls.SetInterval(thread, (int)a0, new UserIn<IntervalTimerValue>(a1), new UserOut<IntervalTimerValue>(a2)),
        SyscallNumber.TimerfdCreate => TimerFileCalls.Create(thread, (int)a0, (OpenFlags)a1),
        SyscallNumber.TimerfdSettime => TimerFileCalls.SetTime(thread, (int)a0, (int)a1, new(a2), new(a3)),
        SyscallNumber.TimerfdGettime => TimerFileCalls.GetTime(thread, (int)a0, new(a1)),
        SyscallNumber.TimerCreate => TimerCalls.Create(thread, (int)a0, new UserSpan(a1, 64), new UserOut<int>(a2)),
        SyscallNumber.TimerSettime => TimerCalls.SetTime(thread, (int)a0, (int)a1, new UserIn<TimerSpec>(a2), new UserOut<TimerSpec>(a3)),
        SyscallNumber.TimerGettime => TimerCalls.GetTime(thread, (int)a0, new UserOut<TimerSpec>(a1)),
        SyscallNumber.TimerGetoverrun => TimerCalls.GetOverrun(thread, (int)a0),
        SyscallNumber.TimerDelete => TimerCalls.Delete(thread, (int)a0),

        _ => UnknownSystemCalls.Count(number),
    };
}
