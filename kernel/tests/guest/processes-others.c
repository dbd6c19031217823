/* Descriptors of processes, other processes' memory, newer forms of older calls. */
#include "oracle.h"
#include <sys/inotify.h>

static pid_t sleeper(void)
{
    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    return child;
}

TEST(process_descriptors)
{
    siginfo_t info = { 0 };
    int status;
    pid_t child = sleeper();
    put("f", "theirs");
    long fd = T(pidfd_open, child, 0);
    T(pidfd_open, child, O_NONBLOCK /* PIDFD_NONBLOCK */);
    T(pidfd_open, 99999999, 0);
    T(pidfd_open, -1, 0);
    T(pidfd_open, child, 1);
    T(pidfd_send_signal, fd, 0, NULL, 0);
    T(pidfd_send_signal, 0, 0, NULL, 0);
    T(pidfd_send_signal, fd, 99, NULL, 0);
    long folder = sys(openat, AT_FDCWD, "/proc/self", O_RDONLY | O_DIRECTORY), name = sys(openat, AT_FDCWD, "/proc/self", O_PATH);
    T(pidfd_send_signal, folder, 0, NULL, 0);
    T(pidfd_send_signal, folder, 99, NULL, 0);
    T(pidfd_send_signal, name, 0, NULL, 0);
    T(pidfd_send_signal, sys(openat, AT_FDCWD, "/proc", O_RDONLY | O_DIRECTORY), 0, NULL, 0);
    T(pidfd_send_signal, sys(openat, AT_FDCWD, "/proc/self/task", O_RDONLY | O_DIRECTORY), 0, NULL, 0);
    T(pidfd_send_signal, sys(openat, AT_FDCWD, "/proc/thread-self", O_RDONLY | O_DIRECTORY), 0, NULL, 0);
    T(pidfd_send_signal, fd, 0, &info, 0);
    T(pidfd_getfd, fd, 1, 0);
    T(pidfd_getfd, fd, 77, 0);
    T(pidfd_getfd, fd, 1, 1);
    T(pidfd_send_signal, fd, SIGTERM, NULL, 2 /* PIDFD_SIGNAL_THREAD_GROUP */);
    waitpid(child, &status, 0);
    say_status("child", status);
    T(pidfd_send_signal, fd, 0, NULL, 0);
    T(pidfd_getfd, fd, 1, 0);
}

TEST(other_memory)
{
    static char mine[16] = "mine", got[16];
    pid_t child = sleeper();
    struct iovec local = { got, 16 }, remote = { mine, 16 }, bad = { unmapped, 4 };
    strcpy(mine, "changed");
    T(process_vm_readv, child, &local, 1, &remote, 1, 0);
    say("%s", got);
    T(process_vm_writev, child, &remote, 1, &remote, 1, 0);
    T(process_vm_readv, child, &local, 1, &remote, 1, 0);
    say("%s", got);
    T(process_vm_readv, child, &local, 1, &bad, 1, 0);
    T(process_vm_readv, child, &bad, 1, &remote, 1, 0);
    T(process_vm_readv, child, &local, 1, &remote, 1, 1);
    T(process_vm_readv, 99999999, &local, 1, &remote, 1, 0);
    T(process_vm_readv, child, &local, 2000, &remote, 1, 0);
    kill(child, SIGKILL);
}

TEST(comparing)
{
    pid_t child = sleeper(), me = getpid();
    T(kcmp, me, me, 0 /* KCMP_FILE */, 1, 1);
    T(kcmp, me, child, 0 /* KCMP_FILE */, 1, 1);
    T(kcmp, me, me, 0 /* KCMP_FILE */, 1, 77);
    T(kcmp, me, me, 1 /* KCMP_VM */);
    say("%d", sys(kcmp, me, child, 1) != 0);
    T(kcmp, me, me, 2 /* KCMP_FILES */);
    T(kcmp, me, me, 3 /* KCMP_FS */);
    T(kcmp, me, me, 4 /* KCMP_SIGHAND */);
    int set = sys(epoll_create1, 0), event = sys(eventfd2, 0, 0);
    struct { uint32_t events; uint64_t data; } request = { 1, 0 };
    unsigned slot[3] = { set, event, 0 };
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, event, slot);
    sys(epoll_ctl, set, 1, event, &request);
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, event, slot);
    say("%d", sys(kcmp, me, me, 7, set, slot) > 0);
    slot[2] = 1;
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, event, slot);
    slot[0] = event;
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, event, slot);
    slot[0] = 77;
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, event, slot);
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, 77, slot);
    T(kcmp, me, me, 7 /* KCMP_EPOLL_TFD */, event, unmapped);
    T(kcmp, me, 99999999, 1);
    T(kcmp, me, me, 99);
    kill(child, SIGKILL);
}

