/*
 * fuzz SEED SECONDS [WORKERS [FIRST]]: random system calls with a grammar, in worker processes that share nothing with the rest of the
 * system but the kernel. Each worker has its own seed, made of SEED, its place and its turn, so a run repeats as far as timing does;
 * FIRST starts at a later turn. Prints a line every two seconds; ends with "fuzz: passed" or "fuzz: FAILED ...".
 * Fails when a worker that is killed does not end, or when the kernel reports an oops (then with the last calls of the worker's tasks).
 */
#include "fuzz-actions.h"

enum
{
    WORKERS = 8,
    PATIENCE = 4000,     /* ms of a worker's life */
    STILL = 150,         /* ms without a call of any of its tasks: stopped, or asleep for good */
    DEATH = 60000,       /* ms that a killed process may need to end; the host may be slow */
};

struct worker
{
    int pid;
    u32 turn;
    i64 since;
    i64 moved;
    u32 calls;
    int killed;
    char folder[16];
};

static ulong seed;
static struct worker workers[WORKERS];
static int oopses;

static i64 now(void)
{
    i64 time[2];
    syscall3(113, 1, time, 0);
    return time[0] * 1000 + time[1] / 1000000;
}

/* Empty when there is none. */
static void read_text(const char *path, char *text, i64 size)
{
    i64 fd = syscall6(SYS_openat, -100, (i64)path, 0, 0, 0, 0);
    i64 count = syscall3(SYS_read, fd, text, size - 1);
    syscall3(SYS_close, fd, 0, 0);
    text[fd < 0 || count < 0 ? 0 : count] = 0;
}

static i64 read_number(const char *path)
{
    char text[32];
    read_text(path, text, sizeof text);
    return parse(text);
}

static void print_pair(const char *name, i64 value)
{
    print(name);
    print_number(value);
}

/* State, priority, policy and times of a task. */
static void print_stat(i64 id)
{
    char path[32] = "/proc/", text[512];
    int at = 6;
    for (i64 unit = 1000000000; unit > 0; unit /= 10)
        if (id >= unit)
            path[at++] = (char)('0' + id / unit % 10);
    memcpy(path + at, "/stat", 6);
    read_text(path, text, sizeof text);
    print("fuzz: stat ");
    print(*text ? text : "none\n");
}

static void print_log(int worker)
{
    print_stat(workers[worker].pid);
    for (int i = 0; i < SLOTS; i++)
    {
        struct slot *slot = &shared->slots[i];
        if (slot->owner == 0 || slot->worker != (u32)worker)
            continue;
        print_pair("fuzz: task ", slot->owner);
        print("\n");
        print_stat(slot->owner);
        for (u32 at = slot->calls > RING ? slot->calls - RING : 0; at < slot->calls; at++)
        {
            struct record *record = &slot->ring[at % RING];
            print_pair("fuzz:   ", record->number);
            print("(");
            for (int k = 0; k < 6; k++)
            {
                print(k ? ", " : "");
                print_hex((ulong)record->arguments[k]);
            }

            print_pair(record->done ? ") = " : ") unfinished ", record->result);
            print("\n");
        }
    }
}

static void prepare_task(struct task *task)
{
    for (int signal = 1; signal < 32; signal++)
        if (signal != 9 && signal != 19 && signal != 17 && signal != 18)
            handle(signal, 0);
    for (int i = 0; i < FDS; i++)
        descriptors[i] = -1;
    ulong limits[][3] = { { 9, 64 << 20, 96 << 20 }, { 1, 1 << 20, 4 << 20 }, { 6, 128, 256 }, { 7, 512, 1024 } };
    for (int i = 0; i < 4; i++)
        syscall6(261, 0, (i64)limits[i][0], (i64)&limits[i][1], 0, 0, 0);
    syscall6(SYS_mmap, ARENA, ARENA_PAGES * PAGE, 3, 0x32, -1, 0);
    syscall6(SYS_mmap, STACKS, SLOTS * STACK, 3, 0x32, -1, 0);
    syscall6(SYS_mmap, SCRATCHES, SLOTS * SCRATCH, 3, 0x32, -1, 0);
    /* A blocked call does not stop the first task for long. */
    i64 timer[4] = { 0, 3000, 0, 3000 };
    syscall3(103, 0, timer, 0);
    task->slot = claim_slot();
    if (!task->slot)
        quit(0);
    task->slot->owner = worker_pid = (int)syscall3(SYS_getpid, 0, 0, 0);
    task->scratch = slot_scratch(task->slot);
}

