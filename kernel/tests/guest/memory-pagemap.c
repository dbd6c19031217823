/* What /proc/PID/pagemap tells of pages. */
#include "oracle.h"

static long map;

static void tell(const char *what, const void *address)
{
    uint64_t entry = 1;
    long got = sys(pread64, map, &entry, 8, (uint64_t)address / page_size * 8);
    say("%s: %ld, %s, %s, %s", what, got, entry >> 63 ? "there" : "not there", entry >> 61 & 1 ? "of a file or shared" : "its own",
        entry << 9 ? "a frame" : "no frame");
}

TEST(pagemap)
{
    map = sys(openat, AT_FDCWD, "/proc/self/pagemap", O_RDONLY);
    char *own = mmap(NULL, 2 * page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *shared = mmap(NULL, 2 * page_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    own[0] = shared[0] = 1;
    tell("own", own);
    tell("own, not touched", own + page_size);
    tell("shared", shared);
    tell("shared, not touched", shared + page_size);
    tell("nothing", unmapped);
    uint64_t entries[4];
    T(pread64, map, entries, 32, (uint64_t)own / page_size * 8);
    T(pread64, map, entries, 12, 0);
    T(pread64, map, entries, 8, 4);
    T(pread64, map, entries, 0, 0);
    T(pread64, map, unmapped, 8, 0);
    T(write, map, entries, 8);
}
