/* Signals at their edges: sets and sizes, actions that cannot be, what is queued, alternate stacks, and the timers that signals come from. */
#include "oracle.h"
#include <sys/resource.h>

static const long ends[] = { 0, 1, -1, 2, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN, 1l << 32, (1l << 32) + 1, 0xffffffff };
#define EACH(value) for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) for (long value = ends[i], once = 1; once; once = 0)

struct action { void *handler; unsigned long flags, mask; };
static const struct timespec none = { 0, 0 };

TEST(actions_at_the_edges)
{
    struct action a = { SIG_IGN, 0, 0 }, old;
    EACH(n)
    {
        say("number %lx", n);
        T(rt_sigaction, n, NULL, NULL, 8);
        T(rt_sigaction, n, &a, &old, 8);
        T(rt_sigaction, SIGUSR1, &a, &old, n);
    }

    for (int signal = 0; signal <= 66; signal++)
    {
        long asked = sys(rt_sigaction, signal, NULL, &old, 8), set = sys(rt_sigaction, signal, &a, NULL, 8);
        say("%d: %s %s", signal, result_text(asked), result_text(set));
    }

    a = (struct action){ (void *)0x1234567, -1ul, -1ul };
    T(rt_sigaction, SIGUSR1, &a, NULL, 8); /* SA_EXPOSE_TAGBITS among all flags */
    T(rt_sigaction, SIGUSR1, NULL, &old, 8);
    say("%p %lx %lx", old.handler, old.flags, old.mask);
    T(rt_sigaction, SIGUSR1, unmapped, NULL, 8);
    T(rt_sigaction, SIGUSR1, NULL, unmapped, 8);
    T(rt_sigaction, SIGKILL, unmapped, NULL, 8);
    a = (struct action){ SIG_DFL, 0, 0 };
    T(rt_sigaction, SIGUSR1, &a, unmapped, 8);
    T(rt_sigaction, SIGUSR1, NULL, &old, 8);
    say("%p", old.handler);
    T(rt_sigaction, SIGKILL, NULL, &old, 8);
}

