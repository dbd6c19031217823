/* Extended attributes, files that get their name late, and the limit of file sizes, as Linux has them on tmpfs. */
#include "guest.h"
#include "check.h"

enum
{
    SYS_setxattr = 5, SYS_lsetxattr = 6, SYS_fsetxattr = 7, SYS_getxattr = 8, SYS_lgetxattr = 9, SYS_fgetxattr = 10, SYS_listxattr = 11,
    SYS_llistxattr = 12, SYS_flistxattr = 13, SYS_removexattr = 14, SYS_lremovexattr = 15, SYS_fremovexattr = 16, SYS_unlinkat = 35,
    SYS_symlinkat = 36, SYS_linkat = 37, SYS_ftruncate = 46, SYS_fallocate = 47, SYS_pwrite64 = 68, SYS_rt_sigtimedwait = 137,
    SYS_rt_sigprocmask = 135, SYS_setresuid = 147, SYS_setrlimit = 164, SYS_mount = 40, AT = -100, TMPFILE = 0x410000, RDWR = 2,
    EPERM = 1, ENOENT = 2, E2BIG = 7, EBADF = 9, EACCES = 13, EFAULT = 14, EEXIST = 17, EINVAL = 22, EFBIG = 27, ERANGE = 34,
    ENODATA = 61, EOPNOTSUPP = 95, SIGXFSZ = 25, SIGCHLD = 17,
};

struct timespec { i64 s, n; };

static char text[70000];

static i64 call4(i64 n, i64 a, i64 b, i64 c, i64 d) { return syscall6(n, a, b, c, d, 0, 0); }
static i64 open(const char *path, i64 flags) { return call4(SYS_openat, AT, (i64)path, flags, 0644); }
static i64 set(const char *path, const char *name, const char *value, i64 flags) { return syscall6(SYS_setxattr, (i64)path, (i64)name, (i64)value, length(value), flags, 0); }
static i64 get(const char *path, const char *name, i64 size) { return call4(SYS_getxattr, (i64)path, (i64)name, (i64)text, size); }
static i64 list(const char *path, i64 size) { return syscall3(SYS_listxattr, path, text, size); }
static i64 reap(i64 pid) { int status = -1; call4(SYS_wait4, pid, (i64)&status, 0, 0); return status; }

static void attributes(void)
{
    i64 fd = open("/tmp/x", 0x40 | RDWR);
    syscall3(SYS_symlinkat, "x", AT, "/tmp/l");
    check("none", list("/tmp/x", 100) == 0 && get("/tmp/x", "user.a", 100) == -ENODATA, 0);
    check("set", set("/tmp/x", "user.a", "hello", 0) == 0, 0);
    check("get", get("/tmp/x", "user.a", 100) == 5 && text[4] == 'o', 0);
    check("its length", get("/tmp/x", "user.a", 0) == 5, 0);
    check("too little room", get("/tmp/x", "user.a", 4) == -ERANGE, 0);
    check("create what is there", set("/tmp/x", "user.a", "b", 1) == -EEXIST, 0);
    check("replace what is not", set("/tmp/x", "user.b", "b", 2) == -ENODATA, 0);
    check("replace", set("/tmp/x", "user.a", "", 2) == 0 && get("/tmp/x", "user.a", 100) == 0, 0);
    check("create", set("/tmp/x", "trusted.t", "1", 1) == 0 && set("/tmp/x", "security.s", "2", 0) == 0, 0);
    check("all names", list("/tmp/x", 0) == 28 && list("/tmp/x", 27) == -ERANGE && list("/tmp/x", 28) == 28, list("/tmp/x", 0));
    check("by descriptor", call4(SYS_fgetxattr, fd, (i64)"trusted.t", (i64)text, 9) == 1 && text[0] == '1', 0);
    check("through a link", get("/tmp/l", "trusted.t", 9) == 1, 0);
    check("of the link", call4(SYS_lgetxattr, (i64)"/tmp/l", (i64)"trusted.t", (i64)text, 9) == -ENODATA, 0);
    check("a link has no user attributes", syscall6(SYS_lsetxattr, (i64)"/tmp/l", (i64)"user.a", (i64)"x", 1, 0, 0) == -EPERM, 0);
    check("but trusted ones", syscall6(SYS_lsetxattr, (i64)"/tmp/l", (i64)"trusted.a", (i64)"x", 1, 0, 0) == 0, 0);
    check("listed", syscall3(SYS_llistxattr, "/tmp/l", text, 100) == 10, 0);
    check("other namespaces", set("/tmp/x", "colour.a", "x", 0) == -EOPNOTSUPP && set("/tmp/x", "user", "x", 0) == -EOPNOTSUPP, 0);
    check("no name", set("/tmp/x", "", "x", 0) == -ERANGE && set("/tmp/x", "user.", "x", 0) == -EINVAL, 0);
    for (int i = 0; i < 300; i++)
        text[i] = 'n';
    text[300] = 0;
    check("a long name", syscall6(SYS_setxattr, (i64)"/tmp/x", (i64)text, (i64)"x", 1, 0, 0) == -ERANGE, 0);
    check("flags", set("/tmp/x", "user.f", "x", 4) == -EINVAL, 0);
    check("a long value", syscall6(SYS_setxattr, (i64)"/tmp/x", (i64)"user.l", (i64)text, 65537, 0, 0) == -E2BIG, 0);
    check("the longest", syscall6(SYS_setxattr, (i64)"/tmp/x", (i64)"user.l", (i64)text, 65536, 0, 0) == 0 && get("/tmp/x", "user.l", 65536) == 65536, 0);
    check("a bad address", syscall6(SYS_setxattr, (i64)"/tmp/x", (i64)"user.e", 8, 1, 0, 0) == -EFAULT, 0);
    check("no file", get("/tmp/nothing", "user.a", 9) == -ENOENT && call4(SYS_fgetxattr, 77, (i64)"user.a", 0, 0) == -EBADF, 0);
    i64 child = syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
    if (child == 0)
    {
        syscall3(SYS_setresuid, 1000, 1000, 1000);
        int good = set("/tmp/x", "user.a", "x", 0) == -EACCES && get("/tmp/x", "user.a", 9) == 0 && get("/tmp/x", "trusted.t", 9) == -ENODATA
            && set("/tmp/x", "trusted.t", "x", 0) == -EPERM && set("/tmp/x", "security.s", "x", 0) == -EPERM && get("/tmp/x", "security.s", 9) == 1;
        quit(good && list("/tmp/x", 100) == 25 ? 0 : 1);
    }

    check("another user", reap(child) == 0, 0);
    check("remove", syscall3(SYS_removexattr, "/tmp/x", "user.l", 0) == 0 && syscall3(SYS_fremovexattr, fd, "user.l", 0) == -ENODATA, 0);
    check("a file that is none", get("/proc/self/stat", "user.a", 9) < 0 && list("/proc/self/stat", 9) == 0, 0);
    syscall3(SYS_close, fd, 0, 0), syscall3(SYS_unlinkat, AT, "/tmp/l", 0), syscall3(SYS_unlinkat, AT, "/tmp/x", 0);
}

