/* Memory that only its owner reaches: memfd_secret. */
#include "oracle.h"
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/xattr.h>
#include <linux/futex.h>
#include <poll.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

#define READ_WRITE (PROT_READ | PROT_WRITE)

/* Pages of a new secret file, mapped; the file stays open. */
static char *secret(long *fd, unsigned long pages)
{
    *fd = sys(memfd_secret, 0);
    sys(ftruncate, *fd, pages * page_size);
    return mmap((void *)0x2000000000, pages * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, *fd, 0);
}

static void say_area(const char *area)
{
    char text[256], wanted[32], device[16];
    snprintf(wanted, sizeof wanted, "%lx-", (unsigned long)area);
    FILE *maps = fopen("/proc/self/smaps", "r");
    int ours = 0;
    while (fgets(text, sizeof text, maps))
    {
        unsigned long start, end, offset, inode;
        char rights[8], name[64] = "";
        if (sscanf(text, "%lx-%lx %7s %lx %15s %lu %63[^\n]", &start, &end, rights, &offset, device, &inode, name) >= 6)
        {
            ours = strncmp(text, wanted, strlen(wanted)) == 0;
            if (ours)
                say("%lu pages, %s, offset %lx, %s", (end - start) / page_size, rights, offset, name);
        }
        else if (ours && (strncmp(text, "Rss:", 4) == 0))
            say("%.*s", (int)strcspn(text, "\n"), text);
    }
    fclose(maps);
}

TEST(a_secret_descriptor)
{
    T(memfd_secret, 1);
    T(memfd_secret, FD_CLOEXEC | O_CLOEXEC);
    T(memfd_secret, O_NONBLOCK);
    T(memfd_secret, -1);
    long fd = T(memfd_secret, 0), closing = T(memfd_secret, O_CLOEXEC);
    T(fcntl, fd, F_GETFD);
    T(fcntl, closing, F_GETFD);
    T(fcntl, fd, F_GETFL);
    struct stat at;
    T(fstat, fd, &at);
    say("mode %o, %ld links, owner %d, %ld bytes, %ld blocks of %ld", at.st_mode, (long)at.st_nlink, at.st_uid, (long)at.st_size, (long)at.st_blocks, (long)at.st_blksize);
    struct statfs system;
    T(fstatfs, fd, &system);
    say("type %lx, block %ld, name %ld, flags %lx", (long)system.f_type, (long)system.f_bsize, (long)system.f_namelen, (long)system.f_flags & ~0x20l);
    char link[64], path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%ld", fd);
    long length = sys(readlinkat, AT_FDCWD, path, link, sizeof link);
    say("%.*s", (int)length, link);
    T(openat, AT_FDCWD, path, O_RDONLY);
    V(openat, AT_FDCWD, path, O_PATH);
    T(fchmod, fd, 0640);
    T(fchown, fd, 3, 4);
    sys(fstat, fd, &at);
    say("mode %o, owner %d", at.st_mode, at.st_uid);
    T(fchmod, fd, 0);
    T(fsetxattr, fd, "user.name", "value", 5, 0);
    T(fgetxattr, fd, "user.name", page, 5);
    T(flock, fd, 2);
    T(execveat, fd, "", NULL, NULL, AT_EMPTY_PATH);
}

