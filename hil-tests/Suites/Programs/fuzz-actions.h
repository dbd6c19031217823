/* Plausible sequences: what programs do with several calls that single random calls hardly ever hit. */
#ifndef FUZZ_ACTIONS_H
#define FUZZ_ACTIONS_H

#include "fuzz-calls.h"

#define SIGCHLD 17
#define THREAD_FLAGS 0x50f00UL /* VM, FS, FILES, SIGHAND, THREAD, SYSVSEM */
#define MOST_TASKS 16          /* of one worker */

static void one_step(struct task *task);

i64 fuzz_touch(ulong address, i64 write);
i64 fuzz_clone(ulong flags, ulong stack, i64 *parent, ulong tls, i64 *child, void (*function)(struct task *));
i64 fuzz_clone3(void *request, i64 size, i64 a2, i64 a3, i64 a4, void (*function)(struct task *));
void fuzz_leave(volatile int *owner);
void fuzz_bad_return(ulong sp);
extern char fuzz_touch_start[], fuzz_touch_end[];

__asm__(
    ".text\n"
    "fuzz_touch:\n"
    "fuzz_touch_start: lb t0, 0(a0)\n beqz a1, fuzz_touch_end\n sb t0, 0(a0)\n"
    "fuzz_touch_end: ret\n"
    "fuzz_clone: li a7, 220\n ecall\n beqz a0, 1f\n ret\n"
    "fuzz_clone3: li a7, 435\n ecall\n beqz a0, 1f\n ret\n"
    "1: ld a0, 0(sp)\n jr a5\n"
    "fuzz_leave: sw zero, 0(a0)\n li a0, 0\n li a7, 93\n ecall\n j fuzz_leave\n"
    "fuzz_bad_return: mv sp, a0\n li a7, 139\n ecall\n unimp\n"
    ".globl fuzz_touch, fuzz_clone, fuzz_clone3, fuzz_leave, fuzz_bad_return\n");

/* Faults of fuzz_touch go on behind it; others are ends that a program can have. */
void fuzz_on_signal(int signal, void *info, u8 *context)
{
    ulong *pc = (ulong *)(context + 176);
    if ((signal == 11 || signal == 7) && *pc >= (ulong)fuzz_touch_start && *pc < (ulong)fuzz_touch_end)
        *pc = (ulong)fuzz_touch_end;
    else if ((signal == 11 || signal == 7 || signal == 4 || signal == 5 || signal == 8) && ((int *)info)[2] > 0)
        quit(128 + signal);
}

static void handle(int signal, ulong flags)
{
    ulong action[3] = { (ulong)fuzz_on_signal, 4 | flags, 0 };
    syscall6(134, signal, (i64)action, 0, 8, 0, 0);
}

static void leave(struct task *task)
{
    ulong all = ~0UL;
    struct slot *slot = task->slot;
    syscall6(135, 0, (i64)&all, 0, 8, 0, 0);
    __sync_fetch_and_add(&shared->calls, slot->calls);
    slot->calls = 0;
    fuzz_leave(&slot->owner);
}

static void task_main(struct task *task)
{
    task->slot->owner = (int)syscall3(178, 0, 0, 0);
    while (task->left)
        one_step(task);
    leave(task);
}

static void exec_main(struct task *task)
{
    static char *const programs[] = { "/test/exit0", "/bin/busybox", "/proc/self/exe", "a", "", "/bin" };
    char *program = programs[below(task, sizeof programs / sizeof *programs)];
    char *plain[] = { "true", "-x", 0 };
    char **arguments = take(task, 256);
    task->slot->owner = (int)syscall3(178, 0, 0, 0);
    for (int i = 0; i < 31; i++)
        arguments[i] = one_in(task, 30) ? (char *)bad_pointer(task, 8) : (char *)some_path(task, 1);
    arguments[31] = 0;
    CALL3(task, SYS_execve, program, one_in(task, 3) ? arguments : plain, one_in(task, 4) ? arguments : 0);
    CALL3(task, SYS_execve, "/test/exit0", plain, 0);
    leave(task);
}

