/* Descriptors for events and processes: timerfd, signalfd, pidfd, splice, membarrier and others, as Linux riscv64 has them. */
#include "guest.h"
#include "check.h"

enum
{
    SYS_eventfd2 = 19, SYS_epoll_create1 = 20, SYS_epoll_ctl = 21, SYS_epoll_pwait = 22, SYS_ioprio_set = 30, SYS_ioprio_get = 31,
    SYS_ftruncate = 46, SYS_lseek = 62, SYS_pread64 = 67, SYS_ppoll = 73, SYS_signalfd4 = 74, SYS_vmsplice = 75, SYS_splice = 76,
    SYS_tee = 77, SYS_sync_file_range = 84, SYS_timerfd_create = 85, SYS_timerfd_settime = 86, SYS_timerfd_gettime = 87, SYS_waitid = 95,
    SYS_nanosleep = 101, SYS_clock_gettime = 113, SYS_clock_settime = 112, SYS_rt_sigprocmask = 135, SYS_rt_sigqueueinfo = 138,
    SYS_getppid = 173, SYS_readahead = 213, SYS_riscv_hwprobe = 258, SYS_process_vm_readv = 270, SYS_process_vm_writev = 271,
    SYS_kcmp = 272, SYS_sched_setattr = 274, SYS_sched_getattr = 275, SYS_memfd_create = 279, SYS_membarrier = 283,
    SYS_pidfd_send_signal = 424, SYS_pidfd_open = 434, SYS_clone3 = 435, SYS_pidfd_getfd = 438, SYS_futex_waitv = 449, SYS_futex = 98,
    EPERM = 1, ESRCH = 3, EINTR = 4, EBADF = 9, ECHILD = 10, EAGAIN = 11, EFAULT = 14, EINVAL = 22, ESPIPE = 29, EPIPE = 32,
    ETIMEDOUT = 110, ECANCELED = 125, SIGUSR1 = 10, SIGUSR2 = 12, SIGPIPE = 13, SIGCHLD = 17, SIGRT = 40, NONBLOCK = 0x800, POLLIN = 1,
    P_PIDFD = 3, WEXITED = 4, CLONE_PIDFD = 0x1000, CLONE_VM = 0x100, CLONE_FILES = 0x400,
};

struct timespec { i64 s, n; };
struct spec { struct timespec interval, value; };
struct info { int number, error, code, padding; ulong words[14]; };
struct record { unsigned number; int error, code; unsigned pid, uid; int fd; unsigned tid, band, overrun, trap; int status, integer; ulong pointer, more[9]; };
struct pollfd { int fd; short events, revents; };
struct iovec { void *base; ulong length; };

static i64 call4(i64 n, i64 a, i64 b, i64 c, i64 d) { return syscall6(n, a, b, c, d, 0, 0); }
static i64 fork(void) { return syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0); }
static void nap(i64 ms) { struct timespec t = { ms / 1000, ms % 1000 * 1000000 }; syscall3(SYS_nanosleep, &t, 0, 0); }
static int ready(int fd) { struct pollfd p = { fd, POLLIN, 0 }; struct timespec t = { 0, 0 }; syscall6(SYS_ppoll, (i64)&p, 1, (i64)&t, 0, 0, 0); return p.revents; }
static i64 reap(i64 pid) { int status = -1; call4(SYS_wait4, pid, (i64)&status, 0, 0); return status; }

