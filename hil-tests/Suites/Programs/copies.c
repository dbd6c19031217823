/* The kernel's copies of user memory at every alignment and length, and what a missing page leaves: "FAIL name value", "passed" at the end. */
#include "guest.h"

enum { SYS_pread64 = 67, SYS_pwrite64 = 68, PAGE = 4096, RW = 3, PRIVATE_ANONYMOUS = 34, AT_CWD = -100, O_RDWR_CREAT = 66, EFAULT = 14 };

static int failures;

static void check(const char *name, int good, i64 value)
{
    if (good)
        return;
    failures++;
    print("FAIL "), print(name), print(" "), print_number(value), print("\n");
}

static i64 call4(i64 n, i64 a, const void *b, i64 c, i64 d) { return syscall6(n, a, (i64)b, c, d, 0, 0); }

static unsigned char pattern(ulong at, ulong seed) { return (unsigned char)(at * 31 + seed * 7 + (at >> 8)); }

static const ulong lengths[] = { 0, 1, 3, 4, 7, 8, 9, 12, 15, 16, 17, 31, 33, 63, 64, 65, 100, 255, 256, 257, 300, 519, 1000, 4097 };

/* A source that ends where the memory ends and a target with a guard on both sides. */
static void alignments(int file, unsigned char *from, unsigned char *to)
{
    for (ulong a = 0; a < 9; a++)
        for (ulong b = 0; b < 9; b++)
            for (ulong i = 0; i < sizeof lengths / sizeof *lengths; i++)
            {
                ulong n = lengths[i], seed = a * 100 + b * 10 + i, wrong = 0;
                for (ulong k = 0; k < n; k++)
                    from[a + k] = pattern(k, seed);
                for (ulong k = 0; k < n + 32; k++)
                    to[k] = 0xee;
                check("pwrite gives its length", call4(SYS_pwrite64, file, from + a, (i64)n, (i64)b) == (i64)n, (i64)seed);
                check("pread gives its length", call4(SYS_pread64, file, to + 16 - 8 + b, (i64)n, (i64)b) == (i64)n, (i64)seed);
                for (ulong k = 0; k < 8 + b; k++)
                    wrong += to[k] != 0xee;
                for (ulong k = 0; k < n; k++)
                    wrong += to[8 + b + k] != pattern(k, seed);
                wrong += to[8 + b + n] != 0xee;
                check("every byte is where it belongs", wrong == 0, (i64)seed);
            }
}

/* Two pages of which the second is missing: everything up to it is copied, to the byte. */
static void missing(int *pipe, unsigned char *edge, unsigned char *to)
{
    for (ulong a = 0; a < 9; a++)
        for (ulong i = 1; i < sizeof lengths / sizeof *lengths - 1; i++)
        {
            ulong n = lengths[i], wrong = 0;
            for (ulong k = 0; k < n; k++)
                edge[(i64)k - (i64)n] = pattern(k, n);
            i64 got = syscall3(SYS_write, pipe[1], edge - n, n + 50 + a);
            check("write up to a missing page", got == (i64)n || got == -EFAULT, got);
            if (got > 0)
                got = syscall3(SYS_read, pipe[0], to + a, 8192);
            for (ulong k = 0; got > 0 && k < n; k++)
                wrong += to[a + k] != pattern(k, n);
            check("what came before it is right", wrong == 0, (i64)n);
            for (ulong k = 0; k < n + 20; k++)
                to[a + k] = pattern(k, a);
            syscall3(SYS_write, pipe[1], to + a, n + 20);
            got = syscall3(SYS_read, pipe[0], edge - n, n + 20);
            check("read up to a missing page", got == (i64)n || got == -EFAULT, got);
            for (ulong k = 0, wrong = 0; got > 0 && k < n; k++)
                if (edge[(i64)k - (i64)n] != pattern(k, a) && !wrong++)
                    check("what came before it was written", 0, (i64)k);
            syscall3(SYS_read, pipe[0], to, got == (i64)n ? 20 : n + 20);
        }
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    int ends[2];
    unsigned char *memory = (unsigned char *)syscall6(SYS_mmap, 0, 16 * PAGE, RW, PRIVATE_ANONYMOUS, -1, 0);
    i64 file = syscall6(SYS_openat, AT_CWD, (i64)"/tmp/copies", O_RDWR_CREAT, 0600, 0, 0);
    syscall3(SYS_munmap, memory + 15 * PAGE, PAGE, 0);
    syscall3(SYS_pipe2, ends, 0, 0);
    alignments((int)file, memory, memory + 4 * PAGE);
    missing(ends, memory + 15 * PAGE, memory);
    print(failures ? "failed\n" : "passed\n");
    return failures != 0;
}