static void fault_main(struct task *task)
{
    u8 *frame = (u8 *)(ARENA + 2 * PAGE);
    ulong kind = below(task, 8);
    task->slot->owner = (int)syscall3(178, 0, 0, 0);
    CALL6(task, SYS_mmap, ARENA, 16 * PAGE, 7, 0x32, -1, 0);
    for (ulong i = 0; i < 1024; i += 8)
        *(ulong *)(frame + i) = one_in(task, 3) ? 0 : next(task);
    if (one_in(task, 2))
        *(ulong *)(frame + 128 + 176) = (ulong)fuzz_touch_end; /* a pc that is executable */
    switch (kind)
    {
        case 0: __asm__ volatile("unimp"); break;
        case 1: __asm__ volatile("ebreak"); break;
        case 2: *(volatile u8 *)bad_pointer(task, 1) = 1; break;
        case 3: ((void (*)(void))(bad_pointer(task, 1) & ~1L))(); break;
        case 4: __asm__ volatile("mv sp, %0\n sd zero, 0(sp)" : : "r"(bad_pointer(task, 1)) : "memory"); break;
        case 5: __asm__ volatile("csrr a0, sstatus\n sret" : : : "a0"); break;
        default: fuzz_bad_return(one_in(task, 6) ? (ulong)bad_pointer(task, 900) : (ulong)frame + (one_in(task, 8) ? below(task, 16) : 0)); break;
    }

    leave(task);
}

/* Takes memory until there is no more, then lets go. */
static void eat_main(struct task *task)
{
    task->slot->owner = (int)syscall3(178, 0, 0, 0);
    ulong none[2] = { ~0UL, ~0UL };
    syscall6(261, 0, 9, (i64)none, 0, 0, 0);
    i64 at = CALL6(task, SYS_mmap, 0, 48 << 20, 3, 0x22, -1, 0);
    for (ulong i = 0; at > 0 && i < 48 << 20; i += PAGE)
        fuzz_touch((ulong)at + i, 1);
    leave(task);
}

static int tasks_of_worker(void)
{
    int count = 0;
    for (int i = 0; i < SLOTS; i++)
        count += shared->slots[i].owner != 0 && shared->slots[i].worker == (u32)worker_id;
    return count;
}

static i64 start(struct task *task, ulong flags, void (*function)(struct task *), u32 calls)
{
    struct slot *slot = tasks_of_worker() >= MOST_TASKS ? 0 : claim_slot();
    if (!slot)
        return 0;
    ulong top = slot_stack(slot) - 256;
    struct task *child = (struct task *)(top + 64);
    *child = (struct task) { next(task), slot, slot_scratch(slot), 0, task->depth + 1, calls };
    *(struct task **)top = child;
    i64 result;
    if (one_in(task, 3))
    {
        ulong *request = take(task, 88);
        memset(request, 0, 88);
        request[0] = flags & ~0xffUL;
        request[1] = request[2] = request[3] = (ulong)take(task, 8);
        request[4] = flags & 0xff;
        request[5] = top - 64;
        request[6] = 64;
        result = fuzz_clone3(request, 88, 0, 0, 0, function);
    }
    else
    {
        i64 *ids = take(task, 16);
        result = fuzz_clone(flags, top, ids, 0, ids + 1, function);
    }

    if (result < 0)
        slot->owner = 0;
    else
        children[below(task, 8)] = (int)result;
    return result;
}

static void act_clone(struct task *task)
{
    static const ulong kinds[] =
    {
        THREAD_FLAGS, THREAD_FLAGS, THREAD_FLAGS | 0x1300000, SIGCHLD, SIGCHLD, SIGCHLD, SIGCHLD | 0x4100, SIGCHLD | 0x400, SIGCHLD | 0x200, SIGCHLD | 0x100,
        SIGCHLD | 0x4000, 0, 10, SIGCHLD | 0x1300000, SIGCHLD | 0x8000, SIGCHLD | 0x1000, 0x100000900UL,
    };
    ulong flags = one_in(task, 24) ? next(task) & 0x1fdff00 : kinds[below(task, sizeof kinds / sizeof *kinds)];
    if (task->depth > 2)
        return;
    i64 child = start(task, flags & ~0x80000UL, task_main, 8 + (u32)below(task, 80));
    if (child > 0 && one_in(task, 3))
        CALL6(task, SYS_wait4, child, take(task, 8), one_in(task, 2), 0, 0, 0);
}

