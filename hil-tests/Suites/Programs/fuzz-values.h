/* Values of the grammar: what an argument of each kind looks like, mostly right, sometimes wrong in the ways programs are wrong. */
#ifndef FUZZ_VALUES_H
#define FUZZ_VALUES_H

#include "fuzz-state.h"

enum kind
{
    END,       /* no argument */
    FD,        /* a descriptor of any kind */
    DIR,       /* a directory, or AT_FDCWD */
    PATH,      /* a name in the worker's own tree */
    ANYPATH,   /* also of the system; for calls that change nothing there */
    IN,        /* bytes to read */
    OUT,       /* room to write */
    SIZE,      /* how many bytes */
    OFFSET,    /* in a file */
    OFFPTR,    /* pointer to one, or null */
    MODE,
    INT,       /* small number */
    ANY,       /* any 64 bits */
    PID,       /* of this worker's own processes */
    SIGNAL,
    SIGSET,    /* pointer to a set */
    SETSIZE,   /* 8 */
    TIME,      /* pointer to a short timespec, or null */
    LONGTIME,  /* pointer to any timespec */
    ITIMER,    /* pointer to an interval timer value */
    VECTOR,    /* pointer to iovecs over IN/OUT */
    COUNT,     /* of iovecs */
    ADDRESS,   /* in the arena, page-aligned mostly */
    LENGTH,    /* of a range in the arena */
    ACTION,    /* struct sigaction */
    ALTSTACK,
    EPEVENT,
    POLLFDS,
    FUTEX,     /* a word that threads share */
    UID,
    CLOCK,
    TIMERID,
    LIMIT,     /* struct rlimit */
    SIGEVENT,
    OWNER,     /* struct f_owner_ex */
    MOUNT,     /* struct mnt_id_req */
    HANDLE,    /* room for a struct file_handle */
    GOTHANDLE, /* the one that came there last */
    FLOCK,     /* struct flock, or the number that other commands take */
    STRING,    /* any short text */
    SIGINFO,
    OPENHOW,
    OBJECT,    /* id of System V IPC */
    SEMOPS,    /* struct sembufs */
    MESSAGE,   /* type and text of msgsnd */
    FLAGS,     /* some of a set, or'ed */
    ONE,       /* one of a set */
};

struct choice
{
    u32 count;
    const u32 *values;
};

struct argument
{
    u8 kind;
    const struct choice *of;
};

static const char *const s_names[] =
{
    "a", "b", "c", "d", "d/a", "d/b", "d/e", "d/e/f", "l", "l/a", "m", "m/a", "m/b", ".", "..", "", "/", "a/", "d/", "d/../b", "./c", "//", "p", "s",
    "d/./e/../e/f", "../", "l/../a", "\xff\x80", "a b\n", "long",
};

static const char *const s_system[] =
{
    "/dev/null", "/dev/zero", "/dev/full", "/dev/urandom", "/dev/ptmx", "/dev/pts/0", "/dev/pts", "/dev/tty", "/proc", "/proc/self/maps", "/proc/self/stat",
    "/proc/self/status", "/proc/self/fd", "/proc/self/fd/3", "/proc/self/fd/5", "/proc/self/exe", "/proc/self/cwd", "/proc/self/root", "/proc/self/mem",
    "/proc/self/task", "/proc/self/environ", "/proc/self/cmdline", "/proc/self/smaps", "/proc/self/statm", "/proc/self/limits", "/proc/self/mounts",
    "/proc/self/mountinfo", "/proc/self/auxv", "/proc/self/io", "/proc/self/oom_score_adj", "/proc/self/comm", "/proc/self/wchan", "/proc/self/stack",
    "/proc/self/pagemap", "/proc/self/fdinfo", "/proc/self/fdinfo/3", "/proc/thread-self", "/proc/1/stat", "/proc/1/fd", "/proc/1/maps", "/proc/meminfo",
    "/proc/stat", "/proc/mounts", "/proc/uptime", "/proc/loadavg", "/proc/interrupts", "/proc/filesystems", "/proc/version", "/proc/cpuinfo", "/proc/lume/locks",
    "/proc/lume/syscalls", "/proc/lume/memory", "/proc/locks", "/proc/vmstat", "/proc/devices", "/proc/sys/kernel/pid_max", "/proc/sys", "/sys", "/sys/class",
    "/sys/devices", "/bin/busybox", "/bin", "/test/exit0", "/",
};

static void *take(struct task *task, ulong size)
{
    task->used = (task->used + 15) & ~15UL;
    if (task->used + size > SCRATCH)
        task->used = 0;
    void *at = task->scratch + task->used;
    task->used += size;
    return at;
}

