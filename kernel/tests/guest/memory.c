/* Mappings and what may be done with them. */
#include "oracle.h"
#include <setjmp.h>

#define there ((char *)0x1000100000)

static sigjmp_buf back;
static volatile int faulted, code;

static void on_fault(int signal, siginfo_t *info, void *context)
{
    (void)context;
    faulted = signal, code = info->si_code;
    siglongjmp(back, 1);
}

/* What touching memory does: ok, or the signal and its code. */
static void touch(const char *what, char *at, int write)
{
    struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO };
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    faulted = 0;
    if (!sigsetjmp(back, 1))
    {
        if (write)
            *(volatile char *)at = 1;
        else
            (void)*(volatile char *)at;
    }

    say(faulted ? "%s %s: SIG%s code %d" : "%s %s: ok", write ? "write" : "read", what, sigabbrev_np(faulted) ?: "", code);
}

TEST(mapping)
{
    put("f", "file");
    long fd = open("f", O_RDWR), ro = open("f", O_RDONLY), wo = open("f", O_WRONLY);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, there, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    V(mmap, there, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    V(mmap, there + 1, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    V(mmap, NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, -1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, -1, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 100);
    V(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, ro, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, wo, 0);
    V(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_DENYWRITE | MAP_EXECUTABLE, ro, 0);
    V(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED_VALIDATE, fd, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_SHARED_VALIDATE | 1 << 23, fd, 0);
    V(mmap, NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE | MAP_NONBLOCK | MAP_LOCKED, -1, 0);
    V(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_GROWSDOWN, -1, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, 0, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, open(".", O_RDONLY), 0);
    char *shared = (char *)V(mmap, NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    shared[0] = 'F';
    shared[4] = '!';
    T(msync, shared, 4096, MS_SYNC | MS_INVALIDATE);
    T(msync, shared, 4096, MS_ASYNC);
    T(msync, shared, 4096, MS_SYNC | MS_ASYNC);
    T(msync, shared + 1, 4096, MS_SYNC);
    show("f");
    touch("beyond the file's page", shared + 4096, 0);
    T(ftruncate, fd, 5000);
    touch("the page it has now", shared + 4096, 1);
    T(ftruncate, fd, 0);
    touch("a page cut off", shared, 0);
    T(munmap, shared, 8192);
    touch("what was unmapped", shared, 0);
    T(munmap, shared, 8192);
    T(munmap, shared, 0);
    T(munmap, shared + 1, 4096);
}

TEST(protection)
{
    char *p = mmap(there, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    T(mprotect, p + 4096, 4096, PROT_READ);
    touch("a read-only page", p + 4096, 1);
    touch("a read-only page", p + 4096, 0);
    touch("its neighbour", p + 8192, 1);
    T(mprotect, p, 4096, PROT_NONE);
    touch("no access", p, 0);
    T(mprotect, p, 4096, PROT_READ | PROT_WRITE | PROT_EXEC);
    touch("all access", p, 1);
    T(mprotect, p, 4096, PROT_READ | PROT_GROWSDOWN);
    T(mprotect, p, 4096, PROT_READ | PROT_GROWSUP);
    T(mprotect, p, 5 * 4096, PROT_READ);
    T(mprotect, p + 1, 4096, PROT_READ);
    T(mprotect, p, 0, PROT_READ);
    T(mprotect, p, 4096, 1 << 10);
    put("f", "x");
    char *file = mmap(NULL, 4096, PROT_READ, MAP_SHARED, open("f", O_RDONLY), 0);
    T(mprotect, file, 4096, PROT_READ | PROT_WRITE);
}

TEST(moving)
{
    char *p = mmap(there, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    char *q = there + 0x100000;
    p[0] = 'p';
    mmap(p + 4 * 4096, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    V(mremap, p, 4 * 4096, 8 * 4096, 0);
    char *moved = (char *)V(mremap, p, 4 * 4096, 8 * 4096, MREMAP_MAYMOVE);
    say("%c", moved[0]);
    touch("where it was", p, 0);
    V(mremap, moved, 8 * 4096, 4096, 0);
    touch("what was cut", moved + 4096, 0);
    T(mremap, moved, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, q + 1);
    say("%d", sys(mremap, moved, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, q) == (long)q);
    V(mremap, q, 4096, 4096, MREMAP_FIXED, q + 4096);
    V(mremap, q, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, q);
    V(mremap, q, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, q + 0x10000);
    V(mremap, q + 0x10000, 4096, 4096, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0);
    touch("what stayed mapped", q + 0x10000, 0);
    say("%d", q[0x10000]);
    V(mremap, q + 0x10000, 4096, 8192, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0);
    V(mremap, unmapped, 4096, 8192, MREMAP_MAYMOVE);
    V(mremap, q + 0x10000, 4096, 0, MREMAP_MAYMOVE);
    V(mremap, q + 0x10000, 3 * 4096, 4 * 4096, MREMAP_MAYMOVE);
}

TEST(advice)
{
    char *p = mmap(there, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    unsigned char in[8] = { 0 };
    memset(p, 'x', 4 * 4096);
    T(madvise, p, 4096, MADV_NORMAL);
    T(madvise, p, 4096, MADV_RANDOM);
    T(madvise, p, 4096, MADV_SEQUENTIAL);
    T(madvise, p, 4096, MADV_WILLNEED);
    T(madvise, p, 4096, MADV_DONTNEED);
    say("%d %c", p[0], p[4096]);
    T(madvise, p, 4096, MADV_FREE);
    T(madvise, p, 4096, MADV_REMOVE);
    T(madvise, p, 4096, MADV_HUGEPAGE);
    T(madvise, p, 4096, MADV_NOHUGEPAGE);
    T(madvise, p, 4096, MADV_DONTDUMP);
    T(madvise, p, 4096, MADV_DODUMP);
    T(madvise, p, 4096, MADV_COLD);
    T(madvise, p, 4096, MADV_PAGEOUT);
    T(madvise, p, 4096, MADV_POPULATE_READ);
    T(madvise, p, 4096, MADV_POPULATE_WRITE);
    T(madvise, p, 5 * 4096, MADV_WILLNEED);
    T(madvise, p + 1, 4096, MADV_NORMAL);
    T(madvise, p, 4096, 99);
    T(mincore, p, 4 * 4096, in);
    say("%d %d %d %d", in[0] & 1, in[1] & 1, in[2] & 1, in[3] & 1);
    T(mincore, p, 5 * 4096, in);
    T(madvise, p, 4096, MADV_DONTFORK);
    T(madvise, p + 4096, 4096, MADV_WIPEONFORK);
    T(madvise, p + 8192, 4096, MADV_WIPEONFORK);
    T(madvise, p + 8192, 4096, MADV_KEEPONFORK);
    if (fork() == 0)
    {
        touch("what is not inherited", p, 0);
        say("%d %c", p[4096], p[8192]);
        _exit(0);
    }

    wait(NULL);
    T(madvise, p, 4096, MADV_DOFORK);
    int fd = memfd_create("m", 0);
    ftruncate(fd, 8192);
    char *shared = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    shared[0] = 'a', shared[4096] = 'b';
    T(madvise, shared, 4096, MADV_REMOVE);
    say("%d %c", shared[0], shared[4096]);
    T(riscv_flush_icache, 0, 0, 1 /* SYS_RISCV_FLUSH_ICACHE_LOCAL */);
    T(riscv_flush_icache, p, p + 4096, 0);
}

TEST(locking)
{
    char *p = mmap(there, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    T(mlock, p, 4096);
    T(mlock2, p + 4096, 4096, 1 /* MLOCK_ONFAULT */);
    T(madvise, p, 4096, MADV_DONTNEED);
    T(munlock, p, 4 * 4096);
    T(mlock, p, 5 * 4096);
    T(mlockall, MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
    T(mlockall, MCL_CURRENT);
    T(mlockall, MCL_ONFAULT);
    T(munlockall);
    setresuid(1000, 1000, 1000);
    sys(setrlimit, 8, ((long[]){ 4096, 4096 }));
    T(mlock, p, 8192);
    T(mlock, p, 4096);
    T(mlockall, MCL_CURRENT);
}

TEST(break)
{
    long start = sys(brk, 0);
    say("%d", sys(brk, start + 8192) == start + 8192);
    touch("the new end", (char *)start + 8191, 1);
    say("%d", sys(brk, start) == start);
    touch("what was given back", (char *)start + 8191, 1);
    say("%d", sys(brk, -1) == start);
    say("%d", sys(brk, 4096) == start);
}
