/* inotify as Linux has it: what is told, to whom, in which order. */
#include "guest.h"
#include "check.h"

enum
{
    SYS_inotify_init1 = 26, SYS_inotify_add_watch = 27, SYS_inotify_rm_watch = 28, SYS_ioctl = 29, SYS_mkdirat = 34, SYS_unlinkat = 35,
    SYS_symlinkat = 36, SYS_linkat = 37, SYS_umount2 = 39, SYS_mount = 40, SYS_truncate = 45, SYS_ftruncate = 46, SYS_fchmodat = 53,
    SYS_utimensat = 88, SYS_renameat2 = 276, AT = -100, NONBLOCK = 0x800, FIONREAD = 0x541B,
    ACCESS = 1, MODIFY = 2, ATTRIB = 4, CLOSE_WRITE = 8, CLOSE_NOWRITE = 16, OPEN = 32, FROM = 64, TO = 128, CREATE = 256, DELETE = 512,
    DELETE_SELF = 1024, MOVE_SELF = 2048, ALL = 4095, UNMOUNT = 0x2000, OVERFLOW = 0x4000, IGNORED = 0x8000, ONLYDIR = 0x1000000,
    MASK_CREATE = 0x10000000, MASK_ADD = 0x20000000, ISDIR = 0x40000000, EBADF = 9, EAGAIN = 11, EEXIST = 17, ENOTDIR = 20, EINVAL = 22,
};

struct event { int wd; unsigned mask, cookie, length; char name[]; };

static char buffer[65536] __attribute__((aligned(8)));
static i64 at, end, fd;
static unsigned cookie;

static i64 call4(i64 n, i64 a, i64 b, i64 c, i64 d) { return syscall6(n, a, b, c, d, 0, 0); }
static i64 watch(const char *path, i64 mask) { return syscall3(SYS_inotify_add_watch, fd, path, mask); }

/* Takes the next event and compares it; name 0 is none. */
static void expect(const char *what, i64 wd, unsigned mask, const char *name)
{
    if (at == end)
        at = 0, end = syscall3(SYS_read, fd, buffer, sizeof buffer), end = end < 0 ? 0 : end;
    if (at == end)
    {
        check(what, 0, -1);
        return;
    }

    struct event *event = (struct event *)(buffer + at);
    at += 16 + event->length;
    cookie = event->cookie;
    int named = name ? event->length % 16 == 0 && event->length > length(name) && same(event->name, name) : event->length == 0;
    check(what, event->wd == wd && event->mask == mask && named, event->mask);
}

static void nothing(const char *what)
{
    i64 n = at < end ? 1 : syscall3(SYS_read, fd, buffer, sizeof buffer);
    check(what, n == -EAGAIN, n);
}

static i64 open(const char *path, i64 flags) { return call4(SYS_openat, AT, (i64)path, flags, 0644); }

static void directories(void)
{
    syscall3(SYS_mkdirat, AT, "/tmp/w", 0755), syscall3(SYS_mkdirat, AT, "/tmp/v", 0755);
    i64 w = watch("/tmp/w", ALL & ~(ACCESS | OPEN | CLOSE_NOWRITE)), v = watch("/tmp/v", FROM | TO);
    check("descriptors count from 1", w == 1 && v == 2, w);
    check("the same inode is the same watch", watch("/tmp/w/.", ALL & ~(ACCESS | OPEN | CLOSE_NOWRITE)) == w, 0);
    check("IN_MASK_CREATE", watch("/tmp/w", CREATE | MASK_CREATE) == -EEXIST, 0);
    i64 file = open("/tmp/w/a", 0x41);
    expect("create", w, CREATE, "a");
    syscall3(SYS_write, file, "x", 1);
    expect("modify", w, MODIFY, "a");
    syscall3(SYS_write, file, "x", 1), syscall3(SYS_write, file, "x", 1);
    expect("equal neighbours are one", w, MODIFY, "a");
    nothing("and no more");
    syscall3(SYS_close, file, 0, 0);
    expect("close", w, CLOSE_WRITE, "a");
    syscall3(SYS_fchmodat, AT, "/tmp/w/a", 0600);
    expect("attributes", w, ATTRIB, "a");
    call4(SYS_utimensat, AT, (i64)"/tmp/w/a", 0, 0);
    expect("times", w, ATTRIB, "a");
    syscall3(SYS_truncate, "/tmp/w/a", 0, 0);
    expect("truncate", w, MODIFY, "a");
    syscall6(SYS_linkat, AT, (i64)"/tmp/w/a", AT, (i64)"/tmp/w/link", 0, 0);
    expect("link", w, CREATE, "link");
    syscall3(SYS_symlinkat, "a", AT, "/tmp/w/symbolic");
    expect("symbolic link", w, CREATE, "symbolic");
    syscall3(SYS_mkdirat, AT, "/tmp/w/d", 0755);
    expect("mkdir", w, CREATE | ISDIR, "d");
    syscall6(SYS_renameat2, AT, (i64)"/tmp/w/link", AT, (i64)"/tmp/w/0123456789abcdef", 0, 0);
    expect("moved from", w, FROM, "link");
    unsigned first = cookie;
    expect("moved to, a name of sixteen", w, TO, "0123456789abcdef");
    check("by one cookie", first != 0 && cookie == first, cookie);
    syscall6(SYS_renameat2, AT, (i64)"/tmp/w/d", AT, (i64)"/tmp/v/d", 0, 0);
    expect("out of here", w, FROM | ISDIR, "d");
    expect("into there", v, TO | ISDIR, "d");
    check("by another cookie", cookie != first, cookie);
    syscall3(SYS_unlinkat, AT, "/tmp/w/symbolic", 0);
    expect("delete", w, DELETE, "symbolic");
    syscall3(SYS_unlinkat, AT, "/tmp/w/0123456789abcdef", 0), syscall3(SYS_unlinkat, AT, "/tmp/w/a", 0);
    expect("delete", w, DELETE, "0123456789abcdef");
    expect("delete", w, DELETE, "a");
    syscall3(SYS_unlinkat, AT, "/tmp/w", 0x200);
    expect("the directory itself", w, DELETE_SELF, 0);
    expect("and its watch", w, IGNORED, 0);
    check("which is gone", syscall3(SYS_inotify_rm_watch, fd, w, 0) == -EINVAL, 0);
    check("rm_watch", syscall3(SYS_inotify_rm_watch, fd, v, 0) == 0, 0);
    expect("is told", v, IGNORED, 0);
    syscall3(SYS_unlinkat, AT, "/tmp/v/d", 0x200), syscall3(SYS_unlinkat, AT, "/tmp/v", 0x200);
    nothing("nobody watches any more");
}

