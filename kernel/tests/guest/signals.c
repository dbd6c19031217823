/* Sending, blocking, waiting for and handling signals; calls that a signal interrupts. */
#include "oracle.h"
#include <poll.h>
#include <sys/socket.h>

static long action(const char *what, int signal, unsigned long handler, unsigned long flags)
{
    struct { unsigned long handler, flags, mask; } a = { handler, flags, 0 };
    return traced("rt_sigaction", what, 1, sys(rt_sigaction, signal, &a, NULL, 8));
}
#define ACTION(signal, handler, flags) action(#signal ", " #handler ", " #flags, signal, (unsigned long)(handler), flags)

static volatile int order[16], orders;
static volatile long info_code, info_pid, on_stack, from;

static void note(int signal)
{
    order[orders++ % 16] = signal;
}

static void detailed(int signal, siginfo_t *info, void *context)
{
    (void)context;
    stack_t stack;
    sigaltstack(NULL, &stack);
    info_code = info->si_code, info_pid = info->si_pid == from, on_stack = stack.ss_flags;
    note(signal);
}

static void recursive(int signal)
{
    note(signal);
    if (orders < 3)
        raise(signal);
    note(-signal);
}

static void say_order(void)
{
    for (int i = 0; i < orders; i++)
        say("  %d", order[i]);
    orders = 0;
}

TEST(actions)
{
    static char stack[65536];
    from = getpid();
    ACTION(SIGUSR1, detailed, SA_SIGINFO | SA_RESTART);
    T(kill, getpid(), SIGUSR1);
    say("code %ld from me %ld stack %ld", info_code, info_pid, on_stack);
    stack_t alternate = { .ss_sp = stack, .ss_size = sizeof stack };
    T(sigaltstack, &alternate, NULL);
    ACTION(SIGUSR1, detailed, SA_SIGINFO | SA_ONSTACK);
    T(tgkill, getpid(), getpid(), SIGUSR1);
    say("code %ld stack %ld", info_code, on_stack);
    alternate.ss_flags = 1 << 31 /* SS_AUTODISARM */;
    traced("sigaltstack", "SS_AUTODISARM", 1, sys(sigaltstack, &alternate, NULL));
    T(tkill, getpid(), SIGUSR1);
    say("stack %ld", on_stack);
    alternate.ss_flags = SS_DISABLE;
    traced("sigaltstack", "SS_DISABLE", 1, sys(sigaltstack, &alternate, NULL));
    alternate.ss_flags = SS_ONSTACK;
    traced("sigaltstack", "SS_ONSTACK", 1, sys(sigaltstack, &alternate, NULL));
    alternate.ss_flags = 99;
    traced("sigaltstack", "99", 1, sys(sigaltstack, &alternate, NULL));
    alternate.ss_flags = 0, alternate.ss_size = 100;
    traced("sigaltstack", "small", 1, sys(sigaltstack, &alternate, NULL));
    orders = 0;
    ACTION(SIGUSR2, recursive, SA_NODEFER);
    raise(SIGUSR2);
    say_order();
    ACTION(SIGUSR2, recursive, 0);
    raise(SIGUSR2);
    say_order();
    ACTION(SIGUSR1, note, SA_RESETHAND);
    raise(SIGUSR1);
    say_order();
    ACTION(SIGKILL, note, 0);
    ACTION(SIGSTOP, SIG_IGN, 0);
    ACTION(0, note, 0);
    ACTION(65, note, 0);
    ACTION(64, note, 0);
    ACTION(SIGCHLD, SIG_IGN, SA_NOCLDSTOP);
    raise(SIGUSR1);
    say("never");
}

TEST(masks)
{
    unsigned long set = 1ul << (SIGUSR1 - 1) | 1ul << (SIGUSR2 - 1) | 1ul << (SIGRTMIN - 1), old, all = -1;
    ACTION(SIGUSR1, note, 0);
    ACTION(SIGUSR2, note, 0);
    ACTION(SIGRTMIN, note, 0);
    T(rt_sigprocmask, SIG_BLOCK, &set, &old, 8);
    kill(getpid(), SIGRTMIN), kill(getpid(), SIGUSR2), kill(getpid(), SIGRTMIN), kill(getpid(), SIGUSR1), kill(getpid(), SIGUSR1);
    T(rt_sigpending, &old, 8);
    say("%lx", old);
    T(rt_sigprocmask, SIG_UNBLOCK, &set, &old, 8);
    say("%lx", old);
    say_order();
    T(rt_sigprocmask, SIG_SETMASK, &all, NULL, 8);
    T(rt_sigprocmask, SIG_BLOCK, NULL, &old, 8);
    say("%lx", old);
    T(rt_sigprocmask, 3, &set, NULL, 8);
    T(rt_sigprocmask, SIG_BLOCK, &set, NULL, 4);
    T(rt_sigpending, &old, 4);
    T(rt_sigpending, &old, 16);
}

