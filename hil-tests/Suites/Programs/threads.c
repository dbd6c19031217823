/* clone, futexes, vfork, sessions and orphans: "FAIL name value" for a broken property, "passed" at the end. */
#include "guest.h"

enum
{
    SYS_futex = 98, SYS_nanosleep = 101, SYS_setsid = 157, SYS_getpgid = 155, SYS_prctl = 167, SYS_gettid = 178,
    FUTEX_WAIT = 0, FUTEX_WAKE = 1, FUTEX_PRIVATE = 128, SIGCHLD = 17, EAGAIN = 11, EINVAL = 22, ETIMEDOUT = 110,
    CLONE_VM = 0x100, CLONE_VFORK = 0x4000, CLONE_NEWPID = 0x20000000, PR_SET_CHILD_SUBREAPER = 36,
    CLONE_THREAD_LIKE = 0x10f00, CLONE_PARENT_SETTID = 0x100000, CLONE_CHILD_CLEARTID = 0x200000,
};

struct timespec { i64 seconds, nanoseconds; };

static volatile int word, owner;
static char stack[65536] __attribute__((aligned(16)));
static int failures;

static void check(const char *name, int good, i64 value)
{
    if (good)
        return;
    failures++;
    print("FAIL "), print(name), print(" "), print_number(value), print("\n");
}

static i64 futex(volatile int *at, int operation, i64 value, struct timespec *time)
{
    return syscall6(SYS_futex, (i64)at, operation, value, (i64)time, 0, 0);
}

static void sleep_for(i64 milliseconds)
{
    struct timespec time = { 0, milliseconds * 1000000 };
    syscall3(SYS_nanosleep, &time, 0, 0);
}

static i64 fork(void) { return syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0); }

static int wait_for(i64 child)
{
    int status = -1;
    syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0);
    return status;
}

/* The child has another stack: it goes from the call to its body and never returns. */
static __attribute__((noinline)) i64 start(ulong flags, void (*body)(void))
{
    register i64 a0 __asm__("a0") = (i64)flags;
    register void *a1 __asm__("a1") = stack + sizeof stack;
    register volatile int *a2 __asm__("a2") = &owner;
    register i64 a3 __asm__("a3") = 0;
    register volatile int *a4 __asm__("a4") = &owner;
    register i64 a7 __asm__("a7") = SYS_clone;
    register void (*to)(void) __asm__("t1") = body;
    __asm__ volatile("ecall\n\tbnez a0, 1f\n\tjr t1\n1:" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a7), "r"(to) : "memory");
    return a0;
}

static void wake_later(void)
{
    sleep_for(20);
    word = 1;
    futex(&word, FUTEX_WAKE | FUTEX_PRIVATE, 1, 0);
    for (;;)
        syscall3(SYS_exit, 0, 0, 0);
}

static void futexes(void)
{
    struct timespec time = { 0, 20000000 };
    check("a futex wait times out", futex(&word, FUTEX_WAIT | FUTEX_PRIVATE, 0, &time) == -ETIMEDOUT, 0);
    check("a futex that changed is EAGAIN", futex(&word, FUTEX_WAIT | FUTEX_PRIVATE, 5, &time) == -EAGAIN, 0);
    owner = -1;
    i64 id = start(CLONE_THREAD_LIKE | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID, wake_later);
    check("clone makes a thread", id > 0, id);
    while (word == 0)
        futex(&word, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0);
    for (int left; (left = owner) != 0;)
        futex(&owner, FUTEX_WAIT, left, 0);
    check("the end of a thread clears its word", owner == 0, owner);
    check("a misaligned futex is EINVAL", futex((int *)((char *)&word + 1), FUTEX_WAKE, 1, 0) == -EINVAL, 0);
}

static void processes(void)
{
    word = 0;
    i64 child = syscall6(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0, 0);
    if (child == 0)
    {
        word = 77;
        quit(3);
    }
    check("vfork shares memory and waits", word == 77, word);
    int status = wait_for(child);
    check("a vfork child is waited for", status == 3 << 8, status);
    child = fork();
    if (child == 0)
    {
        i64 session = syscall3(SYS_setsid, 0, 0, 0);
        quit(session != syscall3(SYS_getpid, 0, 0, 0) || syscall3(SYS_getpgid, 0, 0, 0) != session);
    }
    status = wait_for(child);
    check("setsid makes a session and a group", status == 0, status);
    syscall3(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0);
    child = fork();
    if (child == 0)
    {
        if (fork() == 0)
        {
            sleep_for(30);
            quit(5);
        }
        quit(0);
    }
    wait_for(child);
    status = wait_for(-1);
    check("an orphan comes to its subreaper", status == 5 << 8, status);
    child = fork();
    if (child == 0)
    {
        start(CLONE_THREAD_LIKE, wake_later);
        quit(9);
    }
    status = wait_for(child);
    check("exit_group ends the other threads", status == 9 << 8, status);
    check("namespaces are EINVAL", syscall6(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0, 0) == -EINVAL, 0);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    futexes(), processes();
    print(failures ? "failed\n" : "passed\n");
    return failures != 0;
}
