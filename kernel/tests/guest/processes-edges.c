/* Calls about processes at their edges: numbers at the ends of their types, limits that are met, what children leave. */
#include "oracle.h"
#include <sched.h>
#include <sys/resource.h>

static const long ends[] = { 0, 1, -1, 2, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN, 1l << 32, (1l << 32) + 1, 0xffffffff };
#define EACH(value) for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) for (long value = ends[i], once = 1; once; once = 0)

static void user(void)
{
    sys(setresgid, 1000, 1000, 1000);
    sys(setresuid, 1000, 1000, 1000);
}

static long child_exits(int code)
{
    long child = sys(clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0)
        sys(exit_group, code);
    return child;
}

TEST(waiting_at_the_edges)
{
    int status = -1;
    siginfo_t info;
    EACH(n)
    {
        say("number %lx", n);
        T(wait4, n, &status, WNOHANG, NULL);
        T(waitid, P_PID, n, &info, WEXITED | WNOHANG, NULL);
        T(waitid, P_PGID, n, &info, WEXITED | WNOHANG, NULL);
        if (n < 0 || n > 2)
            T(waitid, 3 /* P_PIDFD */, n, &info, WEXITED | WNOHANG, NULL);
        T(waitid, P_ALL, n, &info, WEXITED | WNOHANG, NULL);
        T(waitid, n, 1, &info, WEXITED | WNOHANG, NULL);
    }

    for (int bit = 0; bit < 32; bit++)
    {
        say("option %x", 1u << bit);
        T(wait4, -1, &status, 1u << bit, NULL);
        T(waitid, P_ALL, 0, &info, WEXITED | 1u << bit, NULL);
    }

    long child = child_exits(0x1ff);
    memset(&info, 0x55, sizeof info);
    T(waitid, P_PID, child, &info, WEXITED | WNOWAIT, unmapped);
    T(waitid, P_PID, child, unmapped, WEXITED | WNOWAIT, NULL);
    T(waitid, P_PID, child, NULL, WEXITED | WNOWAIT, NULL);
    say("%d", info.si_signo == 0x55555555);
    T(waitid, P_PID, child, &info, WSTOPPED | WNOHANG, NULL);
    say("%d %d %d %d", info.si_signo, info.si_code, info.si_pid, info.si_status);
    T(waitid, P_PID, child, &info, WEXITED | WCONTINUED, NULL);
    say("%d %d %d %d", info.si_signo, info.si_code, info.si_pid == child, info.si_status);
    child = child_exits(1);
    T(wait4, child, unmapped, 0, NULL);
    T(wait4, child, NULL, 0, NULL);
    child = child_exits(1);
    V(wait4, child, &status, 0, unmapped);
    T(wait4, child, &status, 0, NULL);
    child = child_exits(3);
    T(wait4, child, &status, WNOHANG | 0x20000000 | 0x80000000, NULL);
    V(wait4, child, &status, 0x20000000 | 0x40000000 | 0x80000000, NULL);
    say("%x", status);
    catch_signal(SIGCHLD, SA_NOCLDWAIT);
    child = child_exits(3);
    T(wait4, child, &status, 0, NULL);
    T(wait4, -1, &status, 0, NULL);
    say("%d", caught);
    signal(SIGCHLD, SIG_IGN);
    child = child_exits(3);
    T(wait4, -1, &status, 0, NULL);
}

