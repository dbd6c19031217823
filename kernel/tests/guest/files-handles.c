/* File handles: name_to_handle_at, open_by_handle_at. */
#include "oracle.h"
#include <sys/mount.h>

struct handle
{
    unsigned bytes;
    int type;
    unsigned char opaque[128];
};

#define NAME(fd, path, handle, mount, flags) T(name_to_handle_at, fd, path, handle, mount, flags)

static void size_of(const struct handle *h)
{
    say("  %u bytes, type %d", h->bytes, h->type);
}

TEST(handles_of_names)
{
    struct handle h = { .bytes = 128 }, other = { .bytes = 128 };
    int mount = -1, second = -1;
    put("f", "text");
    mkdir("d", 0755);
    symlink("f", "link");
    symlink("nowhere", "dangling");
    NAME(AT_FDCWD, "f", &h, &mount, 0);
    size_of(&h);
    h.bytes = 12;
    NAME(AT_FDCWD, "f", &h, &second, 0);
    say("same mount %d", mount == second);
    h.bytes = 11;
    NAME(AT_FDCWD, "f", &h, &mount, 0);
    size_of(&h);
    h.bytes = 0;
    NAME(AT_FDCWD, "f", &h, &mount, 0);
    size_of(&h);
    h.bytes = 8;
    NAME(AT_FDCWD, "f", &h, unmapped, 0);
    size_of(&h);
    h.bytes = 129;
    NAME(AT_FDCWD, "f", &h, &mount, 0);
    h.bytes = 128;
    NAME(AT_FDCWD, "d", &h, &mount, 0);
    size_of(&h);
    h.bytes = 128;
    NAME(AT_FDCWD, "link", &h, &mount, 0);
    size_of(&h);
    NAME(AT_FDCWD, "f", &other, &mount, 0);
    say("a link is itself: %d", memcmp(h.opaque, other.opaque, 12) != 0);
    h.bytes = 128;
    NAME(AT_FDCWD, "link", &h, &mount, AT_SYMLINK_FOLLOW);
    say("followed: %d", memcmp(h.opaque, other.opaque, 12) == 0);
    link("f", "g");
    h.bytes = 128;
    NAME(AT_FDCWD, "g", &h, &mount, 0);
    say("another name, the same file: %d", memcmp(h.opaque, other.opaque, 12) == 0);
    NAME(AT_FDCWD, "dangling", &h, &mount, 0);
    NAME(AT_FDCWD, "dangling", &h, &mount, AT_SYMLINK_FOLLOW);
    NAME(AT_FDCWD, "", &h, &mount, 0);
    NAME(AT_FDCWD, "", &h, &mount, AT_EMPTY_PATH);
    long fd = open("f", O_RDONLY), place = open("f", O_PATH);
    NAME(fd, "", &h, &mount, AT_EMPTY_PATH);
    NAME(place, "", &h, &mount, AT_EMPTY_PATH);
    NAME(fd, "f", &h, &mount, 0);
    NAME(77, "f", &h, &mount, 0);
    NAME(77, "", &h, &mount, AT_EMPTY_PATH);
    NAME(AT_FDCWD, "none", &h, &mount, 0);
    NAME(AT_FDCWD, "f", &h, &mount, 0x800);
    NAME(AT_FDCWD, "f", &h, &mount, 0x100 /* AT_SYMLINK_NOFOLLOW */);
    NAME(AT_FDCWD, "f", unmapped, &mount, 0);
    NAME(AT_FDCWD, "f", readonly, &mount, 0);
    NAME(AT_FDCWD, "f", &h, unmapped, 0);
    NAME(AT_FDCWD, unmapped, &h, &mount, 0);
    h.bytes = 128;
    NAME(AT_FDCWD, "f", &h, &mount, 0x200 /* AT_HANDLE_FID */);
    size_of(&h);
    unsigned long unique = 0;
    h.bytes = 128;
    NAME(AT_FDCWD, "f", &h, &unique, 1 /* AT_HANDLE_MNT_ID_UNIQUE */);
    say("unique %d", unique >= 1ul << 31);
}

TEST(handles_of_other_files)
{
    struct handle h = { .bytes = 128 };
    int mount, p[2];
    NAME(AT_FDCWD, "/proc/self/stat", &h, &mount, 0);
    NAME(AT_FDCWD, "/proc/self/stat", unmapped, &mount, 0);
    h.bytes = 128;
    NAME(AT_FDCWD, "/proc/version", &h, &mount, 0x200 /* AT_HANDLE_FID */);
    size_of(&h);
    h.bytes = 8;
    NAME(AT_FDCWD, "/proc/version", &h, &mount, 0x200 /* AT_HANDLE_FID */);
    size_of(&h);
    h.bytes = 128;
    NAME(AT_FDCWD, "/dev/null", &h, &mount, 0);
    size_of(&h);
    h.bytes = 128;
    NAME(AT_FDCWD, "/", &h, &mount, 0);
    h.bytes = 128;
    NAME(AT_FDCWD, "/dev/pts", &h, &mount, 0);
    pipe(p);
    NAME(p[0], "", &h, &mount, AT_EMPTY_PATH);
    long memory = sys(memfd_create, "m", 0);
    h.bytes = 128;
    NAME(memory, "", &h, &mount, AT_EMPTY_PATH);
    size_of(&h);
}

static void is(const char *what, long fd, const char *name)
{
    struct stat a, b;
    say("  %s: %d", what, fstat(fd, &a) == 0 && lstat(name, &b) == 0 && a.st_ino == b.st_ino && a.st_dev == b.st_dev);
}