TEST(a_secret_has_no_bytes_to_read_or_write)
{
    long fd;
    char *area = secret(&fd, 2);
    strcpy(area, "text");
    int ends[2];
    sys(pipe2, ends, 0);
    long other = sys(openat, AT_FDCWD, "f", O_RDWR | O_CREAT, 0644), place = 0;
    struct iovec piece = {page, 4};
    T(read, fd, page, 4);
    T(read, fd, unmapped, 4);
    T(read, fd, page, 0);
    T(write, fd, page, 4);
    T(pread64, fd, page, 4, 0);
    T(pread64, fd, page, 4, -1);
    T(pwrite64, fd, page, 4, 0);
    T(readv, fd, &piece, 1);
    T(writev, fd, &piece, 1);
    T(preadv, fd, &piece, 1, 0, 0);
    T(preadv2, fd, &piece, 1, 0, 0, 0);
    T(preadv2, fd, &piece, 1, -1, -1, 0);
    T(pwritev, fd, &piece, 1, 0, 0);
    T(lseek, fd, 0, SEEK_SET);
    T(lseek, fd, 0, SEEK_DATA);
    T(lseek, fd, 0, 9);
    T(sendfile, other, fd, NULL, 4);
    T(sendfile, other, fd, &place, 4);
    T(sendfile, fd, other, NULL, 4);
    T(splice, fd, NULL, ends[1], NULL, 4, 0);
    T(splice, fd, &place, ends[1], NULL, 4, 0);
    sys(write, ends[1], "abcd", 4);
    T(splice, ends[0], NULL, fd, NULL, 4, 0);
    T(tee, fd, ends[1], 4, 0);
    T(vmsplice, fd, &piece, 1, 0);
    T(copy_file_range, fd, NULL, other, NULL, 4, 0);
    T(copy_file_range, other, NULL, fd, NULL, 4, 0);
    T(fallocate, fd, 0, 0, 4096);
    T(fallocate, fd, 3, 0, 4096);
    T(fallocate, fd, 3, 0, 0);
    T(fsync, fd);
    T(fdatasync, fd);
    T(sync_file_range, fd, 0, 0, 2);
    T(fadvise64, fd, 0, 0, POSIX_FADV_WILLNEED);
    T(fadvise64, fd, 0, 0, POSIX_FADV_DONTNEED);
    T(fadvise64, fd, 0, 0, 9);
    T(readahead, fd, 0, 4096);
    T(fcntl, fd, 1034 /* F_GET_SEALS */);
    T(fcntl, fd, 1033 /* F_ADD_SEALS */, 1);
    T(ioctl, fd, 0x5401 /* TCGETS */, page);
    T(ioctl, fd, 0x541B /* FIONREAD */, page);
    T(getdents64, fd, page, 4096);
    struct pollfd waiting = {fd, POLLIN | POLLOUT | POLLPRI, 0};
    T(ppoll, &waiting, 1, NULL, NULL, 0);
    say("%x", waiting.revents);
    long set = sys(epoll_create1, 0);
    struct epoll_event event = {EPOLLIN, {0}};
    T(epoll_ctl, set, EPOLL_CTL_ADD, fd, &event);
    say("%s", area);
}

TEST(a_secret_gets_its_length_once)
{
    long fd = sys(memfd_secret, 0);
    T(ftruncate, fd, 0);
    T(ftruncate, fd, -1);
    T(ftruncate, fd, 5000);
    T(ftruncate, fd, 5000);
    T(ftruncate, fd, 0);
    T(ftruncate, fd, 9000);
    T(ftruncate, fd, -1);
    struct stat at;
    sys(fstat, fd, &at);
    say("%ld bytes, %ld blocks", (long)at.st_size, (long)at.st_blocks);
    fd = sys(memfd_secret, 0);
    T(ftruncate, fd, LONG_MAX);
    char path[64];
    fd = sys(memfd_secret, 0);
    snprintf(path, sizeof path, "/proc/self/fd/%ld", fd);
    T(truncate, path, 6000);
    T(truncate, path, 0);
    T(fchmod, fd, 0600);
    T(utimensat, fd, NULL, NULL, 0);
    sys(fstat, fd, &at);
    say("%ld bytes", (long)at.st_size);
    struct rlimit small = {4096, RLIM_INFINITY};
    sys(prlimit64, 0, RLIMIT_FSIZE, &small, NULL);
    catch_signal(SIGXFSZ, 0);
    fd = sys(memfd_secret, 0);
    T(ftruncate, fd, 4097);
    T(ftruncate, fd, 4096);
    say("%d signals", caught);
}

