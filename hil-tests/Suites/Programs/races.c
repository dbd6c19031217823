/* races SCENARIO TIMES: what threads and processes do to each other at the same moment. Prints "N of TIMES": how often all went well. */
#include "guest.h"

#define SIGCHLD 17
#define THREAD 0x250f00UL /* VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, CHILD_CLEARTID */

enum { THREADS = 4, STACK = 4096 };

static char stacks[THREADS][STACK] __attribute__((aligned(16)));
static int ids[THREADS];
static volatile int go;

i64 start_thread(ulong flags, ulong stack, void *parent, ulong local, void *child, void (*body)(void));
__asm__(".globl start_thread\nstart_thread: li a7, 220\n ecall\n bnez a0, 1f\n jr a5\n1: ret\n");

static void start_threads(void (*body)(void))
{
    for (int i = 0; i < THREADS; i++)
    {
        ids[i] = 1;
        start_thread(THREAD, (ulong)stacks[i] + STACK - 16, 0, 0, &ids[i], body);
    }
}

static i64 fork(void)
{
    return syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
}

static int wait_for(i64 child)
{
    int status = -1;
    return syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0) == child ? status : -1;
}

static void leave_together(void)
{
    while (!go)
        ;
    for (;;)
        syscall3(SYS_exit, 0, 0, 0);
}

/* The last thread takes the memory away in which the others' ids are to be cleared. */
static int exits(void)
{
    i64 child = fork();
    if (child == 0)
    {
        start_threads(leave_together);
        go = 1;
        for (;;)
            syscall3(SYS_exit, 0, 0, 0);
    }

    return wait_for(child) == 0;
}

static int wait_turn;

static void spin(void)
{
    for (;;)
        syscall3(SYS_getpid, 0, 0, 0);
}

/* A stop signal that was taken just before SIGKILL came must not stop the process with the SIGKILL pending. */
static int stops(void)
{
    i64 child = fork();
    if (child == 0)
    {
        /* Not an orphaned group, which SIGTSTP would not stop; and finding that out takes a moment. */
        syscall3(154, 0, 0, 0);
        start_threads(spin);
        spin();
    }

    i64 pause[2] = { 0, 500000 };
    syscall3(101, pause, 0, 0);
    syscall3(SYS_kill, child, 20, 0);
    for (volatile int i = 0; i < 50 * (wait_turn++ % 40); i++)
        ;
    syscall3(SYS_kill, child, 9, 0);
    return wait_for(child) == 9;
}

enum { SLEEPERS = 8, CHANGERS = 4, CHANGES = 1000 };

static i64 sleepers[SLEEPERS];
static int pipes[SLEEPERS][2];

static void sleep_for_ever(int pipe)
{
    char byte;
    for (;;)
        syscall3(SYS_read, pipe, &byte, 1);
}

static void change(unsigned random)
{
    for (int i = 0; i < CHANGES; i++)
    {
        /* Whom this hart wakes comes to it, while others may change how it is scheduled. */
        syscall3(SYS_write, pipes[(random >> 4) % SLEEPERS][1], "", 1);
        random = random * 1664525 + 1013904223;
        int policy = (random >> 8) % 3;
        int priority = policy == 0 ? 0 : 1 + (random >> 16) % 3;
        syscall3(119, sleepers[(random >> 24) % SLEEPERS], policy, (i64)&priority); /* sched_setscheduler */
    }

    syscall3(SYS_exit, 0, 0, 0);
}

/* A thread that is on its way from one queue to another must not get another place because of its new priority. */
static int priorities(void)
{
    i64 changers[CHANGERS];
    for (int i = 0; i < SLEEPERS; i++)
    {
        syscall3(SYS_pipe2, pipes[i], 04000, 0); /* pipe2, O_NONBLOCK: nobody waits for a sleeper to read */
        syscall3(25, pipes[i][0], 4, 0);  /* F_SETFL: but it does for a byte */
        if ((sleepers[i] = fork()) == 0)
            sleep_for_ever(pipes[i][0]);
    }

    for (int i = 0; i < CHANGERS; i++)
        if ((changers[i] = fork()) == 0)
            change(wait_turn++ * CHANGERS + i);

    int good = 1;
    for (int i = 0; i < CHANGERS; i++)
        good &= wait_for(changers[i]) == 0;
    for (int i = 0; i < SLEEPERS; i++)
    {
        syscall3(SYS_kill, sleepers[i], 9, 0);
        good &= wait_for(sleepers[i]) == 9;
        syscall3(SYS_close, pipes[i][0], 0, 0);
        syscall3(SYS_close, pipes[i][1], 0, 0);
    }

    return good;
}

