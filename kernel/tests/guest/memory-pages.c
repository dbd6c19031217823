/* The pages of a shared mapping in another order: remap_file_pages. */
#include "oracle.h"

/* Four pages at a fixed place that begin with 1 to 4. */
static char *numbered(int flags)
{
    char *area = mmap((void *)0x2000000000, 4 * page_size, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    for (int i = 0; i < 4; i++)
        area[i * page_size] = (char)(i + 1);
    return area;
}

static void order(const char *area)
{
    say("%d %d %d %d", area[0], area[page_size], area[2 * page_size], area[3 * page_size]);
}

TEST(pages_change_places)
{
    char *area = numbered(MAP_SHARED);
    T(remap_file_pages, area, page_size, 0, 3, 0);
    T(remap_file_pages, area + 3 * page_size, page_size, 0, 0, 0);
    order(area);
    area[0] = 9;
    T(remap_file_pages, area, 2 * page_size, 0, 2, 0);
    order(area);
    T(remap_file_pages, area, 4 * page_size, 0, 0, 0);
    order(area);
}

TEST(what_cannot_be_remapped)
{
    char *area = numbered(MAP_SHARED);
    T(remap_file_pages, area, page_size, PROT_READ, 0, 0);
    T(remap_file_pages, area, 0, 0, 0, 0);
    T(remap_file_pages, area, 4095, 0, 0, 0);
    T(remap_file_pages, area + 100, page_size, 0, 1, 0);
    order(area);
    T(remap_file_pages, area, 5 * page_size, 0, 0, 0);
    T(remap_file_pages, area, -page_size, 0, 0, 0);
    T(remap_file_pages, area, page_size, 0, -1, 0);
    T(remap_file_pages, unmapped, page_size, 0, 0, 0);
    T(munmap, area + page_size, page_size);
    T(remap_file_pages, area, 2 * page_size, 0, 0, 0);
    area = numbered(MAP_PRIVATE);
    T(remap_file_pages, area, page_size, 0, 1, 0);
}