static void late(void)
{
    i64 fd = open("/tmp", TMPFILE | RDWR);
    syscall3(SYS_write, fd, "late", 4);
    check("a name by its descriptor", syscall6(SYS_linkat, fd, (i64)"", AT, (i64)"/tmp/late", 0x1000, 0) == 0, 0);
    syscall3(SYS_close, fd, 0, 0);
    fd = open("/tmp/late", 0);
    check("with its content", syscall3(SYS_read, fd, text, 9) == 4 && text[3] == 'e', 0);
    syscall3(SYS_close, fd, 0, 0), syscall3(SYS_unlinkat, AT, "/tmp/late", 0);
    fd = open("/tmp", TMPFILE | RDWR | 0x80);
    check("never with O_EXCL", syscall6(SYS_linkat, fd, (i64)"", AT, (i64)"/tmp/late", 0x1000, 0) == -ENOENT, 0);
    syscall3(SYS_close, fd, 0, 0);
    fd = open("/tmp/gone", 0x40 | RDWR);
    syscall3(SYS_unlinkat, AT, "/tmp/gone", 0);
    check("nor what had one", syscall6(SYS_linkat, fd, (i64)"", AT, (i64)"/tmp/late", 0x1000, 0) == -ENOENT, 0);
    syscall3(SYS_close, fd, 0, 0);
}

static int signalled(void)
{
    ulong mask = 1ul << (SIGXFSZ - 1);
    struct timespec now = { 0, 0 };
    return call4(SYS_rt_sigtimedwait, (i64)&mask, 0, (i64)&now, 8) == SIGXFSZ;
}

static void sizes(void)
{
    ulong mask = 1ul << (SIGXFSZ - 1), limit[2] = { 1000, ~0ul };
    call4(SYS_rt_sigprocmask, 0, (i64)&mask, 0, 8);
    syscall3(SYS_setrlimit, 1, limit, 0);
    i64 fd = open("/tmp/s", 0x40 | RDWR);
    check("a part fits", syscall3(SYS_write, fd, text, 1500) == 1000 && !signalled(), 0);
    check("no more", syscall3(SYS_write, fd, text, 1) == -EFBIG && signalled(), 0);
    check("by offset", call4(SYS_pwrite64, fd, (i64)text, 10, 995) == 5 && call4(SYS_pwrite64, fd, (i64)text, 1, 5000) == -EFBIG && signalled(), 0);
    check("ftruncate", syscall3(SYS_ftruncate, fd, 1001, 0) == -EFBIG && signalled() && syscall3(SYS_ftruncate, fd, 1000, 0) == 0, 0);
    check("fallocate", call4(SYS_fallocate, fd, 0, 0, 2000) == -EFBIG && signalled(), 0);
    int pair[2];
    syscall3(SYS_pipe2, pair, 0, 0);
    check("pipes have no size", syscall3(SYS_write, pair[1], text, 5000) == 5000, 0);
    syscall3(SYS_close, fd, 0, 0), syscall3(SYS_unlinkat, AT, "/tmp/s", 0);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    syscall6(SYS_mount, (i64)"x", (i64)"/tmp", (i64)"tmpfs", 0, 0, 0);
    attributes();
    late();
    sizes();
    return finish();
}
