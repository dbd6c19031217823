/* Making, waiting for and describing processes and threads; futexes, scheduling, limits. */
#include "oracle.h"
#include <linux/futex.h>
#include <linux/sched.h>
#include <sys/syscall.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#ifndef SCHED_OTHER
#define SCHED_OTHER 0
#endif

static char stack[65536] __attribute__((aligned(16)));
static volatile int shared_word, child_word;

/* clone with a stack of its own: the child runs work and ends. */
static long spawn(unsigned long flags, void (*work)(void))
{
    long *top = (long *)(stack + sizeof stack - 16);
    top[0] = (long)work;
    register long a0 __asm__("a0") = (long)flags;
    register long a1 __asm__("a1") = (long)top;
    register long a2 __asm__("a2") = (long)&shared_word;
    register long a3 __asm__("a3") = 0;
    register long a4 __asm__("a4") = (long)&child_word;
    register long a7 __asm__("a7") = SYS_clone;
    __asm__ volatile("ecall\n\tbnez a0, 1f\n\tld t0, 0(sp)\n\tjalr t0\n\tli a0, 5\n\tli a7, 93\n\tecall\n1:"
                     : "+r"(a0)
                     : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a7)
                     : "memory", "t0", "ra");
    return a0;
}

static void store(void)
{
    shared_word = 42;
}

static void leave_folder(void)
{
    sys(chdir, "/");
    sys(close, 0);
}

static void clone_with(const char *what, unsigned long flags, void (*work)(void))
{
    char folder[64];
    int status = 0;
    shared_word = 0;
    long child = spawn(flags, work);
    traced("clone", what, 0, child);
    if (child < 0)
        return;
    if ((flags & (CLONE_THREAD | CLONE_PARENT)) == 0)
    {
        sys(wait4, child, &status, 0x40000000 /* __WALL */, NULL);
        say_status("child", status);
    }
    else
        pause_ms(100);
    say("memory %d folder %s input %ld", shared_word == 42, getcwd(folder, sizeof folder), sys(fcntl, 0, F_GETFD));
}
#define CLONE(flags, work) clone_with(#flags, flags, work)

TEST(clones)
{
    CLONE(SIGCHLD, store);
    CLONE(CLONE_VM | SIGCHLD, store);
    CLONE(CLONE_VM | CLONE_VFORK | SIGCHLD, store);
    CLONE(CLONE_PARENT_SETTID | SIGCHLD, store);
    CLONE(CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD, store);
    CLONE(CLONE_FS | SIGCHLD, leave_folder);
    chdir("/tmp/guest");
    CLONE(CLONE_FILES | SIGCHLD, leave_folder);
    CLONE(CLONE_SIGHAND | SIGCHLD, store);
    CLONE(CLONE_SIGHAND | CLONE_VM | CLONE_UNTRACED | CLONE_DETACHED | SIGCHLD, store);
    CLONE(CLONE_THREAD | CLONE_SIGHAND | SIGCHLD, store);
    CLONE(CLONE_VM | CLONE_THREAD | CLONE_SIGHAND | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_IO, store);
    CLONE(CLONE_PARENT | SIGCHLD, store);
    CLONE(CLONE_VM | SIGUSR1, store);
    CLONE(CLONE_SETTLS | CLONE_VM | CLONE_VFORK | SIGCHLD, store);
    CLONE(CLONE_PIDFD | SIGCHLD, store);
    CLONE(CLONE_PIDFD | CLONE_PARENT_SETTID | SIGCHLD, store);
    CLONE(CLONE_NEWUSER | CLONE_FS | SIGCHLD, store);
}

static void clone3_with(const char *what, unsigned long flags, unsigned long exit_signal)
{
    int status = 0, fd = -1, parent = 0, child_id = 0;
    static char tls[64];
    struct clone_args a = { .flags = flags, .exit_signal = exit_signal, .pidfd = (long)&fd, .parent_tid = (long)&parent,
        .child_tid = (long)&child_id, .tls = (long)tls + 32 };
    long child = sys(clone3, &a, sizeof a);
    if (child == 0)
        raw(SYS_exit_group, 7, 0, 0, 0, 0, 0);
    traced("clone3", what, 0, child);
    if (child < 0)
        return;
    say("parent %d child %d pidfd %d", parent == child, child_id == child, fd >= 0);
    long got = sys(wait4, child, &status, flags & CLONE_PARENT ? 1 : 0x40000000, NULL);
    if (got == child)
        say_status("child", status);
    else
        say("%s", result_text(got));
}
#define CLONE3(flags, exit_signal) clone3_with(#flags ", " #exit_signal, flags, exit_signal)