static void timers(void)
{
    ulong count = 0;
    i64 fd = syscall3(SYS_timerfd_create, 1, NONBLOCK, 0);
    check("timerfd_create", fd >= 0, fd);
    check("an unknown clock is EINVAL", syscall3(SYS_timerfd_create, 4, 0, 0) == -EINVAL, 0);
    check("unknown flags are EINVAL", syscall3(SYS_timerfd_create, 1, 1, 0) == -EINVAL, 0);
    check("an idle timer is EAGAIN", syscall3(SYS_read, fd, &count, 8) == -EAGAIN, 0);
    struct spec spec = { { 0, 0 }, { 100, 0 } }, old;
    check("settime", call4(SYS_timerfd_settime, fd, 0, (i64)&spec, 0) == 0, 0);
    check("not yet", ready((int)fd) == 0, 0);
    syscall3(SYS_timerfd_gettime, fd, &old, 0);
    check("gettime counts down", old.value.s > 0 && (old.value.s < 100 || old.value.n == 0), old.value.s);
    check("a short read is EINVAL", syscall3(SYS_read, fd, &count, 4) == -EINVAL, 0);
    spec.value = (struct timespec){ 0, 20000000 };
    call4(SYS_timerfd_settime, fd, 0, (i64)&spec, 0);
    nap(40);
    check("ready", ready((int)fd) == POLLIN, 0);
    check("one expiration", syscall3(SYS_read, fd, &count, 8) == 8 && count == 1, (i64)count);
    spec = (struct spec){ { 0, 5000000 }, { 0, 5000000 } };
    call4(SYS_timerfd_settime, fd, 0, (i64)&spec, (i64)&old);
    nap(52);
    syscall3(SYS_read, fd, &count, 8);
    check("periods are counted", count >= 10, (i64)count);
    spec = (struct spec){ { 0, 1 }, { 0, 1 } };
    call4(SYS_timerfd_settime, fd, 0, (i64)&spec, 0);
    nap(2);
    check("a period of a nanosecond is counted too", syscall3(SYS_read, fd, &count, 8) == 8 && count >= 2000000, (i64)count);
    spec = (struct spec){ { 0, 0 }, { 0, 0 } };
    call4(SYS_timerfd_settime, fd, 0, (i64)&spec, (i64)&old);
    check("the old period is told", old.interval.n == 1, old.interval.n);
    nap(2);
    check("disarmed", syscall3(SYS_read, fd, &count, 8) == -EAGAIN, 0);
    spec.value.n = 1000000000;
    check("a bad time is EINVAL", call4(SYS_timerfd_settime, fd, 0, (i64)&spec, 0) == -EINVAL, 0);
    check("another file is EINVAL", syscall3(SYS_timerfd_gettime, 1, &old, 0) == -EINVAL, 0);
    check("no file is EBADF", syscall3(SYS_timerfd_gettime, 77, &old, 0) == -EBADF, 0);
    syscall3(SYS_close, fd, 0, 0);

    fd = syscall3(SYS_timerfd_create, 0, NONBLOCK, 0);
    struct timespec now;
    syscall3(SYS_clock_gettime, 0, &now, 0);
    spec = (struct spec){ { 0, 0 }, { now.s + 1000, 0 } };
    call4(SYS_timerfd_settime, fd, 3, (i64)&spec, 0);
    syscall3(SYS_clock_settime, 0, &now, 0);
    check("a set clock cancels", ready((int)fd) == POLLIN && syscall3(SYS_read, fd, &count, 8) == -ECANCELED, 0);
    call4(SYS_timerfd_settime, fd, 1, (i64)&spec, 0);
    struct timespec later = { now.s + 1001, 0 };
    syscall3(SYS_clock_settime, 0, &later, 0);
    nap(2);
    check("a moment that a set clock jumped over has come", syscall3(SYS_read, fd, &count, 8) == 8 && count == 1, (i64)count);
    syscall3(SYS_clock_settime, 0, &now, 0);
    syscall3(SYS_close, fd, 0, 0);
}