TEST(limits_at_the_edges)
{
    struct rlimit l, old;
    EACH(n)
    {
        say("number %lx", n);
        if (n != 2)
            T(prlimit64, n, RLIMIT_CORE, NULL, NULL);
        if (n != 1 && n != 2 && n != (1l << 32) + 1)
            T(prlimit64, n, RLIMIT_CORE, NULL, &old);
        T(prlimit64, 0, n, NULL, &old);
        l = (struct rlimit){ n, n };
        T(prlimit64, 0, RLIMIT_CORE, &l, NULL);
        T(prlimit64, 0, RLIMIT_CORE, NULL, &old);
        say("%lx %lx", (long)old.rlim_cur, (long)old.rlim_max);
        T(setrlimit, RLIMIT_RTPRIO, &l);
        T(getrlimit, n, &old);
    }

    for (int which = 0; which <= 17; which++)
    {
        T(prlimit64, 0, which, NULL, &old);
        if (which != RLIMIT_NPROC && which != RLIMIT_SIGPENDING && which != RLIMIT_MEMLOCK)
            say("%d: %lx %lx", which, (long)old.rlim_cur, (long)old.rlim_max);
    }

    T(prlimit64, 0, RLIMIT_CORE, unmapped, NULL);
    T(prlimit64, 0, RLIMIT_CORE, NULL, unmapped);
    T(prlimit64, 0, 16, unmapped, NULL);
    l = (struct rlimit){ 2, 1 };
    T(prlimit64, 0, RLIMIT_CORE, &l, unmapped);
    l = (struct rlimit){ 1, 2 };
    T(prlimit64, 0, RLIMIT_CORE, &l, unmapped);
    T(prlimit64, 0, RLIMIT_CORE, NULL, &old);
    say("%lx %lx", (long)old.rlim_cur, (long)old.rlim_max);
    l = (struct rlimit){ 1 << 20, (1 << 20) + 1 };
    T(prlimit64, 0, RLIMIT_NOFILE, &l, NULL);
    l = (struct rlimit){ 0, 0 };
    T(prlimit64, 0, RLIMIT_NOFILE, &l, NULL);
    T(dup3, 0, 1, 0);
    T(fcntl, 0, F_DUPFD, 0);
    T(openat, AT_FDCWD, "/", O_RDONLY);
    T(prlimit64, 0, RLIMIT_STACK, &l, NULL);
    volatile char deep[20000];
    deep[0] = 1;
    say("%d", deep[0]);
    user();
    l = (struct rlimit){ 0, 1 };
    T(prlimit64, 0, RLIMIT_NOFILE, &l, NULL);
    T(prlimit64, 0, RLIMIT_NOFILE, &l, &old);
    T(prlimit64, getppid(), RLIMIT_NOFILE, NULL, &old);
    T(prlimit64, 1, RLIMIT_NOFILE, NULL, NULL);
    T(prlimit64, 1, 99, NULL, NULL);
    T(prlimit64, 99999999, 99, NULL, NULL);
    T(prlimit64, 99999999, 1, NULL, NULL);
}

TEST(processes_up_to_the_limit)
{
    struct rlimit l = { 0, 0 };
    sys(prlimit64, 0, RLIMIT_NPROC, &l, NULL);
    long child = child_exits(0);
    say("%s", child > 0 ? "ok" : result_text(child));
    wait(NULL);
    user();
    child = child_exits(0);
    say("%s", child > 0 ? "ok" : result_text(child));
    long arguments[11] = { [4] = SIGCHLD };
    T(clone3, arguments, 88);
}

TEST(niceness_at_the_edges)
{
    EACH(n)
    {
        say("number %lx", n);
        if ((int)n < 0 || (int)n > 2)
        {
            T(getpriority, PRIO_PROCESS, n);
            T(setpriority, PRIO_PROCESS, n, 1);
            T(getpriority, PRIO_PGRP, n);
            T(setpriority, PRIO_PGRP, n, 1);
            T(setpriority, PRIO_USER, n, 1);
            T(getpriority, PRIO_USER, n == 0xffffffff ? 5 : n);
            T(getpriority, n, 0);
            T(setpriority, n, 0, 0);
        }

        T(setpriority, PRIO_PROCESS, 0, n);
        T(getpriority, PRIO_PROCESS, 0);
    }

    T(setpriority, PRIO_PROCESS, 0, 5);
    user();
    T(setpriority, PRIO_PROCESS, 0, 5);
    T(setpriority, PRIO_PROCESS, 0, 6);
    T(setpriority, PRIO_PROCESS, 0, 5);
    T(setpriority, PRIO_PROCESS, 1, 5);
    T(setpriority, PRIO_PROCESS, 1, -5);
    T(setpriority, PRIO_USER, 0, 19);
    T(setpriority, PRIO_USER, 1000, 19);
    T(setpriority, PRIO_PGRP, 0, 18);
}

TEST(niceness_within_the_limit)
{
    struct rlimit l = { 25, 30 };
    sys(prlimit64, 0, RLIMIT_NICE, &l, NULL);
    sys(prlimit64, 0, RLIMIT_RTPRIO, &l, NULL);
    user();
    T(setpriority, PRIO_PROCESS, 0, -5);
    T(setpriority, PRIO_PROCESS, 0, -6);
    T(getpriority, PRIO_PROCESS, 0);
    for (int priority = 24; priority <= 31; priority++)
        T(sched_setscheduler, 0, SCHED_FIFO, &priority);
    int low = 3, none = 0;
    T(sched_setparam, 0, &low);
    T(sched_setscheduler, 0, SCHED_RR | 0x40000000 /* SCHED_RESET_ON_FORK */, &low);
    T(sched_getscheduler, 0);
    T(sched_setscheduler, 0, SCHED_RR, &low);
    T(sched_setscheduler, 0, SCHED_OTHER | 0x40000000, &none);
    T(sched_setscheduler, 0, SCHED_OTHER, &none);
    T(sched_getscheduler, 0);
    T(setpriority, PRIO_PROCESS, 0, 19);
    T(sched_setscheduler, 0, SCHED_IDLE, &none);
    T(sched_setscheduler, 0, SCHED_OTHER, &none);
    T(sched_getscheduler, 0);
}

