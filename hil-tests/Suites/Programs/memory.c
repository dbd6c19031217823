/* The mmap family, copy-on-write, files in memory, the break and execve: "FAIL name value" for a broken property, "passed" at the end. */
#include "guest.h"

enum
{
    SYS_ftruncate = 46, SYS_pread64 = 67, SYS_mremap = 216, SYS_mincore = 232, SYS_madvise = 233, SYS_flush_icache = 259,
    PAGE = 4096, NONE = 0, R = 1, W = 2, X = 4, SHARED = 1, PRIVATE = 2, FIXED = 16, ANONYMOUS = 32, NOREPLACE = 0x100000,
    MAYMOVE = 1, DONTNEED = 4, SIGCHLD = 17, SIGILL = 4, SIGBUS = 7, SIGSEGV = 11, AT_CWD = -100, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 64,
    ENOENT = 2, E2BIG = 7, ENOEXEC = 8, EBADF = 9, EACCES = 13, EFAULT = 14, EEXIST = 17, EINVAL = 22, ETXTBSY = 26,
    ENOMEM = 12, ELOOP = 40,
};

static int failures;

static void check(const char *name, int good, i64 value)
{
    if (good)
        return;
    failures++;
    print("FAIL "), print(name), print(" "), print_number(value), print("\n");
}

static char *map(void *at, ulong length, int access, int flags, int file, ulong offset)
{
    return (char *)syscall6(SYS_mmap, (i64)at, (i64)length, access, flags, file, (i64)offset);
}

static char *memory(ulong pages) { return map(0, pages * PAGE, R | W, PRIVATE | ANONYMOUS, -1, 0); }

static i64 fork(void) { return syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0); }

static int wait_for(i64 child)
{
    int status = -1;
    syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0);
    return status;
}

/* The signal that an access in a child ends with; 0 when it is allowed. */
static int access(volatile char *at, int kind)
{
    i64 child = fork();
    if (child == 0)
    {
        if (kind == R)
            (void)*at;
        else if (kind == W)
            *at = 1;
        else
            ((void (*)(void))at)();
        quit(0);
    }
    return wait_for(child) & 0x7f;
}

static void areas(void)
{
    char *p = memory(5);
    p[0] = 1, p[PAGE] = 2, p[2 * PAGE] = 3;
    check("fresh memory is zero", p[3 * PAGE] == 0, p[3 * PAGE]);
    check("mprotect", syscall3(SYS_mprotect, p + PAGE, PAGE, R) == 0, 0);
    check("a store to read-only memory", access(p + PAGE, W) == SIGSEGV, 0);
    check("a load from it", access(p + PAGE, R) == 0, 0);
    check("a jump into data", access(p, X) == SIGSEGV, 0);
    syscall3(SYS_mprotect, p + PAGE, PAGE, NONE);
    check("a load from PROT_NONE", access(p + PAGE, R) == SIGSEGV, 0);
    check("write(2) from PROT_NONE", syscall3(SYS_write, 1, p + PAGE, 1) == -EFAULT, 0);
    syscall3(SYS_mprotect, p + PAGE, PAGE, R | W);
    check("content survives PROT_NONE", p[PAGE] == 2, p[PAGE]);
    char *q = (char *)syscall6(SYS_mremap, (i64)p, 5 * PAGE, 9 * PAGE, MAYMOVE, 0, 0);
    check("mremap keeps content", q[0] == 1 && q[PAGE] == 2 && q[2 * PAGE] == 3 && q[8 * PAGE] == 0, (i64)q);
    check("madvise", syscall3(SYS_madvise, q, PAGE, DONTNEED) == 0 && q[0] == 0, q[0]);
    check("munmap", syscall3(SYS_munmap, q + PAGE, PAGE, 0) == 0 && access(q + PAGE, R) == SIGSEGV && q[2 * PAGE] == 3, 0);
    check("MAP_FIXED_NOREPLACE", map(q, PAGE, R, PRIVATE | ANONYMOUS | NOREPLACE, -1, 0) == (char *)-EEXIST, 0);
    check("an empty mapping", map(0, 0, R, PRIVATE | ANONYMOUS, -1, 0) == (char *)-EINVAL, 0);
    check("a mapping of no file", map(0, PAGE, R, PRIVATE, 99, 0) == (char *)-EBADF, 0);
    check("mprotect of a hole", syscall3(SYS_mprotect, q, 2 * PAGE, R) == -ENOMEM, 0);
    unsigned char in[3] = { 9, 9, 9 };
    char *m = memory(3);
    m[PAGE] = 1;
    check("mincore", syscall3(SYS_mincore, m, 3 * PAGE, in) == 0 && !(in[0] & 1) && (in[1] & 1) && !(in[2] & 1), in[1]);
}

static void sharing(void)
{
    char *own = memory(2), *both = map(0, PAGE, R | W, SHARED | ANONYMOUS, -1, 0);
    own[0] = 1;
    i64 child = fork();
    if (child == 0)
    {
        own[0] = 100, own[PAGE] = 100, both[0] = 7;
        quit(0);
    }
    wait_for(child);
    check("private memory after fork", own[0] == 1 && own[PAGE] == 0, own[0]);
    check("shared memory after fork", both[0] == 7, both[0]);
    syscall3(SYS_mprotect, own, PAGE, R);
    child = fork();
    if (child == 0)
    {
        syscall3(SYS_mprotect, own, PAGE, R | W);
        own[0] = 50;
        quit(0);
    }
    wait_for(child);
    check("a page that was read-only at fork", own[0] == 1, own[0]);
}