static void signals(void)
{
    ulong mask = 1ul << (SIGUSR1 - 1) | 1ul << (SIGRT - 1) | 1ul << (SIGCHLD - 1);
    call4(SYS_rt_sigprocmask, 0, (i64)&mask, 0, 8);
    i64 fd = call4(SYS_signalfd4, -1, (i64)&mask, 8, NONBLOCK);
    check("signalfd4", fd >= 0, fd);
    check("a wrong size is EINVAL", call4(SYS_signalfd4, -1, (i64)&mask, 4, 0) == -EINVAL, 0);
    check("another file is EINVAL", call4(SYS_signalfd4, 1, (i64)&mask, 8, 0) == -EINVAL, 0);
    struct record records[3];
    check("nothing is EAGAIN", syscall3(SYS_read, fd, records, sizeof records) == -EAGAIN, 0);
    i64 self = syscall3(SYS_getpid, 0, 0, 0);
    struct info info = { 0, 0, -1, 0, { 0 } };
    info.words[0] = (ulong)self, info.words[1] = 42;
    syscall3(SYS_rt_sigqueueinfo, self, SIGRT, &info);
    syscall3(SYS_kill, self, SIGUSR1, 0);
    check("ready", ready((int)fd) == POLLIN, 0);
    check("two records", syscall3(SYS_read, fd, records, sizeof records) == 256, 0);
    check("the lower number first", records[0].number == SIGUSR1 && records[0].pid == (unsigned)self && records[0].code == 0, records[0].number);
    check("with its value", records[1].number == SIGRT && records[1].integer == 42 && records[1].pointer == 42, records[1].integer);
    check("a short read is EINVAL", syscall3(SYS_read, fd, records, 64) == -EINVAL, 0);
    ulong other = 1ul << (SIGUSR2 - 1);
    check("the mask of an old one changes", call4(SYS_signalfd4, fd, (i64)&other, 8, 0) == fd, 0);
    syscall3(SYS_kill, self, SIGUSR1, 0);
    check("and the signal is not shown any more", ready((int)fd) == 0, 0);
    call4(SYS_signalfd4, fd, (i64)&mask, 8, 0);
    check("and shown again", syscall3(SYS_read, fd, records, 128) == 128, 0);
    i64 blocking = call4(SYS_signalfd4, -1, (i64)&mask, 8, 0);
    i64 child = fork();
    if (child == 0)
    {
        nap(20);
        syscall3(SYS_kill, syscall3(SYS_getppid, 0, 0, 0), SIGUSR1, 0);
        quit(7);
    }

    check("a read waits", syscall3(SYS_read, blocking, records, 128) == 128 && records[0].number == SIGUSR1, records[0].number);
    reap(child);
    syscall3(SYS_read, fd, records, sizeof records);
    check("SIGCHLD tells the status", records[0].number == SIGCHLD && records[0].status == 7 && records[0].pid == (unsigned)child, records[0].status);
    syscall3(SYS_close, blocking, 0, 0), syscall3(SYS_close, fd, 0, 0);
    call4(SYS_rt_sigprocmask, 1, (i64)&mask, 0, 8);
}