TEST(clone3_flags)
{
    CLONE3(0, SIGCHLD);
    CLONE3(0, 0);
    CLONE3(0, 65);
    CLONE3(CLONE_PARENT_SETTID, SIGCHLD);
    CLONE3(CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID, SIGCHLD);
    CLONE3(CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_IO | CLONE_UNTRACED, SIGCHLD);
    CLONE3(CLONE_VM | CLONE_VFORK, SIGCHLD);
    CLONE3(CLONE_PIDFD, SIGCHLD);
    CLONE3(CLONE_PIDFD | CLONE_DETACHED, SIGCHLD);
    CLONE3(CLONE_SETTLS, SIGCHLD);
    CLONE3(CLONE_CLEAR_SIGHAND, SIGCHLD);
    CLONE3(CLONE_CLEAR_SIGHAND | CLONE_SIGHAND | CLONE_VM, SIGCHLD);
    CLONE3(CLONE_THREAD, 0);
    CLONE3(CLONE_THREAD | CLONE_SIGHAND | CLONE_VM, SIGCHLD);
    CLONE3(CLONE_PARENT, SIGCHLD);
    CLONE3(CLONE_PARENT, 0);
    struct clone_args a = { .exit_signal = SIGCHLD };
    T(clone3, &a, 63);
    T(clone3, &a, 5000);
}

TEST(unsharing)
{
    T(unshare, 0);
    T(unshare, CLONE_FILES | CLONE_FS | CLONE_SYSVSEM);
    T(unshare, 1);
    T(unshare, CLONE_PARENT);
}

static pid_t child_that(int code, long after)
{
    pid_t child = fork();
    if (child == 0)
    {
        pause_ms(after);
        if (code < 0)
            raise(-code);
        if (code == -SIGSTOP)
            pause(); /* a continuation can be waited for only while the child lives */
        _exit(code);
    }

    return child;
}

static void say_info(siginfo_t *info, pid_t child)
{
    say("signal %d code %d status %d child %d", info->si_signo, info->si_code, info->si_status, info->si_pid == child);
}

TEST(waiting)
{
    int status;
    siginfo_t info = { 0 };
    struct rusage usage;
    T(wait4, -1, &status, 0, NULL);
    pid_t child = child_that(300, 300);
    T(wait4, child, &status, WNOHANG, NULL);
    V(wait4, -1, &status, 0x20000000 /* __WNOTHREAD */ | WUNTRACED | WCONTINUED, &usage);
    say_status("child", status);
    child = child_that(-SIGKILL, 0);
    V(wait4, 0, &status, 0x40000000 /* __WALL */, NULL);
    say_status("child", status);
    child = child_that(1, 0);
    T(wait4, child, &status, 0x80000000 /* __WCLONE */, NULL);
    V(wait4, -getpgrp(), &status, 0, NULL);
    T(wait4, INT_MIN, &status, 0, NULL);
    T(wait4, -1, &status, 0x100, NULL);
    child = child_that(7, 0);
    T(waitid, P_PID, child, &info, WEXITED | WNOWAIT, NULL);
    say_info(&info, child);
    T(waitid, P_ALL, 0, &info, WEXITED | 0x40000000 /* __WALL */, &usage);
    say_info(&info, child);
    child = child_that(-SIGSEGV, 0);
    T(waitid, P_PGID, getpgrp(), &info, WEXITED | 0x20000000 /* __WNOTHREAD */, NULL);
    say("signal %d code %d status %d", info.si_signo, info.si_code & 2, info.si_status);
    child = child_that(-SIGSTOP, 0);
    T(waitid, P_PID, child, &info, WSTOPPED, NULL);
    say_info(&info, child);
    kill(child, SIGCONT);
    T(waitid, P_PID, child, &info, WCONTINUED, NULL);
    say_info(&info, child);
    kill(child, SIGKILL);
    T(waitid, P_PID, child, &info, WEXITED, NULL);
    child = child_that(9, 300);
    long fd = sys(pidfd_open, child, 0);
    T(waitid, P_PID, child, &info, WEXITED | WNOHANG, NULL);
    T(waitid, 3 /* P_PIDFD */, fd, &info, WEXITED, NULL);
    say_info(&info, child);
    T(waitid, P_PID, child, &info, WEXITED | 0x80000000 /* __WCLONE */, NULL);
    T(waitid, P_ALL, 0, &info, 0, NULL);
    T(waitid, 9, 0, &info, WEXITED, NULL);
}

