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

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    i64 times = parse(argv[2]);
    i64 good = 0;
    for (i64 i = 0; i < times; i++)
        good += same(argv[1], "exits") ? exits() : stops();
    print_number(good);
    print(" of ");
    print_number(times);
    print("\n");
    return good != times;
}
