/* memfd_secret. */
#include "oracle.h"
#include <sys/vfs.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

TEST(secret_memory)
{
    long fd = T(memfd_secret, 0);
    T(memfd_secret, O_CLOEXEC);
    T(memfd_secret, 1);
    T(memfd_secret, O_NONBLOCK);
    T(fcntl, fd, F_GETFL);
    T(fcntl, fd, F_GETFD);
    struct stat s = { 0 };
    T(fstat, fd, &s);
    say("mode %o size %ld links %d", s.st_mode, (long)s.st_size, (int)s.st_nlink);
    struct statfs f = { 0 };
    T(fstatfs, fd, &f);
    say("%lx", (long)f.f_type);
    char name[64] = "", path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%ld", fd);
    readlink(path, name, 63);
    say("%s", name);
    T(read, fd, name, 1);
    T(write, fd, "a", 1);
    T(ftruncate, fd, 8192);
    T(ftruncate, fd, 4096);
    T(ftruncate, fd, 8192);
    T(lseek, fd, 0, SEEK_END);
    T(fallocate, fd, 0, 0, 4096);
    T(fchmod, fd, 0600);
    V(mmap, NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    V(mmap, NULL, 8192, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_SHARED, fd, 0);
    char *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED)
        return;
    memcpy(map, "hello", 6);
    say("%s %d", map, map[4096]);
    long file = open("f", O_CREAT | O_RDWR, 0644);
    T(write, file, map, 6);
    struct iovec mine = { name, 6 }, theirs = { map, 6 };
    T(process_vm_readv, getpid(), &mine, 1, &theirs, 1, 0);
    T(munlock, map, 4096);
    T(mlock, map, 4096);
    T(madvise, map, 4096, MADV_DONTNEED);
    say("%s", map);
    T(madvise, map, 4096, 9 /* MADV_REMOVE */);
    T(mprotect, map, 4096, PROT_READ);
}