TEST(waiting)
{
    unsigned long set = 1ul << (SIGUSR1 - 1), none = 0;
    siginfo_t info = { 0 };
    T(rt_sigprocmask, SIG_BLOCK, &set, NULL, 8);
    T(rt_sigtimedwait, &set, &info, (&(struct timespec){ 0, 10000000 }), 8);
    poke_later(SIGUSR1, 50);
    T(rt_sigtimedwait, &set, &info, NULL, 8);
    say("%d %d", info.si_signo, info.si_code);
    T(rt_sigtimedwait, &set, &info, (&(struct timespec){ 0, -1 }), 8);
    ACTION(SIGUSR1, note, SA_RESTART);
    poke_later(SIGUSR1, 50);
    T(rt_sigsuspend, &none, 8);
    say_order();
    ACTION(SIGUSR2, note, SA_RESTART);
    poke_later(SIGUSR2, 50);
    T(rt_sigtimedwait, &set, &info, NULL, 8);
    info = (siginfo_t){ .si_code = SI_QUEUE, .si_value.sival_int = 7 };
    T(rt_sigqueueinfo, getpid(), SIGUSR1, &info);
    T(rt_sigtimedwait, &set, &info, NULL, 8);
    say("%d %d %d", info.si_signo, info.si_code, info.si_value.sival_int);
    T(rt_tgsigqueueinfo, getpid(), getpid(), SIGUSR1, &info);
    T(rt_tgsigqueueinfo, getpid(), 1, SIGUSR1, &info);
    info.si_code = SI_USER;
    T(rt_sigqueueinfo, 1, 0, &info);
    info.si_code = SI_TKILL;
    T(rt_sigqueueinfo, 1, 0, &info);
}

/* One line per call that sleeps: what it returns when a handler ran, without and with SA_RESTART. */
static int p[2];
static char byte;

static void feed_later(void)
{
    if (fork() == 0)
    {
        pause_ms(150);
        write(p[1], "x", 1);
        _exit(0);
    }
}

TEST(interrupted_calls)
{
    unsigned long word = 0;
    for (int restart = 0; restart < 2; restart++)
    {
        catch_signal(SIGALRM, restart ? SA_RESTART : 0);
        say(restart ? "with SA_RESTART" : "without SA_RESTART");
        pipe(p);
        feed_later();
        alarm_ms(50);
        T(read, p[0], &byte, 1);
        wait(NULL);
        read(p[0], &byte, restart ? 0 : 1);
        feed_later();
        alarm_ms(50);
        T(readv, p[0], (&(struct iovec){ &byte, 1 }), 1);
        pid_t child = fork();
        if (child == 0)
        {
            pause_ms(150);
            _exit(3);
        }

        alarm_ms(50);
        V(wait4, child, NULL, 0, NULL);
        alarm_ms(50);
        T(nanosleep, (&(struct timespec){ 0, 100000000 }), NULL);
        alarm_ms(50);
        T(clock_nanosleep, CLOCK_MONOTONIC, 0, (&(struct timespec){ 0, 100000000 }), NULL);
        alarm_ms(50);
        T(futex, &word, 0, 0, (&(struct timespec){ 0, 100000000 }));
        alarm_ms(50);
        T(ppoll, NULL, 0, (&(struct timespec){ 0, 100000000 }), NULL, 8);
        alarm_ms(50);
        T(pselect6, 0, NULL, NULL, NULL, (&(struct timespec){ 0, 100000000 }), NULL);
        struct flock lock = { .l_type = F_WRLCK };
        put("locked", "");
        long fd = open("locked", O_RDWR);
        if ((child = fork()) == 0)
        {
            fcntl(fd, F_SETLK, &lock);
            pause_ms(300);
            _exit(0);
        }

        pause_ms(100);
        alarm_ms(50);
        T(fcntl, fd, F_SETLKW, &lock);
        wait(NULL);
        mkfifo(restart ? "fifo1" : "fifo0", 0600);
        if ((child = fork()) == 0)
        {
            pause_ms(200);
            open(restart ? "fifo1" : "fifo0", O_WRONLY | O_NONBLOCK);
            pause_ms(200);
            _exit(0);
        }

        alarm_ms(50);
        V(openat, AT_FDCWD, restart ? "fifo1" : "fifo0", O_RDONLY);
        wait(NULL);
        say("%d alarms", caught);
        caught = 0;
    }
}

TEST(sending)
{
    T(kill, getpid(), 0);
    T(kill, 99999999, 0);
    T(kill, 0, 0);
    T(kill, getpid(), 65);
    T(kill, getpid(), -1);
    T(tkill, getpid(), 0);
    T(tkill, 0, 0);
    T(tkill, 99999999, 0);
    T(tgkill, getpid(), getpid(), 0);
    T(tgkill, 1, getpid(), 0);
    T(tgkill, -1, getpid(), 0);
    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    int status;
    T(kill, child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    say_status("child", status);
    T(kill, child, SIGCONT);
    waitpid(child, &status, WCONTINUED);
    say_status("child", status);
    T(kill, child, SIGTERM);
    waitpid(child, &status, 0);
    say_status("child", status);
}
