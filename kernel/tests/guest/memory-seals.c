/* Memory that stays as it is: mseal. */
#include "oracle.h"

/* Five pages, the middle three sealed; the first is the same as they are, so that a seal splits. */
static char *sealed(int protection)
{
    char *area = mmap((void *)0x2000000000, 5 * page_size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    T(mseal, area + page_size, 3 * page_size, 0);
    return area;
}

TEST(what_can_be_sealed)
{
    char *area = sealed(PROT_READ);
    T(mseal, area + page_size, 3 * page_size, 0);
    T(mseal, area, 2 * page_size, 1);
    T(mseal, area + 1, page_size, 0);
    T(mseal, area, 0, 0);
    T(mseal, area + page_size, 1, 0);
    T(mseal, area, 6 * page_size, 0);
    T(mseal, unmapped, page_size, 0);
    T(mseal, kernel, page_size, 0);
    T(mseal, area, -1, 0);
    T(mseal, area, -page_size, 0);
    T(munmap, area, page_size);
    T(munmap, area + 4 * page_size, page_size);
}

TEST(what_is_sealed_stays)
{
    char *area = sealed(PROT_READ | PROT_WRITE);
    area[2 * page_size] = 7;
    T(munmap, area, 5 * page_size);
    T(munmap, area + 2 * page_size, page_size);
    T(mprotect, area + page_size, page_size, PROT_READ);
    T(mprotect, area, 2 * page_size, PROT_READ);
    T(mprotect, area + page_size, page_size, PROT_READ | PROT_WRITE);
    T(mremap, area + page_size, page_size, 2 * page_size, MREMAP_MAYMOVE);
    T(mremap, area + page_size, 2 * page_size, page_size, 0);
    T(mremap, area + 4 * page_size, page_size, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, area + page_size);
    T(mmap, area + page_size, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    T(mmap, area + page_size, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    say("%d", area[2 * page_size]);
    T(mlock, area + page_size, page_size);
    T(munlock, area + page_size, page_size);
    T(madvise, area + 2 * page_size, page_size, MADV_DONTNEED);
    say("%d", area[2 * page_size]);
}

TEST(advice_that_discards)
{
    char *area = sealed(PROT_READ);
    T(madvise, area + page_size, page_size, MADV_DONTNEED);
    T(madvise, area + page_size, page_size, MADV_FREE);
    T(madvise, area + page_size, page_size, MADV_DONTFORK);
    T(madvise, area + page_size, page_size, MADV_WIPEONFORK);
    T(madvise, area + page_size, page_size, MADV_SEQUENTIAL);
    T(madvise, area, page_size, MADV_DONTNEED);
}

static void unmap_sealed(void)
{
    T(munmap, (void *)0x2000001000, page_size);
}

TEST(seals_are_inherited)
{
    sealed(PROT_READ);
    in_child(unmap_sealed);
}