static void act_end(struct task *task)
{
    static void (*const mains[])(struct task *) = { exec_main, exec_main, fault_main, fault_main };
    void (*function)(struct task *) = one_in(task, 24) ? eat_main : mains[below(task, 4)];
    i64 child = start(task, SIGCHLD | (one_in(task, 8) ? 0x4100 : 0), function, 4);
    if (child > 0 && one_in(task, 2))
        CALL6(task, SYS_wait4, child, take(task, 8), 0, 0, 0, 0);
}

static void act_pipe(struct task *task)
{
    int *ends = take(task, 8);
    if (CALL3(task, SYS_pipe2, ends, one_in(task, 2) ? 04000 : 0, 0) < 0)
        return;
    CALL3(task, SYS_write, ends[1], ARENA, below(task, 9000));
    if (one_in(task, 4))
        CALL3(task, 25, ends[1], 1031, PAGE << below(task, 9));
    if (one_in(task, 3))
        CALL6(task, 77, ends[0], some_fd(task), 4096, 2, 0, 0);
    if (one_in(task, 3))
        CALL6(task, 76, ends[0], 0, some_fd(task), 0, below(task, 8192), 2);
    if (task->depth < 2 && one_in(task, 3))
        start(task, SIGCHLD, task_main, 16);
    CALL3(task, SYS_read, ends[0], ARENA + PAGE, below(task, 9000));
    remember_fd(task, ends[0]);
    remember_fd(task, ends[1]);
    CALL3(task, SYS_close, ends[below(task, 2)], 0, 0);
}

static void act_file(struct task *task)
{
    i64 fd = one_in(task, 3) ? CALL3(task, 279, "x", one_in(task, 2) ? 2 : 0, 0) : CALL6(task, SYS_openat, -100, some_path(task, 0), 0102, 0644, 0, 0);
    if (fd < 0)
        return;
    ulong size = below(task, 64 << 10);
    ulong at = ARENA + below(task, 128) * PAGE;
    ulong pages = 1 + below(task, 16);
    remember_fd(task, fd);
    CALL3(task, 46, fd, size, 0);
    CALL6(task, 68, fd, ARENA, below(task, 5000), below(task, 64 << 10), 0, 0);
    CALL6(task, SYS_mmap, at, pages * PAGE, 1 + below(task, 7), 0x10 | (1 + below(task, 2)), fd, below(task, 16) * PAGE);
    for (ulong i = 0; i < pages; i++)
        fuzz_touch(at + i * PAGE + below(task, PAGE), one_in(task, 2));
    if (one_in(task, 2))
        CALL3(task, 46, fd, below(task, size + 1), 0);
    for (ulong i = 0; i < pages; i++)
        fuzz_touch(at + i * PAGE, one_in(task, 2));
    CALL6(task, 67, fd, at, below(task, 9000), 0, 0, 0);
    if (one_in(task, 2))
        CALL3(task, SYS_munmap, at, pages * PAGE, 0);
}

static void act_memory(struct task *task)
{
    for (ulong n = 2 + below(task, 6); n > 0; n--)
    {
        ulong at = ARENA + below(task, ARENA_PAGES - 16) * PAGE;
        ulong size = (1 + below(task, 16)) * PAGE;
        switch (below(task, 6))
        {
            case 0: CALL3(task, SYS_munmap, at, size, 0); break;
            case 1: CALL3(task, SYS_mprotect, at, size, below(task, 8)); break;
            case 2: CALL3(task, 233, at, size, one_in(task, 2) ? 4 : 8); break;
            case 3: CALL6(task, 216, at, size, (1 + below(task, 16)) * PAGE, 3, ARENA + below(task, ARENA_PAGES - 16) * PAGE, 0); break;
            default: CALL6(task, SYS_mmap, at, size, one_in(task, 8) ? below(task, 8) : 3, 0x30 | (1 + one_in(task, 2)), -1, 0); break;
        }

        for (int i = 0; i < 8; i++)
            fuzz_touch(ARENA + below(task, ARENA_PAGES * PAGE), one_in(task, 2));
    }

    if (one_in(task, 8))
    {
        i64 end = CALL3(task, SYS_brk, 0, 0, 0);
        CALL3(task, SYS_brk, end + (i64)below(task, 64 << 10) - (16 << 10), 0, 0);
    }
}

