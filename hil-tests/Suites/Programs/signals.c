/* Signals as Linux riscv64 has them: one line for each property, "FAIL name value" for a broken one, "passed" at the end. */
#include "guest.h"

enum
{
    SYS_nanosleep = 101, SYS_setitimer = 103, SYS_timer_create = 107, SYS_timer_settime = 110, SYS_timer_delete = 111,
    SYS_clock_gettime = 113, SYS_rt_sigsuspend = 133, SYS_rt_sigprocmask = 135, SYS_rt_sigpending = 136, SYS_rt_sigtimedwait = 137,
    SYS_rt_sigqueueinfo = 138, SYS_rt_sigreturn = 139,
    SIGKILL = 9, SIGUSR1 = 10, SIGSEGV = 11, SIGUSR2 = 12, SIGALRM = 14, SIGCHLD = 17, SIGCONT = 18, SIGSTOP = 19, SIGRT = 40,
    SA_SIGINFO = 4, SA_ONSTACK = 0x08000000, SA_RESTART = 0x10000000, SA_NODEFER = 0x40000000,
    EINTR = 4, EAGAIN = 11, WUNTRACED = 2, WCONTINUED = 8,
};

#define SA_RESETHAND 0x80000000ul
#define MILLISECOND 1000000l
#define BIT(signal) (1ul << ((signal) - 1))

struct action { void *handler; ulong flags, mask; };
struct info { int number, error, code, padding; ulong words[14]; };
struct stack { void *base; int flags, padding; ulong size; };
struct context { ulong flags; void *link; struct stack stack; ulong mask, more[15], padding, registers[32], floats[33]; };
struct timespec { i64 seconds, nanoseconds; };
struct interval { i64 period_s, period_us, value_s, value_us; };

static volatile int seen, seen_code, depth;
static volatile ulong seen_stack;
static char alternate[16384];
static int failures;

static void check(const char *name, int good, i64 value)
{
    if (good)
        return;
    failures++;
    print("FAIL "), print(name), print(" "), print_number(value), print("\n");
}

static i64 call4(i64 n, i64 a, i64 b, i64 c, i64 d) { return syscall6(n, a, b, c, d, 0, 0); }

static void on(int signal, void *handler, ulong flags)
{
    struct action action = { handler, flags | SA_SIGINFO, 0 };
    call4(SYS_rt_sigaction, signal, (i64)&action, 0, 8);
}

static void raise(int signal) { syscall3(SYS_kill, syscall3(SYS_getpid, 0, 0, 0), signal, 0); }

static i64 fork(void) { return syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0); }

static i64 sleep_for(i64 nanoseconds, struct timespec *left)
{
    struct timespec time = { nanoseconds / 1000000000, nanoseconds % 1000000000 };
    return syscall3(SYS_nanosleep, &time, left, 0);
}

static void alarm_in(i64 microseconds)
{
    struct interval interval = { 0, 0, 0, microseconds };
    seen = 0;
    syscall3(SYS_setitimer, 0, &interval, 0);
}

static void note(int signal, struct info *info, struct context *context)
{
    (void)context;
    ulong sp;
    __asm__ volatile("mv %0, sp" : "=r"(sp));
    __asm__ volatile("fcvt.d.l fs0, zero\n\tfcvt.d.l ft0, zero" ::: "fs0", "ft0");
    seen = signal, seen_code = info->code, seen_stack = sp;
}

/* What the handler finds in fs0, and what it leaves for the interrupted code. */
static void rewrite(int signal, struct info *info, struct context *context)
{
    (void)info;
    seen = signal, seen_stack = context->floats[8];
    context->floats[8] = 0x4008000000000000;
}

static void again(int signal, struct info *info, struct context *context)
{
    (void)info, (void)context;
    if (++depth < 5)
        raise(signal);
}

static void handlers(void)
{
    on(SIGUSR1, note, 0);
    raise(SIGUSR1);
    check("a handler runs with si_code SI_USER", seen == SIGUSR1 && seen_code == 0, seen);
    i64 kept;
    __asm__ volatile("li t0, 42\n\tfcvt.d.l fs0, t0" ::: "t0", "fs0");
    raise(SIGUSR1);
    __asm__ volatile("fcvt.l.d %0, fs0, rtz" : "=r"(kept));
    check("floating point is kept over a handler", kept == 42, kept);
    on(SIGUSR1, rewrite, 0);
    raise(SIGUSR1);
    __asm__ volatile("fcvt.l.d %0, fs0, rtz" : "=r"(kept));
    check("a handler sees floating point", seen_stack == 0x4045000000000000, (i64)seen_stack);
    check("and may change it", kept == 3, kept);
    on(SIGUSR1, again, SA_NODEFER), depth = 0;
    raise(SIGUSR1);
    check("SA_NODEFER nests", depth == 5, depth);
    on(SIGUSR1, again, 0), depth = 0;
    raise(SIGUSR1);
    check("without it the signal comes after the handler", depth == 5, depth);
    struct action old;
    on(SIGUSR1, note, SA_RESETHAND);
    raise(SIGUSR1);
    call4(SYS_rt_sigaction, SIGUSR1, 0, (i64)&old, 8);
    check("SA_RESETHAND resets", old.handler == 0, (i64)old.handler);
    struct stack stack = { alternate, 0, 0, sizeof alternate };
    syscall3(SYS_sigaltstack, &stack, 0, 0);
    on(SIGUSR1, note, SA_ONSTACK);
    raise(SIGUSR1);
    check("SA_ONSTACK", seen_stack > (ulong)alternate && seen_stack < (ulong)alternate + sizeof alternate, (i64)seen_stack);
}

