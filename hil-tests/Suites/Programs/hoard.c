/*
 * hoard KIND UID PROCESSES: so many processes of a user take small objects of the kernel of one kind until they are refused, hold them for a
 * while, and end. Kinds: pipes, events, epolls, items, files, threads, areas, timers, names. Prints "refused N times" at the end; a
 * process that the kernel ends counts as refused.
 */
#include "guest.h"

enum
{
    SYS_eventfd2 = 19, SYS_epoll_create1 = 20, SYS_epoll_ctl = 21, SYS_mkdirat = 34, SYS_nanosleep = 101, SYS_timer_create = 107,
    SYS_setresgid = 149, SYS_setresuid = 147, SYS_prlimit64 = 261, SIGCHLD = 17, NOFILE = 7, THREAD = 0x50f00, NO_MORE = 20,
};

static char stack[4096] __attribute__((aligned(16)));

i64 start_thread(ulong flags, ulong stack, void *parent, ulong local, void *child, void (*body)(void));
__asm__(".globl start_thread\nstart_thread: li a7, 220\n ecall\n bnez a0, 1f\n jr a5\n1: ret\n");

static void rest(i64 milliseconds)
{
    i64 time[2] = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    syscall3(SYS_nanosleep, time, 0, 0);
}

static void sleeper(void)
{
    for (;;)
        rest(1000000);
}

static i64 take(const char *kind, i64 turn)
{
    static i64 set = -1;
    int ends[2];
    i64 event[2] = { 1, 0 };
    char name[40] = "/tmp/hoard.";
    if (same(kind, "pipes"))
        return syscall3(SYS_pipe2, ends, 0, 0);
    if (same(kind, "events"))
        return syscall3(SYS_eventfd2, 0, 0, 0);
    if (same(kind, "epolls"))
        return syscall3(SYS_epoll_create1, 0, 0, 0);
    if (same(kind, "files"))
        return syscall6(SYS_openat, -100, (i64) "/dev/null", 0, 0, 0, 0);
    if (same(kind, "threads"))
        return start_thread(THREAD, (ulong)stack + sizeof stack - 16, 0, 0, 0, sleeper);
    if (same(kind, "timers"))
        return syscall3(SYS_timer_create, 1, 0, ends);
    if (same(kind, "areas")) /* every second page, so that they do not merge */
        return (ulong)syscall6(SYS_mmap, 0x10000000 + turn * 8192, 4096, 1, 0x100022, -1, 0) > -4096UL ? -12 : 0;
    if (same(kind, "items"))
    {
        i64 file = syscall3(SYS_eventfd2, 0, 0, 0);
        if (set < 0)
            set = syscall3(SYS_epoll_create1, 0, 0, 0);
        return file < 0 ? file : syscall6(SYS_epoll_ctl, set, 1, file, (i64)event, 0, 0);
    }

    i64 id = syscall3(SYS_getpid, 0, 0, 0);
    for (int i = 0; i < 16; i++)
        name[11 + i] = 'a' + (((i < 8 ? id : turn) >> (i % 8 * 4)) & 15);
    return syscall3(SYS_mkdirat, -100, name, 0755);
}

static void hoard(const char *kind, i64 uid)
{
    ulong limits[2] = { 1 << 20, 1 << 20 };
    int refused = 0;
    syscall6(SYS_prlimit64, 0, NOFILE, (i64)limits, 0, 0, 0);
    syscall3(SYS_setresgid, uid, uid, uid), syscall3(SYS_setresuid, uid, uid, uid);
    for (i64 turn = 0; refused < NO_MORE; turn++)
        if (take(kind, turn) < 0)
            refused++, rest(20);
    rest(1000);
    quit(1);
}

int main(int argc, char **argv)
{
    int refused = 0;
    if (argc != 4)
        return 2;
    i64 processes = parse(argv[3]);
    for (i64 i = 0; i < processes; i++)
        if (syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0) == 0)
            hoard(argv[1], parse(argv[2]));
    for (int status; syscall6(SYS_wait4, -1, (i64)&status, 0, 0, 0, 0) > 0;)
        refused += status != 0;
    print("refused "), print_number(refused), print(" times\n");
    return 0;
}