static void processes(void)
{
    int pair[2];
    syscall3(SYS_pipe2, pair, 0, 0);
    i64 child = fork();
    if (child == 0)
    {
        char c;
        syscall3(SYS_read, pair[0], &c, 1);
        quit(5);
    }

    i64 fd = syscall3(SYS_pidfd_open, child, NONBLOCK, 0);
    check("pidfd_open", fd >= 0, fd);
    check("no such process", syscall3(SYS_pidfd_open, 32000, 0, 0) == -ESRCH, 0);
    check("a bad id", syscall3(SYS_pidfd_open, 0, 0, 0) == -EINVAL, 0);
    check("not ready while it lives", ready((int)fd) == 0, 0);
    struct info info;
    check("a look is EAGAIN", syscall6(SYS_waitid, P_PIDFD, fd, (i64)&info, WEXITED, 0, 0) == -EAGAIN, 0);
    check("signal 0", call4(SYS_pidfd_send_signal, fd, 0, 0, 0) == 0, 0);
    check("a file that is none", call4(SYS_pidfd_send_signal, 1, 0, 0, 0) == -EBADF, 0);
    i64 got = syscall3(SYS_pidfd_getfd, fd, pair[0], 0);
    check("pidfd_getfd", got >= 0 && syscall6(SYS_kcmp, syscall3(SYS_getpid, 0, 0, 0), child, 0, got, pair[0], 0) == 0, got);
    check("no such descriptor", syscall3(SYS_pidfd_getfd, fd, 77, 0) == -EBADF, 0);
    i64 differ = syscall6(SYS_kcmp, syscall3(SYS_getpid, 0, 0, 0), child, 1, 0, 0, 0);
    check("kcmp of memories", differ > 0, differ);
    syscall3(SYS_write, pair[1], "x", 1);
    struct pollfd p = { (int)fd, POLLIN, 0 };
    struct timespec limit = { 5, 0 };
    check("it becomes ready at the end", syscall6(SYS_ppoll, (i64)&p, 1, (i64)&limit, 0, 0, 0) == 1 && p.revents == POLLIN, p.revents);
    check("waitid by descriptor", syscall6(SYS_waitid, P_PIDFD, fd, (i64)&info, WEXITED, 0, 0) == 0 && (int)info.words[1] == 5, (i64)info.words[1]);
    check("gone is ECHILD", syscall6(SYS_waitid, P_PIDFD, fd, (i64)&info, WEXITED, 0, 0) == -ECHILD, 0);
    check("gone is ESRCH", call4(SYS_pidfd_send_signal, fd, 0, 0, 0) == -ESRCH, 0);
    syscall3(SYS_close, fd, 0, 0), syscall3(SYS_close, got, 0, 0);

    int made = -1;
    child = syscall6(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, (i64)&made, 0, 0, 0);
    if (child == 0)
        quit(syscall3(SYS_close, made, 0, 0) == -EBADF ? 3 : 4);
    check("CLONE_PIDFD", made >= 0 && syscall6(SYS_waitid, P_PIDFD, made, (i64)&info, WEXITED, 0, 0) == 0 && (int)info.words[1] == 3, (i64)info.words[1]);
    syscall3(SYS_close, made, 0, 0);
    check("a bad place for it", syscall6(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, 8, 0, 0, 0) == -EFAULT, 0);

    static char shared[64] = "abcdefgh";
    child = fork();
    if (child == 0)
    {
        char c;
        syscall3(SYS_read, pair[0], &c, 1);
        quit(shared[0] == 'X' && shared[40] == 'Y' ? 0 : 1);
    }

    char copy[16];
    struct iovec here = { copy, 8 }, there[2] = { { shared, 4 }, { shared + 4, 4 } };
    check("process_vm_readv", syscall6(SYS_process_vm_readv, child, (i64)&here, 1, (i64)there, 2, 0) == 8 && copy[7] == 'h', copy[7]);
    char sent[2] = { 'X', 'Y' };
    struct iovec from[2] = { { sent, 1 }, { sent + 1, 1 } }, to[2] = { { shared, 1 }, { shared + 40, 1 } };
    check("process_vm_writev", syscall6(SYS_process_vm_writev, child, (i64)from, 2, (i64)to, 2, 0) == 2, 0);
    there[1].base = (void *)8;
    check("a bad second piece is a part", syscall6(SYS_process_vm_readv, child, (i64)&here, 1, (i64)there, 2, 0) == 4, 0);
    check("nothing at all is EFAULT", syscall6(SYS_process_vm_readv, child, (i64)&here, 1, (i64)(there + 1), 1, 0) == -EFAULT, 0);
    check("no such process", syscall6(SYS_process_vm_readv, 32000, (i64)&here, 1, (i64)there, 1, 0) == -ESRCH, 0);
    syscall3(SYS_write, pair[1], "x", 1);
    check("the child saw it", reap(child) == 0, 0);
    syscall3(SYS_close, pair[0], 0, 0), syscall3(SYS_close, pair[1], 0, 0);
}