static void masks(void)
{
    ulong mask = BIT(SIGUSR1), pending = 0;
    call4(SYS_rt_sigprocmask, 0, (i64)&mask, 0, 8), seen = 0;
    raise(SIGUSR1);
    check("a blocked signal waits", seen == 0, seen);
    syscall3(SYS_rt_sigpending, &pending, 8, 0);
    check("and is pending", pending == mask, (i64)pending);
    call4(SYS_rt_sigprocmask, 1, (i64)&mask, 0, 8);
    check("and comes when unblocked", seen == SIGUSR1, seen);
    struct timespec time = { 0, 30 * MILLISECOND };
    struct info info;
    mask = BIT(SIGUSR2) | BIT(SIGRT);
    call4(SYS_rt_sigprocmask, 0, (i64)&mask, 0, 8);
    check("rt_sigtimedwait times out", call4(SYS_rt_sigtimedwait, (i64)&mask, (i64)&info, (i64)&time, 8) == -EAGAIN, 0);
    for (int i = 0; i < 3; i++)
    {
        struct info sent = { .code = -1, .words = { 0, 100 + i } };
        syscall3(SYS_rt_sigqueueinfo, syscall3(SYS_getpid, 0, 0, 0), SIGRT, &sent);
    }
    for (int i = 0; i < 3; i++)
    {
        i64 got = call4(SYS_rt_sigtimedwait, (i64)&mask, (i64)&info, (i64)&time, 8);
        check("queued signals come in order", got == SIGRT && (int)info.words[1] == 100 + i, (i64)info.words[1]);
    }
}

static void interruptions(void)
{
    ulong none = 0;
    struct timespec left = { 0, 0 };
    int ends[2], status = 0;
    char byte;
    on(SIGALRM, note, 0), alarm_in(30000);
    i64 got = syscall3(SYS_rt_sigsuspend, &none, 8, 0);
    check("rt_sigsuspend ends with EINTR", got == -EINTR && seen == SIGALRM, got);
    alarm_in(20000), got = sleep_for(2000 * MILLISECOND, &left);
    check("nanosleep ends with EINTR and the time left", got == -EINTR && (left.seconds || left.nanoseconds), got);
    syscall3(SYS_pipe2, ends, 0, 0);
    on(SIGALRM, note, SA_RESTART), alarm_in(20000);
    i64 child = fork();
    if (child == 0)
    {
        sleep_for(200 * MILLISECOND, 0);
        syscall3(SYS_write, ends[1], "x", 1);
        quit(7);
    }
    got = syscall3(SYS_read, ends[0], &byte, 1);
    check("SA_RESTART goes on with a read", got == 1 && seen == SIGALRM, got);
    got = call4(SYS_wait4, child, (i64)&status, 0, 0);
    check("wait4 gives the exit code", got == child && status == 7 << 8, status);
    on(SIGALRM, note, 0), alarm_in(20000);
    got = syscall3(SYS_read, ends[0], &byte, 1);
    check("without SA_RESTART a read ends with EINTR", got == -EINTR, got);
    int timer = -1;
    i64 spec[4] = { 0, 5 * MILLISECOND, 0, 5 * MILLISECOND };
    syscall3(SYS_timer_create, 1, 0, &timer), seen = 0;
    call4(SYS_timer_settime, timer, 0, (i64)spec, 0);
    sleep_for(2000 * MILLISECOND, 0);
    syscall3(SYS_timer_delete, timer, 0, 0);
    check("a POSIX timer sends SI_TIMER", seen == SIGALRM && seen_code == -2, seen_code);
}

static void children(void)
{
    int status = 0;
    i64 child = fork();
    if (child == 0)
        for (;;)
            sleep_for(1000 * MILLISECOND, 0);
    syscall3(SYS_kill, child, SIGSTOP, 0);
    i64 got = call4(SYS_wait4, child, (i64)&status, WUNTRACED, 0);
    check("a stop is reported", got == child && status == (SIGSTOP << 8 | 0x7f), status);
    syscall3(SYS_kill, child, SIGCONT, 0);
    got = call4(SYS_wait4, child, (i64)&status, WCONTINUED, 0);
    check("a continuation is reported", got == child && status == 0xffff, status);
    syscall3(SYS_kill, child, SIGKILL, 0);
    got = call4(SYS_wait4, child, (i64)&status, 0, 0);
    check("a kill is reported", got == child && status == SIGKILL, status);
    child = fork();
    if (child == 0)
        for (;;)
            sleep_for(1000 * MILLISECOND, 0);
    syscall3(SYS_kill, child, SIGSTOP, 0);
    call4(SYS_wait4, child, (i64)&status, WUNTRACED, 0);
    syscall3(SYS_tgkill, child, child, SIGSTOP);
    syscall3(SYS_kill, child, SIGKILL, 0);
    got = call4(SYS_wait4, child, (i64)&status, 0, 0);
    check("a kill comes before a stop of a thread's own", got == child && status == SIGKILL, status);
    child = fork();
    if (child == 0)
    {
        __asm__ volatile("li sp, 8\n\tli a7, 139\n\tecall" ::: "memory");
        quit(0);
    }
    call4(SYS_wait4, child, (i64)&status, 0, 0);
    check("rt_sigreturn from nowhere is SIGSEGV", (status & 0x7f) == SIGSEGV, status);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    handlers(), masks(), interruptions(), children();
    print(failures ? "failed\n" : "passed\n");
    return failures != 0;
}
