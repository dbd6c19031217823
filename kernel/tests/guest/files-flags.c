/* Flags of inodes, as chattr sets them: what may only grow, what stays as it is. */
#include "oracle.h"
#include <linux/fs.h>
#include <sys/xattr.h>

/* 64 bits wide, of which the kernel writes 32. */
static void flags_of(long fd)
{
    unsigned long flags = -1;
    T(ioctl, fd, FS_IOC_GETFLAGS, &flags);
    say("%lx", flags);
}

static long set(long fd, unsigned flags)
{
    return sys(ioctl, fd, FS_IOC_SETFLAGS, &flags);
}

static void shown(const char *path)
{
    struct statx s = { 0 };
    T(statx, AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &s);
    say("%llx of %llx", s.stx_attributes & 0x74, s.stx_attributes_mask & 0x74);
}

TEST(flags_are_set_and_shown)
{
    unsigned none = 0, all = FS_IMMUTABLE_FL | FS_APPEND_FL | FS_NODUMP_FL | FS_NOATIME_FL, unknown = FS_NODUMP_FL | FS_COMPR_FL;
    int ends[2];
    put("f", "0123456789");
    mkdir("d", 0755);
    symlink("f", "l");
    long fd = open("f", O_RDWR), folder = open("d", O_RDONLY | O_DIRECTORY), reader = open("f", O_RDONLY);
    flags_of(fd);
    flags_of(folder);
    T(ioctl, reader, FS_IOC_SETFLAGS, &all);
    flags_of(fd);
    shown("f");
    T(ioctl, fd, FS_IOC_SETFLAGS, &none);
    T(ioctl, fd, FS_IOC_SETFLAGS, &unknown);
    flags_of(fd);
    shown("f");
    shown("d");
    for (unsigned bit = 0; bit < 32; bit++)
        if (set(fd, 1u << bit) == 0)
            say("bit %u", bit);
    T(ioctl, fd, FS_IOC_GETFLAGS, unmapped);
    T(ioctl, fd, FS_IOC_SETFLAGS, unmapped);
    T(ioctl, fd, FS_IOC_GETFLAGS, readonly);
    pipe(ends);
    T(ioctl, ends[0], FS_IOC_GETFLAGS, &none);
    T(ioctl, ends[0], FS_IOC_SETFLAGS, &none);
    long null = open("/dev/null", O_RDWR), path = open("f", O_PATH), process = open("/proc/self/stat", O_RDONLY);
    T(ioctl, null, FS_IOC_GETFLAGS, &none);
    T(ioctl, path, FS_IOC_GETFLAGS, &none);
    T(ioctl, process, FS_IOC_GETFLAGS, &none);
    T(ioctl, 77, FS_IOC_GETFLAGS, &none);
    set(folder, FS_NODUMP_FL | FS_NOATIME_FL | FS_APPEND_FL);
    flags_of(open("d/inherits", O_RDWR | O_CREAT, 0644));
    mkdir("d/too", 0755);
    flags_of(open("d/too", O_RDONLY));
    set(folder, 0);
}

