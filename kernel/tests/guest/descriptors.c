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