static void act_epoll(struct task *task)
{
    i64 set = CALL3(task, 20, 0, 0, 0);
    u32 *event = take(task, 16);
    for (int i = 0; set >= 0 && i < 4; i++)
    {
        event[0] = (u32)next(task) & 0xe000001f;
        CALL6(task, 21, set, 1, some_fd(task), event, 0, 0);
    }

    i64 counter = CALL3(task, 19, below(task, 2), 04000, 0);
    CALL6(task, 21, set, 1, counter, event, 0, 0);
    if (one_in(task, 3))
        CALL6(task, 21, counter, 1, set, event, 0, 0);
    *(ulong *)event = 1;
    CALL3(task, SYS_write, counter, event, 8);
    CALL6(task, 22, set, ARENA, 8, below(task, 3), 0, 8);
    remember_fd(task, set);
    remember_fd(task, counter);
    if (one_in(task, 2))
        CALL3(task, SYS_close, one_in(task, 2) ? set : counter, 0, 0);
}

static void act_mount(struct task *task)
{
    static char *const types[] = { "tmpfs", "tmpfs", "proc", "sysfs", "devpts", "devtmpfs", "nothing" };
    char *type = types[below(task, sizeof types / sizeof *types)];
    CALL3(task, 34, -100, "m", 0755);
    CALL6(task, 40, type, "m", type, below(task, 16), one_in(task, 3) ? "size=64k" : 0, 0);
    CALL6(task, 40, "m", "d", 0, one_in(task, 2) ? 4096 : 4096 | 16384, 0, 0);
    i64 fd = CALL6(task, SYS_openat, -100, "m/a", 0102, 0644, 0, 0);
    remember_fd(task, fd);
    CALL3(task, SYS_write, fd, ARENA, below(task, 100000));
    CALL3(task, 49, one_in(task, 2) ? "m" : ".", 0, 0);
    CALL3(task, 39, one_in(task, 2) ? "d" : "../d", one_in(task, 2) ? 2 : 0, 0);
    CALL3(task, 39, one_in(task, 2) ? "m" : "../m", one_in(task, 2) ? 2 : 0, 0);
}

static void act_signals(struct task *task)
{
    int signal = 32 + (int)below(task, 32);
    handle(signal, next(task) & 0x58000000);
    for (ulong n = below(task, 12); n > 0; n--)
        CALL3(task, 129, worker_pid, one_in(task, 4) ? 14 : signal, 0);
    CALL3(task, 130, task->slot->owner, signal, 0);
    if (one_in(task, 4))
    {
        int *event = take(task, 64);
        int *id = take(task, 8);
        memset(event, 0, 64);
        event[2] = signal;
        event[3] = 0;
        *id = 0;
        i64 *time = take(task, 32);
        time[0] = time[2] = 0;
        time[1] = time[3] = 1 + (i64)below(task, 3000000);
        CALL3(task, 107, below(task, 2), event, id);
        CALL6(task, 110, *id, 0, time, 0, 0, 0);
        CALL3(task, 101, time, 0, 0);
        CALL3(task, 109, *id, 0, 0);
        CALL3(task, 111, *id, 0, 0);
    }
}

static void act_tree(struct task *task)
{
    for (ulong n = 3 + below(task, 8); n > 0; n--)
    {
        switch (below(task, 6))
        {
            case 0: CALL3(task, 34, -100, some_path(task, 0), 0755); break;
            case 1: CALL6(task, 276, -100, some_path(task, 0), -100, some_path(task, 0), below(task, 4), 0); break;
            case 2: CALL6(task, 37, -100, some_path(task, 0), -100, some_path(task, 0), 0, 0); break;
            case 3: CALL3(task, 35, -100, some_path(task, 0), one_in(task, 2) ? 0x200 : 0); break;
            case 4: CALL3(task, 36, some_path(task, 0), -100, some_path(task, 0)); break;
            default: remember_fd(task, CALL6(task, SYS_openat, -100, some_path(task, 0), one_in(task, 2) ? 0102 : 0, 0644, 0, 0)); break;
        }
    }
}

