/*
 * How the harts are shared out, by the kernel's own clocks, so that the host's other work does not count.
 *
 * harts share THREADS SECONDS [NICE...]: so many threads compute for so long; the n-th has the n-th nice value, or 0. Prints a line for each:
 *   its CPU time in thousandths of the time that passed for it; then "idle N": thousandths of the harts' time that they had nothing to do.
 * harts pinned: three threads on hart 0, one on hart 1: prints "kept" when no thread was seen elsewhere, and their CPU times.
 * harts realtime SECONDS: a SCHED_FIFO thread on each hart computes for good; an ordinary thread says its CPU time in thousandths of what passed.
 * harts return SECONDS: on hart 0 a SCHED_FIFO thread and two ordinary ones compute for good; prints the CPU time of the first in thousandths
 *   of what passed.
 * harts contend SECONDS: four threads wake the same futex for so long each, of CPU time: they meet at its lock.
 * harts fifo: two SCHED_FIFO threads of one priority on one hart: "kept" when the second ran only after the first had ended.
 */
#include "guest.h"

enum
{
    SYS_nanosleep = 101, SYS_clock_gettime = 113, SYS_sched_setscheduler = 119, SYS_sched_setaffinity = 122, SYS_setpriority = 140,
    SYS_gettid = 178, SYS_getcpu = 168, SYS_futex = 98,
    MONOTONIC = 1, THREAD_TIME = 3, FIFO = 1, THREAD = 0x250f00, MOST = 16, STACK = 8192, HARTS = 64,
};

struct worker
{
    int id, nice, hart, policy;
    volatile i64 time, wrong, ended, share;
};

static struct worker workers[MOST];
static char stacks[MOST][STACK] __attribute__((aligned(16)));
static volatile int started, go, counting, stop, contends, word;
static volatile i64 limit;

i64 start_thread(ulong flags, ulong stack, void *parent, ulong local, void *child, void (*body)(void));
__asm__(".globl start_thread\nstart_thread: li a7, 220\n ecall\n bnez a0, 1f\n jr a5\n1: ret\n");

static i64 now(int clock)
{
    i64 time[2];
    syscall3(SYS_clock_gettime, clock, time, 0);
    return time[0] * 1000000000 + time[1];
}

static void rest(i64 nanoseconds)
{
    i64 time[2] = { nanoseconds / 1000000000, nanoseconds % 1000000000 };
    syscall3(SYS_nanosleep, time, 0, 0);
}

static void pin(int hart)
{
    ulong mask = 1UL << hart;
    if (syscall3(SYS_sched_setaffinity, 0, sizeof mask, &mask) < 0)
        print("no affinity\n"), quit(2);
}

static unsigned where(void)
{
    unsigned hart = 0;
    syscall3(SYS_getcpu, &hart, 0, 0);
    return hart;
}

static void work(void)
{
    struct worker *me = &workers[__sync_fetch_and_add(&started, 1)];
    int priority = 10;
    if (me->hart >= 0)
        pin(me->hart);
    if (me->nice && syscall3(SYS_setpriority, 0, 0, me->nice) < 0)
        print("no priority\n"), quit(2);
    if (me->policy && syscall3(SYS_sched_setscheduler, 0, me->policy, &priority) < 0)
        print("no policy\n"), quit(2);
    __sync_fetch_and_add(&go, 1);
    i64 begin = now(THREAD_TIME), first = begin, since = now(MONOTONIC);
    int counts = 0;
    while (!stop && now(THREAD_TIME) - begin < limit)
    {
        for (volatile int i = 0; i < 2000; i++)
            if (contends)
                syscall3(SYS_futex, &word, 1, 1);
        if (me->hart >= 0 && (int)where() != me->hart)
            me->wrong++;
        me->time = now(THREAD_TIME) - begin;
        if (counting && !counts)
            counts = 1, since = now(MONOTONIC), first = now(THREAD_TIME);
    }

    me->ended = now(MONOTONIC);
    me->share = (now(THREAD_TIME) - first) * 1000 / (me->ended - since + 1);
    for (;;)
        syscall3(SYS_exit, 0, 0, 0);
}

static void launch(int count)
{
    for (int i = 0; i < count; i++)
    {
        workers[i].id = 1;
        start_thread(THREAD, (ulong)stacks[i] + STACK - 16, 0, 0, &workers[i].id, work);
    }
}

static void join(int count)
{
    for (int i = 0; i < count; i++)
        for (int id; (id = *(volatile int *)&workers[i].id) != 0;)
            syscall6(SYS_futex, (i64)&workers[i].id, 0, id, 0, 0, 0);
}

