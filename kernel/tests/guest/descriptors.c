/* read, write and their vector forms, seek, dup, close, fcntl. */
#include "oracle.h"

TEST(read_and_write)
{
    char text[16] = "";
    long fd = T(openat, AT_FDCWD, "f", O_RDWR | O_CREAT | O_EXCL, 0644);
    T(write, fd, "hello", 5);
    T(lseek, fd, 1, SEEK_SET);
    T(read, fd, text, 16);
    say("%s", text);
    T(read, fd, text, 16);
    T(write, fd, "x", 0);
    T(read, fd, NULL, 0);
    T(read, fd, NULL, 1);
    T(lseek, fd, 0, SEEK_SET);
    T(read, fd, NULL, 1);
    T(read, fd, kernel, 1);
    T(read, fd, unmapped, 1);
    T(read, fd, readonly, 1);
    T(read, fd, straddle, 4);
    T(lseek, fd, 0, SEEK_CUR);
    T(write, fd, unmapped, 1);
    T(write, fd, kernel, 1);
    T(write, fd, straddle, 2);
    T(read, fd, text, -1);
    T(write, fd, text, LONG_MIN);
    T(read, -1, text, 1);
    T(write, 77, text, 1);
    T(close, fd);
    T(close, fd);
    T(read, fd, text, 1);
    fd = T(openat, AT_FDCWD, "f", O_WRONLY);
    T(read, fd, text, 1);
    fd = T(openat, AT_FDCWD, "f", O_RDONLY);
    T(write, fd, text, 1);
    fd = T(openat, AT_FDCWD, ".", O_RDONLY | O_DIRECTORY);
    T(read, fd, text, 1);
    T(write, fd, text, 1);
    fd = T(openat, AT_FDCWD, "f", O_PATH);
    T(read, fd, text, 1);
}

TEST(duplicates)
{
    long fd = open("f", O_RDWR | O_CREAT, 0644);
    T(dup, fd);
    T(dup, 77);
    T(dup3, fd, 10, O_CLOEXEC);
    say("%ld", sys(fcntl, 10, F_GETFD));
    T(dup3, fd, fd, 0);
    T(dup3, fd, -1, 0);
    T(dup3, 77, 11, 0);
    T(fcntl, fd, F_DUPFD_CLOEXEC, 20);
    T(fcntl, 20, F_GETFD);
    T(fcntl, 20, F_SETFD, 0);
    T(fcntl, 20, F_GETFD);
    T(fcntl, fd, F_SETFL, O_APPEND | O_NONBLOCK | O_WRONLY);
    say("%lx", sys(fcntl, fd, F_GETFL));
    T(fcntl, fd, F_GETOWN);
    T(ioctl, fd, 0x5451 /* FIOCLEX */, 0);
    T(fcntl, fd, F_GETFD);
    T(ioctl, fd, 0x5450 /* FIONCLEX */, 0);
    T(fcntl, fd, F_GETFD);
    T(ioctl, fd, 0x5421 /* FIONBIO */, (&(int){ 0 }));
    say("%lx", sys(fcntl, fd, F_GETFL));
    T(ioctl, fd, 0x5452 /* FIOASYNC */, (&(int){ 1 }));
    T(close_range, 10, 15, 4 /* CLOSE_RANGE_CLOEXEC */);
    T(close_range, 20, 4, 0);
    T(close_range, 10, -1, 0);
    T(fcntl, 10, F_GETFD);
}

TEST(record_locks)
{
    long fd = open("f", O_RDWR | O_CREAT, 0644);
    struct flock lock = { .l_type = F_WRLCK, .l_start = 10, .l_len = 10 }, got = { .l_type = F_RDLCK };
    T(fcntl, fd, F_SETLK, &lock);
    T(fcntl, fd, F_GETLK, &got);
    say("%d", got.l_type);
    if (fork() == 0)
    {
        got = (struct flock){ .l_type = F_RDLCK };
        T(fcntl, fd, F_GETLK, &got);
        say("type %d start %ld length %ld parent %d", got.l_type, (long)got.l_start, (long)got.l_len, got.l_pid == getppid());
        T(fcntl, fd, F_SETLK, &lock);
        alarm_ms(50);
        catch_signal(SIGALRM, 0);
        T(fcntl, fd, F_SETLKW, &lock);
        _exit(0);
    }

    wait(NULL);
    lock = (struct flock){ .l_type = F_WRLCK, .l_len = 5 };
    T(fcntl, fd, F_OFD_SETLK, &lock);
    long other = open("f", O_RDWR);
    T(fcntl, other, F_OFD_SETLK, &lock);
    T(fcntl, other, F_OFD_GETLK, &lock);
    say("%d %d", lock.l_type, lock.l_pid);
    lock = (struct flock){ .l_type = F_UNLCK };
    T(fcntl, fd, F_OFD_SETLKW, &lock);
    lock.l_type = 9;
    T(fcntl, fd, F_SETLK, &lock);
    T(fcntl, fd, F_SETLK, unmapped);
    lock = (struct flock){ .l_type = F_RDLCK, .l_start = -1 };
    T(fcntl, fd, F_SETLK, &lock);
    lock = (struct flock){ .l_type = F_RDLCK, .l_whence = 7 };
    T(fcntl, fd, F_SETLK, &lock);
    long reader = open("f", O_RDONLY);
    lock = (struct flock){ .l_type = F_WRLCK };
    T(fcntl, reader, F_SETLK, &lock);
}

