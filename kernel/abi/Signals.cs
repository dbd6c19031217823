// Signals of the Linux riscv64 ABI: numbers, flags, codes and structures. Source: Linux asm-generic/signal.h, siginfo.h; signal(7).
using System;
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>Signal numbers. Real-time signals are 32 to 64.</summary>
public enum Signal
{
    /// <summary>No signal (kill with 0 only checks).</summary>
    None = 0,
    /// <summary>Hang-up.</summary>
    SIGHUP = 1,
    /// <summary>Interrupt (Ctrl-C).</summary>
    SIGINT = 2,
    /// <summary>Quit (Ctrl-\).</summary>
    SIGQUIT = 3,
    /// <summary>Illegal instruction.</summary>
    SIGILL = 4,
    /// <summary>Breakpoint.</summary>
    SIGTRAP = 5,
    /// <summary>abort(3).</summary>
    SIGABRT = 6,
    /// <summary>Bad access that is no page fault of the program's map.</summary>
    SIGBUS = 7,
    /// <summary>Arithmetic error.</summary>
    SIGFPE = 8,
    /// <summary>Kill; cannot be caught.</summary>
    SIGKILL = 9,
    /// <summary>User-defined 1.</summary>
    SIGUSR1 = 10,
    /// <summary>Invalid memory reference.</summary>
    SIGSEGV = 11,
    /// <summary>User-defined 2.</summary>
    SIGUSR2 = 12,
    /// <summary>Write to a pipe without readers.</summary>
    SIGPIPE = 13,
    /// <summary>alarm(2).</summary>
    SIGALRM = 14,
    /// <summary>Termination.</summary>
    SIGTERM = 15,
    /// <summary>Unused on most systems.</summary>
    SIGSTKFLT = 16,
    /// <summary>Child stopped, continued or ended.</summary>
    SIGCHLD = 17,
    /// <summary>Continue.</summary>
    SIGCONT = 18,
    /// <summary>Stop; cannot be caught.</summary>
    SIGSTOP = 19,
    /// <summary>Stop from the terminal (Ctrl-Z).</summary>
    SIGTSTP = 20,
    /// <summary>Background read from the terminal.</summary>
    SIGTTIN = 21,
    /// <summary>Background write to the terminal.</summary>
    SIGTTOU = 22,
    /// <summary>Urgent data on a socket.</summary>
    SIGURG = 23,
    /// <summary>CPU time limit.</summary>
    SIGXCPU = 24,
    /// <summary>File size limit.</summary>
    SIGXFSZ = 25,
    /// <summary>ITIMER_VIRTUAL.</summary>
    SIGVTALRM = 26,
    /// <summary>ITIMER_PROF.</summary>
    SIGPROF = 27,
    /// <summary>Window size changed.</summary>
    SIGWINCH = 28,
    /// <summary>I/O possible.</summary>
    SIGIO = 29,
    /// <summary>Power failure.</summary>
    SIGPWR = 30,
    /// <summary>Bad system call.</summary>
    SIGSYS = 31,
    /// <summary>First real-time signal (the C library keeps the first ones for itself).</summary>
    SIGRTMIN = 32,
    /// <summary>Last real-time signal.</summary>
    SIGRTMAX = 64,
}

/// <summary>SA_* flags of rt_sigaction.</summary>
[Flags]
public enum SignalActionFlags : ulong
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>SA_NOCLDSTOP.</summary>
    NoChildStop = 1,
    /// <summary>SA_NOCLDWAIT.</summary>
    NoChildWait = 2,
    /// <summary>SA_SIGINFO.</summary>
    Information = 4,
    /// <summary>SA_ONSTACK.</summary>
    OnStack = 0x0800_0000,
    /// <summary>SA_RESTART.</summary>
    Restart = 0x1000_0000,
    /// <summary>SA_NODEFER.</summary>
    NoDefer = 0x4000_0000,
    /// <summary>SA_RESETHAND.</summary>
    ResetHandler = 0x8000_0000,
    /// <summary>SA_EXPOSE_TAGBITS: addresses in siginfo keep their tags. There are none, so they always do.</summary>
    ExposeTagBits = 0x800,
    /// <summary>Every flag that is known.</summary>
    Known = ExposeTagBits | NoChildStop | NoChildWait | Information | OnStack | Restart | NoDefer | ResetHandler,
}

/// <summary>Handler values that are no addresses, and other constants of the signal calls.</summary>
public static class SignalConstants
{
    /// <summary>SIG_DFL.</summary>
    public const ulong DefaultHandler = 0;
    /// <summary>SIG_IGN.</summary>
    public const ulong IgnoreHandler = 1;
    /// <summary>Number of signals (_NSIG); numbers go from 1 to this.</summary>
    public const int Count = 64;
    /// <summary>sizeof(sigset_t) in the kernel's ABI, in bytes.</summary>
    public const ulong SetSize = 8;
    /// <summary>SIG_BLOCK of rt_sigprocmask.</summary>
    public const int Block = 0;
    /// <summary>SIG_UNBLOCK of rt_sigprocmask.</summary>
    public const int Unblock = 1;
    /// <summary>SIG_SETMASK of rt_sigprocmask.</summary>
    public const int SetMask = 2;
    /// <summary>SS_ONSTACK.</summary>
    public const int StackActive = 1;
    /// <summary>SS_DISABLE.</summary>
    public const int StackDisabled = 2;
    /// <summary>SS_AUTODISARM.</summary>
    public const int StackAutoDisarm = 1 << 31;
    /// <summary>MINSIGSTKSZ, bytes.</summary>
    public const ulong MinimumStackSize = 2048;
}