struct attributes
{
    unsigned size, policy;
    unsigned long flags;
    int nice;
    unsigned priority;
    unsigned long more[3];
};

static void attribute(const char *what, unsigned policy, unsigned long flags, int nice, unsigned priority)
{
    struct attributes a = { 48, policy, flags, nice, priority, { 0 } };
    traced("sched_setattr", what, 1, sys(sched_setattr, 0, &a, 0));
}
#define ATTRIBUTE(policy, flags, nice, priority) attribute(#policy ", " #flags ", " #nice ", " #priority, policy, flags, nice, priority)

TEST(scheduling_attributes_of_any_nice)
{
    struct attributes a = { 0 };
    static const int values[] = { -2147483647 - 1, -21, -20, 19, 20, 100, 2147483647 };
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++)
    {
        ATTRIBUTE(0, 0, values[i], 0);
        T(sched_getattr, 0, &a, 48, 0);
        say("%d", a.nice);
        T(sched_yield);
    }
}

TEST(scheduling_attributes)
{
    struct attributes a = { 0 };
    ATTRIBUTE(1 /* SCHED_FIFO */, 0, 0, 5);
    T(sched_getattr, 0, &a, 48, 0);
    say("%u %u %lx %d %u", a.size, a.policy, a.flags, a.nice, a.priority);
    ATTRIBUTE(2 /* SCHED_RR */, 1 /* SCHED_FLAG_RESET_ON_FORK */, 0, 6);
    ATTRIBUTE(0, 8 /* SCHED_FLAG_KEEP_POLICY */, 0, 7);
    ATTRIBUTE(0, 8 | 16 /* SCHED_FLAG_KEEP_POLICY | SCHED_FLAG_KEEP_PARAMS */, 0, 0);
    T(sched_getattr, 0, &a, 48, 0);
    say("%u %lx %u", a.policy, a.flags, a.priority);
    ATTRIBUTE(3 /* SCHED_BATCH */, 0, 3, 0);
    ATTRIBUTE(5 /* SCHED_IDLE */, 0, 0, 0);
    ATTRIBUTE(0 /* SCHED_OTHER */, 0, 4, 0);
    T(sched_getattr, 0, &a, 48, 0);
    say("%u %d", a.policy, a.nice);
    ATTRIBUTE(0, 0, 0, 1);
    ATTRIBUTE(1, 0, 0, 100);
    ATTRIBUTE(77, 0, 0, 0);
    ATTRIBUTE(0, 1 << 20, 0, 0);
    T(sched_getattr, 0, &a, 4, 0);
    T(sched_getattr, 0, &a, 48, 1);
    T(sched_getattr, -1, &a, 48, 0);
    T(sched_setattr, 0, NULL, 0);
}

TEST(input_output_priorities)
{
    T(ioprio_get, 1 /* IOPRIO_WHO_PROCESS */, 0);
    T(ioprio_set, 1 /* IOPRIO_WHO_PROCESS */, 0, 2 << 13 | 3 /* IOPRIO_CLASS_BE */);
    T(ioprio_get, 1 /* IOPRIO_WHO_PROCESS */, 0);
    T(ioprio_set, 1, 0, 3 << 13 /* IOPRIO_CLASS_IDLE */);
    T(ioprio_set, 1, 0, 1 << 13 | 2 /* IOPRIO_CLASS_RT */);
    T(ioprio_set, 2 /* IOPRIO_WHO_PGRP */, 0, 2 << 13 | 5);
    T(ioprio_get, 2 /* IOPRIO_WHO_PGRP */, 0);
    T(ioprio_get, 3 /* IOPRIO_WHO_USER */, 4711);
    T(ioprio_set, 3 /* IOPRIO_WHO_USER */, 4711, 2 << 13);
    T(ioprio_set, 1, 0, 0 /* IOPRIO_CLASS_NONE */);
    T(ioprio_set, 1, 0, 5 /* IOPRIO_CLASS_NONE with a level */);
    T(ioprio_set, 1, 0, 7 << 13);
    T(ioprio_set, 9, 0, 2 << 13);
    T(ioprio_get, 1, 99999999);
}

struct waiter
{
    unsigned long value, address;
    unsigned flags, reserved;
};