TEST(whole_file_locks)
{
    long fd = open("f", O_RDWR | O_CREAT, 0644), other = open("f", O_RDWR);
    T(flock, fd, 1 /* LOCK_SH */);
    T(flock, other, 1 | 4 /* LOCK_SH | LOCK_NB */);
    T(flock, other, 2 | 4 /* LOCK_EX | LOCK_NB */);
    T(flock, fd, 8 /* LOCK_UN */);
    T(flock, other, 2 | 4 /* LOCK_EX | LOCK_NB */);
    T(flock, fd, 1 | 4 /* LOCK_SH | LOCK_NB */);
    catch_signal(SIGALRM, 0);
    alarm_ms(50);
    T(flock, fd, 2 /* LOCK_EX */);
    T(flock, fd, 32 /* LOCK_MAND */);
}

TEST(positions_and_space)
{
    struct stat s;
    long fd = open("f", O_RDWR | O_CREAT, 0644);
    T(pwrite64, fd, "end", 3, 8192);
    T(lseek, fd, 0, SEEK_END);
    T(lseek, fd, -4, SEEK_CUR);
    T(lseek, fd, -1, SEEK_SET);
    T(lseek, fd, 0, SEEK_DATA);
    T(lseek, fd, 8192, SEEK_HOLE);
    T(lseek, fd, 0, SEEK_HOLE);
    T(lseek, fd, 9000, SEEK_DATA);
    T(lseek, fd, 0, 9);
    T(lseek, fd, 1l << 40, SEEK_SET);
    T(read, fd, page, 1);
    T(fallocate, fd, 0, 0, 16384);
    fstat(fd, &s);
    say("size %ld blocks %ld", (long)s.st_size, (long)s.st_blocks);
    T(fallocate, fd, FALLOC_FL_KEEP_SIZE, 16384, 4096);
    T(fallocate, fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096);
    fstat(fd, &s);
    say("size %ld blocks %ld", (long)s.st_size, (long)s.st_blocks);
    T(fallocate, fd, FALLOC_FL_PUNCH_HOLE, 0, 4096);
    T(fallocate, fd, FALLOC_FL_ZERO_RANGE, 0, 4096);
    T(fallocate, fd, FALLOC_FL_COLLAPSE_RANGE, 0, 4096);
    T(fallocate, fd, FALLOC_FL_INSERT_RANGE, 0, 4096);
    T(fallocate, fd, 0, -1, 1);
    T(fallocate, fd, 0, 0, 0);
    T(fadvise64, fd, 0, 0, 4);
    T(fadvise64, fd, 0, 0, 9);
    T(fsync, fd);
    T(fdatasync, fd);
    T(syncfs, fd);
    T(sync);
}

TEST(vectors)
{
    char a[4] = "", b[8] = "";
    struct iovec two[2] = { { "one", 3 }, { "two", 3 } }, in[2] = { { a, 3 }, { b, 7 } }, bad[2] = { { a, 3 }, { unmapped, 4 } }, huge[2] = { { a, LONG_MAX }, { b, 5 } };
    long fd = open("f", O_RDWR | O_CREAT, 0644);
    T(writev, fd, two, 2);
    T(preadv, fd, in, 2, 1);
    say("%s %s", a, b);
    T(pwritev, fd, two, 1, 6);
    T(lseek, fd, 0, SEEK_SET);
    T(readv, fd, in, 2);
    T(preadv, fd, bad, 2, 0);
    T(preadv, fd, huge, 2, 0);
    T(preadv, fd, in, 1025, 0);
    T(preadv, fd, in, -1, 0);
    T(preadv, fd, in, 2, -1);
    T(preadv2, fd, in, 2, 0, 0, 1 /* RWF_HIPRI */);
    T(preadv2, fd, in, 2, 0, 0, 2 /* RWF_DSYNC */);
    T(preadv2, fd, in, 2, 0, 0, 4 /* RWF_SYNC */);
    T(preadv2, fd, in, 2, -1, 0, 0);
    T(pwritev2, fd, two, 2, 0, 0, 1 /* RWF_HIPRI */);
    T(pwritev2, fd, two, 2, 0, 0, 2 /* RWF_DSYNC */);
    T(pwritev2, fd, two, 2, 0, 0, 4 /* RWF_SYNC */);
    T(pwritev2, fd, two, 2, -1, 0, 0);
    show("f");
}