TEST(identities)
{
    pid_t me = getpid();
    say("%d %d", sys(gettid) == me, sys(getppid) == getppid());
    say("%d %d", sys(getpgid, 0) == me, sys(getsid, 0) != me);
    T(setsid);
    T(setpgid, 0, 0);
    T(setpgid, 0, 1);
    T(setpgid, 1, 0);
    T(getpgid, 99999999);
    T(getsid, 99999999);
    pid_t child = fork();
    if (child == 0)
    {
        say("%d", sys(setsid) == getpid());
        say("%d %d", sys(getsid, 0) == getpid(), sys(getpgid, 0) == getpid());
        T(setpgid, 0, 0);
        _exit(0);
    }

    wait(NULL);
    V(set_tid_address, &child_word);
    T(personality, -1);
    T(personality, 0x40000);
    T(personality, 0);
    T(getcpu, NULL, NULL, NULL);
    T(sched_yield);
    say("%d", (unsigned long)sys(brk, 0) > 0);
}

TEST(futexes)
{
    unsigned word = 5, other = 0;
    struct timespec soon = { 0, 20000000 }, past = { 1, 0 }, bad = { 0, -1 };
    T(futex, &word, FUTEX_WAIT, 4, NULL);
    T(futex, &word, FUTEX_WAIT, 5, &soon);
    T(futex, &word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 5, &soon);
    T(futex, &word, FUTEX_WAIT, 5, &bad);
    T(futex, (char *)&word + 1, FUTEX_WAIT, 5, &soon);
    T(futex, unmapped, FUTEX_WAIT, 5, &soon);
    T(futex, &word, FUTEX_WAIT_BITSET, 5, &past, NULL, 1);
    T(futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 5, &past, NULL, -1);
    T(futex, &word, FUTEX_WAIT_BITSET, 5, &past, NULL, 0);
    T(futex, &word, FUTEX_WAKE, 1);
    T(futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 2);
    T(futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 0);
    T(futex, &word, FUTEX_REQUEUE, 1, 1, &other);
    T(futex, &word, FUTEX_CMP_REQUEUE, 1, 1, &other, 5);
    T(futex, &word, FUTEX_CMP_REQUEUE, 1, 1, &other, 6);
    T(futex, &word, FUTEX_WAKE_OP, 1, 1, &other, FUTEX_OP(FUTEX_OP_ADD, 3, FUTEX_OP_CMP_EQ, 0));
    say("%u", other);
    T(futex, &word, FUTEX_WAKE_OP, 1, 1, &other, FUTEX_OP(7, 3, FUTEX_OP_CMP_EQ, 0));
    T(futex, &word, FUTEX_FD, 1);
    T(futex, &word, 77, 1);
    unsigned *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0)
        _exit(sys(futex, shared, FUTEX_WAIT, 0, NULL) == 0 ? 3 : 4);
    pause_ms(100);
    T(futex, shared, FUTEX_WAKE, 10);
    int status;
    wait(&status);
    say_status("waiter", status);
    long head[3] = { (long)head, 0, 0 };
    T(set_robust_list, head, 24);
    T(set_robust_list, head, 23);
    void *got;
    long size;
    T(get_robust_list, 0, &got, &size);
    say("%d %ld", got == head, size);
    T(get_robust_list, 99999999, &got, &size);
}

TEST(scheduling)
{
    int priority = 10, zero = 0, high = 100;
    T(sched_getscheduler, 0);
    T(sched_setscheduler, 0, SCHED_BATCH, &zero);
    T(sched_setscheduler, 0, SCHED_IDLE, &zero);
    T(sched_setscheduler, 0, SCHED_FIFO, &zero);
    T(sched_setscheduler, 0, SCHED_FIFO, &priority);
    T(sched_setscheduler, 0, SCHED_RR, &priority);
    T(sched_getscheduler, 0);
    T(sched_getparam, 0, &zero);
    say("%d", zero);
    T(sched_setparam, 0, &high);
    zero = 0;
    T(sched_setscheduler, 0, SCHED_OTHER, &zero);
    T(sched_setscheduler, 0, SCHED_OTHER, &priority);
    T(sched_setscheduler, 0, 6 /* SCHED_DEADLINE */, &zero);
    T(sched_setscheduler, 99999999, SCHED_OTHER, &zero);
    T(getpriority, PRIO_PROCESS, 0);
    T(setpriority, PRIO_PROCESS, 0, 25);
    T(getpriority, PRIO_PGRP, 0);
    T(setpriority, PRIO_PGRP, 0, -30);
    T(getpriority, PRIO_PROCESS, 0);
    T(setpriority, PRIO_USER, 4711, 1);
    T(getpriority, PRIO_USER, 4711);
    unsigned long mask = 1;
    T(sched_setaffinity, 0, 8, &mask);
    T(sched_getaffinity, 0, 8, &mask);
    say("%lx", mask);
    unsigned cpu = 9;
    T(getcpu, &cpu, NULL, NULL);
    say("%u", cpu);
    mask = 0;
    T(sched_setaffinity, 0, 8, &mask);
    T(sched_getaffinity, 0, 4, &mask);
    T(sched_getaffinity, 0, 0, &mask);
    sys(setresuid, 1000, 1000, 1000);
    T(setpriority, PRIO_PROCESS, 0, -10);
    T(sched_setscheduler, 0, SCHED_FIFO, &priority);
    T(sched_setaffinity, 1, 8, &(unsigned long){ 1 });
}