TEST(masks_at_the_edges)
{
    unsigned long set = -1ul, old = 0;
    EACH(n)
    {
        say("number %lx", n);
        T(rt_sigprocmask, n, NULL, &old, 8);
        T(rt_sigprocmask, n, &set, &old, 8);
        say("%lx", old);
        T(rt_sigprocmask, SIG_SETMASK, &set, &old, n);
        T(rt_sigpending, &old, n);
        T(rt_sigtimedwait, &set, NULL, &none, n);
        T(rt_sigsuspend, &set, n == 8 ? 0 : n);
        T(signalfd4, n == 0 || n == 1 || n == 2 || n == 1l << 32 || n == (1l << 32) + 1 ? -2 : n, &set, 8, 0);
        T(signalfd4, -1, &set, n, 0);
    }

    T(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
    T(rt_sigprocmask, 0, NULL, &old, 8);
    say("%lx", old);
    for (long size = 0; size <= 16; size++)
        say("%ld: %s", size, result_text(sys(rt_sigpending, &old, size)));
    T(rt_sigpending, unmapped, 8);
    T(rt_sigprocmask, SIG_BLOCK, unmapped, NULL, 8);
    set = 0;
    T(rt_sigprocmask, SIG_SETMASK, &set, unmapped, 8);
    T(rt_sigprocmask, 0, NULL, &old, 8);
    say("%lx", old);
    T(rt_sigtimedwait, unmapped, NULL, &none, 8);
    T(rt_sigtimedwait, &set, NULL, unmapped, 8);
    struct timespec bad[] = { { -1, 0 }, { 0, -1 }, { 0, 1000000000 }, { LONG_MIN, 0 }, { 0, LONG_MAX } };
    for (int i = 0; i < 5; i++)
        T(rt_sigtimedwait, &set, NULL, &bad[i], 8);
}

TEST(queued_signals_at_the_edges)
{
    unsigned long set = -1ul;
    siginfo_t info = { 0 }, got;
    sys(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
    int codes[] = { 0, 1, -1, -2, -3, -4, -5, -6, -7, -60, -128, 0x80, INT_MIN, INT_MAX, SI_USER, SI_TKILL, SI_KERNEL };
    for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++)
    {
        memset(&info, 0, sizeof info);
        info.si_code = codes[i];
        info.si_signo = 7;
        info.si_errno = 42;
        info.si_value.sival_ptr = (void *)0x123456789;
        info.si_pid = 77;
        info.si_uid = 88;
        say("code %d", codes[i]);
        T(rt_sigqueueinfo, getpid(), SIGRTMIN, &info);
        memset(&got, 0, sizeof got);
        T(rt_sigtimedwait, &set, &got, &none, 8);
        say("%d %d %d %d %d %lx", got.si_signo, got.si_errno, got.si_code, got.si_pid, got.si_uid, (long)got.si_value.sival_ptr);
        T(rt_tgsigqueueinfo, getpid(), getpid(), SIGUSR1, &info);
        T(rt_sigtimedwait, &set, &got, &none, 8);
        T(rt_sigqueueinfo, getppid(), 0, &info);
        T(pidfd_send_signal, 99, SIGUSR1, &info, 0);
    }

    info.si_code = -1;
    EACH(n)
    {
        say("number %lx", n);
        if ((int)n > 2 || (int)n < 0)
        {
            T(rt_sigqueueinfo, n, 0, &info);
            T(rt_tgsigqueueinfo, n, n, 0, &info);
        }
        T(rt_tgsigqueueinfo, getpid(), n, 0, &info);
        T(rt_sigqueueinfo, getpid(), n == 1 || n == 2 || (int)n == 1 ? 0 : n, &info);
    }

    T(rt_sigqueueinfo, getpid(), SIGUSR1, unmapped);
    T(rt_sigqueueinfo, 99999999, SIGUSR1, unmapped);
    T(rt_sigqueueinfo, getpid(), 99, unmapped);
    long fd = sys(pidfd_open, getpid(), 0);
    T(pidfd_send_signal, fd, 99, NULL, 0);
    T(pidfd_send_signal, fd, 0, NULL, 0);
    T(pidfd_send_signal, fd, 0, NULL, 1);
    T(pidfd_send_signal, fd, 0, NULL, 2);
    T(pidfd_send_signal, fd, 0, NULL, 4);
    T(pidfd_send_signal, fd, 0, NULL, 3);
    T(pidfd_send_signal, fd, 0, NULL, 8);
    T(pidfd_send_signal, fd, SIGUSR1, NULL, 1 /* PIDFD_SIGNAL_THREAD */);
    T(rt_sigtimedwait, &set, &got, &none, 8);
    say("%d", got.si_code);
    T(pidfd_send_signal, fd, SIGUSR1, NULL, 4 /* PIDFD_SIGNAL_PROCESS_GROUP */);
    T(rt_sigtimedwait, &set, &got, &none, 8);
    say("%d", got.si_code);
    T(pidfd_send_signal, fd, SIGUSR1, unmapped, 0);
    info.si_signo = SIGUSR2;
    T(pidfd_send_signal, fd, SIGUSR1, &info, 0);
    info.si_signo = SIGUSR1;
    T(pidfd_send_signal, fd, SIGUSR1, &info, 0);
    T(rt_sigtimedwait, &set, &got, &none, 8);
    say("%d", got.si_code);
    struct rlimit l = { 2, 2 };
    sys(setresuid, 4711, 4711, 4711);
    sys(prlimit64, 0, RLIMIT_SIGPENDING, &l, NULL);
    for (int i = 0; i < 4; i++)
        T(rt_sigqueueinfo, getpid(), SIGRTMIN + 1, &info);
    T(kill, getpid(), SIGRTMIN + 2);
    T(kill, getpid(), SIGUSR2);
    T(kill, getpid(), SIGUSR2);
    T(timer_create, CLOCK_MONOTONIC, NULL, page);
    for (int i = 0; i < 6; i++)
        T(rt_sigtimedwait, &set, &got, &none, 8);
}

static volatile int on_stack, deep;
static char *alternate;

static void look(int signal)
{
    (void)signal;
    char here;
    on_stack = alternate && &here >= alternate && &here < alternate + 65536;
    stack_t now;
    sys(sigaltstack, NULL, &now);
    deep = now.ss_flags;
}

static void look_and_change(int signal)
{
    (void)signal;
    stack_t same = { alternate, 0, 65536 }, off = { NULL, SS_DISABLE, 0 };
    T(sigaltstack, &same, NULL);
    T(sigaltstack, &off, NULL);
}

TEST(alternate_stacks_at_the_edges)
{
    stack_t s = { 0 }, old;
    alternate = malloc(65536);
    T(sigaltstack, NULL, &old);
    say("%p %d %lx", old.ss_sp, old.ss_flags, (long)old.ss_size);
    long sizes[] = { 0, 1, 2047, 2048, 4095, 4096, 65536, LONG_MAX, -1 };
    for (int i = 0; i < 9; i++)
    {
        s = (stack_t){ alternate, 0, sizes[i] };
        say("size %lx", sizes[i]);
        T(sigaltstack, &s, NULL);
        T(sigaltstack, NULL, &old);
        say("%d %d %lx", old.ss_sp == alternate, old.ss_flags, (long)old.ss_size);
    }

    unsigned flags[] = { 0, 1, 2, 3, 4, 5, 6, 8, 0x80000000, 0x80000001, 0x80000002, 0x80000003, -1 };
    for (int i = 0; i < 13; i++)
    {
        s = (stack_t){ alternate, (int)flags[i], 65536 };
        say("flags %x", flags[i]);
        T(sigaltstack, &s, &old);
        T(sigaltstack, NULL, &old);
        say("%d %x %lx", old.ss_sp == alternate, old.ss_flags, (long)old.ss_size);
    }

    s = (stack_t){ kernel, 0, 65536 };
    T(sigaltstack, &s, NULL);
    s = (stack_t){ NULL, 0, 65536 };
    T(sigaltstack, &s, NULL);
    T(sigaltstack, unmapped, NULL);
    T(sigaltstack, NULL, unmapped);
    s = (stack_t){ alternate, 0, 65536 };
    T(sigaltstack, &s, unmapped);
    T(sigaltstack, NULL, &old);
    say("%d %x", old.ss_sp == alternate, old.ss_flags);
    struct sigaction a = { .sa_handler = look, .sa_flags = SA_ONSTACK };
    sigaction(SIGUSR1, &a, NULL);
    raise(SIGUSR1);
    say("%d %x", on_stack, deep);
    s.ss_flags = (int)0x80000000;
    T(sigaltstack, &s, NULL);
    raise(SIGUSR1);
    say("%d %x", on_stack, deep);
    T(sigaltstack, NULL, &old);
    say("%x", old.ss_flags);
    s.ss_flags = 0;
    T(sigaltstack, &s, NULL);
    a.sa_handler = look_and_change;
    sigaction(SIGUSR1, &a, NULL);
    raise(SIGUSR1);
    a.sa_handler = look;
    sigaction(SIGUSR1, &a, NULL);
    if (fork() == 0)
    {
        T(sigaltstack, NULL, &old);
        say("%d", old.ss_flags);
        _exit(0);
    }

    wait(NULL);
    munmap(alternate, 0);
    s = (stack_t){ unmapped, 0, 65536 };
    T(sigaltstack, &s, NULL);
    if (fork() == 0)
    {
        raise(SIGUSR1);
        _exit(0);
    }

    int status;
    wait(&status);
    say_status("child", status);
}

static void reset_hand(int signal)
{
    (void)signal;
    caught++;
}

TEST(flags_of_actions)
{
    struct sigaction a = { .sa_handler = reset_hand, .sa_flags = SA_RESETHAND | SA_NODEFER }, old;
    sigaction(SIGUSR1, &a, NULL);
    raise(SIGUSR1);
    sigaction(SIGUSR1, NULL, &old);
    say("%d %d %x", caught, old.sa_handler == SIG_DFL, old.sa_flags);
    a.sa_flags = 0x12345678;
    sigaction(SIGUSR1, &a, NULL);
    sigaction(SIGUSR1, NULL, &old);
    say("%x", old.sa_flags);
    a.sa_flags = 0x800 /* SA_EXPOSE_TAGBITS */ | 0x400 /* SA_UNSUPPORTED */;
    sigaction(SIGUSR1, &a, NULL);
    sigaction(SIGUSR1, NULL, &old);
    say("%x", old.sa_flags);
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    a.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &a, NULL);
    sigaction(SIGURG, &a, NULL);
    raise(SIGCHLD);
    raise(SIGURG);
    raise(SIGCONT);
    raise(SIGUSR2);
    unsigned long pending;
    sys(rt_sigpending, &pending, 8);
    say("%lx", pending);
    signal(SIGUSR2, SIG_IGN);
    signal(SIGURG, SIG_DFL);
    sys(rt_sigpending, &pending, 8);
    say("%lx", pending);
    raise(SIGTSTP);
    sys(rt_sigpending, &pending, 8);
    say("%lx", pending);
    raise(SIGCONT);
    sys(rt_sigpending, &pending, 8);
    say("%lx", pending);
    raise(SIGTTIN);
    sys(rt_sigpending, &pending, 8);
    say("%lx", pending);
    if (fork() == 0)
    {
        sys(rt_sigpending, &pending, 8);
        say("%lx", pending);
        _exit(0);
    }

    wait(NULL);
}

