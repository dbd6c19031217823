/* Opening, asking about, naming and changing files. */
#include "oracle.h"
#include <linux/openat2.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

static struct open_how how(unsigned long flags, unsigned long mode, unsigned long resolve)
{
    return (struct open_how){ .flags = flags, .mode = mode, .resolve = resolve };
}

#define OPEN2(folder, name, ...)                                                                              \
    traced("openat2", #folder ", " #name ", " #__VA_ARGS__, 0,                                                \
        raw(SYS_openat2, folder, (long)(name), (long)&(struct open_how[]){ how(__VA_ARGS__) }, sizeof(struct open_how), 0, 0))

TEST(open_flags)
{
    struct stat s;
    put("f", "12345");
    mkdir("d", 0755);
    symlink("f", "l");
    long fd = T(openat, AT_FDCWD, "f", O_RDONLY | O_NONBLOCK | O_LARGEFILE | O_NOCTTY | O_NOATIME | O_SYNC);
    say("flags %lx", sys(fcntl, fd, F_GETFL));
    fd = T(openat, AT_FDCWD, "f", O_WRONLY | O_APPEND | O_DSYNC);
    say("flags %lx", sys(fcntl, fd, F_GETFL));
    T(write, fd, "67", 2);
    show("f");
    T(openat, AT_FDCWD, "f", O_RDWR | O_TRUNC);
    show("f");
    T(openat, AT_FDCWD, "f", O_RDWR | O_CREAT | O_EXCL, 0600);
    T(openat, AT_FDCWD, "l", O_RDWR | O_CREAT | O_EXCL, 0600);
    T(openat, AT_FDCWD, "l", O_RDONLY | O_NOFOLLOW);
    fd = T(openat, AT_FDCWD, "l", O_PATH | O_NOFOLLOW);
    say("flags %lx", sys(fcntl, fd, F_GETFL));
    T(openat, AT_FDCWD, "f", O_RDONLY | O_DIRECTORY);
    T(openat, AT_FDCWD, "d", O_RDWR);
    T(openat, AT_FDCWD, "d", O_CREAT, 0600);
    T(openat, AT_FDCWD, "d/x", O_CREAT | O_DIRECTORY, 0600);
    fd = T(openat, AT_FDCWD, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    say("cloexec %ld", sys(fcntl, fd, F_GETFD));
    T(openat, fd, "x", O_CREAT | O_WRONLY, 07777);
    stat("d/x", &s);
    say("mode %o", s.st_mode);
    fd = T(openat, AT_FDCWD, "d", O_TMPFILE | O_RDWR, 0600);
    fstat(fd, &s);
    say("links %d", (int)s.st_nlink);
    T(openat, AT_FDCWD, "d", O_TMPFILE | O_RDONLY, 0600);
    T(openat, AT_FDCWD, "f/", O_RDONLY);
    T(openat, AT_FDCWD, "missing/f", O_CREAT | O_WRONLY, 0600);
    T(openat, AT_FDCWD, "f", O_RDONLY | 3);
}

TEST(open_as_another_user)
{
    put("mine", "x");
    chmod("mine", 0600);
    mkdir("closed", 0700);
    put("closed/f", "x");
    T(setresuid, 1000, 1000, 1000);
    T(openat, AT_FDCWD, "mine", O_RDONLY);
    T(openat, AT_FDCWD, "closed/f", O_RDONLY);
    T(openat, AT_FDCWD, "new", O_CREAT | O_WRONLY, 0600);
    T(faccessat, AT_FDCWD, "mine", F_OK);
    T(faccessat, AT_FDCWD, "mine", R_OK);
    T(fchmodat, AT_FDCWD, "mine", 0644);
    T(fchownat, AT_FDCWD, "new", 0, 0, 0);
    T(unlinkat, AT_FDCWD, "closed/f", 0);
    T(truncate, "mine", 0);
    T(mknodat, AT_FDCWD, "device", S_IFCHR | 0600, makedev(1, 3));
    T(chroot, ".");
    T(mount, "none", ".", "tmpfs", 0, NULL);
    T(umount2, "/proc", 0);
    T(pivot_root, ".", ".");
    T(sethostname, "x", 1);
    T(setdomainname, "x", 1);
    T(settimeofday, (&(struct timespec){ 1, 0 }), NULL);
    T(clock_settime, CLOCK_REALTIME, (&(struct timespec){ 1, 0 }));
    T(reboot, 0xfee1dead, 672274793, 0, 0);
    T(setpriority, 0, 0, -5);
    T(setgroups, 0, NULL);
    T(setresgid, 5, 5, 5);
    T(kill, 1, SIGTERM);
}

TEST(openat2_resolve)
{
    put("f", "x");
    mkdir("d", 0755);
    symlink("../f", "d/up");
    symlink("f", "l");
    long d = open("d", O_RDONLY | O_DIRECTORY);
    OPEN2(AT_FDCWD, "f", O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NOATIME, 0, 0);
    OPEN2(AT_FDCWD, "g", O_WRONLY | O_CREAT | O_EXCL | O_SYNC | O_DSYNC, 0644, 0);
    OPEN2(AT_FDCWD, "g", O_RDWR | O_TRUNC | O_APPEND | O_LARGEFILE, 0, 0);
    OPEN2(AT_FDCWD, "d", O_PATH | O_DIRECTORY, 0, 0);
    OPEN2(AT_FDCWD, "d", O_RDWR | O_TMPFILE, 0600, 0);
    OPEN2(AT_FDCWD, "f", O_RDONLY, 0644, 0);
    OPEN2(AT_FDCWD, "f", 1ul << 40, 0, 0);
    OPEN2(AT_FDCWD, "f", 0, 0, 1ul << 20);
    OPEN2(d, "up", O_RDONLY, 0, RESOLVE_BENEATH);
    OPEN2(d, "../f", O_RDONLY, 0, RESOLVE_BENEATH);
    OPEN2(d, "/f", O_RDONLY, 0, RESOLVE_IN_ROOT);
    OPEN2(d, "../../x", O_RDONLY | O_CREAT, 0600, RESOLVE_IN_ROOT);
    OPEN2(AT_FDCWD, "l", O_RDONLY, 0, RESOLVE_NO_SYMLINKS);
    OPEN2(AT_FDCWD, "/proc/self/exe", O_RDONLY, 0, RESOLVE_NO_MAGICLINKS);
    OPEN2(AT_FDCWD, "/proc/uptime", O_RDONLY, 0, RESOLVE_NO_XDEV);
    OPEN2(AT_FDCWD, "f", O_RDONLY, 0, RESOLVE_BENEATH | RESOLVE_IN_ROOT);
    struct { struct open_how how; long more; } large = { .more = 1 };
    T(openat2, AT_FDCWD, "f", &large, sizeof large);
    large.more = 0;
    T(openat2, AT_FDCWD, "f", &large, sizeof large);
    T(openat2, AT_FDCWD, "f", &large, 8);
}

TEST(stat_forms)
{
    struct stat s;
    struct statx x;
    put("f", "12345");
    symlink("f", "l");
    long fd = open("f", O_RDONLY);
    T(newfstatat, AT_FDCWD, "l", &s, 0);
    say("%o %ld", s.st_mode, (long)s.st_size);
    T(newfstatat, AT_FDCWD, "l", &s, AT_SYMLINK_NOFOLLOW);
    say("%o %ld", s.st_mode, (long)s.st_size);
    T(newfstatat, fd, "", &s, AT_EMPTY_PATH);
    T(newfstatat, fd, "", &s, 0);
    T(newfstatat, AT_FDCWD, "f", &s, AT_NO_AUTOMOUNT);
    T(fstat, fd, &s);
    say("%o %ld blocks %ld size %ld", s.st_mode, (long)s.st_size, (long)s.st_blocks, (long)s.st_blksize);
    T(statx, AT_FDCWD, "l", AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_MNT_ID, &x);
    say("%o %ld", x.stx_mode, (long)x.stx_size);
    T(statx, fd, "", AT_EMPTY_PATH | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &x);
    T(statx, fd, "", AT_EMPTY_PATH | AT_STATX_FORCE_SYNC, 0, &x);
    T(statx, AT_FDCWD, "f", AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &x);
    T(statx, AT_FDCWD, "f", AT_STATX_FORCE_SYNC | AT_STATX_DONT_SYNC, 0, &x);
    T(faccessat2, fd, "", R_OK | W_OK, AT_EMPTY_PATH);
    T(faccessat2, AT_FDCWD, "f", X_OK, AT_EACCESS);
    T(faccessat2, AT_FDCWD, "l", F_OK, AT_SYMLINK_NOFOLLOW);
    T(faccessat, AT_FDCWD, "f", R_OK | W_OK);
    T(faccessat, AT_FDCWD, "f", X_OK);
    T(faccessat, AT_FDCWD, "f", 8);
    struct statfs fs;
    T(statfs, ".", &fs);
    say("type %lx names %ld", (long)fs.f_type, (long)fs.f_namelen);
    T(fstatfs, fd, &fs);
    say("type %lx size %ld", (long)fs.f_type, (long)fs.f_blocks * fs.f_bsize);
}

TEST(names)
{
    struct stat s;
    char text[64];
    put("f", "x");
    T(mkdirat, AT_FDCWD, "d", 0777);
    T(mkdirat, AT_FDCWD, "d", 0777);
    T(mkdirat, AT_FDCWD, "d/", 0777);
    T(mkdirat, AT_FDCWD, "e/", 01777);
    stat("e", &s);
    say("mode %o", s.st_mode);
    T(mknodat, AT_FDCWD, "reg", S_IFREG | 0666, 0);
    T(mknodat, AT_FDCWD, "fifo", S_IFIFO | 0666, 0);
    T(mknodat, AT_FDCWD, "socket", S_IFSOCK | 0666, 0);
    T(mknodat, AT_FDCWD, "null", S_IFCHR | 0666, makedev(1, 3));
    T(mknodat, AT_FDCWD, "block", S_IFBLK | 0666, makedev(7, 0));
    T(mknodat, AT_FDCWD, "dir", S_IFDIR | 0666, 0);
    T(mknodat, AT_FDCWD, "link", S_IFLNK | 0666, 0);
    T(openat, AT_FDCWD, "socket", O_RDONLY);
    T(symlinkat, "f", AT_FDCWD, "l");
    T(symlinkat, "", AT_FDCWD, "empty");
    T(symlinkat, "f", AT_FDCWD, "l");
    T(readlinkat, AT_FDCWD, "l", text, 64);
    T(readlinkat, AT_FDCWD, "l", text, 0);
    T(readlinkat, AT_FDCWD, "f", text, 64);
    T(linkat, AT_FDCWD, "l", AT_FDCWD, "hard", 0);
    T(linkat, AT_FDCWD, "l", AT_FDCWD, "soft", AT_SYMLINK_FOLLOW);
    long fd = open("f", O_RDONLY);
    T(linkat, fd, "", AT_FDCWD, "byfd", AT_EMPTY_PATH);
    T(linkat, AT_FDCWD, "d", AT_FDCWD, "d2", 0);
    T(linkat, AT_FDCWD, "f", AT_FDCWD, "f", 0);
    stat("f", &s);
    say("links %d", (int)s.st_nlink);
    T(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", 0);
    T(renameat2, AT_FDCWD, "g", AT_FDCWD, "byfd", RENAME_NOREPLACE);
    T(renameat2, AT_FDCWD, "g", AT_FDCWD, "d", RENAME_EXCHANGE);
    T(renameat2, AT_FDCWD, "g", AT_FDCWD, "d", RENAME_EXCHANGE | RENAME_NOREPLACE);
    T(renameat2, AT_FDCWD, "g", AT_FDCWD, "g/x", 0);
    T(renameat2, AT_FDCWD, "d", AT_FDCWD, "g", 0);
    T(renameat2, AT_FDCWD, "g", AT_FDCWD, "d", 0);
    T(renameat2, AT_FDCWD, "e", AT_FDCWD, "g", 0);
    T(unlinkat, AT_FDCWD, "g", 0);
    T(unlinkat, AT_FDCWD, "d", AT_REMOVEDIR);
    T(unlinkat, AT_FDCWD, "g", AT_REMOVEDIR);
    mkdir("full", 0755);
    put("full/x", "");
    T(unlinkat, AT_FDCWD, "full", AT_REMOVEDIR);
    T(unlinkat, AT_FDCWD, ".", AT_REMOVEDIR);
    T(unlinkat, AT_FDCWD, "full/.", AT_REMOVEDIR);
    T(unlinkat, AT_FDCWD, "full/..", AT_REMOVEDIR);
    T(unlinkat, AT_FDCWD, "/", AT_REMOVEDIR);
}

TEST(attributes)
{
    struct stat s;
    put("f", "12345");
    symlink("f", "l");
    long fd = open("f", O_RDWR), name = open("f", O_PATH);
    T(fchmod, fd, 04755);
    stat("f", &s);
    say("mode %o", s.st_mode);
    T(fchown, fd, 5, -1);
    stat("f", &s);
    say("mode %o owner %d %d", s.st_mode, s.st_uid, s.st_gid);
    T(fchmod, name, 0600);
    T(fchmodat, AT_FDCWD, "l", 0640);
    T(fchmodat2, AT_FDCWD, "l", 0600, AT_SYMLINK_NOFOLLOW);
    T(fchmodat2, name, "", 0600, AT_EMPTY_PATH);
    T(fchownat, AT_FDCWD, "l", 7, 8, AT_SYMLINK_NOFOLLOW);
    T(fchownat, name, "", 9, 9, AT_EMPTY_PATH);
    lstat("l", &s);
    say("owner %d %d", s.st_uid, s.st_gid);
    struct timespec times[2] = { { 1000, 5 }, { 0, UTIME_OMIT } }, stamp = { 2000, 0 };
    T(utimensat, AT_FDCWD, "f", times, 0);
    times[0].tv_nsec = UTIME_OMIT, times[1] = stamp;
    T(utimensat, AT_FDCWD, "f", times, AT_SYMLINK_NOFOLLOW);
    stat("f", &s);
    say("times %ld.%ld %ld", s.st_atim.tv_sec, s.st_atim.tv_nsec, s.st_mtim.tv_sec);
    T(utimensat, AT_FDCWD, "f", ((struct timespec[]){ { 0, UTIME_NOW }, { 0, UTIME_OMIT } }), 0);
    stat("f", &s);
    say("now %d", s.st_atim.tv_sec > 1000);
    T(utimensat, AT_FDCWD, "f", ((struct timespec[]){ { 0, 1000000000 }, { 0, 0 } }), 0);
    T(utimensat, fd, NULL, times, 0);
    T(utimensat, fd, "", times, AT_EMPTY_PATH);
    T(truncate, "f", 2);
    T(ftruncate, fd, 8);
    show("f");
    T(truncate, ".", 0);
    T(ftruncate, name, 0);
    T(truncate, "f", -1);
}

TEST(folders)
{
    char text[4096];
    mkdir("d", 0755);
    mkdir("d/e", 0755);
    put("f", "");
    T(getcwd, text, 4096);
    say("%s", text);
    T(getcwd, text, 3);
    T(chdir, "d/e");
    T(chdir, "../../f");
    long fd = open("..", O_RDONLY);
    T(fchdir, fd);
    T(getcwd, text, 4096);
    T(unlinkat, AT_FDCWD, "e", AT_REMOVEDIR);
    T(umask, 077);
    T(umask, 07777);
    T(umask, 0);
    T(fchdir, 0);
    V(getdents64, fd, text, 4096);
    T(getdents64, fd, text, 4096);
    T(getdents64, fd, text, 4);
    T(getdents64, 0, text, 4096);
    chdir("..");
    rmdir("d");
    T(getdents64, fd, text, 4096);
    T(openat, fd, "x", O_CREAT | O_WRONLY, 0600);
    T(fchdir, fd);
    T(getcwd, text, 4096);
    T(chroot, "/proc");
    T(chdir, "/");
    T(getcwd, text, 4096);
}
