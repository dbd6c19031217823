/* Memory calls at their edges: lengths that wrap, limits that are met, areas with holes, locks that stay, what fork takes along. */
#include "oracle.h"
#include <sys/resource.h>

#define READ_WRITE (PROT_READ | PROT_WRITE)
#define base ((char *)0x2000000000)
#define ANONYMOUS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED)

static char *map(long at, long pages, int protection)
{
    return mmap(base + at * page_size, pages * page_size, protection, ANONYMOUS, -1, 0);
}

static void limit(int which, unsigned long value)
{
    struct rlimit l = { value, value };
    sys(prlimit64, 0, which, &l, NULL);
}

/* Which of up to 8 pages are in memory; - where nothing is mapped. */
static void resident(const char *at, int pages)
{
    char text[16] = "";
    for (int i = 0; i < pages; i++)
    {
        unsigned char in = 0;
        long result = sys(mincore, at + i * page_size, page_size, &in);
        text[i] = result < 0 ? '-' : '0' + (in & 1);
    }

    say("in memory: %s", text);
}

/* The areas of some pages: first page, length and rights of each. */
static void areas(const char *at, int pages)
{
    char line[256];
    FILE *maps = fopen("/proc/self/maps", "r");
    while (fgets(line, sizeof line, maps))
    {
        unsigned long start, end, offset;
        char rights[8];
        if (sscanf(line, "%lx-%lx %7s %lx", &start, &end, rights, &offset) == 4 && end > (unsigned long)at && start < (unsigned long)at + pages * page_size)
            say("%ld+%ld %s %lx", (long)(start - (unsigned long)at) / page_size, (long)(end - start) / page_size, rights, offset);
    }

    fclose(maps);
}

TEST(lengths_that_wrap)
{
    unsigned long lengths[] = { 0, 1, page_size - 1, LONG_MAX, 1ul << 63, -2 * page_size, -page_size, -page_size + 1, -1 };
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++)
    {
        unsigned long n = lengths[i];
        char *p = map(0, 2, READ_WRITE);
        unsigned char in[2];
        say("length %lx", n);
        V(mmap, NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        V(mmap, p, n, PROT_READ, ANONYMOUS | MAP_NORESERVE, -1, 0);
        map(0, 2, READ_WRITE);
        T(mprotect, p, n, PROT_READ);
        T(madvise, p, n, MADV_NORMAL);
        if (n <= page_size)
            T(madvise, p, n, MADV_DONTNEED);
        T(madvise, p, n, MADV_POPULATE_READ);
        T(madvise, p, n, -1);
        T(msync, p, n, MS_ASYNC);
        if (n <= page_size)
            T(mincore, p, n, in);
        else
            T(mincore, p, n, unmapped);
        T(mlock, p, n);
        T(mlock2, p + 1, n, 1);
        T(munlock, p, n);
        V(mremap, p, 2 * page_size, n, MREMAP_MAYMOVE);
        p = map(0, 2, READ_WRITE);
        V(mremap, p, n, page_size, MREMAP_MAYMOVE);
        V(mremap, p, n, n, 0);
        V(mremap, p, page_size, n, MREMAP_MAYMOVE | MREMAP_FIXED, base + 64 * page_size);
        T(remap_file_pages, p, n, 0, 0, 0);
        map(0, 2, READ_WRITE);
        T(munmap, base, n);
    }
}