TEST(many_futexes)
{
    unsigned a = 1, b = 2;
    struct timespec past = { 1, 0 };
    struct waiter w[2] = { { 1, (long)&a, 2 | 128, 0 }, { 3, (long)&b, 2, 0 } };
    T(futex_waitv, w, 2, 0, NULL, CLOCK_MONOTONIC);
    w[1].value = 2;
    T(futex_waitv, w, 2, 0, &past, CLOCK_MONOTONIC /* FUTEX2_SIZE_U32, FUTEX2_PRIVATE */);
    T(futex_waitv, w, 2, 0, &past, CLOCK_REALTIME);
    T(futex_waitv, w, 2, 0, &past, CLOCK_BOOTTIME);
    T(futex_waitv, w, 0, 0, NULL, CLOCK_MONOTONIC);
    T(futex_waitv, w, 129, 0, NULL, CLOCK_MONOTONIC);
    T(futex_waitv, w, 2, 1, NULL, CLOCK_MONOTONIC);
    w[0].flags = 1;
    T(futex_waitv, w, 2, 0, NULL, CLOCK_MONOTONIC);
    w[0].flags = 2, w[0].reserved = 1;
    T(futex_waitv, w, 2, 0, NULL, CLOCK_MONOTONIC);
}

TEST(barriers)
{
    say("%d", (sys(membarrier, 0) & 0x7f) == 0x7f);
    V(membarrier, 0 /* MEMBARRIER_CMD_QUERY */, 0, 0);
    T(membarrier, 1 /* MEMBARRIER_CMD_GLOBAL */, 0, 0);
    T(membarrier, 2 /* MEMBARRIER_CMD_GLOBAL_EXPEDITED */, 0, 0);
    T(membarrier, 8 /* MEMBARRIER_CMD_PRIVATE_EXPEDITED */, 0, 0);
    T(membarrier, 4 /* MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED */, 0, 0);
    T(membarrier, 16 /* MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED */, 0, 0);
    T(membarrier, 8 /* MEMBARRIER_CMD_PRIVATE_EXPEDITED */, 0, 0);
    T(membarrier, 32 /* MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE */, 0, 0);
    T(membarrier, 64 /* MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE */, 0, 0);
    T(membarrier, 32 /* MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE */, 0, 0);
    T(membarrier, 512 /* MEMBARRIER_CMD_GET_REGISTRATIONS */, 0, 0);
    T(membarrier, 1, 1, 0);
    T(membarrier, 3, 0, 0);
}

TEST(hardware)
{
    struct { long key; unsigned long value; } pairs[3] = { { 3, 0 }, { 4, 0 }, { 99, 5 } };
    unsigned long cpus = 0;
    T(riscv_hwprobe, pairs, 3, 0, NULL, 0);
    say("%ld %lx %ld %lx %ld", pairs[0].key, pairs[0].value, pairs[1].key, pairs[1].value & 3, pairs[2].key);
    T(riscv_hwprobe, pairs, 1, 8, &cpus, 1 /* RISCV_HWPROBE_WHICH_CPUS */);
    say("%lx", cpus);
    T(riscv_hwprobe, pairs, 1, 0, NULL, 2);
    T(riscv_hwprobe, unmapped, 1, 0, NULL, 0);
}

TEST(executing)
{
    char *arguments[] = { "busybox", "echo", "ran", NULL };
    put("script", "#!/bin/echo one\n");
    put("text", "plain");
    chmod("script", 0755);
    chmod("text", 0755);
    symlink("/bin/busybox", "link");
    T(execve, "missing", arguments, NULL);
    T(execve, "text", arguments, NULL);
    T(execve, ".", arguments, NULL);
    T(execve, "text/x", arguments, NULL);
    chmod("text", 0644);
    T(execve, "text", arguments, NULL);
    T(execveat, AT_FDCWD, "link", arguments, NULL, AT_SYMLINK_NOFOLLOW);
    T(execveat, AT_FDCWD, "/bin/busybox", arguments, NULL, 1);
    if (fork() == 0)
        T(execveat, open("/bin/busybox", O_PATH), "", arguments, NULL, AT_EMPTY_PATH);
    wait(NULL);
    if (fork() == 0)
        T(execve, "script", ((char *[]){ "a", "b", NULL }), NULL);
    wait(NULL);
}