TEST(interval_timers_at_the_edges)
{
    struct itimerval { long seconds, microseconds, more_seconds, more; } v, old;
    EACH(n)
    {
        say("number %lx", n);
        T(getitimer, n, &old);
        v = (struct itimerval){ 0, 0, 0, 0 };
        T(setitimer, n, &v, NULL);
        v = (struct itimerval){ 0, 0, n, 0 };
        T(setitimer, 2, &v, NULL);
        v = (struct itimerval){ 0, 0, 0, n };
        T(setitimer, 2, &v, NULL);
        v = (struct itimerval){ n, 0, 0, 0 };
        T(setitimer, 2, &v, NULL);
        v = (struct itimerval){ 0, n, 100000, 0 };
        T(setitimer, 2, &v, NULL);
        T(setitimer, 2, NULL, &old);
        say("%lx %lx", old.seconds, old.microseconds);
    }

    T(setitimer, 0, unmapped, NULL);
    T(getitimer, 0, unmapped);
    T(getitimer, 0, NULL);
    v = (struct itimerval){ 0, 0, 500000, 0 };
    T(setitimer, 0, &v, unmapped);
    T(getitimer, 0, &old);
    say("%d", old.more_seconds > 499000);
    T(setitimer, 0, NULL, NULL);
    T(getitimer, 0, &old);
    say("%ld", old.more_seconds);
}

