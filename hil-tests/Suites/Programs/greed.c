/*
 * greed forks SECONDS UID LIMIT: every process forks as often as it can, until two seconds after the first one was refused, SECONDS at most;
 * then all end. LIMIT is RLIMIT_NPROC, 0 for none.
 * greed memory MIB: touches page after page until there is no more, or MIB are reached; then sleeps for good.
 */
#include "guest.h"

#define SIGCHLD 17

static i64 now(void)
{
    i64 time[2];
    syscall3(113, 1, time, 0);
    return time[0];
}

static void rest(i64 nanoseconds)
{
    i64 time[2] = { nanoseconds / 1000000000, nanoseconds % 1000000000 };
    syscall3(101, time, 0, 0);
}

static int forks(i64 end, ulong uid, ulong limit)
{
    static volatile i64 *counts; /* successes, refusals with EAGAIN, with ENOMEM, others; when the first came; alive, most of them */
    ulong limits[2] = { limit, limit };
    i64 first = syscall3(SYS_getpid, 0, 0, 0);
    counts = (i64 *)syscall6(SYS_mmap, 0, 4096, 3, 0x21, -1, 0);
    if (limit)
        syscall6(261, 0, 6, (i64)limits, 0, 0, 0);
    if (uid && (syscall3(144, uid, 0, 0) | syscall3(146, uid, 0, 0)))
        return 2;
    while (now() < end && (!counts[4] || now() < counts[4] + 2))
    {
        i64 child = syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
        if (child > 0)
        {
            i64 alive = __sync_add_and_fetch(&counts[5], 1);
            if (alive > counts[6])
                counts[6] = alive;
        }

        if (child != 0)
            __sync_fetch_and_add(&counts[child > 0 ? 0 : child == -11 ? 1 : child == -12 ? 2 : 3], 1);
        if (child < 0 && !counts[4])
            counts[4] = now();
        if (child < 0)
            rest(20000000);
    }

    if (syscall3(SYS_getpid, 0, 0, 0) != first)
    {
        __sync_fetch_and_sub(&counts[5], 1);
        quit(0);
    }

    while (syscall6(SYS_wait4, -1, 0, 0, 0, 0, 0) > 0)
        ;
    print(counts[1] + counts[2] ? "refused" : "not refused");
    print(limit && counts[6] >= (i64)limit ? ", too many\n" : counts[0] && !counts[3] ? ", as it should be\n" : ", wrongly\n");
    return 0;
}

static int memory(ulong size)
{
    volatile char *at = (volatile char *)syscall6(SYS_mmap, 0, (i64)size, 3, 0x4022, -1, 0);
    if ((ulong)at > -4096UL)
    {
        print("refused\n");
        return 0;
    }

    for (ulong i = 0; i < size; i += 4096)
        at[i] = 1;
    print("all of it\n");
    for (;;)
        rest(1000000000);
}

int main(int argc, char **argv)
{
    if (argc == 5)
        return forks(now() + parse(argv[2]), (ulong)parse(argv[3]), (ulong)parse(argv[4]));
    return argc == 3 ? memory((ulong)parse(argv[2]) << 20) : 2;
}