static void files(void)
{
    syscall3(SYS_close, open("/tmp/f", 0x41), 0, 0);
    i64 f = watch("/tmp/f", ALL);
    i64 file = open("/tmp/f", 2);
    char c;
    expect("open", f, OPEN, 0);
    syscall3(SYS_read, file, &c, 1);
    nothing("the end is no access");
    syscall3(SYS_write, file, "x", 1), call4(67, file, (i64)&c, 1, 0);
    expect("modify", f, MODIFY, 0);
    expect("access", f, ACCESS, 0);
    syscall3(SYS_ftruncate, file, 0, 0);
    expect("ftruncate", f, MODIFY, 0);
    syscall6(SYS_renameat2, AT, (i64)"/tmp/f", AT, (i64)"/tmp/g", 0, 0);
    expect("moved", f, MOVE_SELF, 0);
    syscall3(SYS_unlinkat, AT, "/tmp/g", 0);
    expect("a name less", f, ATTRIB, 0);
    nothing("it is open still");
    syscall3(SYS_close, file, 0, 0);
    expect("close", f, CLOSE_WRITE, 0);
    expect("the end of it", f, DELETE_SELF, 0);
    expect("and of the watch", f, IGNORED, 0);

    syscall3(SYS_close, open("/tmp/f", 0x41), 0, 0);
    f = watch("/tmp/f", OPEN | 0x80000000);
    syscall3(SYS_close, open("/tmp/f", 0), 0, 0);
    expect("one shot", f, OPEN, 0);
    expect("and gone", f, IGNORED, 0);
    f = watch("/tmp/f", OPEN);
    watch("/tmp/f", CLOSE_NOWRITE | MASK_ADD);
    syscall3(SYS_close, open("/tmp/f", 0), 0, 0);
    expect("added to", f, OPEN, 0);
    i64 bytes = 0;
    int left = 0;
    syscall3(SYS_ioctl, fd, FIONREAD, &left);
    bytes = left;
    check("FIONREAD", bytes == 0 && at < end, bytes);
    expect("the mask", f, CLOSE_NOWRITE, 0);
    syscall3(SYS_unlinkat, AT, "/tmp/f", 0);
    expect("gone", f, IGNORED, 0);
}

static void odds(void)
{
    syscall3(SYS_mkdirat, AT, "/tmp/m", 0755);
    syscall6(SYS_mount, (i64)"x", (i64)"/tmp/m", (i64)"tmpfs", 0, 0, 0);
    i64 m = watch("/tmp/m", DELETE | ONLYDIR);
    syscall3(SYS_umount2, "/tmp/m", 0, 0);
    expect("unmount", m, UNMOUNT | ISDIR, 0);
    expect("and the watch", m, IGNORED, 0);
    syscall3(SYS_close, open("/tmp/m/x", 0x41), 0, 0);
    check("IN_ONLYDIR", watch("/tmp/m/x", OPEN | ONLYDIR) == -ENOTDIR, 0);
    check("no known bit", watch("/tmp/m", 0x100000) == -EINVAL, 0);
    check("both masks", watch("/tmp/m", OPEN | MASK_ADD | MASK_CREATE) == -EINVAL, 0);
    check("no instance", syscall3(SYS_inotify_add_watch, 1, "/tmp/m", OPEN) == -EINVAL, 0);
    check("no file", syscall3(SYS_inotify_add_watch, 77, "/tmp/m", OPEN) == -EBADF, 0);
    check("unknown flags", syscall3(SYS_inotify_init1, 1, 0, 0) == -EINVAL, 0);
    m = watch("/tmp/m", OPEN | CLOSE_NOWRITE);
    syscall3(SYS_close, open("/tmp/m/x", 0), 0, 0);
    check("a short read", syscall3(SYS_read, fd, buffer, 20) == -EINVAL, 0);
    expect("keeps the event", m, OPEN, "x");
    expect("and the next", m, CLOSE_NOWRITE, "x");
    for (int i = 0; i < 9000; i++)
        syscall3(SYS_close, open("/tmp/m/x", 0), 0, 0);
    int events = 0;
    struct event *last = 0;
    for (i64 n; (n = syscall3(SYS_read, fd, buffer, sizeof buffer)) > 0;)
        for (at = 0; at < n; at += 16 + last->length)
            last = (struct event *)(buffer + at), events++;
    at = end = 0;
    check("a full queue says so", events == 16385 && last->mask == OVERFLOW && last->wd == -1, events);
    syscall3(SYS_unlinkat, AT, "/tmp/m/x", 0), syscall3(SYS_unlinkat, AT, "/tmp/m", 0x200);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    fd = syscall3(SYS_inotify_init1, NONBLOCK, 0, 0);
    directories();
    files();
    odds();
    return finish();
}