TEST(how_a_secret_is_mapped)
{
    long fd = sys(memfd_secret, 0);
    sys(ftruncate, fd, 3 * page_size);
    void *at = (void *)0x2000000000;
    T(mmap, at, page_size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0);
    T(mmap, at, page_size, READ_WRITE, MAP_PRIVATE | MAP_FIXED, fd, 0);
    T(mmap, at, page_size, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED, fd, 0);
    V(mmap, at, page_size, PROT_NONE, MAP_SHARED | MAP_FIXED, fd, 0);
    V(mmap, at, page_size, PROT_READ, MAP_SHARED_VALIDATE | MAP_FIXED, fd, page_size);
    T(mmap, at, page_size, PROT_READ, MAP_SHARED_VALIDATE | MAP_SYNC | MAP_FIXED, fd, 0);
    T(mmap, at, page_size, PROT_READ, MAP_SHARED | MAP_GROWSDOWN | MAP_FIXED, fd, 0);
    T(mmap, at, page_size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 1);
    T(mprotect, at, page_size, READ_WRITE);
    T(mprotect, at, page_size, PROT_READ | PROT_EXEC);
    say_area(at);
    V(mmap, at, 4 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED | MAP_POPULATE, fd, 0);
    say_area(at);
    say_locked();
    strcpy((char *)at + page_size - 2, "across");
    say("%s", (char *)at + page_size - 2);
    say_area(at);
    char *second = mmap(NULL, 2 * page_size, PROT_READ, MAP_SHARED, fd, page_size);
    say("%s", second);
    say_locked();
    T(munmap, at, 4 * page_size);
    say("%s", second);
    T(close, fd);
    say("%s", second);
    say_locked();
}