TEST(an_immutable_file)
{
    struct timespec then[2] = { { 5, 0 }, { 6, 0 } };
    put("f", "0123456789");
    put("other", "x");
    chmod("f", 0666);
    long fd = open("f", O_RDWR), by_name = open("f", O_RDONLY);
    set(fd, FS_IMMUTABLE_FL);
    T(write, fd, "abc", 3);
    T(ftruncate, fd, 4);
    T(fallocate, fd, 0, 0, 100);
    T(fallocate, fd, 3 /* a hole */, 0, 1);
    T(openat, AT_FDCWD, "f", O_WRONLY);
    T(openat, AT_FDCWD, "f", O_RDWR | O_APPEND);
    T(openat, AT_FDCWD, "f", O_RDONLY | O_TRUNC);
    V(openat, AT_FDCWD, "f", O_RDONLY);
    T(openat, AT_FDCWD, "f", O_RDWR | O_CREAT, 0644);
    T(truncate, "f", 0);
    T(faccessat, AT_FDCWD, "f", W_OK);
    T(faccessat, AT_FDCWD, "f", R_OK);
    T(fchmodat, AT_FDCWD, "f", 0600);
    T(fchmod, fd, 0600);
    T(fchownat, AT_FDCWD, "f", 1, 1, 0);
    T(fchown, fd, 1, 1);
    T(utimensat, AT_FDCWD, "f", then, 0);
    T(utimensat, AT_FDCWD, "f", NULL, 0);
    T(setxattr, "f", "user.a", "x", 1, 0);
    T(removexattr, "f", "user.a");
    T(linkat, AT_FDCWD, "f", AT_FDCWD, "g", 0);
    T(unlinkat, AT_FDCWD, "f", 0);
    T(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", 0);
    T(renameat2, AT_FDCWD, "other", AT_FDCWD, "f", 0);
    T(renameat2, AT_FDCWD, "other", AT_FDCWD, "f", RENAME_EXCHANGE);
    T(fcntl, by_name, F_SETFL, O_APPEND);
    T(setxattr, "other", "user.a", "x", 1, 0);
    set(fd, 0);
    T(unlinkat, AT_FDCWD, "f", 0);
}

TEST(an_immutable_directory)
{
    mkdir("d", 0777);
    mkdir("d/inner", 0777);
    put("d/f", "x");
    long folder = open("d", O_RDONLY);
    set(folder, FS_IMMUTABLE_FL);
    T(openat, AT_FDCWD, "d/new", O_RDWR | O_CREAT, 0644);
    V(openat, AT_FDCWD, "d/f", O_RDWR);
    T(openat, AT_FDCWD, "d", O_RDWR | O_TMPFILE, 0600);
    T(mkdirat, AT_FDCWD, "d/new", 0755);
    T(mkdirat, AT_FDCWD, "d/inner/new", 0755);
    T(unlinkat, AT_FDCWD, "d/f", 0);
    T(unlinkat, AT_FDCWD, "d/inner", AT_REMOVEDIR);
    T(renameat2, AT_FDCWD, "d/f", AT_FDCWD, "f", 0);
    T(symlinkat, "x", AT_FDCWD, "d/l");
    T(mknodat, AT_FDCWD, "d/p", S_IFIFO | 0600, 0);
    T(linkat, AT_FDCWD, "d/f", AT_FDCWD, "d/g", 0);
    T(faccessat, AT_FDCWD, "d", W_OK);
    mkdir("other", 0755);
    T(renameat2, AT_FDCWD, "d", AT_FDCWD, "other/d", 0);
    set(folder, 0);
    T(unlinkat, AT_FDCWD, "d/f", 0);
}

TEST(what_only_grows)
{
    struct timespec then[2] = { { 5, 0 }, { 6, 0 } };
    put("f", "0123456789");
    mkdir("d", 0755);
    put("d/f", "x");
    long plain = open("f", O_RDWR), folder = open("d", O_RDONLY);
    set(plain, FS_APPEND_FL);
    T(openat, AT_FDCWD, "f", O_WRONLY);
    T(openat, AT_FDCWD, "f", O_WRONLY | O_APPEND | O_TRUNC);
    T(openat, AT_FDCWD, "f", O_RDONLY | O_TRUNC);
    long fd = open("f", O_RDWR | O_APPEND);
    T(write, fd, "abc", 3);
    T(pwrite64, plain, "xyz", 3, 0);
    T(fcntl, fd, F_SETFL, 0);
    T(fcntl, fd, F_SETFL, O_APPEND | O_NONBLOCK);
    T(ftruncate, fd, 100);
    T(truncate, "f", 100);
    T(fallocate, fd, 1 /* the length stays */, 0, 100);
    T(fallocate, fd, 0, 0, 100);
    T(fallocate, fd, 3, 0, 1);
    T(mmap, NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    V(mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    V(mmap, NULL, 4096, PROT_READ, MAP_SHARED, open("f", O_RDONLY), 0);
    T(fchmod, fd, 0600);
    T(utimensat, AT_FDCWD, "f", then, 0);
    T(utimensat, AT_FDCWD, "f", NULL, 0);
    T(setxattr, "f", "user.a", "x", 1, 0);
    T(unlinkat, AT_FDCWD, "f", 0);
    T(linkat, AT_FDCWD, "f", AT_FDCWD, "g", 0);
    T(faccessat, AT_FDCWD, "f", W_OK);
    set(folder, FS_APPEND_FL);
    V(openat, AT_FDCWD, "d/new", O_RDWR | O_CREAT, 0644);
    T(unlinkat, AT_FDCWD, "d/f", 0);
    T(renameat2, AT_FDCWD, "d/f", AT_FDCWD, "d/g", 0);
    set(folder, 0);
    set(plain, 0);
}

TEST(who_may_set_flags)
{
    unsigned lasting = FS_APPEND_FL, harmless = FS_NODUMP_FL, unknown = FS_COMPR_FL, both = FS_IMMUTABLE_FL | FS_COMPR_FL;
    put("f", "x");
    put("mine", "x");
    chown("mine", 4242, 4242);
    chmod("f", 0666);
    setuid(4242);
    long others = open("f", O_RDWR), mine = open("mine", O_RDWR);
    T(ioctl, others, FS_IOC_SETFLAGS, &harmless);
    T(ioctl, mine, FS_IOC_SETFLAGS, &harmless);
    T(ioctl, mine, FS_IOC_SETFLAGS, &lasting);
    T(ioctl, mine, FS_IOC_SETFLAGS, &unknown);
    T(ioctl, mine, FS_IOC_SETFLAGS, &both);
    flags_of(mine);
}