/// <summary>si_code values. Positive ones come from the kernel.</summary>
public static class SignalCode
{
    /// <summary>SI_USER: kill.</summary>
    public const int User = 0;
    /// <summary>SI_KERNEL.</summary>
    public const int Kernel = 0x80;
    /// <summary>SI_QUEUE: sigqueue.</summary>
    public const int Queue = -1;
    /// <summary>SI_TIMER: a POSIX timer.</summary>
    public const int Timer = -2;
    /// <summary>SI_SIGIO: a file's signal whose positive codes mean something else.</summary>
    public const int FileEvent = -5;
    /// <summary>SI_TKILL: tkill or tgkill.</summary>
    public const int ThreadKill = -6;
    /// <summary>ILL_ILLOPC.</summary>
    public const int IllegalOpcode = 1;
    /// <summary>FPE_INTDIV.</summary>
    public const int IntegerDivide = 1;
    /// <summary>SEGV_MAPERR: nothing mapped there.</summary>
    public const int NotMapped = 1;
    /// <summary>SEGV_ACCERR: mapped without that right.</summary>
    public const int NoAccess = 2;
    /// <summary>BUS_ADRALN: misaligned.</summary>
    public const int Misaligned = 1;
    /// <summary>BUS_ADRERR: no such physical address, or beyond the end of the file.</summary>
    public const int NoAddress = 2;
    /// <summary>TRAP_BRKPT.</summary>
    public const int Breakpoint = 1;
    /// <summary>CLD_EXITED.</summary>
    public const int ChildExited = 1;
    /// <summary>CLD_KILLED.</summary>
    public const int ChildKilled = 2;
    /// <summary>CLD_DUMPED.</summary>
    public const int ChildDumped = 3;
    /// <summary>CLD_TRAPPED.</summary>
    public const int ChildTrapped = 4;
    /// <summary>CLD_STOPPED.</summary>
    public const int ChildStopped = 5;
    /// <summary>CLD_CONTINUED.</summary>
    public const int ChildContinued = 6;
}

/// <summary>struct sigaction of the kernel's ABI (riscv64 has no sa_restorer).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalAction
{
    /// <summary>Handler address, or SIG_DFL, SIG_IGN.</summary>
    public ulong Handler;
    /// <summary>SA_* flags.</summary>
    public SignalActionFlags Flags;
    /// <summary>Signals blocked while the handler runs; bit n - 1 is signal n.</summary>
    public ulong Mask;
}

/// <summary>stack_t.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalStack
{
    /// <summary>Lowest address.</summary>
    public ulong Base;
    /// <summary>SS_* flags.</summary>
    public int Flags;
    /// <summary>Explicit padding, zero.</summary>
    public int Padding;
    /// <summary>Bytes.</summary>
    public ulong Size;
}

/// <summary>siginfo_t: 128 bytes. Which of the words after <see cref="Code"/> count depends on signal and code.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalInfo
{
    /// <summary>si_signo.</summary>
    public int Number;
    /// <summary>si_errno.</summary>
    public int Error;
    /// <summary>si_code.</summary>
    public int Code;
    /// <summary>Explicit padding, zero.</summary>
    public int Padding;
    /// <summary>Union word 0: si_pid and si_uid; or si_addr; or si_band; or the timer's id and overrun.</summary>
    public ulong Word0;
    /// <summary>Union word 1: si_status or si_fd (low half); or si_value.</summary>
    public ulong Word1;
    /// <summary>Union word 2: si_utime.</summary>
    public ulong Word2;
    /// <summary>Union word 3: si_stime.</summary>
    public ulong Word3;
    /// <summary>Rest of the 128 bytes.</summary>
    public ulong Word4, Word5, Word6, Word7, Word8, Word9, Word10, Word11, Word12, Word13;

    /// <summary>si_addr of a fault.</summary>
    public ulong Address
    {
        readonly get => Word0;
        set => Word0 = value;
    }

    /// <summary>si_pid.</summary>
    public int ProcessId
    {
        readonly get => (int)(uint)Word0;
        set => Word0 = (Word0 & 0xFFFF_FFFF_0000_0000) | (uint)value;
    }

    /// <summary>si_uid.</summary>
    public uint UserId
    {
        readonly get => (uint)(Word0 >> 32);
        set => Word0 = (Word0 & 0xFFFF_FFFF) | ((ulong)value << 32);
    }

    /// <summary>si_status of SIGCHLD.</summary>
    public int Status
    {
        readonly get => (int)(uint)Word1;
        set => Word1 = (uint)value;
    }

    /// <summary>si_value of a queued signal.</summary>
    public ulong Value
    {
        readonly get => Word1;
        set => Word1 = value;
    }
}