TEST(timers_at_the_edges)
{
    struct { union sigval value; int signal, notify, thread; char rest[64]; } event = { 0 };
    struct itimerspec v, old;
    int id = -1;
    EACH(n)
    {
        say("number %lx", n);
        event.signal = SIGUSR1;
        event.notify = (int)n;
        V(timer_create, CLOCK_MONOTONIC, &event, &id);
        event.notify = 0;
        event.signal = (int)n;
        V(timer_create, CLOCK_MONOTONIC, &event, &id);
        if ((int)n < 0 || (int)n > 12)
            V(timer_create, n, NULL, &id);
        event.signal = SIGUSR1;
        event.notify = 4;
        event.thread = (int)n;
        V(timer_create, CLOCK_MONOTONIC, &event, &id);
        event.notify = 4 | 1;
        event.thread = getpid();
        V(timer_create, CLOCK_MONOTONIC, &event, &id);
        if ((int)n < 0 || (int)n > 100)
        {
            T(timer_gettime, n, &v);
            T(timer_settime, n, 0, &v, NULL);
            T(timer_getoverrun, n);
            T(timer_delete, n);
        }
    }

    sys(timer_create, CLOCK_MONOTONIC, NULL, &id);
    signal(SIGALRM, SIG_IGN);
    EACH(n)
    {
        say("number %lx", n);
        v = (struct itimerspec){ { 0, 0 }, { n, 0 } };
        T(timer_settime, id, 0, &v, NULL);
        v = (struct itimerspec){ { 0, 0 }, { 1000, n } };
        T(timer_settime, id, 0, &v, NULL);
        v = (struct itimerspec){ { n, 0 }, { 1000, 0 } };
        T(timer_settime, id, 0, &v, NULL);
        v = (struct itimerspec){ { 0, n }, { 1000, 0 } };
        T(timer_settime, id, 0, &v, &old);
        v = (struct itimerspec){ { 7, 8 }, { 1000, 0 } };
        T(timer_settime, id, n, &v, &old);
        T(timer_gettime, id, &old);
        say("%ld %ld %d", old.it_interval.tv_sec, old.it_interval.tv_nsec, old.it_value.tv_sec > 0);
    }

    T(timer_settime, id, 0, NULL, NULL);
    T(timer_settime, id, 0, unmapped, NULL);
    T(timer_settime, id, 0, &v, unmapped);
    T(timer_gettime, id, NULL);
    T(timer_create, CLOCK_MONOTONIC, unmapped, &id);
    T(timer_create, CLOCK_MONOTONIC, NULL, unmapped);
    T(timer_create, CLOCK_MONOTONIC, NULL, NULL);
}

TEST(sleeps_at_the_edges)
{
    struct timespec t, left = { 5, 5 };
    EACH(n)
    {
        say("number %lx", n);
        if (n <= 0)
        {
            t = (struct timespec){ n, 0 };
            T(nanosleep, &t, &left);
        }
        t = (struct timespec){ 0, n };
        if (n != INT_MAX)
            T(nanosleep, &t, &left);
        t = (struct timespec){ 0, 0 };
        T(clock_nanosleep, CLOCK_MONOTONIC, n, &t, &left);
        T(clock_nanosleep, n, 0, &t, &left);
        T(clock_nanosleep, n, 1, &t, &left);
    }

    say("%ld %ld", left.tv_sec, left.tv_nsec);
    T(nanosleep, NULL, NULL);
    T(nanosleep, unmapped, NULL);
    t = (struct timespec){ 0, 1 };
    T(nanosleep, &t, unmapped);
    T(clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, &t, NULL);
    T(clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &t, NULL);
    T(clock_nanosleep, CLOCK_MONOTONIC_COARSE, 0, &t, NULL);
}