/* The idle times of all harts in /proc/stat, in hundredths of a second; and how many harts there are. */
static i64 idle(int *harts)
{
    static char text[8192];
    i64 sum = 0, file = syscall6(SYS_openat, -100, (i64) "/proc/stat", 0, 0, 0, 0), size = syscall3(SYS_read, file, text, sizeof text - 1);
    syscall3(SYS_close, file, 0, 0);
    text[size < 0 ? 0 : size] = 0;
    *harts = 0;
    for (char *at = text; *at; at++)
        if ((at == text || at[-1] == '\n') && at[0] == 'c' && at[1] == 'p' && at[2] == 'u' && at[3] >= '0' && at[3] <= '9')
        {
            for (int field = 0; field < 4; field++)
            {
                while (*at && *at != ' ')
                    at++;
                while (*at == ' ')
                    at++;
            }

            sum += parse(at), ++*harts;
        }

    return sum;
}

static int share(int count, i64 seconds, char **nices, int given)
{
    int harts;
    for (int i = 0; i < count; i++)
    {
        const char *nice = i < given ? nices[i] : "0";
        workers[i].nice = *nice == '-' ? -(int)parse(nice + 1) : (int)parse(nice);
        workers[i].hart = -1;
    }

    limit = 1000000000000;
    launch(count);
    while (go < count)
        rest(1000000);
    rest(300000000); /* until they are spread */
    i64 begin = now(MONOTONIC), idled = idle(&harts);
    counting = 1;
    rest(seconds * 1000000000);
    idled = idle(&harts) - idled;
    i64 passed = now(MONOTONIC) - begin;
    stop = 1;
    join(count);
    for (int i = 0; i < count; i++)
        print("thread "), print_number(workers[i].share), print("\n");
    print("idle "), print_number(idled * 10000000 * 1000 / (passed * harts)), print("\n");
    return 0;
}

static int pinned(void)
{
    i64 wrong = 0;
    for (int i = 0; i < 4; i++)
        workers[i].hart = i == 3;
    limit = 300000000;
    launch(4);
    join(4);
    for (int i = 0; i < 4; i++)
        wrong += workers[i].wrong;
    print(wrong ? "lost\n" : "kept\n");
    for (int i = 0; i < 4; i++)
        print("thread "), print_number(workers[i].time / 1000000), print("\n");
    return 0;
}

static int realtime(i64 seconds)
{
    int harts;
    idle(&harts);
    if (harts > MOST)
        harts = MOST;
    for (int i = 0; i < harts; i++)
        workers[i].hart = i, workers[i].policy = FIFO;
    limit = (seconds + 60) * 1000000000;
    launch(harts);
    while (go < harts)
        ;
    i64 begin = now(MONOTONIC), time = now(THREAD_TIME), passed;
    while ((passed = now(MONOTONIC) - begin) < seconds * 1000000000)
        ;
    time = now(THREAD_TIME) - time;
    stop = 1;
    join(harts);
    print("ordinary "), print_number(time * 1000 / passed), print("\n");
    return 0;
}

static int return_after_limit(i64 seconds)
{
    for (int i = 0; i < 3; i++)
        workers[i].hart = 0, workers[i].policy = i == 0 ? FIFO : 0;
    limit = 1000000000000;
    launch(3);
    while (go < 3)
        rest(1000000);
    i64 begin = now(MONOTONIC), time = workers[0].time;
    rest(seconds * 1000000000);
    time = workers[0].time - time;
    i64 passed = now(MONOTONIC) - begin;
    stop = 1;
    join(3);
    print("real-time "), print_number(time * 1000 / passed), print("\n");
    return 0;
}

static int contend(i64 seconds)
{
    for (int i = 0; i < 4; i++)
        workers[i].hart = -1;
    contends = 1;
    limit = seconds * 1000000000;
    launch(4);
    join(4);
    return 0;
}

static int fifo(void)
{
    for (int i = 0; i < 2; i++)
        workers[i].hart = 0, workers[i].policy = FIFO;
    limit = 200000000;
    launch(2);
    join(2);
    i64 apart = workers[0].ended - workers[1].ended;
    print((apart < 0 ? -apart : apart) >= limit / 2 ? "kept\n" : "lost\n");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && same(argv[1], "share") && parse(argv[2]) <= MOST)
        return share((int)parse(argv[2]), parse(argv[3]), argv + 4, argc - 4);
    if (argc == 2 && same(argv[1], "pinned"))
        return pinned();
    if (argc == 3 && same(argv[1], "realtime"))
        return realtime(parse(argv[2]));
    if (argc == 3 && same(argv[1], "return"))
        return return_after_limit(parse(argv[2]));
    if (argc == 3 && same(argv[1], "contend"))
        return contend(parse(argv[2]));
    if (argc == 2 && same(argv[1], "fifo"))
        return fifo();
    return 2;
}