enum { MEETINGS = 1000 };

/* Who opens a fifo first waits; the other one may come, write and be gone before the reader looks whom it has met. */
static int fifos(void)
{
    static const char path[] = "/tmp/races.fifo";
    int turns[2];
    char byte;
    syscall6(33, -100, (i64)path, 010600, 0, 0, 0); /* mknodat */
    syscall3(SYS_pipe2, turns, 0, 0);
    i64 writer = fork();
    if (writer == 0)
        for (int i = 0; i < MEETINGS; i++)
        {
            i64 end = syscall6(SYS_openat, -100, (i64)path, 1, 0, 0, 0);
            syscall3(SYS_write, end, "x", 1);
            syscall3(SYS_close, end, 0, 0);
            if (syscall3(SYS_read, turns[0], &byte, 1) != 1 || i == MEETINGS - 1)
                syscall3(SYS_exit, i != MEETINGS - 1, 0, 0);
        }

    /* Somebody else wants the lock of the fifo as well, so that giving it back takes a moment. */
    i64 other = fork();
    if (other == 0)
        for (;;)
            syscall6(53, -100, (i64)path, 0600, 0, 0, 0); /* fchmodat */

    int good = 1;
    for (int i = 0; i < MEETINGS; i++)
    {
        for (volatile int wait = 0; wait < 20 * (wait_turn++ % 40); wait++)
            ;
        i64 end = syscall6(SYS_openat, -100, (i64)path, 0, 0, 0, 0);
        good &= syscall3(SYS_read, end, &byte, 1) == 1 && syscall3(SYS_read, end, &byte, 1) == 0;
        syscall3(SYS_close, end, 0, 0);
        syscall3(SYS_write, turns[1], "", 1);
    }

    good &= wait_for(writer) == 0;
    syscall3(SYS_kill, other, 9, 0);
    good &= wait_for(other) == 9;
    syscall3(SYS_close, turns[0], 0, 0);
    syscall3(SYS_close, turns[1], 0, 0);
    syscall6(35, -100, (i64)path, 0, 0, 0, 0); /* unlinkat */
    return good;
}

enum { TIMERS = 1000 };

/* More periods of a nanosecond than a hart has time for: the program must get its turn all the same. */
static int timers(void)
{
    i64 child = fork();
    if (child == 0)
    {
        ulong all = ~0UL, event[8] = { 0, 34 }; /* SIGEV_SIGNAL, SIGRTMIN + 2 */
        i64 period[4] = { 0, 1, 0, 1 };
        int id, made = 0;
        syscall6(135, 0, (i64)&all, 0, 8, 0, 0); /* rt_sigprocmask */
        while (made < TIMERS && syscall3(107, 1, event, &id) == 0) /* timer_create, CLOCK_MONOTONIC */
            made += syscall6(110, id, 0, (i64)period, 0, 0, 0) == 0; /* timer_settime */
        for (int i = 0; i < 100000; i++)
            syscall3(SYS_getpid, 0, 0, 0);
        syscall3(SYS_exit, made != TIMERS, 0, 0);
    }

    return wait_for(child) == 0;
}

static int once(const char *scenario)
{
    return same(scenario, "exits") ? exits() : same(scenario, "priorities") ? priorities() : same(scenario, "fifos") ? fifos()
        : same(scenario, "timers") ? timers() : stops();
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    i64 times = parse(argv[2]);
    i64 good = 0;
    for (i64 i = 0; i < times; i++)
        good += once(argv[1]);
    print_number(good);
    print(" of ");
    print_number(times);
    print("\n");
    return good != times;
}