static void work(struct worker *worker, int id)
{
    struct task task = { seed * 1000003 + (ulong)id * 7919 + (ulong)worker->turn * 104729, 0, 0, 0, 0, 0 };
    next(&task);
    int ordinary = 0;
    worker_id = id;
    syscall3(119, 0, 0, &ordinary);
    syscall3(157, 0, 0, 0);
    syscall3(SYS_close, 0, 0, 0);
    syscall6(SYS_openat, -100, (i64)"/dev/null", 2, 0, 0, 0);
    syscall3(24, 0, 1, 0);
    syscall3(24, 0, 2, 0);
    syscall3(51, worker->folder, 0, 0);
    syscall3(SYS_chdir, "/", 0, 0);
    prepare_task(&task);
    task.left = 200 + (u32)below(&task, 1500);
    if (one_in(&task, 2))
    {
        syscall3(159, 0, 0, 0);
        syscall3(149, 1000, 1000, 1000);
        syscall3(147, 1000, 1000, 1000);
    }

    while (task.left)
        one_step(&task);
    __sync_fetch_and_add(&shared->calls, task.slot->calls);
    task.slot->owner = 0;
    quit(0);
}

static void fail(const char *why, int worker)
{
    print_pair("fuzz: worker ", worker);
    print_pair(" turn ", workers[worker].turn);
    print("\n");
    print_log(worker);
    print("fuzz: FAILED ");
    print(why);
    print("\n");
    quit(1);
}

static void mount_in(const struct worker *worker, const char *name, const char *source, const char *type, i64 flags, const char *data)
{
    char path[32];
    int at = 11;
    memcpy(path, worker->folder, 11);
    do
        path[at++] = *name;
    while (*name++);
    syscall3(34, -100, path, 0755);
    syscall6(40, (i64)source, (i64)path, (i64)type, flags, (i64)data, 0);
}

/* A root of its own, so that what a worker mounts, makes and takes away goes with it. */
static void make_root(struct worker *worker, int id)
{
    memcpy(worker->folder, "/tmp/fuzz.0", 12);
    worker->folder[10] = (char)('0' + id);
    mount_in(worker, "", "fuzz", "tmpfs", 0, "size=4m,mode=777");
    mount_in(worker, "/proc", "proc", "proc", 0, 0);
    mount_in(worker, "/sys", "sys", "sysfs", 0, 0);
    mount_in(worker, "/dev", "dev", "devtmpfs", 0, 0);
    mount_in(worker, "/dev/pts", "/dev/pts", "none", 4096, 0);
    mount_in(worker, "/bin", "/bin", "none", 4096, 0);
    mount_in(worker, "/test", "/test", "none", 4096, 0);
}

static void start_worker(int id)
{
    struct worker *worker = &workers[id];
    make_root(worker, id);
    worker->since = worker->moved = now();
    worker->killed = 0;
    i64 pid = syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
    if (pid == 0)
        work(worker, id);
    worker->pid = pid < 0 ? 0 : (int)pid;
}

/* Ends everything that a worker left: its group, its tasks in other groups, its file systems. */
static void clean(int id)
{
    struct worker *worker = &workers[id];
    syscall3(SYS_kill, -worker->pid, 9, 0);
    for (int i = 0; i < SLOTS; i++)
    {
        struct slot *slot = &shared->slots[i];
        if (slot->owner != 0 && slot->worker == (u32)id)
        {
            if (slot->owner > 1)
                syscall3(SYS_kill, slot->owner, 9, 0);
            __sync_fetch_and_add(&shared->calls, slot->calls);
            slot->owner = 0;
        }
    }

    while (syscall3(39, worker->folder, 2, 0) == 0)
        ;
    worker->pid = 0;
    worker->turn++;
}