static void splices(void)
{
    int a[2], b[2];
    char text[32];
    syscall3(SYS_pipe2, a, NONBLOCK, 0), syscall3(SYS_pipe2, b, NONBLOCK, 0);
    i64 file = syscall3(SYS_memfd_create, "x", 0, 0);
    syscall3(SYS_write, a[1], "hello world", 11);
    check("tee", call4(SYS_tee, a[0], b[1], 5, 0) == 5 && syscall3(SYS_read, b[0], text, 32) == 5 && text[4] == 'o', 0);
    check("splice between pipes", syscall6(SYS_splice, a[0], 0, b[1], 0, 6, 0) == 6 && syscall3(SYS_read, b[0], text, 32) == 6 && text[4] == 'o', 0);
    i64 at = 100;
    check("splice to a file", syscall6(SYS_splice, a[0], 0, file, (i64)&at, 99, 0) == 5 && at == 105, at);
    check("an empty pipe is EAGAIN", syscall6(SYS_splice, a[0], 0, file, 0, 9, 0) == -EAGAIN, 0);
    at = 101;
    check("splice from a file", syscall6(SYS_splice, file, (i64)&at, a[1], 0, 99, 0) == 4 && at == 105, at);
    check("the bytes", syscall3(SYS_read, a[0], text, 32) == 4 && text[0] == 'o' && text[3] == 'd', 0);
    check("the end", syscall6(SYS_splice, file, (i64)&at, a[1], 0, 99, 0) == 0, 0);
    check("no pipe is EINVAL", syscall6(SYS_splice, file, 0, file, 0, 9, 0) == -EINVAL, 0);
    check("the same pipe is EINVAL", syscall6(SYS_splice, a[0], 0, a[1], 0, 9, 0) == -EINVAL, 0);
    check("an offset for a pipe is ESPIPE", syscall6(SYS_splice, a[0], (i64)&at, file, 0, 9, 0) == -ESPIPE, 0);
    struct iovec pieces[2] = { { "ab", 2 }, { "cd", 2 } };
    check("vmsplice", call4(SYS_vmsplice, a[1], (i64)pieces, 2, 0) == 4 && syscall3(SYS_read, a[0], text, 32) == 4 && text[3] == 'd', 0);
    check("vmsplice to a file is EBADF", call4(SYS_vmsplice, file, (i64)pieces, 2, 0) == -EBADF, 0);
    static char big[65536];
    check("a pipe fills", syscall3(SYS_write, a[1], big, sizeof big) == sizeof big, 0);
    check("a full pipe is EAGAIN", syscall6(SYS_splice, file, 0, a[1], 0, 9, 0) == -EAGAIN, 0);
    check("all of it moves at once", syscall6(SYS_splice, a[0], 0, b[1], 0, 1 << 20, 0) == 65536, 0);
    struct { void *handler; ulong flags, mask; } ignore = { (void *)1, 0, 0 };
    call4(SYS_rt_sigaction, SIGPIPE, (i64)&ignore, 0, 8);
    syscall3(SYS_close, a[0], 0, 0);
    check("no reader is EPIPE", syscall6(SYS_splice, b[0], 0, a[1], 0, 9, 0) == -EPIPE, 0);
    syscall3(SYS_close, b[1], 0, 0);
    syscall3(SYS_ftruncate, file, 0, 0);
    check("the rest is drained", syscall6(SYS_splice, b[0], 0, file, 0, 1 << 20, 0) == 65536, 0);
    check("no writer is the end", syscall6(SYS_splice, b[0], 0, file, 0, 9, 0) == 0, 0);
    check("readahead", syscall3(SYS_readahead, file, 0, 4096) == 0 && syscall3(SYS_readahead, b[0], 0, 1) == -EINVAL, 0);
    check("sync_file_range", call4(SYS_sync_file_range, file, 0, 4096, 7) == 0 && call4(SYS_sync_file_range, b[0], 0, 1, 1) == -ESPIPE, 0);
    syscall3(SYS_close, b[0], 0, 0), syscall3(SYS_close, a[1], 0, 0), syscall3(SYS_close, file, 0, 0);
}

static char stack[16384] __attribute__((aligned(16)));
static unsigned words[3];

