/* Files in memory that are sealed: memfd_create, F_ADD_SEALS, F_GET_SEALS. */
#include "oracle.h"

#define SEALABLE 2      /* MFD_ALLOW_SEALING */
#define ADD 1033        /* F_ADD_SEALS */
#define GET 1034        /* F_GET_SEALS */
enum { SEAL = 1, SHRINK = 2, GROW = 4, WRITE = 8, FUTURE = 16, EXEC = 32 };

static long file(unsigned seals)
{
    long fd = sys(memfd_create, "name", SEALABLE);
    sys(pwrite64, fd, page, 4096, 0);
    sys(pwrite64, fd, page, 1096, 4096);
    T(fcntl, fd, ADD, seals);
    return fd;
}

static void length(long fd)
{
    struct stat at;
    sys(fstat, fd, &at);
    say("%ld bytes, mode %o", (long)at.st_size, at.st_mode);
}

TEST(which_files_have_seals)
{
    long plain = sys(memfd_create, "name", 0), other = sys(memfd_create, "name", SEALABLE), fixed = sys(memfd_create, "name", 8 /* MFD_NOEXEC_SEAL */);
    T(fcntl, plain, GET /* F_GET_SEALS */);
    T(fcntl, other, GET);
    T(fcntl, fixed, GET);
    length(plain);
    length(fixed);
    T(memfd_create, "name", 8 | 0x10 /* MFD_NOEXEC_SEAL | MFD_EXEC */);
    T(fcntl, plain, ADD /* F_ADD_SEALS */, SHRINK);
    T(fcntl, other, ADD, 64);
    T(fcntl, other, ADD, 1l << 32);
    T(fcntl, other, ADD, SHRINK | GROW);
    T(fcntl, other, GET);
    T(fcntl, other, ADD, SEAL);
    T(fcntl, other, ADD, 0);
    T(fcntl, other, GET);
    put("named", "text");
    long named = sys(openat, AT_FDCWD, "named", O_RDWR), reader = sys(openat, AT_FDCWD, "named", O_RDONLY);
    T(fcntl, named, GET);
    T(fcntl, named, ADD, WRITE);
    T(fcntl, reader, ADD, WRITE);
    int ends[2];
    sys(pipe2, ends, 0);
    T(fcntl, ends[1], GET);
    T(fcntl, ends[1], ADD, WRITE);
    T(fcntl, ends[0], ADD, WRITE);
}

TEST(sealed_against_shrinking_and_growing)
{
    long fd = file(SHRINK);
    T(ftruncate, fd, 100);
    T(ftruncate, fd, 5192);
    T(ftruncate, fd, 9000);
    T(write, fd, page, 10);
    fd = file(GROW);
    T(ftruncate, fd, 9000);
    T(pwrite64, fd, page, 10, 5182);
    T(pwrite64, fd, page, 10, 5183);
    T(pwrite64, fd, page, 4096, 4000);
    T(pwrite64, fd, page, 10, 5192);
    T(fallocate, fd, 0, 0, 5192);
    T(fallocate, fd, 0, 0, 5193);
    T(fallocate, fd, 1 /* FALLOC_FL_KEEP_SIZE */, 5192, 1);
    T(fallocate, fd, 3 /* FALLOC_FL_PUNCH_HOLE */, 0, 4096);
    T(ftruncate, fd, 50);
    length(fd);
}

TEST(sealed_against_stores)
{
    for (unsigned seal = WRITE; seal <= FUTURE; seal *= 2)
    {
        long fd = file(seal);
        T(pwrite64, fd, page, 10, 0);
        T(pwrite64, fd, page, 0, 0);
        T(ftruncate, fd, 6000);
        T(fallocate, fd, 3, 0, 4096);
        T(fallocate, fd, 0, 0, 9000);
        T(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        V(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
        char *view = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
        say("%s", view == MAP_FAILED ? "not mapped" : "mapped");
        T(mprotect, view, 4096, PROT_READ | PROT_WRITE);
        T(mprotect, view, 4096, PROT_READ);
    }
}

TEST(what_is_mapped_to_store_is_not_sealed)
{
    long fd = sys(memfd_create, "name", SEALABLE);
    sys(ftruncate, fd, 8192);
    char *view = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    T(fcntl, fd, ADD, WRITE);
    T(fcntl, fd, ADD, FUTURE);
    view[0] = 1;
    T(munmap, view, 4096);
    T(fcntl, fd, ADD, WRITE);
    T(mprotect, view + 4096, 4096, PROT_READ);
    T(fcntl, fd, ADD, WRITE);
    T(munmap, view + 4096, 4096);
    T(fcntl, fd, ADD, WRITE);
    T(fcntl, fd, GET);
}

TEST(sealed_bits_of_execution)
{
    long fd = file(EXEC);
    T(fcntl, fd, GET);
    T(fchmod, fd, 0777);
    T(fchmod, fd, 0776);
    T(fchmod, fd, 0700);
    T(fchmod, fd, 0755);
    fd = sys(memfd_create, "name", 8);
    T(fchmod, fd, 0600);
    T(fchmod, fd, 0700);
    T(write, fd, page, 5);
    length(fd);
}