TEST(scheduling_at_the_edges)
{
    int zero = 0, one = 1, got;
    struct timespec slice;
    unsigned long mask[32];
    EACH(n)
    {
        say("number %lx", n);
        int value = (int)n;
        T(sched_setscheduler, 0, n, &zero);
        T(sched_setscheduler, 0, n, &one);
        T(sched_setscheduler, 0, SCHED_FIFO, &value);
        T(sched_setparam, 0, &value);
        sys(sched_setscheduler, 0, 0, &zero);
        T(sched_setparam, 0, &value);
        T(sched_get_priority_max, n);
        T(sched_get_priority_min, n);
        if (n < 0 || n > 2)
        {
            T(sched_getscheduler, n);
            T(sched_getparam, n, &got);
            T(sched_rr_get_interval, n, &slice);
            T(sched_getaffinity, n, 8, mask);
            T(sched_setaffinity, n, 8, mask);
        }
    }

    T(sched_getparam, 0, NULL);
    T(sched_getparam, 0, unmapped);
    T(sched_setparam, 0, NULL);
    T(sched_setscheduler, 0, 0, NULL);
    T(sched_setscheduler, 0, 99, unmapped);
    T(sched_setscheduler, -1, 0, unmapped);
    T(sched_rr_get_interval, 0, unmapped);
    T(sched_rr_get_interval, -1, unmapped);
    for (long size = 0; size <= 24; size++)
        if (size < 8 || size % 8 != 0)
            T(sched_getaffinity, 0, size, mask);
    memset(mask, 0xff, sizeof mask);
    T(sched_setaffinity, 0, 0, mask);
    T(sched_setaffinity, 0, 1, mask);
    T(sched_setaffinity, 0, 3, mask);
    T(sched_setaffinity, 0, 256, mask);
    T(sched_setaffinity, 0, -1, mask);
    T(sched_setaffinity, 0, 8, unmapped);
    mask[0] = 0;
    T(sched_setaffinity, 0, 256, mask);
    mask[0] = 1l << 63;
    T(sched_setaffinity, 0, 8, mask);
    for (int policy = 0; policy <= 7; policy++)
        say("%d: %ld to %ld", policy, sys(sched_get_priority_min, policy), sys(sched_get_priority_max, policy));
}

struct attributes { unsigned size, policy; unsigned long flags; int nice; unsigned priority; unsigned long runtime, deadline, period; unsigned low, high; };

TEST(scheduling_attributes_at_the_edges)
{
    struct attributes a = { .size = 48 };
    T(sched_setattr, 0, &a, 0);
    T(sched_setattr, 0, &a, 1);
    T(sched_setattr, -1, &a, 0);
    T(sched_setattr, 0, NULL, 0);
    T(sched_setattr, 0, unmapped, 0);
    unsigned sizes[] = { 0, 1, 47, 48, 49, 55, 56, 57, 4096, 4097, -1 };
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++)
    {
        struct attributes *in = (void *)edge(4096);
        memset(in, 0, 4096);
        in->size = sizes[i];
        T(sched_setattr, 0, in, 0);
        say("size %u: %u", sizes[i], in->size);
        memset(in, 1, 4096);
        T(sched_getattr, 0, in, sizes[i], 0);
        say("%u %u %lx %d %u %lx", in->size, in->policy, in->flags, in->nice, in->priority, sizes[i] >= 48 ? 0 : in->runtime);
    }

    T(sched_getattr, 0, &a, 48, 1);
    T(sched_getattr, -1, &a, 48, 0);
    T(sched_getattr, 0, NULL, 48, 0);
    T(sched_getattr, 0, unmapped, 48, 0);
    for (int bit = 0; bit < 10; bit++)
    {
        a = (struct attributes){ .size = 48, .flags = 1ul << bit };
        if (bit != 1 && bit != 2 && bit != 5 && bit != 6)
            T(sched_setattr, 0, &a, 0);
    }

    a = (struct attributes){ .size = 48, .nice = 100 };
    T(sched_setattr, 0, &a, 0);
    T(getpriority, PRIO_PROCESS, 0);
    a = (struct attributes){ .size = 48, .nice = -100 };
    T(sched_setattr, 0, &a, 0);
    T(getpriority, PRIO_PROCESS, 0);
    a = (struct attributes){ .size = 48, .policy = SCHED_FIFO, .priority = 100 };
    T(sched_setattr, 0, &a, 0);
    a = (struct attributes){ .size = 48, .policy = SCHED_OTHER, .priority = 1 };
    T(sched_setattr, 0, &a, 0);
    a = (struct attributes){ .size = 48, .policy = -1 };
    T(sched_setattr, 0, &a, 0);
    a = (struct attributes){ .size = 48, .policy = 7 };
    T(sched_setattr, 0, &a, 0);
    a = (struct attributes){ .size = 48, .policy = SCHED_FIFO, .priority = 5, .nice = 7 };
    T(sched_setattr, 0, &a, 0);
    T(sched_getattr, 0, &a, 48, 0);
    say("%u %d %u", a.policy, a.nice, a.priority);
    T(getpriority, PRIO_PROCESS, 0);
}