TEST(limits)
{
    struct rlimit l = { 100, 200 }, old;
    struct rusage u;
    T(getrlimit, RLIMIT_NOFILE, &l);
    say("%ld %ld", (long)l.rlim_cur, (long)l.rlim_max);
    l = (struct rlimit){ 8, 16 };
    T(setrlimit, RLIMIT_NOFILE, &l);
    T(openat, AT_FDCWD, ".", O_RDONLY);
    T(fcntl, 0, F_DUPFD, 7);
    T(fcntl, 0, F_DUPFD, 7);
    T(fcntl, 0, F_DUPFD, 8);
    T(dup3, 0, 8, 0);
    T(prlimit64, 0, RLIMIT_NOFILE, NULL, &old);
    say("%ld %ld", (long)old.rlim_cur, (long)old.rlim_max);
    l = (struct rlimit){ 20, 10 };
    T(prlimit64, 0, RLIMIT_NOFILE, &l, NULL);
    l = (struct rlimit){ 5, 1l << 40 };
    T(prlimit64, 0, RLIMIT_NOFILE, &l, NULL);
    l = (struct rlimit){ 1 << 20, 1 << 20 };
    T(setrlimit, RLIMIT_FSIZE, &l);
    long fd = open("f", O_RDWR | O_CREAT, 0644);
    signal(SIGXFSZ, SIG_IGN);
    T(pwrite64, fd, page, 60, (1 << 20) - 20);
    T(pwrite64, fd, page, 60, 1 << 20);
    T(ftruncate, fd, (1 << 20) + 1);
    T(getrusage, RUSAGE_SELF, &u);
    T(getrusage, RUSAGE_CHILDREN, &u);
    T(getrusage, RUSAGE_THREAD, &u);
    T(getrusage, 7, &u);
    V(times, NULL);
    sys(setresuid, 1000, 1000, 1000);
    l = (struct rlimit){ 5, 17 };
    T(setrlimit, RLIMIT_NOFILE, &l);
    T(prlimit64, 1, RLIMIT_NOFILE, NULL, &old);
}

TEST(controls)
{
    char name[16] = "";
    int got = 0;
    T(prctl, PR_SET_NAME, "a name that is too long", 0, 0, 0);
    T(prctl, PR_GET_NAME, name, 0, 0, 0);
    say("%s", name);
    T(prctl, PR_SET_PDEATHSIG, SIGUSR1, 0, 0, 0);
    T(prctl, PR_GET_PDEATHSIG, &got, 0, 0, 0);
    say("%d", got);
    T(prctl, PR_SET_PDEATHSIG, 99, 0, 0, 0);
    T(prctl, PR_GET_DUMPABLE, 0, 0, 0, 0);
    T(prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
    T(prctl, PR_SET_DUMPABLE, 2, 0, 0, 0);
    T(prctl, PR_GET_KEEPCAPS, 0, 0, 0, 0);
    T(prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0);
    T(prctl, PR_SET_KEEPCAPS, 2, 0, 0, 0);
    T(prctl, PR_CAPBSET_READ, 0, 0, 0, 0);
    T(prctl, PR_CAPBSET_READ, 99, 0, 0, 0);
    T(prctl, PR_GET_TIMERSLACK, 0, 0, 0, 0);
    T(prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    T(prctl, PR_GET_CHILD_SUBREAPER, &got, 0, 0, 0);
    say("%d", got);
    T(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
    T(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    T(prctl, PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0);
    T(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
    void *address = NULL;
    T(prctl, PR_GET_TID_ADDRESS, &address, 0, 0, 0);
    T(prctl, 9999, 0, 0, 0, 0);
    T(exit_group, 3);
}

TEST(ends)
{
    in_child((void (*)(void))abort);
    if (fork() == 0)
        T(exit, 0x1234);
    int status;
    wait(&status);
    say_status("child", status);
}