static u32 calls_of(int id)
{
    u32 calls = 0;
    for (int i = 0; i < SLOTS; i++)
        calls += shared->slots[i].worker == (u32)id ? shared->slots[i].calls : 0;
    return calls;
}

static void watch(int id)
{
    struct worker *worker = &workers[id];
    i64 time = now();
    u32 calls = calls_of(id);
    if (!worker->pid)
        return;
    if (worker->calls != calls)
    {
        worker->calls = calls;
        worker->moved = time;
    }

    if (!worker->killed && (time - worker->since > PATIENCE || time - worker->moved > STILL))
    {
        syscall3(SYS_kill, worker->pid, 9, 0);
        worker->killed = 1;
        worker->since = time;
    }

    if (worker->killed && time - worker->since > DEATH)
        fail("a killed process does not end", id);
}

static void reap(void)
{
    int status;
    i64 pid;
    while ((pid = syscall6(SYS_wait4, -1, (i64)&status, 1, 0, 0, 0)) > 0)
    {
        for (int id = 0; id < WORKERS; id++)
        {
            if (workers[id].pid != pid)
                continue;
            int seen = (int)read_number("/proc/lume/oops");
            if (seen > oopses)
                fail("the kernel reported an oops", id);
            clean(id);
        }
    }
}

/* Who has ended is asked first: whatever kept this process from looking is not the worker's fault. Returns how many are left. */
static int look_after(int count)
{
    int left = 0;
    reap();
    for (int id = 0; id < count && id < WORKERS; id++)
    {
        watch(id);
        left += workers[id].pid != 0;
    }

    return left;
}

static void tell(i64 started)
{
    print_pair("fuzz: ", (now() - started) / 1000);
    print_pair(" s, calls ", shared->calls);
    print(", turns");
    for (int id = 0; id < WORKERS && (workers[id].pid || workers[id].turn); id++)
        print_pair(" ", workers[id].turn);
    print("\n");
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    seed = (ulong)parse(argv[1]);
    i64 seconds = parse(argv[2]);
    int count = argc > 3 ? (int)parse(argv[3]) : 4;
    shared = (struct shared *)syscall6(SYS_mmap, 0x70000000, sizeof(struct shared), 3, 0x31, -1, 0);
    oopses = (int)read_number("/proc/lume/oops");
    /* Before all workers, whatever priority they give themselves; and what they leave comes here. */
    int priority = 99;
    syscall3(119, 0, 2, &priority);
    syscall3(167, 36, 1, 0);
    i64 started = now();
    i64 told = started;
    for (int id = 0; id < WORKERS; id++)
        workers[id].turn = argc > 4 ? (u32)parse(argv[4]) : 0;
    while (now() - started < seconds * 1000)
    {
        for (int id = 0; id < count && id < WORKERS; id++)
            if (!workers[id].pid)
                start_worker(id);
        look_after(count);
        i64 pause[2] = { 0, 5000000 };
        syscall3(101, pause, 0, 0);
        if (now() - told > 2000)
        {
            told = now();
            tell(started);
        }
    }

    for (int id = 0; id < count && id < WORKERS; id++)
        if (workers[id].pid)
        {
            syscall3(SYS_kill, workers[id].pid, 9, 0);
            workers[id].killed = 1;
            workers[id].since = now();
        }
    for (i64 end = now(); look_after(count) != 0; )
    {
        i64 pause[2] = { 0, 5000000 };
        syscall3(101, pause, 0, 0);
        if (now() - end > 2 * DEATH)
            fail("the workers do not end", 0);
    }

    tell(started);
    print("fuzz: passed\n");
    return 0;
}