static void touch_beyond(void)
{
    long fd;
    char *area = secret(&fd, 1);
    area = mmap(area, 2 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    area[page_size - 1] = 1;
    T(read, 0, area + page_size, 1);
    struct timespec *time = (struct timespec *)(area + page_size);
    T(clock_gettime, CLOCK_MONOTONIC, time);
    area[page_size] = 1;
}

static void touch_empty(void)
{
    long fd;
    *secret(&fd, 0) = 1;
}

static void touch_unsized(void)
{
    long fd = sys(memfd_secret, 0);
    *(char *)mmap(NULL, page_size, READ_WRITE, MAP_SHARED, fd, 0) = 1;
}

TEST(beyond_the_end_of_a_secret)
{
    in_child(touch_beyond);
    in_child(touch_empty);
    in_child(touch_unsized);
}

TEST(the_kernel_copies_a_secret_only_through_its_owner)
{
    long fd;
    char *area = secret(&fd, 2), text[16] = "unchanged";
    strcpy(area, "a secret");
    int ends[2];
    sys(pipe2, ends, 0);
    T(write, ends[1], area, 8);
    T(read, ends[0], area + 4094, 8);
    say("%.8s", area + 4094);
    T(openat, AT_FDCWD, area, O_RDONLY);
    struct iovec local = {text, 8}, remote = {area, 8}, far = {area + 4092, 8}, plain = {page, 8};
    T(process_vm_readv, getpid(), &local, 1, &remote, 1, 0);
    T(process_vm_readv, getpid(), &local, 1, &far, 1, 0);
    T(process_vm_writev, getpid(), &local, 1, &remote, 1, 0);
    T(process_vm_readv, getpid(), &remote, 1, &plain, 1, 0);
    T(process_vm_writev, getpid(), &remote, 1, &plain, 1, 0);
    struct iovec both[2] = {{page, 4}, {area, 4}};
    T(process_vm_readv, getpid(), &local, 1, both, 2, 0);
    say("%s", text);
    T(vmsplice, ends[1], &remote, 1, 0);
    T(vmsplice, ends[1], both, 2, 0);
    T(vmsplice, ends[1], &remote, 1, 8 /* SPLICE_F_GIFT */);
    T(futex, area, FUTEX_WAIT, 1, NULL, NULL, 0);
    T(futex, area, FUTEX_WAKE, 1, NULL, NULL, 0);
    T(futex, area, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
    T(futex, area, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
    say("%s", area);
}

TEST(another_process_reaches_no_secret)
{
    long fd;
    char *area = secret(&fd, 1);
    strcpy(area, "a secret");
    strcpy(page, "in page");
    long child = fork();
    if (child == 0)
    {
        for (;;)
            pause();
    }

    char text[16] = "";
    struct iovec local = {text, 8}, remote = {area, 8}, plain = {page, 8};
    T(process_vm_readv, child, &local, 1, &plain, 1, 0);
    T(process_vm_readv, child, &local, 1, &remote, 1, 0);
    T(process_vm_writev, child, &local, 1, &remote, 1, 0);
    say("%s", text);
    sys(kill, child, SIGKILL);
    waitpid(child, NULL, 0);
    say("%s", area);
}

TEST(advice_on_a_secret)
{
    long fd;
    char *area = secret(&fd, 4);
    area[0] = 1;
    for (int advice = -1; advice <= 26; advice++)
        if (advice != MADV_MERGEABLE && advice != MADV_UNMERGEABLE)
        {
            say("advice %d", advice);
            T(madvise, area, 2 * page_size, advice);
        }

    T(madvise, area, page_size, 24 /* MADV_DONTNEED_LOCKED */);
    for (int advice = 100; advice <= 101; advice++)
        T(madvise, area, page_size, advice);
    say_area(area);
    say_area(area + 2 * page_size);
    unsigned char present[5];
    T(mincore, area, 4 * page_size, present);
    say("%d %d %d %d", present[0], present[1], present[2], present[3]);
    T(msync, area, 4 * page_size, MS_SYNC);
    T(msync, area, 4 * page_size, MS_ASYNC);
    T(msync, area, 4 * page_size, MS_INVALIDATE);
    T(msync, area, 4 * page_size, MS_SYNC | MS_INVALIDATE);
    T(mseal, area + 3 * page_size, page_size, 0);
    T(munmap, area + 3 * page_size, page_size);
    T(remap_file_pages, area, page_size, 0, 1, 0);
}

TEST(locks_on_a_secret)
{
    long fd;
    char *area = secret(&fd, 4);
    unsigned char present[4];
    say_locked();
    T(mlock, area, page_size);
    T(mlock, area, 0);
    T(mlock2, area, page_size, 1 /* MLOCK_ONFAULT */);
    T(munlock, area, 2 * page_size);
    say_area(area);
    say_locked();
    T(munlockall);
    say_area(area);
    say_locked();
    T(mlockall, MCL_FUTURE);
    V(mmap, area + 8 * page_size, page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    V(mmap, area + 9 * page_size, page_size, READ_WRITE, MAP_SHARED | MAP_FIXED | MAP_LOCKED, fd, 0);
    say_locked();
    T(mincore, area, 4 * page_size, present);
    say("%d %d %d %d", present[0], present[1], present[2], present[3]);
    area[page_size] = 1;
    T(mincore, area, 4 * page_size, present);
    say("%d %d %d %d", present[0], present[1], present[2], present[3]);
    sys(munmap, area, 4 * page_size);
    say_locked();
}

TEST(a_secret_is_not_counted_as_locked)
{
    struct rlimit limit = {3 * page_size, 3 * page_size};
    sys(prlimit64, 0, RLIMIT_MEMLOCK, &limit, NULL);
    long fd = sys(memfd_secret, 0);
    sys(ftruncate, fd, 8 * page_size);
    V(mmap, NULL, 4 * page_size, READ_WRITE, MAP_SHARED, fd, 0);
    sys(munlockall);
    sys(setresuid, 1000, 1000, 1000);
    V(mmap, NULL, 4 * page_size, READ_WRITE, MAP_SHARED, fd, 0);
    say_locked();
    T(munmap, (void *)0x2000000000, 4 * page_size);
    T(memfd_secret, 0);
}

TEST(an_unprivileged_secret)
{
    struct rlimit limit = {3 * page_size, 3 * page_size}, none = {0, 0};
    sys(prlimit64, 0, RLIMIT_MEMLOCK, &limit, NULL);
    sys(setresuid, 1000, 1000, 1000);
    long fd = sys(memfd_secret, 0);
    struct stat at;
    sys(fstat, fd, &at);
    say("owner %d, mode %o", at.st_uid, at.st_mode);
    sys(ftruncate, fd, 8 * page_size);
    char *area = (void *)0x2000000000;
    T(mmap, area, 4 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    V(mmap, area, 3 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    V(mmap, NULL, 1, READ_WRITE, MAP_SHARED, fd, 0);
    V(mmap, area, 3 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    V(mmap, area, 2 * page_size, READ_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    T(mlock, page, 1);
    V(mremap, area, 2 * page_size, 4 * page_size, MREMAP_MAYMOVE);
    T(munmap, area + 2 * page_size, page_size);
    V(mremap, area, 2 * page_size, 3 * page_size, MREMAP_MAYMOVE);
    say_locked();
    sys(prlimit64, 0, RLIMIT_MEMLOCK, &none, NULL);
    V(mmap, NULL, 1, READ_WRITE, MAP_SHARED, fd, 0);
    T(ftruncate, fd, 0);
}

TEST(a_secret_that_moves)
{
    long fd;
    char *area = secret(&fd, 4), *to = area + 16 * page_size;
    sys(munmap, area + 2 * page_size, 2 * page_size);
    strcpy(area + page_size, "second");
    V(mremap, area, 2 * page_size, 4 * page_size, MREMAP_MAYMOVE);
    say("%s", area + page_size);
    say_area(area);
    V(mremap, area, 4 * page_size, 4 * page_size, MREMAP_MAYMOVE | MREMAP_FIXED, to);
    say("%s", to + page_size);
    say_area(to);
    V(mremap, to, 4 * page_size, page_size, 0);
    say_area(to);
    V(mremap, to, 0, page_size, MREMAP_MAYMOVE | MREMAP_FIXED, area);
    V(mremap, to, page_size, page_size, MREMAP_MAYMOVE | 4 /* MREMAP_DONTUNMAP */ | MREMAP_FIXED, area + 8 * page_size);
    say_locked();
}

TEST(fork_shares_a_secret)
{
    long fd;
    char *area = secret(&fd, 2);
    strcpy(area, "before");
    long child = fork();
    if (child == 0)
    {
        say("%s", area);
        say_locked();
        say_area(area);
        strcpy(area, "child");
        strcpy(area + page_size, "new");
        T(mlock, area, page_size);
        T(munlock, area, page_size);
        T(mremap, area, page_size, page_size, 0);
        _exit(0);
    }

    waitpid(child, NULL, 0);
    say("%s %s", area, area + page_size);
    sys(madvise, area, page_size, MADV_DONTFORK);
    child = fork();
    if (child == 0)
    {
        T(munmap, area + page_size, page_size);
        *area = 1;
    }

    int status;
    waitpid(child, &status, 0);
    say_status("child", status);
}


TEST(secret_pages_come_and_go_cleared)
{
    for (int round = 0; round < 2; round++)
    {
        long fd;
        char *area = secret(&fd, 64);
        int clear = 1;
        for (int i = 0; i < 64 * page_size; i += 8)
            clear &= *(long *)(area + i) == 0;
        memset(area, 0x5a, 64 * page_size);
        sys(close, fd);
        sys(munmap, area, 64 * page_size);
        char *plain = mmap(NULL, 128 * page_size, READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        for (int i = 0; i < 128 * page_size; i += 8)
            clear &= *(long *)(plain + i) == 0;
        long file = sys(openat, AT_FDCWD, "f", O_RDWR | O_CREAT | O_TRUNC, 0644);
        sys(write, file, plain, 128 * page_size);
        sys(close, file);
        munmap(plain, 128 * page_size);
        if (!clear)
            say("not clear in round %d", round);
    }

    say("done");
}