static void events(long fd)
{
    char text[1024];
    long length = sys(read, fd, text, sizeof text);
    for (long at = 0; at < length;)
    {
        struct inotify_event *e = (struct inotify_event *)(text + at);
        say("  watch %d mask %x name %s", e->wd, e->mask, e->len ? e->name : "-");
        at += sizeof *e + e->len;
    }

    if (length < 0)
        say("  %s", result_text(length));
}

TEST(watching)
{
    mkdir("d", 0755);
    symlink("d", "l");
    long fd = T(inotify_init1, IN_NONBLOCK | IN_CLOEXEC);
    T(inotify_init1, 1);
    T(inotify_add_watch, fd, "d", IN_CREATE | IN_DELETE | IN_MODIFY | IN_ATTRIB | IN_OPEN | IN_ACCESS | IN_CLOSE_WRITE | IN_CLOSE_NOWRITE);
    put("d/f", "x");
    events(fd);
    show("d/f");
    chmod("d/f", 0600);
    events(fd);
    T(inotify_add_watch, fd, "d", IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_MASK_ADD);
    rename("d/f", "d/g");
    rename("d/g", "g");
    events(fd);
    T(inotify_add_watch, fd, "g", IN_MODIFY | IN_ONESHOT);
    put("g", "1");
    put("g", "2");
    events(fd);
    T(inotify_add_watch, fd, "g", IN_ONLYDIR | IN_MODIFY);
    T(inotify_add_watch, fd, "l", IN_DONT_FOLLOW | IN_MODIFY);
    T(inotify_add_watch, fd, "d", IN_MASK_CREATE | IN_MODIFY);
    T(inotify_add_watch, fd, "d", IN_MODIFY | IN_EXCL_UNLINK);
    T(inotify_add_watch, fd, "missing", IN_MODIFY);
    T(inotify_add_watch, fd, "d", 0);
    T(inotify_add_watch, 0, "d", IN_MODIFY);
    T(inotify_rm_watch, fd, 1);
    T(inotify_rm_watch, fd, 1);
    T(inotify_rm_watch, 0, 1);
    events(fd);
    T(read, fd, page, 4);
}

/* Flags that Linux or Lume refuse. */
static void refused_clone(const char *what, unsigned long flags)
{
    unsigned long a[11] = { flags, 0, 0, 0, SIGCHLD };
    long child = sys(clone3, a, 88);
    if (child == 0)
        raw(SYS_exit_group, 0, 0, 0, 0, 0, 0);
    traced("clone3", what, 0, child);
}
#define CLONE3(flags) refused_clone(#flags, flags)

static void refused_old_clone(const char *what, unsigned long flags)
{
    long child = sys(clone, flags | SIGCHLD, 0);
    if (child == 0)
        raw(SYS_exit_group, 0, 0, 0, 0, 0, 0);
    traced("clone", what, 0, child);
}
#define CLONE(flags) refused_old_clone(#flags, flags)

TEST(namespaces)
{
    CLONE(0x00020000 /* CLONE_NEWNS */);
    CLONE(0x02000000 /* CLONE_NEWCGROUP */);
    CLONE(0x04000000 /* CLONE_NEWUTS */);
    CLONE(0x08000000 /* CLONE_NEWIPC */);
    CLONE(0x20000000 /* CLONE_NEWPID */);
    CLONE(0x40000000 /* CLONE_NEWNET */);
    CLONE3(0x00020000 /* CLONE_NEWNS */);
    CLONE3(0x02000000 /* CLONE_NEWCGROUP */);
    CLONE3(0x04000000 /* CLONE_NEWUTS */);
    CLONE3(0x08000000 /* CLONE_NEWIPC */);
    CLONE3(0x10000000 /* CLONE_NEWUSER */);
    CLONE3(0x20000000 /* CLONE_NEWPID */);
    CLONE3(0x40000000 /* CLONE_NEWNET */);
    CLONE3(0x200000000 /* CLONE_INTO_CGROUP */);
}