#define OPEN(fd, handle, flags) T(open_by_handle_at, fd, handle, flags)

TEST(opening_handles)
{
    struct handle h = { .bytes = 128 }, bad;
    char text[16] = "";
    int mount;
    put("f", "text");
    mkdir("d", 0755);
    symlink("f", "link");
    sys(name_to_handle_at, AT_FDCWD, "f", &h, &mount, 0);
    long folder = open(".", O_RDONLY), fd = OPEN(folder, &h, O_RDONLY);
    is("the same", fd, "f");
    T(read, fd, text, 16);
    T(fcntl, fd, F_GETFD);
    T(fcntl, fd, F_GETFL);
    close(fd);
    fd = OPEN(AT_FDCWD, &h, O_RDWR | O_CLOEXEC);
    T(fcntl, fd, F_GETFD);
    T(write, fd, "more", 4);
    close(fd);
    fd = OPEN(folder, &h, O_PATH);
    T(read, fd, text, 16);
    close(fd);
    OPEN(folder, &h, O_DIRECTORY);
    OPEN(folder, &h, O_CREAT | O_EXCL | O_RDWR);
    OPEN(folder, &h, O_CREAT | O_RDWR);
    OPEN(folder, &h, 3);
    OPEN(folder, &h, O_TRUNC | O_WRONLY);
    struct stat s;
    stat("f", &s);
    say("size %ld", (long)s.st_size);
    OPEN(77, &h, O_RDONLY);
    long place = open(".", O_PATH), file = open("f", O_RDONLY);
    OPEN(place, &h, O_RDONLY);
    OPEN(file, &h, O_RDONLY);
    OPEN(folder, unmapped, O_RDONLY);
    OPEN(folder, straddle, O_RDONLY);
    bad = h;
    bad.bytes = 0;
    OPEN(folder, &bad, O_RDONLY);
    bad.bytes = 129;
    OPEN(folder, &bad, O_RDONLY);
    bad.bytes = 8;
    OPEN(folder, &bad, O_RDONLY);
    bad.bytes = 16;
    OPEN(folder, &bad, O_RDONLY);
    bad = h;
    bad.type = 2;
    OPEN(folder, &bad, O_RDONLY);
    bad.type = 0;
    OPEN(folder, &bad, O_RDONLY);
    bad.type = 255;
    OPEN(folder, &bad, O_RDONLY);
    bad.type = 0x10001;
    OPEN(folder, &bad, O_RDONLY);
    bad.type = -1;
    OPEN(folder, &bad, O_RDONLY);
    bad = h;
    bad.opaque[0] ^= 1;
    OPEN(folder, &bad, O_RDONLY);
    bad = h;
    bad.opaque[4] ^= 0x80;
    OPEN(folder, &bad, O_RDONLY);
    long proc = open("/proc", O_RDONLY);
    OPEN(proc, &h, O_RDONLY);
    h.bytes = 128;
    sys(name_to_handle_at, AT_FDCWD, "d", &h, &mount, 0);
    fd = OPEN(folder, &h, O_RDONLY | O_DIRECTORY);
    is("the directory", fd, "d");
    OPEN(folder, &h, O_RDWR);
    h.bytes = 128;
    sys(name_to_handle_at, AT_FDCWD, "link", &h, &mount, 0);
    OPEN(folder, &h, O_RDONLY);
    fd = OPEN(folder, &h, O_PATH | O_NOFOLLOW);
    is("the link", fd, "link");
    fd = OPEN(folder, &h, O_PATH);
    is("the link", fd, "link");
}

TEST(handles_of_what_moved_and_went)
{
    struct handle h = { .bytes = 128 };
    int mount;
    put("f", "text");
    sys(name_to_handle_at, AT_FDCWD, "f", &h, &mount, 0);
    long folder = open(".", O_RDONLY), fd;
    T(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", 0);
    fd = OPEN(folder, &h, O_RDONLY);
    is("renamed", fd, "g");
    link("g", "h");
    T(unlinkat, AT_FDCWD, "g", 0);
    long again = OPEN(folder, &h, O_RDONLY);
    is("by its other name", again, "h");
    close(again);
    T(unlinkat, AT_FDCWD, "h", 0);
    again = OPEN(folder, &h, O_RDWR);
    T(close, again);
    T(close, fd);
    OPEN(folder, &h, O_RDONLY);
    put("f", "new");
    OPEN(folder, &h, O_RDONLY);
    mkdir("d", 0755);
    h.bytes = 128;
    sys(name_to_handle_at, AT_FDCWD, "d", &h, &mount, 0);
    T(unlinkat, AT_FDCWD, "d", AT_REMOVEDIR);
    OPEN(folder, &h, O_RDONLY);
}

static struct handle handle_of_f;

static void as_user(void)
{
    struct handle h = { .bytes = 128 };
    int mount;
    long folder = open(".", O_RDONLY);
    setuid(4242);
    NAME(AT_FDCWD, "f", &h, &mount, 0);
    OPEN(folder, &handle_of_f, O_RDONLY);
    OPEN(folder, unmapped, O_RDONLY);
    OPEN(77, &handle_of_f, O_RDONLY);
}

TEST(handles_need_a_capability)
{
    int mount;
    put("f", "text");
    chmod("f", 0);
    handle_of_f.bytes = 128;
    sys(name_to_handle_at, AT_FDCWD, "f", &handle_of_f, &mount, 0);
    in_child(as_user);
}