TEST(groups_of_processes_at_the_edges)
{
    EACH(n)
    {
        if ((int)n == 1 || n == 2)
            continue;
        say("number %lx", n);
        T(setpgid, n, 99999);
        T(setpgid, 0, n == 0 ? -5 : n);
        if (n != 0 && n != 1l << 32)
        {
            V(getpgid, n);
            V(getsid, n);
        }
        if ((int)n < -1 || n > 2)
        {
            T(kill, n, 0);
            T(tkill, n, 0);
            T(tgkill, n, n, 0);
            T(tgkill, getpid(), n, 0);
            T(tgkill, n, getpid(), 0);
        }
        T(kill, getpid(), n == 1 || n == 2 ? 0 : n == (1l << 32) + 1 ? 0 : n);
        V(pidfd_open, n, 0);
        V(pidfd_open, getpid(), n == 0 ? 1 : n);
        T(pidfd_send_signal, n == 1 || n == 2 || n == (1l << 32) + 1 ? 99 : n, 0, NULL, 0);
        T(pidfd_getfd, n, 0, 0);
    }

    T(tkill, 0, 0);
    T(tkill, -1, 0);
    T(tgkill, 0, 0, 0);
    T(tgkill, -1, getpid(), 0);
    T(kill, getpid(), 64);
    T(kill, getpid(), 65);
}

TEST(clone3_at_the_edges)
{
    unsigned long a[20] = { 0 };
    for (int size = 0; size <= 96; size += 4)
    {
        a[4] = SIGCHLD;
        long child = sys(clone3, a, size);
        if (child == 0)
            sys(exit_group, 0);
        say("size %d: %s", size, child > 0 ? "ok" : result_text(child));
        if (child > 0)
            wait(NULL);
    }

    for (int word = 0; word < 12; word++)
    {
        if (word == 4) /* the signal that the child's end sends */
            continue;

        for (int kind = 0; kind < 4; kind++)
        {
            static const unsigned long values[] = { 1, -1ul, 1ul << 32, 1ul << 63 };
            memset(a, 0, sizeof a);
            a[4] = SIGCHLD;
            a[word] = values[kind];
            if (word == 0 && kind == 0)
                continue;
            long child = sys(clone3, a, 88 + (word == 11 ? 8 : 0));
            if (child == 0)
                sys(exit_group, 0);
            say("word %d, %lx: %s", word, values[kind], child > 0 ? "ok" : result_text(child));
            if (child > 0)
            {
                long got = sys(wait4, child, NULL, 0x40000000, NULL);
                say("%s", got == child ? "waited" : result_text(got));
            }
        }
    }

    T(clone3, unmapped, 88);
    T(clone3, NULL, 88);
    T(clone3, a, -1);
    T(clone3, edge(64), 88);
    for (int bit = 0; bit < 32; bit++)
    {
        if ((1u << bit) & (CLONE_VM | CLONE_VFORK | CLONE_SETTLS | CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_PARENT | 0x80 | CLONE_PTRACE))
            continue;
        memset(a, 0, sizeof a);
        a[0] = 1ul << bit;
        a[1] = a[2] = a[3] = (unsigned long)unmapped;
        a[4] = SIGCHLD;
        long child = sys(clone3, a, 88);
        if (child == 0)
            sys(exit_group, 0);
        say("flag %x: %s", 1u << bit, child > 0 ? "ok" : result_text(child));
        if (child > 0)
            sys(wait4, child, NULL, 0x40000000, NULL);
    }
}