TEST(refused)
{
    int p[2];
    put("f", "x");
    long fd = open("f", O_RDWR);
    unsigned word = 0;
    struct iovec one = { page, 1 };
    T(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", 4 /* RENAME_WHITEOUT */);
    T(openat2, AT_FDCWD, "g", (&(long[3]){ 0, 0, 0x20 /* RESOLVE_CACHED */ }), 24);
    V(preadv2, fd, &one, 1, 0, 0, 8 /* RWF_NOWAIT */);
    V(preadv2, fd, &one, 1, 0, 0, 16 /* RWF_APPEND */);
    V(pwritev2, fd, &one, 1, 0, 0, 8 /* RWF_NOWAIT */);
    V(pwritev2, fd, &one, 1, 0, 0, 16 /* RWF_APPEND */);
    T(fcntl, fd, 1024 /* F_SETLEASE */, F_RDLCK);
    T(fcntl, fd, 1033 /* F_ADD_SEALS */, 0);
    T(mount, NULL, "/proc", NULL, 1 << 20 /* MS_SHARED */, NULL);
    T(mount, NULL, "/proc", NULL, 1 << 19 /* MS_SLAVE */, NULL);
    T(pipe2, p, O_DIRECT);
    V(memfd_create, "n", 2 /* MFD_ALLOW_SEALING */);
    V(memfd_create, "n", 8 /* MFD_NOEXEC_SEAL */);
    V(memfd_create, "n", 4 /* MFD_HUGETLB */);
    T(futex, &word, 6 /* FUTEX_LOCK_PI */, 0, NULL);
    T(futex, &word, 7 /* FUTEX_UNLOCK_PI */, 0, NULL);
    T(futex, &word, 8 /* FUTEX_TRYLOCK_PI */, 0, NULL);
    T(futex, &word, 11 /* FUTEX_WAIT_REQUEUE_PI */, 0, NULL, &word);
    T(futex, &word, 12 /* FUTEX_CMP_REQUEUE_PI */, 1, NULL, &word);
    T(futex, &word, 13 /* FUTEX_LOCK_PI2 */, 0, NULL);
    T(reboot, 1, 672274793, 0xd000fce2 /* LINUX_REBOOT_CMD_SW_SUSPEND */, NULL);
    T(reboot, 0xfee1dead, 672274793, 0x45584543 /* LINUX_REBOOT_CMD_KEXEC */, NULL);
    T(clock_nanosleep, CLOCK_PROCESS_CPUTIME_ID, 0, (&(struct timespec){ 0, 0 }), NULL);
    T(timer_create, CLOCK_PROCESS_CPUTIME_ID, NULL, &word);
    T(timer_create, CLOCK_THREAD_CPUTIME_ID, NULL, &word);
    T(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    T(mmap, NULL, 4096, PROT_READ, 3 | MAP_SYNC, fd, 0);
    T(madvise, page, 4096, MADV_MERGEABLE);
    T(madvise, page, 4096, MADV_UNMERGEABLE);
    V(timerfd_create, 8 /* CLOCK_REALTIME_ALARM */, 0);
    V(timerfd_create, 9 /* CLOCK_BOOTTIME_ALARM */, 0);
    T(timerfd_settime, fd, 3 /* TFD_TIMER_CANCEL_ON_SET */, (&(long[4]){ 0, 0, 0, 0 }), NULL);
    V(pidfd_open, getpid(), O_EXCL /* PIDFD_THREAD */);
    long self = sys(pidfd_open, getpid(), 0);
    T(pidfd_send_signal, self, 0, NULL, 1 /* PIDFD_SIGNAL_THREAD */);
    T(pidfd_send_signal, self, 0, NULL, 4 /* PIDFD_SIGNAL_PROCESS_GROUP */);
    T(kcmp, getpid(), getpid(), 5 /* KCMP_IO */);
    T(kcmp, getpid(), getpid(), 6 /* KCMP_SYSVSEM */);
    T(kcmp, getpid(), getpid(), 7 /* KCMP_EPOLL_TFD */, 0, 0);
    T(membarrier, 128 /* MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ */, 0, 0);
    unsigned long attributes[6] = { 48 | 6ul << 32 /* SCHED_DEADLINE */, 0, 0, 0, 0, 0 };
    T(sched_setattr, 0, attributes /* SCHED_DEADLINE */, 0);
    attributes[0] = 48, attributes[1] = 2;
    T(sched_setattr, 0, attributes /* SCHED_FLAG_RECLAIM */, 0);
    attributes[1] = 4;
    T(sched_setattr, 0, attributes /* SCHED_FLAG_DL_OVERRUN */, 0);
    attributes[1] = 32;
    T(sched_setattr, 0, attributes /* SCHED_FLAG_UTIL_CLAMP_MIN */, 0);
    attributes[1] = 64;
    T(sched_setattr, 0, attributes /* SCHED_FLAG_UTIL_CLAMP_MAX */, 0);
    struct sigaction none = { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT };
    T(rt_sigaction, SIGCHLD, &none /* SA_NOCLDWAIT */, NULL, 8);
    if (fork() == 0)
        _exit(3);
    pause_ms(50);
    V(wait4, -1, NULL, 0, NULL);
}