TEST(addresses_at_the_edges)
{
    unsigned long addresses[] = { 0, 1, page_size, 0xf000, -page_size, -page_size - 1 };
    for (unsigned i = 0; i < sizeof addresses / sizeof *addresses; i++)
    {
        char *a = (char *)addresses[i];
        say("address %lx", addresses[i]);
        V(mmap, a, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        V(mmap, a, page_size, PROT_READ, ANONYMOUS, -1, 0);
        V(mmap, a, 2 * page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        T(munmap, a, page_size);
        T(mprotect, a, page_size, PROT_READ);
        T(madvise, a, page_size, MADV_NORMAL);
        T(msync, a, page_size, MS_SYNC);
        T(mincore, a, page_size, page);
        T(mlock, a, page_size);
        T(munlock, a, page_size);
        V(mremap, a, page_size, 2 * page_size, MREMAP_MAYMOVE);
        map(0, 1, PROT_READ);
        V(mremap, base, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, a);
        map(0, 1, PROT_READ);
        V(mremap, base, page_size, page_size, MREMAP_MAYMOVE | 4 /* MREMAP_DONTUNMAP */, a);
    }
}

TEST(limits_that_are_met)
{
    struct rlimit l;
    char *start = (char *)sys(brk, 0);
    sys(prlimit64, 0, RLIMIT_AS, NULL, &l);
    map(0, 4, READ_WRITE);
    limit(RLIMIT_AS, 1 << 12);
    V(mmap, NULL, page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, base, page_size, PROT_READ, ANONYMOUS, -1, 0);
    V(mmap, base, 4 * page_size, PROT_READ, ANONYMOUS, -1, 0);
    V(mmap, base, 5 * page_size, PROT_READ, ANONYMOUS, -1, 0);
    V(mremap, base, page_size, 2 * page_size, MREMAP_MAYMOVE);
    V(mremap, base, 2 * page_size, page_size, MREMAP_MAYMOVE);
    V(mremap, base, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, base + 64 * page_size);
    V(mremap, base + 2 * page_size, page_size, page_size, MREMAP_MAYMOVE | 4 /* MREMAP_DONTUNMAP */, 0);
    say("%d", sys(brk, start + page_size) == (long)start);
    V(mprotect, base + 2 * page_size, page_size, PROT_READ);
}

TEST(the_limit_of_data)
{
    char *start = (char *)sys(brk, 0);
    map(0, 4, PROT_READ);
    map(8, 4, READ_WRITE);
    limit(RLIMIT_DATA, 0);
    V(mmap, NULL, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, page_size, READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, page_size, READ_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, page_size, READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
    V(mmap, base + 8 * page_size, page_size, READ_WRITE, ANONYMOUS, -1, 0);
    T(mprotect, base, page_size, READ_WRITE);
    T(mprotect, base + 8 * page_size, page_size, PROT_READ);
    T(mprotect, base + 8 * page_size, page_size, READ_WRITE);
    V(mremap, base + 8 * page_size, page_size, 2 * page_size, MREMAP_MAYMOVE);
    V(mremap, base + 11 * page_size, page_size, 2 * page_size, MREMAP_MAYMOVE);
    V(mremap, base + 11 * page_size, page_size, page_size, MREMAP_MAYMOVE | 4, 0);
    say("%d", sys(brk, start + page_size) == (long)start);
    areas(base, 16);
}

TEST(locks_within_the_limit)
{
    char *p = map(0, 8, READ_WRITE);
    limit(RLIMIT_MEMLOCK, 4 * page_size + 100);
    sys(setresuid, 1000, 1000, 1000);
    T(mlock, p, 5 * page_size);
    T(mlock, p, 4 * page_size);
    T(mlock, p, 4 * page_size);
    T(mlock, p + page_size, 4 * page_size);
    T(mlock, p + 3, 4 * page_size);
    T(mlock, p + 3, 3 * page_size);
    say_locked();
    T(mlock2, p, 4 * page_size, 1);
    T(munlock, p, page_size);
    T(mlock, p + 4 * page_size, page_size);
    T(mlock, p + 5 * page_size, page_size);
    say_locked();
    V(mremap, p + 4 * page_size, page_size, 2 * page_size, MREMAP_MAYMOVE);
    V(mremap, p + page_size, 3 * page_size, 3 * page_size, MREMAP_MAYMOVE | MREMAP_FIXED, base + 64 * page_size);
    say_locked();
    V(mmap, NULL, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
    V(mmap, base + 64 * page_size, page_size, PROT_READ, ANONYMOUS | MAP_LOCKED, -1, 0);
    T(munmap, base + 64 * page_size, page_size);
    V(mmap, NULL, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
    say_locked();
    T(mlockall, MCL_CURRENT);
    T(mlockall, MCL_FUTURE);
    V(mmap, NULL, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    V(mmap, NULL, page_size, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *end = (char *)sys(brk, 0);
    say("%d", sys(brk, end + page_size) == (long)end);
    V(mremap, p + 5 * page_size, page_size, 2 * page_size, MREMAP_MAYMOVE);
    T(munlockall);
    say_locked();
    V(mmap, NULL, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    limit(RLIMIT_MEMLOCK, 0);
    T(mlock, p, 0);
    T(mlock, p, 1);
    T(mlock, unmapped, page_size);
    T(mlock2, p, page_size, 2);
    T(mlock2, p, page_size, 1);
    T(mlockall, MCL_FUTURE);
    T(mlockall, MCL_ONFAULT);
    T(mlockall, 0);
    T(munlock, p, page_size);
    T(munlockall);
    V(mmap, NULL, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
}

TEST(the_privileged_lock_beyond_the_limit)
{
    char *p = map(0, 8, READ_WRITE);
    limit(RLIMIT_MEMLOCK, 0);
    T(mlock, p, 4 * page_size);
    V(mremap, p, 4 * page_size, 4 * page_size, 0);
    sys(munmap, p + 4 * page_size, 4 * page_size);
    V(mremap, p, 4 * page_size, 8 * page_size, 0);
    say_locked();
    resident(p, 8);
    T(mlockall, MCL_FUTURE);
    V(mmap, base + 16 * page_size, 2 * page_size, READ_WRITE, ANONYMOUS, -1, 0);
    resident(base + 16 * page_size, 2);
}

TEST(what_locking_brings_in)
{
    char *p = map(0, 8, READ_WRITE);
    put("f", "text");
    long fd = sys(openat, AT_FDCWD, "f", O_RDWR);
    T(mlock2, p, 2 * page_size, 1 /* MLOCK_ONFAULT */);
    resident(p, 8);
    p[0] = 1;
    resident(p, 8);
    T(mlock, p + page_size, page_size);
    resident(p, 8);
    map(2, 1, PROT_NONE);
    T(mlock, p + 2 * page_size, page_size);
    T(mlock, p + 2 * page_size, 2 * page_size);
    resident(p, 8);
    say_locked();
    T(mlock2, p + 2 * page_size, page_size, 1);
    map(4, 1, PROT_READ);
    T(mlock, p + 4 * page_size, page_size);
    resident(p, 8);
    T(munmap, p + 6 * page_size, page_size);
    T(mlock, p + 5 * page_size, 3 * page_size);
    say_locked();
    resident(p, 8);
    T(munlock, p + 5 * page_size, 3 * page_size);
    say_locked();
    V(mmap, base + 16 * page_size, 2 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    T(mlock, base + 16 * page_size, 2 * page_size);
    T(mlock, base + 16 * page_size, page_size);
    say_locked();
    T(mlockall, MCL_FUTURE | MCL_ONFAULT);
    map(32, 2, READ_WRITE);
    resident(base + 32 * page_size, 2);
    V(mmap, base + 40 * page_size, 2 * page_size, READ_WRITE, ANONYMOUS | MAP_POPULATE, -1, 0);
    resident(base + 40 * page_size, 2);
    V(mmap, base + 48 * page_size, 2 * page_size, READ_WRITE, ANONYMOUS | MAP_LOCKED, -1, 0);
    resident(base + 48 * page_size, 2);
    V(mremap, base + 32 * page_size, 2 * page_size, 4 * page_size, 0);
    resident(base + 32 * page_size, 4);
    char *end = (char *)((sys(brk, 0) + page_size - 1) & -page_size);
    sys(brk, end + 2 * page_size);
    resident(end, 2);
    T(mlockall, MCL_FUTURE);
    sys(brk, end + 4 * page_size);
    resident(end, 4);
    map(56, 2, PROT_NONE);
    resident(base + 56 * page_size, 2);
    T(mprotect, base + 56 * page_size, page_size, READ_WRITE);
    resident(base + 56 * page_size, 2);
    V(mmap, base + 58 * page_size, 2 * page_size, READ_WRITE, ANONYMOUS | MAP_NORESERVE | MAP_NONBLOCK, -1, 0);
    resident(base + 58 * page_size, 2);
}

TEST(advice_on_locked_memory)
{
    char *p = map(0, 4, READ_WRITE);
    memset(p, 'x', 4 * page_size);
    T(mlock, p + page_size, page_size);
    T(madvise, p, 4 * page_size, MADV_DONTNEED);
    say("%d %c %c", p[0], p[page_size], p[2 * page_size]);
    T(madvise, p + page_size, page_size, MADV_FREE);
    T(madvise, p + page_size, page_size, MADV_COLD);
    T(madvise, p + page_size, page_size, MADV_PAGEOUT);
    T(madvise, p, 4 * page_size, 24 /* MADV_DONTNEED_LOCKED */);
    say("%d %d %d", p[0], p[page_size], p[2 * page_size]);
    say_locked();
    T(madvise, p + page_size, page_size, MADV_WIPEONFORK);
    T(madvise, p + page_size, page_size, MADV_REMOVE);
    T(msync, p, 4 * page_size, MS_INVALIDATE);
    T(msync, p, page_size, MS_INVALIDATE);
    T(munlock, p, 4 * page_size);
    T(munmap, p + 2 * page_size, page_size);
    T(msync, p, 4 * page_size, MS_ASYNC);
    T(msync, p, 4 * page_size, MS_SYNC);
    T(msync, p, 4 * page_size, 0);
    T(msync, p + 3 * page_size, 2 * page_size, 0);
    T(msync, p, 0, MS_SYNC | MS_ASYNC);
    T(msync, p + 1, 0, 0);
    T(msync, unmapped, 0, MS_SYNC);
    T(msync, p, page_size, 8);
}

TEST(advice_over_holes)
{
    for (int advice = 0; advice <= 25; advice++)
    {
        if ((advice > 4 && advice < 8) || advice == 12 || advice == 13 || advice == 25)
            continue;
        char *p = map(0, 4, READ_WRITE);
        sys(munmap, p + page_size, page_size);
        memset(p + 2 * page_size, 'x', 2 * page_size);
        say("advice %d", advice);
        T(madvise, p, 4 * page_size, advice);
        T(madvise, p + page_size, page_size, advice);
        T(madvise, p + page_size, 0, advice);
        if (advice != MADV_FREE) /* they may stay until memory is short */
            resident(p, 4);
        p = map(0, 4, PROT_NONE);
        T(madvise, p, page_size, advice);
        p = map(0, 4, PROT_READ);
        T(madvise, p, page_size, advice);
        mmap(p, 4 * page_size, PROT_READ, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        T(madvise, p, page_size, advice);
        resident(p, 4);
    }
}

TEST(areas_that_join)
{
    char *p = map(0, 6, READ_WRITE);
    T(mprotect, p + page_size, page_size, PROT_READ);
    areas(base, 8);
    T(mprotect, p + page_size, page_size, READ_WRITE);
    areas(base, 8);
    T(madvise, p + 2 * page_size, page_size, MADV_SEQUENTIAL);
    areas(base, 8);
    T(madvise, p + 2 * page_size, page_size, MADV_NORMAL);
    areas(base, 8);
    T(mlock2, p + 2 * page_size, page_size, 1 /* MLOCK_ONFAULT */);
    areas(base, 8);
    T(munlock, p, page_size * 6);
    areas(base, 8);
    T(madvise, p + 2 * page_size, page_size, MADV_DONTDUMP);
    T(madvise, p + 4 * page_size, page_size, MADV_WIPEONFORK);
    areas(base, 8);
    T(madvise, p, 6 * page_size, MADV_DODUMP);
    T(madvise, p, 6 * page_size, MADV_KEEPONFORK);
    areas(base, 8);
    T(munmap, p + 2 * page_size, page_size);
    map(2, 1, READ_WRITE);
    areas(base, 8);
    mmap(p + 2 * page_size, page_size, READ_WRITE, ANONYMOUS | MAP_NORESERVE, -1, 0);
    areas(base, 8);
    put("f", "text");
    long fd = sys(openat, AT_FDCWD, "f", O_RDWR);
    mmap(p + 8 * page_size, page_size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0);
    mmap(p + 9 * page_size, page_size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, page_size);
    mmap(p + 10 * page_size, page_size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 3 * page_size);
    areas(base + 8 * page_size, 4);
}

TEST(moving_keeps_what_an_area_is)
{
    char *p = map(0, 6, READ_WRITE), *q = base + 32 * page_size;
    strcpy(p + page_size, "second");
    T(mlock, p + page_size, page_size);
    V(mremap, p, 6 * page_size, 6 * page_size, MREMAP_MAYMOVE | MREMAP_FIXED, q);
    V(mremap, p + page_size, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, q);
    say("%s", q);
    say_locked();
    V(mremap, q, page_size, page_size, MREMAP_MAYMOVE | 4, base + 40 * page_size);
    say_locked();
    areas(base, 64);
    V(mremap, p, 0, page_size, MREMAP_MAYMOVE);
    V(mremap, p, 0, page_size, 0);
    V(mremap, p, page_size, page_size, 8);
    V(mremap, p, page_size, page_size, MREMAP_FIXED, q);
    V(mremap, p, page_size, page_size, 4, q);
    V(mremap, p, page_size, 2 * page_size, MREMAP_MAYMOVE | 4, q);
    V(mremap, p, page_size, 2 * page_size, MREMAP_MAYMOVE | MREMAP_FIXED | 4, q);
    V(mremap, p, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, p);
    V(mremap, p + 2 * page_size, 2 * page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, p + 3 * page_size);
    V(mremap, p + 2 * page_size, 2 * page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, p + 1);
    V(mremap, p + 2 * page_size, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, kernel);
    char *shared = mmap(base + 80 * page_size, 2 * page_size, READ_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    strcpy(shared, "shared");
    V(mremap, shared, 0, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, q);
    say("%s", q);
    V(mremap, shared, page_size, page_size, MREMAP_MAYMOVE | 4, q + 8 * page_size);
    say("%s", shared);
    V(mremap, shared, 2 * page_size, 4 * page_size, 0);
    V(mremap, shared, 0, 4 * page_size, MREMAP_MAYMOVE);
    char *growing = mmap(base + 96 * page_size, page_size, READ_WRITE, ANONYMOUS | MAP_GROWSDOWN, -1, 0);
    V(mremap, growing, page_size, 2 * page_size, 0);
    V(mremap, growing, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, q + 16 * page_size);
    q[16 * page_size - 1] = 1;
}

static void fork_and_look(char *p)
{
    if (fork() == 0)
    {
        say_locked();
        resident(p, 6);
        areas(p, 6);
        say("%d %d %d", p[0], p[3 * page_size], p[5 * page_size]);
        T(mlock, p, page_size);
        map(0, 1, READ_WRITE);
        resident(p, 2);
        say_locked();
        _exit(0);
    }

    wait(NULL);
}

TEST(what_fork_takes_along)
{
    char *p = map(0, 6, READ_WRITE);
    memset(p, 7, 6 * page_size);
    T(mlock, p + page_size, page_size);
    T(mlockall, MCL_FUTURE);
    T(madvise, p + 2 * page_size, page_size, MADV_DONTFORK);
    T(madvise, p + 3 * page_size, page_size, MADV_WIPEONFORK);
    T(mprotect, p + 4 * page_size, page_size, PROT_NONE);
    fork_and_look(p);
    say_locked();
}

TEST(break_at_its_edges)
{
    char *start = (char *)sys(brk, 0);
    say("%d", sys(brk, start + 1) == (long)start + 1);
    say("%d", sys(brk, start + 1) == (long)start + 1);
    say("%d", sys(brk, start + 3 * page_size + 5) == (long)start + 3 * page_size + 5);
    say("%d", sys(brk, start + page_size) == (long)start + page_size);
    say("%d", sys(brk, start - 1) == (long)start + page_size);
    say("%d", sys(brk, LONG_MIN) == (long)start + page_size);
    char *end = (char *)(((long)start + page_size + page_size - 1) & -page_size);
    mmap(end + page_size, page_size, PROT_READ, ANONYMOUS, -1, 0);
    say("%d", sys(brk, end + page_size) == (long)end + page_size);
    say("%d", sys(brk, end) == (long)end);
    mmap(end + 2 * page_size, page_size, PROT_READ, ANONYMOUS, -1, 0);
    munmap(end + page_size, page_size);
    say("%d", sys(brk, end + page_size) == (long)end + page_size);
    say("%d", sys(brk, end) == (long)end);
    munmap(end + 2 * page_size, page_size);
    sys(brk, start);
    T(munmap, (void *)((long)start & -page_size), page_size);
    say("%d", sys(brk, start + 2 * page_size) == (long)start + 2 * page_size);
    T(mseal, end, page_size, 0);
    say("%d", sys(brk, start) == (long)start + 2 * page_size);
}

TEST(other_memory_at_its_edges)
{
    char *p = map(0, 4, READ_WRITE), text[64] = "";
    memset(p, 'a', 4 * page_size);
    mprotect(p + page_size, page_size, PROT_NONE);
    mprotect(p + 2 * page_size, page_size, PROT_READ);
    munmap(p + 3 * page_size, page_size);
    long me = getpid();
    struct iovec local = { text, 16 }, at = { p, 16 }, across = { p + page_size - 4, 16 }, none = { p + page_size, 16 }, readable = { p + 2 * page_size, 16 },
        end = { p + 3 * page_size - 4, 16 }, empty = { p, 0 }, bad = { kernel, 16 }, huge = { p, LONG_MAX }, negative = { p, -1 }, away = { unmapped, 16 };
    T(process_vm_readv, me, &local, 1, &at, 1, 0);
    T(process_vm_readv, me, &local, 1, &across, 1, 0);
    T(process_vm_readv, me, &local, 1, &none, 1, 0);
    T(process_vm_readv, me, &local, 1, &readable, 1, 0);
    T(process_vm_readv, me, &local, 1, &end, 1, 0);
    T(process_vm_readv, me, &local, 1, &empty, 1, 0);
    T(process_vm_readv, me, &local, 1, &bad, 1, 0);
    T(process_vm_readv, me, &local, 1, &huge, 1, 0);
    T(process_vm_readv, me, &local, 1, &negative, 1, 0);
    T(process_vm_readv, me, &negative, 1, &at, 1, 0);
    T(process_vm_readv, me, &bad, 1, &at, 1, 0);
    T(process_vm_readv, me, &away, 1, &at, 1, 0);
    T(process_vm_readv, me, &empty, 1, &bad, 1, 0);
    T(process_vm_readv, 99999999, &empty, 1, &bad, 1, 0);
    T(process_vm_readv, 99999999, &empty, 0, &bad, 0, 0);
    T(process_vm_readv, 99999999, &local, 1, &at, 0, 0);
    T(process_vm_readv, 0, &local, 1, &at, 1, 0);
    T(process_vm_readv, -1, &local, 1, &at, 1, 0);
    T(process_vm_readv, me, &local, 1, &at, 1, 1);
    T(process_vm_readv, me, NULL, 0, NULL, 0, 0);
    T(process_vm_readv, me, unmapped, 1, &at, 1, 0);
    T(process_vm_readv, me, &local, 1, unmapped, 1, 0);
    T(process_vm_readv, me, &local, 1025, &at, 1, 0);
    T(process_vm_readv, me, &local, 1, &at, -1, 0);
    T(process_vm_writev, me, &local, 1, &at, 1, 0);
    T(process_vm_writev, me, &local, 1, &across, 1, 0);
    T(process_vm_writev, me, &local, 1, &readable, 1, 0);
    T(process_vm_writev, me, &away, 1, &at, 1, 0);
    struct iovec several[4] = { { p, 4 }, { p + page_size, 4 }, { p, 4 }, { p, 4 } };
    T(process_vm_readv, me, &local, 1, several, 4, 0);
    struct iovec pieces[3] = { { text, 3 }, { NULL, 0 }, { text + 3, 3 } };
    T(process_vm_readv, me, pieces, 3, &at, 1, 0);
    pieces[1] = (struct iovec){ unmapped, 2 };
    T(process_vm_readv, me, pieces, 3, &at, 1, 0);
    long child = fork();
    if (child == 0)
    {
        pause();
        _exit(0);
    }

    T(process_vm_readv, child, &local, 1, &at, 1, 0);
    sys(setresuid, 1000, 1000, 1000);
    T(process_vm_readv, child, &local, 1, &at, 1, 0);
    T(process_vm_readv, 1, &local, 1, &at, 1, 0);
    T(process_vm_readv, me, &local, 1, &at, 1, 0);
    T(prctl, 4 /* PR_SET_DUMPABLE */, 0, 0, 0, 0);
    T(process_vm_readv, me, &local, 1, &at, 1, 0);
}

TEST(droppable_memory)
{
    const int type = 8 /* MAP_DROPPABLE */ | MAP_FIXED | MAP_ANONYMOUS;
    char *p = mmap(base, 4 * page_size, READ_WRITE, type, -1, 0);
    strcpy(p, "text");
    say("%s", p);
    areas(p, 4);
    V(mmap, base, page_size, PROT_READ, type | MAP_LOCKED, -1, 0); /* MAP_DROPPABLE */
    V(mmap, base, page_size, PROT_READ, type | MAP_GROWSDOWN, -1, 0);
    T(mlock, p, page_size);
    T(madvise, p, page_size, MADV_KEEPONFORK);
    T(madvise, p, page_size, MADV_DODUMP);
    T(madvise, p, page_size, MADV_WIPEONFORK);
    T(madvise, p, page_size, MADV_DONTDUMP);
    T(mprotect, p + page_size, page_size, PROT_READ);
    T(mlockall, MCL_CURRENT);
    areas(p, 4);
    V(mremap, p + 2 * page_size, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, p + 8 * page_size);
    if (fork() == 0)
    {
        say("%d", p[0]);
        _exit(0);
    }

    wait(NULL);
    say("%s", p);
}

TEST(flags_of_mmap)
{
    put("f", "text");
    long fd = sys(openat, AT_FDCWD, "f", O_RDWR);
    for (int bit = 4; bit < 32; bit++)
    {
        if (1l << bit == MAP_FIXED || 1l << bit == MAP_HUGETLB)
            continue;
        long flag = 1l << bit;
        say("flag %lx", flag);
        V(mmap, base, page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED | flag, fd, 0);
        V(mmap, base, page_size, PROT_READ, MAP_SHARED | MAP_FIXED | flag, fd, 0);
        V(mmap, base, page_size, PROT_READ, MAP_SHARED_VALIDATE | MAP_FIXED | flag, fd, 0);
        V(mmap, base, page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED | flag, -1, 0);
    }

    for (int type = 0; type < 16; type++)
    {
        say("type %d", type);
        V(mmap, base, page_size, PROT_READ, type | MAP_FIXED, fd, 0);
        V(mmap, base, page_size, PROT_READ, type | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
    }

    V(mmap, base, page_size, 8, ANONYMOUS, -1, 0);
    V(mmap, base, page_size, -1, ANONYMOUS, -1, 0);
    areas(base, 1);
    V(mmap, base, page_size, 0x01000000 | PROT_READ, ANONYMOUS, -1, 0);
    V(mmap, base, page_size, PROT_READ, ANONYMOUS, 99, 0);
    V(mmap, base, page_size, PROT_READ, ANONYMOUS, -1, 1);
    V(mmap, base, page_size, PROT_READ, ANONYMOUS, -1, -page_size);
    V(mmap, base, 2 * page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, -page_size);
    V(mmap, base, page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, -page_size);
    V(mmap, base, page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, LONG_MAX - 4095);
    V(mmap, base, page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, LONG_MAX - 8191);
    V(mmap, base, page_size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 1l << 62);
    T(mprotect, base, page_size, 8);
    T(mprotect, base, page_size, 16);
    T(mprotect, base, page_size, 1l << 32);
    T(mprotect, base + 1, 0, 0);
    T(mprotect, base, 0, 64);
    T(mprotect, base, 0, PROT_GROWSDOWN);
    T(mprotect, base, page_size, PROT_GROWSDOWN | PROT_GROWSUP);
    T(mprotect, unmapped, 0, PROT_READ);
}