/* What /proc says of a process that may be ending. */
static void act_proc(struct task *task)
{
    static const char *const names[] =
    {
        "stat", "status", "maps", "smaps", "cmdline", "environ", "fd", "fdinfo", "task", "limits", "mounts", "mountinfo", "mem", "statm", "io", "wchan", "exe", "cwd",
        "root", "auxv", "comm", "oom_score", "schedstat", "stack", "pagemap", "ns", "fd/3",
    };
    char *path = take(task, 64);
    i64 pid = children[below(task, 8)];
    int at = 6;
    memcpy(path, "/proc/", 6);
    for (i64 unit = 100000; unit > 0; unit /= 10)
        if (pid >= unit)
            path[at++] = (char)('0' + pid / unit % 10);
    if (at == 6)
    {
        memcpy(path + at, "self", 4);
        at += 4;
    }

    const char *name = names[below(task, sizeof names / sizeof *names)];
    path[at++] = '/';
    for (; *name; name++)
        path[at++] = *name;
    path[at] = 0;
    i64 fd = CALL6(task, SYS_openat, -100, path, one_in(task, 4) ? 2 : 0, 0, 0, 0);
    remember_fd(task, fd);
    CALL3(task, SYS_read, fd, ARENA, 20000);
    CALL3(task, 61, fd, ARENA, 4000);
    CALL6(task, 78, -100, path, ARENA, 200, 0, 0);
    if (one_in(task, 2))
        CALL3(task, SYS_close, fd, 0, 0);
}

static void act_descriptors(struct task *task)
{
    i64 fd = some_fd(task);
    i64 last = 0;
    for (ulong n = below(task, 200); n > 0; n--)
    {
        i64 copy = syscall3(23, fd, 0, 0);
        if (copy < 0)
            break;
        last = copy;
    }

    CALL3(task, 24, fd, 200 + below(task, 1000), 0);
    if (last)
        CALL3(task, 436, one_in(task, 2) ? last - 8 : 60, one_in(task, 2) ? last : 0xffffffff, one_in(task, 6) ? 2 : 0);
}

static void act_terminal(struct task *task)
{
    i64 master = CALL6(task, SYS_openat, -100, "/dev/ptmx", 02 | 0400 | 04000, 0, 0, 0);
    int *zero = take(task, 8);
    *zero = 0;
    CALL3(task, 29, master, 0x40045431, zero);
    i64 slave = CALL3(task, 29, master, 0x5441, 02 | 0400 | 04000);
    CALL3(task, SYS_write, master, "abc\003\004def\n\032", 10);
    CALL3(task, SYS_read, slave, ARENA, 100);
    CALL3(task, SYS_write, slave, "answer\n", 7);
    CALL3(task, SYS_read, master, ARENA, 100);
    remember_fd(task, slave);
    remember_fd(task, master);
    if (one_in(task, 2))
        CALL3(task, SYS_close, one_in(task, 2) ? slave : master, 0, 0);
}

/* Any call with any values, but for those that reach out of the worker. */
static void act_any(struct task *task)
{
    static const short never[] =
    {
        39, 40, 41, 58, 60, 89, 104, 105, 106, 112, 116, 117, 119, 129, 130, 131, 138, 140, 142, 161, 162, 170, 171, 220, 221, 224, 225, 240, 266, 268, 270, 271, 273, 274,
        281, 294, 424, 428, 429, 430, 431, 432, 433, 435, 442, 51, 49, 50, 93, 94, 139, 154, 215, 216, 222, 226, 233, 214, 35, 276, 37, 36, 38, 52, 53, 54, 55, 45, 25, 29,
        118, 122, 261, 30, 78, 63, 65, 67, 69, 286, 17, 61, 207, 212, 243, 98, 99, 96, 101, 115, 438, 448, 440, 437, 56, 278, 291, 79, 80, 443, 97, 134, 167,
    };
    short number = (short)below(task, 480);
    for (ulong i = 0; i < sizeof never / sizeof *never; i++)
        if (never[i] == number)
            return;
    i64 values[6];
    for (int i = 0; i < 6; i++)
        values[i] = one_in(task, 3) ? (i64)some_buffer(task, 64) : one_in(task, 2) ? some_fd(task) : (i64)(next(task) >> below(task, 64));
    call(task, number, values[0], values[1], values[2], values[3], values[4], values[5]);
}

static void one_step(struct task *task)
{
    static void (*const actions[])(struct task *) =
    {
        act_clone, act_clone, act_end, act_pipe, act_file, act_file, act_memory, act_memory, act_epoll, act_mount, act_signals, act_tree, act_tree, act_proc,
        act_descriptors, act_terminal, act_any, act_any,
    };
    if (!one_in(task, 10))
    {
        one_call(task);
        return;
    }

    task->used = 0;
    if (task->left)
        task->left--;
    actions[below(task, sizeof actions / sizeof *actions)](task);
}

#endif