static void barriers(void)
{
    check("membarrier offers", (syscall3(SYS_membarrier, 0, 0, 0) & 0x27f) == 0x27f, syscall3(SYS_membarrier, 0, 0, 0));
    check("unregistered is EPERM", syscall3(SYS_membarrier, 8, 0, 0) == -EPERM, 0);
    check("register", syscall3(SYS_membarrier, 16, 0, 0) == 0 && syscall3(SYS_membarrier, 8, 0, 0) == 0, 0);
    check("global", syscall3(SYS_membarrier, 1, 0, 0) == 0, 0);
    check("registrations", syscall3(SYS_membarrier, 512, 0, 0) == 16, 0);
    check("an unknown command is EINVAL", syscall3(SYS_membarrier, 1 << 20, 0, 0) == -EINVAL, 0);

    struct { i64 key; ulong value; } pairs[4] = { { 3, 0 }, { 4, 0 }, { 8, 0 }, { 999, 5 } };
    check("hwprobe", syscall6(SYS_riscv_hwprobe, (i64)pairs, 4, 0, 0, 0, 0) == 0, 0);
    check("the base is IMA", pairs[0].value == 1 && (pairs[1].value & 3) == 3, (i64)pairs[1].value);
    check("the clock", pairs[2].value == 10000000, (i64)pairs[2].value);
    check("an unknown key", pairs[3].key == -1 && pairs[3].value == 0, pairs[3].key);
    check("unknown flags", syscall6(SYS_riscv_hwprobe, (i64)pairs, 1, 0, 0, 8, 0) == -EINVAL, 0);

    struct { unsigned size, policy; ulong flags; int nice; unsigned priority; ulong deadlines[3]; } a = { 48, 0, 0, 5, 0, { 0 } };
    check("sched_setattr", syscall3(SYS_sched_setattr, 0, &a, 0) == 0, 0);
    a.nice = 0;
    check("sched_getattr", call4(SYS_sched_getattr, 0, (i64)&a, 48, 0) == 0 && a.nice == 5 && a.size == 48, a.nice);
    a.nice = 0;
    syscall3(SYS_sched_setattr, 0, &a, 0);
    a.policy = 6;
    check("deadlines are not there or need more", syscall3(SYS_sched_setattr, 0, &a, 0) < 0, 0);
    check("ioprio", syscall3(SYS_ioprio_set, 1, 0, 2 << 13 | 3) == 0 && syscall3(SYS_ioprio_get, 1, 0, 0) == (2 << 13 | 3), 0);
    check("a bad class", syscall3(SYS_ioprio_set, 1, 0, 4 << 13) == -EINVAL, 0);

    struct { ulong value, address; unsigned flags, reserved; } waits[2] = { { 0, (ulong)&words[0], 2, 0 }, { 1, (ulong)&words[1], 2, 0 } };
    check("another value is EAGAIN", syscall6(SYS_futex_waitv, (i64)waits, 2, 0, 0, 1, 0) == -EAGAIN, 0);
    waits[1].value = 0;
    struct timespec now;
    syscall3(SYS_clock_gettime, 1, &now, 0);
    check("a moment that was", syscall6(SYS_futex_waitv, (i64)waits, 2, 0, (i64)&now, 1, 0) == -ETIMEDOUT, 0);
    i64 child = syscall6(SYS_clone, CLONE_VM | SIGCHLD, (i64)(stack + sizeof stack), 0, 0, 0, 0);
    if (child == 0)
    {
        nap(20);
        syscall3(SYS_futex, &words[1], 1, 1);
        quit(0);
    }

    check("the word that was woken", syscall6(SYS_futex_waitv, (i64)waits, 2, 0, 0, 1, 0) == 1, 0);
    reap(child);
    check("an unknown size", (waits[0].flags = 0, syscall6(SYS_futex_waitv, (i64)waits, 2, 0, 0, 1, 0)) == -EINVAL, 0);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    timers();
    signals();
    processes();
    splices();
    barriers();
    return finish();
}