/* Where no structure is: null, nothing mapped, read-only, the kernel's, not canonical, the last bytes before a hole. */
static i64 bad_pointer(struct task *task, ulong size)
{
    static const ulong bad[] =
    {
        0, 1, 8, 0x1000, 0x10000000, 0x7fffffffffUL, 0x3ffffff000UL, 0x3ffffffff8UL, 0x4000000000UL, 0x8000000000000000UL, 0xffffffc000000000UL,
        0xffffffff80000000UL, 0xffffffff80200000UL, 0xffffffffffffffffUL, 0xfffffffffffff000UL,
    };
    ulong edge = ARENA + below(task, ARENA_PAGES + 1) * PAGE;
    switch (below(task, 4))
    {
        case 0:
            return (i64)bad[below(task, sizeof bad / sizeof *bad)];
        case 1:
            return (i64)&s_names; /* read-only data */
        case 2:
            return (i64)(edge - below(task, size + 16));
        default:
            return (i64)(ARENA + ARENA_PAGES * PAGE - below(task, size + 1));
    }
}

/* A structure of words: filled by the caller when true comes back. */
static int structure(struct task *task, ulong size, i64 *pointer)
{
    if (one_in(task, 24))
    {
        *pointer = bad_pointer(task, size);
        return 0;
    }

    *pointer = (i64)take(task, size);
    return 1;
}

static int some_fd(struct task *task)
{
    switch (below(task, 64))
    {
        case 0:
            return -1;
        case 1:
            return -100;
        case 2:
            return (int)next(task);
        case 3:
            return (int)below(task, 300);
        case 4:
        case 5:
            return (int)below(task, 3);
        default:
            return descriptors[below(task, FDS)];
    }
}

static i64 some_path(struct task *task, int system)
{
    ulong kind = below(task, 40);
    char *text = take(task, 320);
    const char *from = system && kind < 20 ? s_system[below(task, sizeof s_system / sizeof *s_system)] : s_names[below(task, sizeof s_names / sizeof *s_names)];
    if (kind == 39)
        return bad_pointer(task, 32);
    if (kind == 38)
    {
        /* a name of the longest length, or one more */
        ulong length = 254 + below(task, 3);
        for (ulong i = 0; i < length; i++)
            text[i] = 'x';
        text[length] = 0;
        return (i64)text;
    }

    ulong at = 0;
    for (; from[at]; at++)
        text[at] = from[at];
    text[at] = 0;
    return (i64)text;
}

static ulong some_size(struct task *task)
{
    static const ulong odd[] = { 0, 1, 7, 8, 4095, 4096, 4097, 65536, 65537, 1 << 20, 0x7fffffff, 0x80000000UL, 0xffffffffUL, 0x7ffffffffffff000UL, ~0UL };
    ulong kind = below(task, 8);
    return kind == 0 ? odd[below(task, sizeof odd / sizeof *odd)] : kind < 5 ? below(task, 512) : below(task, 20000);
}

static i64 some_offset(struct task *task)
{
    static const i64 odd[] = { -1, 0, 1, 4095, 4096, 0x7fffffff, 0x80000000L, 0x7fffffffffffffffL, -4096, (i64)(1UL << 63), 0x7ffffffffffff000L };
    return one_in(task, 6) ? odd[below(task, sizeof odd / sizeof *odd)] : (i64)below(task, 70000);
}

static ulong some_address(struct task *task)
{
    ulong at = ARENA + below(task, ARENA_PAGES) * PAGE;
    return one_in(task, 16) ? at + below(task, PAGE) : at;
}

static ulong some_buffer(struct task *task, ulong size)
{
    if (one_in(task, 16))
        return (ulong)bad_pointer(task, size);
    return one_in(task, 3) ? (ulong)take(task, 2048) : ARENA + below(task, ARENA_PAGES / 2 * PAGE);
}

static int some_pid(struct task *task)
{
    switch (below(task, 8))
    {
        case 0:
            return 0;
        case 1:
            return (int)syscall3(SYS_getpid, 0, 0, 0);
        case 2:
            return worker_pid;
        case 3:
            return 0x7ffffff0 + (int)below(task, 15); /* nobody */
        case 4:
            return task->slot->owner;
        default:
            return children[below(task, 8)] ?: worker_pid;
    }
}

static int some_signal(struct task *task)
{
    ulong kind = below(task, 40);
    if (kind == 0)
        return (int)next(task);
    if (kind == 1)
        return 19; /* SIGSTOP: until the supervisor's patience ends */
    int signal = kind < 20 ? 32 + (int)below(task, 33) : (int)below(task, 32);
    return signal == 19 || (signal == 9 && kind != 2) ? 18 : signal;
}

static void fill_time(struct task *task, i64 *time, int always_short)
{
    time[0] = 0;
    time[1] = (i64)below(task, 2000000);
    if (one_in(task, 20))
        time[1] = one_in(task, 2) ? -1 : 1000000000;
    if (!always_short || one_in(task, 40))
        time[0] = one_in(task, 2) ? (i64)next(task) : (i64)below(task, 3) - 1;
}

static i64 value_of(struct task *task, const struct argument *argument);

#endif