static void files(void)
{
    char bytes[8];
    int file = (int)syscall6(SYS_openat, AT_CWD, (i64) "/tmp/memory.file", O_RDWR | O_CREAT, 0600, 0, 0);
    char *fill = memory(2);
    memset(fill, 'a', 5000);
    syscall3(SYS_write, file, fill, 5000);
    char *f = map(0, 3 * PAGE, R | W, SHARED, file, 0), *g = map(0, PAGE, R | W, PRIVATE, file, 0);
    check("a mapped file", f[4999] == 'a' && f[5000] == 0, f[4999]);
    f[1] = 'b', g[0] = 'z';
    syscall6(SYS_pread64, file, (i64)bytes, 2, 0, 0, 0);
    check("stores to a shared mapping reach read(2), private ones do not", bytes[0] == 'a' && bytes[1] == 'b' && g[0] == 'z', bytes[0]);
    check("a load behind the end", access(f + 2 * PAGE, R) == SIGBUS, 0);
    syscall3(SYS_ftruncate, file, 100, 0);
    check("a load where the file was cut", access(f + PAGE, R) == SIGBUS && f[1] == 'b', f[1]);
    int reading = (int)syscall6(SYS_openat, AT_CWD, (i64) "/tmp/memory.file", 0, 0, 0, 0);
    check("a shared writable mapping of a file open for reading", map(0, PAGE, R | W, SHARED, reading, 0) == (char *)-EACCES, 0);
    check("a private one", (i64)map(0, PAGE, R | W, PRIVATE, reading, 0) > 0, 0);
}

/* Not optimized: a compiler makes a loop of it. */
static __attribute__((noinline, optnone)) int deep(int n)
{
    volatile char frame[2048];
    frame[0] = (char)n;
    return n == 0 ? 0 : deep(n - 1) + frame[0];
}

static void growth(void)
{
    deep(1000);
    i64 child = fork();
    if (child == 0)
        quit(deep(100000));
    check("a stack without end", (wait_for(child) & 0x7f) == SIGSEGV, 0);
    char *start = (char *)syscall3(SYS_brk, 0, 0, 0);
    check("brk", (char *)syscall3(SYS_brk, start + 100000, 0, 0) == start + 100000, 0);
    memset(start, 1, 100000);
    syscall3(SYS_brk, start, 0, 0);
    check("a store behind the break", access(start + 90000, W) == SIGSEGV, 0);
    check("a store to address 0", access(0, W) == SIGSEGV, 0);
    check("a store to the kernel", access((char *)0xffffffc080000000, W) == SIGSEGV, 0);
}

static void code(void)
{
    unsigned *at = (unsigned *)map(0, PAGE, R | W | X, PRIVATE | ANONYMOUS, -1, 0);
    for (unsigned value = 1; value < 50; value++)
    {
        at[0] = 0x00000513 | value << 20, at[1] = 0x00008067;
        syscall3(SYS_flush_icache, at, at + 2, 0);
        int got = ((int (*)(void))at)();
        check("new code runs", got == (int)value, got);
    }
    at[0] = 0;
    syscall3(SYS_flush_icache, at, at + 1, 0);
    check("an illegal instruction", access((char *)at, X) == SIGILL, 0);
}

static i64 exec(const char *path, char **arguments)
{
    return syscall3(SYS_execve, path, arguments, 0);
}

static void make(const char *path, const char *text)
{
    int file = (int)syscall6(SYS_openat, AT_CWD, (i64)path, O_WRONLY | O_CREAT, 0755, 0, 0);
    syscall3(SYS_write, file, text, length(text));
    syscall3(SYS_close, file, 0, 0);
}

static void programs(char *self)
{
    char *plain[] = { "x", 0 };
    char *large = memory(64);
    memset(large, 'x', 63 * PAGE);
    char *tooLarge[] = { "x", large, 0 };
    make("/tmp/memory.junk", "junk"), make("/tmp/memory.loop", "#!/tmp/memory.loop\n"), make("/tmp/memory.none", "#!/tmp/nowhere\n");
    check("a string of 250 KiB", exec(self, tooLarge) == -E2BIG, 0);
    check("arguments at a bad address", exec(self, (char **)8) == -EFAULT, 0);
    check("a path at a bad address", exec((char *)8, plain) == -EFAULT, 0);
    check("a program that is not there", exec("/tmp/nowhere", plain) == -ENOENT, 0);
    check("junk", exec("/tmp/memory.junk", plain) == -ENOEXEC, 0);
    check("a script that is its own interpreter", exec("/tmp/memory.loop", plain) == -ELOOP, 0);
    check("a script without interpreter", exec("/tmp/memory.none", plain) == -ENOENT, 0);
    check("a directory", exec("/tmp", plain) == -EACCES, 0);
    check("a file without permission", exec("/tmp/memory.file", plain) == -EACCES, 0);
    check("writing to a running program", syscall6(SYS_openat, AT_CWD, (i64)self, O_WRONLY, 0, 0, 0) == -ETXTBSY, 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    areas(), sharing(), files(), growth(), code(), programs(argv[0]);
    print(failures ? "failed\n" : "passed\n");
    return failures != 0;
}
