/* fanotify: events of marks on inodes, mounts and file systems; handles instead of descriptors; permission events. */
#include "sweep.h"
#include <poll.h>
#include <sys/fanotify.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/statfs.h>

#ifndef FAN_REPORT_FD_ERROR
#define FAN_REPORT_FD_ERROR 0x2000
#endif

#define ALL_OF_STREAMS (FAN_ACCESS | FAN_MODIFY | FAN_CLOSE | FAN_OPEN | FAN_OPEN_EXEC)
#define ALL_OF_NAMES (FAN_CREATE | FAN_DELETE | FAN_MOVE | FAN_ATTRIB | FAN_DELETE_SELF | FAN_MOVE_SELF)

struct handle
{
    unsigned bytes;
    int type;
    unsigned char opaque[128];
};

static const char *const known[] = { ".", "f", "g", "h", "d", "d/f", "d/g", "d/sub", "e", "e/f" };
#define KNOWN (sizeof known / sizeof known[0])
static struct handle handles[KNOWN];

/* Remembers the handles of what there is now. */
static void learn(void)
{
    for (unsigned i = 0; i < KNOWN; i++)
    {
        struct handle h = { .bytes = 128 };
        int mount;
        if (sys(name_to_handle_at, AT_FDCWD, known[i], &h, &mount, 0) == 0)
            handles[i] = h;
    }
}

static const char *name_of(const void *handle)
{
    const struct handle *h = handle;
    for (unsigned i = 0; i < KNOWN; i++)
        if (handles[i].bytes != 0 && h->bytes == handles[i].bytes && h->type == handles[i].type && memcmp(h->opaque, handles[i].opaque, h->bytes) == 0)
            return known[i];
    return "?";
}

static const char *text_of(unsigned long long mask)
{
    static const struct { unsigned bit; const char *name; } names[] = {
        { FAN_ACCESS, "ACCESS" }, { FAN_MODIFY, "MODIFY" }, { FAN_ATTRIB, "ATTRIB" }, { FAN_CLOSE_WRITE, "CLOSE_WRITE" },
        { FAN_CLOSE_NOWRITE, "CLOSE_NOWRITE" }, { FAN_OPEN, "OPEN" }, { FAN_MOVED_FROM, "MOVED_FROM" }, { FAN_MOVED_TO, "MOVED_TO" },
        { FAN_CREATE, "CREATE" }, { FAN_DELETE, "DELETE" }, { FAN_DELETE_SELF, "DELETE_SELF" }, { FAN_MOVE_SELF, "MOVE_SELF" },
        { FAN_OPEN_EXEC, "OPEN_EXEC" }, { FAN_Q_OVERFLOW, "OVERFLOW" }, { FAN_OPEN_PERM, "OPEN_PERM" }, { FAN_ACCESS_PERM, "ACCESS_PERM" },
        { FAN_OPEN_EXEC_PERM, "OPEN_EXEC_PERM" }, { FAN_RENAME, "RENAME" }, { FAN_ONDIR, "ONDIR" }, { FAN_EVENT_ON_CHILD, "ON_CHILD" },
    };
    static char text[400];
    int at = 0;
    text[0] = 0;
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (mask & names[i].bit)
            at += snprintf(text + at, sizeof text - at, "%s%s", at ? "|" : "", names[i].name), mask &= ~(unsigned long long)names[i].bit;
    if (mask)
        snprintf(text + at, sizeof text - at, " and %llx", mask);
    return text;
}

static void say_records(const char *from, const char *end)
{
    while (from < end)
    {
        const struct fanotify_event_info_header *head = (const void *)from;
        if (head->info_type == FAN_EVENT_INFO_TYPE_PIDFD)
            say("    pidfd, %d bytes, there %d", head->len, ((const struct fanotify_event_info_pidfd *)head)->pidfd >= 0);
        else
        {
            const struct fanotify_event_info_fid *fid = (const void *)from;
            struct statfs fs;
            statfs(".", &fs);
            const struct handle *h = (const void *)fid->handle;
            const char *name = (const char *)h->opaque + h->bytes;
            int has_name = head->info_type != FAN_EVENT_INFO_TYPE_FID && head->info_type != FAN_EVENT_INFO_TYPE_DFID;
            say("    type %d pad %d, %d bytes, fs %d, %s%s%s", head->info_type, head->pad, head->len, memcmp(&fid->fsid, &fs.f_fsid, 8) == 0,
                name_of(h), has_name ? " / " : "", has_name ? name : "");
        }
        if (head->len == 0)
            return;
        from += head->len;
    }
}

static char room[65536];

/* Prints what waits in a group that does not block. */
static void taken(long group, const char *what)
{
    long length = sys(read, group, room, sizeof room);
    say("%s: %s", what, length > 0 ? "" : result_text(length));
    for (char *at = room; length >= (long)sizeof(struct fanotify_event_metadata);)
    {
        struct fanotify_event_metadata *event = (void *)at;
        char link[64], path[256] = "";
        if (event->fd >= 0)
        {
            snprintf(link, sizeof link, "/proc/self/fd/%d", event->fd);
            long n = readlink(link, path, sizeof path - 1);
            path[n > 0 ? n : 0] = 0;
            close(event->fd);
        }
        say("  %s%s%s fd %d pid %d%s", text_of(event->mask), path[0] ? " of " : "", path, event->fd >= 0 ? 0 : event->fd,
            event->pid == getpid() ? 1 : event->pid == 0 ? 0 : 2, event->vers != 3 || event->metadata_len != 24 ? " odd" : "");
        say_records(at + event->metadata_len, at + event->event_len);
        if (event->event_len < 24)
            return;
        length -= event->event_len;
        at += event->event_len;
    }
}

static void use(const char *name, int flags)
{
    char text[4];
    long fd = open(name, flags, 0644);
    if (fd < 0)
        return;
    if ((flags & O_ACCMODE) != O_WRONLY)
        sys(read, fd, text, 4);
    if ((flags & O_ACCMODE) != O_RDONLY)
        sys(write, fd, "new", 3);
    close(fd);
}

SWEEP(fanotify_init, bits(0), bits(0))

#define INIT(flags, file_flags) T(fanotify_init, flags, file_flags)
#define MARK(group, flags, mask, path) T(fanotify_mark, group, flags, mask, AT_FDCWD, path)

TEST(marks_create)
{
    long fd = INIT(0, 0);
    T(fcntl, fd, F_GETFD);
    T(fcntl, fd, F_GETFL);
    T(lseek, fd, 0, SEEK_SET);
    T(write, fd, "x", 1);
    fd = INIT(FAN_CLOEXEC | FAN_NONBLOCK, O_RDWR);
    T(fcntl, fd, F_GETFD);
    T(fcntl, fd, F_GETFL);
    T(read, fd, room, 4096);
    INIT(FAN_CLASS_CONTENT, O_WRONLY | O_CLOEXEC | O_APPEND | O_NONBLOCK | O_SYNC | O_DSYNC | O_LARGEFILE | O_NOATIME);
    INIT(FAN_CLASS_PRE_CONTENT, 0);
    INIT(FAN_CLASS_CONTENT | FAN_CLASS_PRE_CONTENT, 0);
    INIT(FAN_UNLIMITED_QUEUE | FAN_UNLIMITED_MARKS, 0);
    INIT(0, 3);
    INIT(0, O_TRUNC);
    INIT(0, O_CREAT);
    INIT(0, O_DIRECTORY);
    INIT(FAN_REPORT_FD_ERROR, 0);
    INIT(0x4000, 0);
    INIT(0x80000000, 0);
    INIT(FAN_REPORT_TID, 0);
    INIT(FAN_REPORT_PIDFD, 0);
    INIT(FAN_REPORT_PIDFD | FAN_REPORT_TID, 0);
    INIT(FAN_REPORT_FID, 0);
    INIT(FAN_REPORT_FID | FAN_CLASS_CONTENT, 0);
    INIT(FAN_REPORT_DIR_FID, 0);
    INIT(FAN_REPORT_NAME, 0);
    INIT(FAN_REPORT_DFID_NAME, 0);
    INIT(FAN_REPORT_TARGET_FID, 0);
    INIT(FAN_REPORT_DFID_NAME | FAN_REPORT_TARGET_FID, 0);
    INIT(FAN_REPORT_DFID_NAME_TARGET, 0);
    show("/proc/sys/fs/fanotify/max_queued_events");
    show("/proc/sys/fs/fanotify/max_user_groups");
}

TEST(marks_refused)
{
    put("f", "text");
    mkdir("d", 0755);
    symlink("f", "link");
    symlink("nowhere", "dangling");
    long group = INIT(FAN_NONBLOCK, 0), content = INIT(FAN_CLASS_CONTENT | FAN_NONBLOCK, 0);
    long fids = INIT(FAN_REPORT_FID | FAN_NONBLOCK, 0), names = INIT(FAN_REPORT_DFID_NAME | FAN_NONBLOCK, 0);
    long file = open("f", O_RDONLY), place = open("f", O_PATH);
    MARK(file, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(77, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(place, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(group, 0, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_REMOVE, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | 0x800, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD, 0, "f");
    MARK(group, FAN_MARK_REMOVE, 0, "f");
    MARK(group, FAN_MARK_ADD, FAN_Q_OVERFLOW, "f");
    MARK(group, FAN_MARK_ADD, FAN_OPEN | 0x2000, "f");
    MARK(group, FAN_MARK_ADD, 1ull << 32 | FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD, FAN_OPEN, "missing");
    MARK(group, FAN_MARK_ADD, FAN_OPEN, "dangling");
    MARK(group, FAN_MARK_ADD | FAN_MARK_DONT_FOLLOW, FAN_OPEN, "dangling");
    MARK(group, FAN_MARK_ADD | FAN_MARK_ONLYDIR, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_ONLYDIR, FAN_OPEN, "d");
    MARK(group, FAN_MARK_ADD, FAN_OPEN, unmapped);
    MARK(group, FAN_MARK_ADD, FAN_OPEN, "");
    T(fanotify_mark, group, FAN_MARK_ADD, FAN_OPEN, file, NULL);
    T(fanotify_mark, group, FAN_MARK_ADD | FAN_MARK_ONLYDIR, FAN_OPEN, file, NULL);
    T(fanotify_mark, group, FAN_MARK_ADD, FAN_OPEN, place, NULL);
    T(fanotify_mark, group, FAN_MARK_ADD, FAN_OPEN, AT_FDCWD, NULL);
    T(fanotify_mark, group, FAN_MARK_ADD, FAN_OPEN, 77, "f");
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    MARK(content, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_ACCESS_PERM | FAN_OPEN_EXEC_PERM, "f");
    MARK(content, FAN_MARK_ADD, FAN_OPEN_PERM, "/proc/version");
    MARK(content, FAN_MARK_ADD, FAN_OPEN, "/proc/version");
    MARK(group, FAN_MARK_ADD, FAN_CREATE, "d");
    MARK(group, FAN_MARK_ADD, FAN_ATTRIB, "f");
    MARK(group, FAN_MARK_ADD, FAN_DELETE_SELF, "f");
    MARK(fids, FAN_MARK_ADD, FAN_DELETE_SELF, "f");
    MARK(fids, FAN_MARK_ADD, FAN_CREATE, "f");
    MARK(fids, FAN_MARK_ADD, FAN_RENAME, "d");
    MARK(names, FAN_MARK_ADD, FAN_RENAME, "d");
    MARK(names, FAN_MARK_ADD, FAN_RENAME, "f");
    MARK(names, FAN_MARK_ADD, FAN_FS_ERROR, "f");
    MARK(fids, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_FS_ERROR, "f");
    MARK(fids, FAN_MARK_ADD | FAN_MARK_MOUNT, FAN_OPEN, ".");
    MARK(fids, FAN_MARK_ADD | FAN_MARK_MOUNT, FAN_CREATE, ".");
    MARK(fids, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_CREATE, ".");
    MARK(fids, FAN_MARK_ADD, FAN_OPEN, "/proc/version");
    MARK(fids, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN, "/proc/version");
    MARK(group, FAN_MARK_ADD | FAN_MARK_MOUNT | FAN_MARK_FILESYSTEM, FAN_OPEN, ".");
    MARK(group, FAN_MARK_ADD | FAN_MARK_MOUNT | FAN_MARK_EVICTABLE, FAN_OPEN, ".");
    MARK(group, FAN_MARK_REMOVE | FAN_MARK_MOUNT, FAN_OPEN, ".");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORE, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE, FAN_OPEN, "d");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE | FAN_MARK_MOUNT, FAN_OPEN, ".");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE_SURV, FAN_OPEN | FAN_ONDIR, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE_SURV, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, FAN_OPEN, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_EVICTABLE, FAN_OPEN, "f");
    MARK(group, FAN_MARK_REMOVE, FAN_OPEN, "d/missing");
    MARK(content, FAN_MARK_REMOVE, FAN_OPEN, "d");
    MARK(group, FAN_MARK_FLUSH | FAN_MARK_ADD, 0, "f");
    MARK(group, FAN_MARK_FLUSH | FAN_MARK_ONLYDIR, 0, "d");
    MARK(group, FAN_MARK_FLUSH, 0, NULL);
    MARK(group, FAN_MARK_FLUSH | FAN_MARK_MOUNT, 0, unmapped);
    MARK(group, FAN_MARK_FLUSH | FAN_MARK_FILESYSTEM, FAN_OPEN, "missing");
    MARK(group, FAN_MARK_REMOVE, FAN_OPEN, "f");
}

TEST(marks_of_a_directory)
{
    mkdir("d", 0755);
    put("d/f", "text");
    long group = INIT(FAN_NONBLOCK, O_RDONLY);
    MARK(group, FAN_MARK_ADD, ALL_OF_STREAMS, "d");
    use("d/f", O_RDWR);
    use("d", O_RDONLY | O_DIRECTORY);
    taken(group, "nothing without options");
    MARK(group, FAN_MARK_ADD, FAN_EVENT_ON_CHILD, "d");
    use("d/f", O_RDWR);
    taken(group, "of a child");
    long fd = open("d/f", O_RDONLY);
    sys(read, fd, room, 1);
    use("d/f", O_WRONLY | O_TRUNC);
    close(fd);
    taken(group, "merged");
    use("d/f", O_RDONLY);
    pid_t child = fork();
    if (child == 0)
    {
        use("d/f", O_RDONLY);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    use("d/f", O_RDONLY);
    taken(group, "not merged with another process's");
    sys(ftruncate, open("d/f", O_RDWR), 0);
    taken(group, "truncated");
    use("d", O_RDONLY | O_DIRECTORY);
    taken(group, "a directory, not asked");
    MARK(group, FAN_MARK_ADD, FAN_ONDIR, "d");
    fd = open("d", O_RDONLY | O_DIRECTORY);
    sys(getdents64, fd, room, 4096);
    close(fd);
    mkdir("d/sub", 0755);
    use("d/sub", O_RDONLY);
    taken(group, "directories");
    mkfifo("d/pipe", 0644);
    use("d/pipe", O_RDWR | O_NONBLOCK);
    open("d/f", O_PATH);
    chmod("d/f", 0600);
    rename("d/f", "d/g");
    taken(group, "what has no content, O_PATH, attributes and names");
    unlink("d/g");
    MARK(group, FAN_MARK_REMOVE, ALL_OF_STREAMS, "d");
    put("d/f", "text");
    MARK(group, FAN_MARK_REMOVE, FAN_ONDIR | FAN_EVENT_ON_CHILD, "d");
    MARK(group, FAN_MARK_REMOVE, FAN_OPEN, "d");
    taken(group, "removed");
}

TEST(marks_of_a_deleted_file)
{
    put("f", "text");
    long group = INIT(FAN_NONBLOCK, O_RDWR), file = open("f", O_RDWR);
    MARK(group, FAN_MARK_ADD, ALL_OF_STREAMS, "f");
    sys(write, file, "more", 4);
    unlink("f");
    T(read, group, room, 23);
    T(read, group, room, sizeof room);
    long fd = ((struct fanotify_event_metadata *)room)->fd;
    T(fcntl, fd, F_GETFL);
    T(pread64, fd, room, 10, 0);
    T(write, fd, "mine", 4);
    T(close, fd);
    taken(group, "what the reader does is not told");
    sys(close, file);
    taken(group, "closed");
    MARK(group, FAN_MARK_FLUSH, 0, NULL);
}

TEST(marks_opened_for_the_reader)
{
    mkdir("d", 0755);
    put("f", "text");
    long group = INIT(FAN_NONBLOCK, O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK);
    MARK(group, FAN_MARK_ADD, FAN_OPEN | FAN_ONDIR, "d");
    use("d", O_RDONLY);
    taken(group, "a directory");
    MARK(group, FAN_MARK_ADD, FAN_OPEN | FAN_CLOSE, "f");
    long file = open("f", O_RDONLY);
    T(read, group, room, 24);
    long fd = ((struct fanotify_event_metadata *)room)->fd;
    T(fcntl, fd, F_GETFL);
    T(fcntl, fd, F_GETFD);
    sys(close, file);
    T(read, group, readonly, 4096);
    T(read, group, room, 4096);
    use("f", O_RDONLY);
    struct rlimit { unsigned long soft, hard; } limit = { 3, 1024 };
    sys(prlimit64, 0, 7, &limit, NULL);
    T(read, group, room, 4096);
}

TEST(marks_report_errors)
{
    put("f", "text");
    learn();
    long group = INIT(FAN_REPORT_FD_ERROR | FAN_NONBLOCK, O_RDONLY), content = INIT(FAN_REPORT_FD_ERROR | FAN_CLASS_CONTENT, O_RDONLY);
    long fids = INIT(FAN_REPORT_FD_ERROR | FAN_REPORT_FID | FAN_NONBLOCK, 0), pids = INIT(FAN_REPORT_FD_ERROR | FAN_REPORT_PIDFD | FAN_NONBLOCK, 0);
    MARK(group, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(fids, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(pids, FAN_MARK_ADD, FAN_OPEN, "f");
    use("f", O_RDONLY);
    taken(fids, "with a handle");
    struct rlimit { unsigned long soft, hard; } limit = { 3, 1024 };
    sys(prlimit64, 0, 7, &limit, NULL);
    taken(group, "too many open files");
    taken(pids, "and no pidfd");
    limit.soft = 1024;
    sys(prlimit64, 0, 7, &limit, NULL);
    MARK(content, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    pid_t child = fork();
    if (child == 0)
    {
        sys(close_range, 3, ~0u, 0);
        _exit(-sys(openat, AT_FDCWD, "f", O_RDONLY));
    }
    limit.soft = 3;
    sys(prlimit64, 0, 7, &limit, NULL);
    struct fanotify_event_metadata event;
    T(read, content, &event, sizeof event);
    say("  %s", result_text(event.fd));
    int status;
    waitpid(child, &status, 0);
    say_status("denied", status);
}

TEST(marks_wait)
{
    put("f", "text");
    long group = INIT(0, O_RDONLY);
    int left = 77;
    MARK(group, FAN_MARK_ADD, FAN_OPEN, "f");
    struct pollfd one = { group, POLLIN | POLLOUT | POLLRDNORM, 0 };
    say("poll %d %x", poll(&one, 1, 0), one.revents);
    T(ioctl, group, FIONREAD, &left);
    say("  %d", left);
    use("f", O_RDONLY);
    say("poll %d %x", poll(&one, 1, 0), one.revents);
    T(ioctl, group, FIONREAD, &left);
    say("  %d", left);
    T(ioctl, group, FIONREAD, unmapped);
    T(ioctl, group, 0x5432, 0);
    T(read, group, room, 1);
    T(read, group, room, 0);
    T(read, group, room, 4096);
    pid_t child = fork();
    if (child == 0)
    {
        use("f", O_RDONLY);
        _exit(0);
    }
    T(read, group, room, 4096);
    waitpid(child, NULL, 0);
    catch_signal(SIGALRM, 0);
    child = poke_later(SIGALRM, 50);
    T(read, group, room, 4096);
    waitpid(child, NULL, 0);
    long fd = dup(group);
    T(close, group);
    use("f", O_RDONLY);
    T(read, fd, room, 4096);
}

TEST(marks_ignore)
{
    mkdir("d", 0755);
    put("f", "text");
    put("d/f", "text");
    long group = INIT(FAN_NONBLOCK, O_RDONLY);
    MARK(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN | FAN_MODIFY | FAN_ONDIR, ".");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, FAN_OPEN, "f");
    use("f", O_RDONLY);
    taken(group, "ignored");
    use("f", O_WRONLY);
    taken(group, "modified");
    use("f", O_RDONLY);
    taken(group, "then no more");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORED_SURV_MODIFY, FAN_OPEN, "f");
    use("f", O_WRONLY);
    use("f", O_RDONLY);
    taken(group, "ignored for good");
    MARK(group, FAN_MARK_REMOVE | FAN_MARK_IGNORED_MASK, FAN_OPEN, "f");
    use("f", O_RDONLY);
    taken(group, "removed");
    long file = open("f", O_WRONLY);
    taken(group, "opened to write");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, FAN_OPEN, "f");
    use("f", O_RDONLY);
    taken(group, "while it is open for writing");
    close(file);
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORED_SURV_MODIFY, FAN_OPEN | FAN_EVENT_ON_CHILD, "d");
    use("d/f", O_RDONLY);
    use("d", O_RDONLY);
    taken(group, "a directory's, its children's not");
    MARK(group, FAN_MARK_ADD, FAN_ACCESS | FAN_EVENT_ON_CHILD, "d");
    use("d/f", O_RDONLY);
    taken(group, "its children's");
    MARK(group, FAN_MARK_FLUSH, 0, NULL);
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE_SURV, FAN_OPEN, "d");
    use("d/f", O_RDONLY);
    use("d", O_RDONLY);
    taken(group, "new rules: neither");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORE_SURV, FAN_ONDIR | FAN_EVENT_ON_CHILD, "d");
    use("d/f", O_RDONLY);
    use("d", O_RDONLY);
    taken(group, "both");
}

TEST(marks_of_a_mount)
{
    mkdir("d", 0755);
    mkdir("e", 0755);
    T(mount, "none", "d", "tmpfs", 0, 0);
    T(mount, "d", "e", 0, MS_BIND, 0);
    put("d/f", "text");
    long group = INIT(FAN_NONBLOCK, O_RDONLY), wide = INIT(FAN_NONBLOCK, O_RDONLY);
    MARK(group, FAN_MARK_ADD | FAN_MARK_MOUNT, FAN_OPEN | FAN_MODIFY, "d");
    MARK(wide, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN, "d/f");
    use("d/f", O_RDWR);
    use("e/f", O_RDWR);
    put("f", "outside");
    T(umount2, "d", 0);
    taken(group, "of the mount");
    taken(wide, "of the file system");
    T(umount2, "d", 0);
    use("e/f", O_RDONLY);
    taken(group, "gone");
    taken(wide, "still there");
    T(umount2, "e", 0);
    MARK(group, FAN_MARK_FLUSH | FAN_MARK_MOUNT, 0, NULL);
    MARK(group, FAN_MARK_REMOVE | FAN_MARK_MOUNT, FAN_OPEN, "d");
    MARK(wide, FAN_MARK_REMOVE | FAN_MARK_FILESYSTEM, FAN_OPEN, ".");
}

/* All kinds of changes, seen with these flags. */
static void changes(long flags, int is_wide)
{
    mkdir("d", 0755);
    mkdir("e", 0755);
    mkdir("d/sub", 0755);
    put("d/f", "text");
    put("d/g", "text");
    learn();
    long group = sys(fanotify_init, flags | FAN_NONBLOCK, 0);
    long rename_too = flags & FAN_REPORT_NAME ? FAN_RENAME : 0;
    if (is_wide)
        MARK(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, ALL_OF_STREAMS | ALL_OF_NAMES | FAN_ONDIR | rename_too, ".");
    else
    {
        MARK(group, FAN_MARK_ADD, ALL_OF_STREAMS | ALL_OF_NAMES | FAN_ONDIR | FAN_EVENT_ON_CHILD | rename_too, "d");
        MARK(group, FAN_MARK_ADD, FAN_ATTRIB | FAN_DELETE_SELF | FAN_MOVE_SELF, "d/g");
    }
    use("d/f", O_RDWR);
    taken(group, "use");
    use("d", O_RDONLY);
    taken(group, "use of the directory");
    chmod("d/f", 0600);
    chmod("d", 0700);
    chmod("d/sub", 0700);
    taken(group, "chmod");
    mknod("d/h", S_IFREG | 0644, 0);
    unlink("d/h");
    taken(group, "create and delete");
    mkdir("d/new", 0755);
    rmdir("d/new");
    taken(group, "mkdir and rmdir");
    rename("d/f", "d/h");
    taken(group, "rename");
    rename("d/h", "e/f");
    taken(group, "rename out");
    rename("e/f", "d/g");
    taken(group, "rename over");
    rename("d/sub", "e/sub");
    taken(group, "rename of a directory");
    link("d/g", "d/h");
    taken(group, "link");
    unlink("d/h");
    unlink("d/g");
    taken(group, "unlink");
    rmdir("d");
    taken(group, "rmdir");
}

TEST(marks_with_handles) { changes(FAN_REPORT_FID, 0); }
TEST(marks_with_directories) { changes(FAN_REPORT_DIR_FID, 0); }
TEST(marks_with_both) { changes(FAN_REPORT_FID | FAN_REPORT_DIR_FID, 0); }
TEST(marks_with_names) { changes(FAN_REPORT_DFID_NAME, 0); }
TEST(marks_with_names_and_handles) { changes(FAN_REPORT_DFID_NAME | FAN_REPORT_FID, 0); }
TEST(marks_with_targets) { changes(FAN_REPORT_DFID_NAME_TARGET, 0); }
TEST(marks_of_a_file_system_with_handles) { changes(FAN_REPORT_FID, 1); }
TEST(marks_of_a_file_system_with_names) { changes(FAN_REPORT_DFID_NAME, 1); }
TEST(marks_of_a_file_system_with_targets) { changes(FAN_REPORT_DFID_NAME_TARGET, 1); }

TEST(marks_handles_open)
{
    mkdir("d", 0755);
    long group = INIT(FAN_REPORT_DFID_NAME | FAN_NONBLOCK, 0), mount = open(".", O_RDONLY);
    MARK(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_CREATE, ".");
    mknod("d/f", S_IFREG | 0644, 0);
    T(read, group, room, sizeof room);
    struct fanotify_event_info_fid *fid = (void *)(room + 24);
    rename("d", "e");
    long fd = T(open_by_handle_at, mount, fid->handle, O_RDONLY);
    T(faccessat, fd, "f", F_OK);
}

TEST(marks_name_the_cause)
{
    put("f", "text");
    long thread = INIT(FAN_REPORT_TID | FAN_NONBLOCK, 0), process = INIT(FAN_REPORT_PIDFD | FAN_NONBLOCK, 0);
    long both = INIT(FAN_REPORT_PIDFD | FAN_REPORT_FID | FAN_NONBLOCK, 0);
    learn();
    MARK(thread, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(process, FAN_MARK_ADD, FAN_OPEN, "f");
    MARK(both, FAN_MARK_ADD, FAN_OPEN, "f");
    use("f", O_RDONLY);
    pid_t child = fork();
    if (child == 0)
    {
        use("f", O_RDONLY);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    taken(thread, "thread");
    taken(process, "process");
    taken(both, "with a handle");
}

static void as_nobody(void)
{
    setgid(1000);
    setuid(1000);
    INIT(0, 0);
    INIT(FAN_REPORT_FID | FAN_UNLIMITED_QUEUE, 0);
    INIT(FAN_REPORT_FID | FAN_UNLIMITED_MARKS, 0);
    INIT(FAN_REPORT_FID | FAN_REPORT_TID, 0);
    INIT(FAN_REPORT_FID | FAN_REPORT_PIDFD, 0);
    INIT(FAN_CLASS_CONTENT, 0);
    INIT(FAN_REPORT_FID | FAN_REPORT_FD_ERROR, 0);
    INIT(FAN_REPORT_FID | 0x4000, 0);
    long group = INIT(FAN_REPORT_DFID_NAME | FAN_REPORT_FID | FAN_NONBLOCK, 0);
    MARK(group, FAN_MARK_ADD | FAN_MARK_MOUNT, FAN_OPEN, "d");
    MARK(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN, "d");
    MARK(group, FAN_MARK_FLUSH | FAN_MARK_FILESYSTEM, 0, 0);
    MARK(group, FAN_MARK_ADD, FAN_OPEN, "secret");
    MARK(group, FAN_MARK_ADD, FAN_OPEN | FAN_CREATE | FAN_EVENT_ON_CHILD, "d");
    use("d/f", O_RDONLY);
    pid_t child = fork();
    if (child == 0)
    {
        use("d/f", O_RDONLY);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    taken(group, "who is told only of the reader itself");
}

TEST(marks_of_nobody)
{
    mkdir("d", 0755);
    put("d/f", "text");
    put("secret", "text");
    chmod("secret", 0600);
    learn();
    in_child(as_nobody);
}

TEST(marks_overflow)
{
    mkdir("d", 0755);
    long group = INIT(FAN_REPORT_DFID_NAME | FAN_NONBLOCK, 0);
    MARK(group, FAN_MARK_ADD, FAN_CREATE, "d");
    for (int i = 0; i < 16390; i++)
    {
        char name[32];
        snprintf(name, sizeof name, "d/%d", i);
        sys(mknodat, AT_FDCWD, name, S_IFREG | 0644, 0);
    }
    int events = 0, lost = 0;
    for (long length; (length = sys(read, group, room, sizeof room)) > 0;)
        for (char *at = room; at < room + length; at += ((struct fanotify_event_metadata *)at)->event_len)
        {
            struct fanotify_event_metadata *event = (void *)at;
            events++;
            if (event->mask & FAN_Q_OVERFLOW)
                lost++, say("overflow: event %d, %d bytes, fd %d, pid %d, %s", events, event->event_len, event->fd, event->pid, text_of(event->mask));
        }
    say("%d events, %d of them overflows", events, lost);
}

TEST(marks_too_many_groups)
{
    int count = 0;
    long last;
    while ((last = sys(fanotify_init, 0, 0)) >= 0)
        count++;
    say("%d groups, then %s", count, result_text(last));
}

static void answer(long group, unsigned response)
{
    struct fanotify_event_metadata event;
    long length = sys(read, group, &event, sizeof event);
    if (length != sizeof event)
    {
        say("  asked: %s", result_text(length));
        return;
    }
    struct fanotify_response reply = { event.fd, response };
    long result = sys(write, group, &reply, sizeof reply);
    say("  asked: %s, answered %u: %s", text_of(event.mask), response, result_text(result));
    close(event.fd);
}

static pid_t ask(const char *name, int executes)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    sys(close_range, 3, ~0u, 0);
    if (executes)
    {
        char *arguments[] = { (char *)name, NULL };
        _exit(-sys(execve, name, arguments, arguments + 1));
    }
    long fd = sys(openat, AT_FDCWD, name, O_RDONLY);
    if (fd < 0)
        _exit(-fd);
    char text[4];
    long length = sys(read, fd, text, 4);
    _exit(length < 0 ? 100 - length : 200 + length);
}

static void ended(const char *who, pid_t child)
{
    int status;
    waitpid(child, &status, 0);
    say_status(who, status);
}

TEST(marks_ask)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    pid_t child = ask("f", 0);
    answer(group, FAN_ALLOW);
    ended("allowed", child);
    child = ask("f", 0);
    answer(group, FAN_DENY);
    ended("denied", child);
    MARK(group, FAN_MARK_ADD, FAN_ACCESS_PERM, "f");
    child = ask("f", 0);
    answer(group, FAN_ALLOW);
    answer(group, FAN_DENY);
    ended("not read", child);
    child = ask("f", 0);
    answer(group, FAN_ALLOW);
    answer(group, FAN_ALLOW);
    ended("read", child);
    MARK(group, FAN_MARK_REMOVE, FAN_OPEN_PERM, "f");
    child = ask("f", 0);
    answer(group, FAN_ALLOW);
    ended("only asked to read", child);
    put("g", "no program");
    chmod("g", 0755);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_OPEN_EXEC_PERM, "g");
    child = ask("g", 1);
    answer(group, FAN_DENY);
    ended("not executed", child);
    child = ask("g", 1);
    answer(group, FAN_ALLOW);
    answer(group, FAN_DENY);
    ended("not opened", child);
    mkdir("d", 0755);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_ONDIR, "d");
    child = ask("d", 0);
    answer(group, FAN_DENY);
    ended("a directory", child);
}

TEST(marks_answers)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_PRE_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    struct fanotify_response reply = { 77, FAN_ALLOW };
    T(write, group, &reply, 7);
    T(write, group, unmapped, 8);
    T(write, group, &reply, 8);
    reply.fd = -1;
    T(write, group, &reply, 8);
    reply.fd = 77;
    reply.response = 0;
    T(write, group, &reply, 8);
    reply.response = FAN_ALLOW | FAN_DENY;
    T(write, group, &reply, 8);
    reply.response = FAN_ALLOW | FAN_AUDIT;
    T(write, group, &reply, 8);
    reply.response = FAN_ALLOW | 0x100;
    T(write, group, &reply, 8);
    pid_t child = ask("f", 0);
    struct fanotify_event_metadata event;
    T(read, group, &event, sizeof event);
    T(close, event.fd);
    struct { struct fanotify_response reply; char more[20]; } longer = { { event.fd, FAN_DENY }, "" };
    T(write, group, &longer, sizeof longer);
    T(write, group, &longer, sizeof longer);
    ended("denied by a closed descriptor's number", child);
}

TEST(marks_asked_in_vain)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    struct pollfd one = { group, POLLIN, 0 };
    pid_t child = ask("f", 0);
    poll(&one, 1, -1);
    kill(child, SIGKILL);
    ended("killed before it was read", child);
    say("waits %d", poll(&one, 1, 0));
    child = ask("f", 0);
    struct fanotify_event_metadata event;
    T(read, group, &event, sizeof event);
    kill(child, SIGKILL);
    ended("killed after it was read", child);
    struct fanotify_response reply = { event.fd, FAN_ALLOW };
    T(write, group, &reply, 8);
    T(write, group, &reply, 8);
    T(close, event.fd);
    child = ask("f", 0);
    poll(&one, 1, -1);
    pid_t second = ask("f", 0);
    T(read, group, &event, sizeof event);
    T(close, group);
    ended("not read, closed", child);
    ended("perhaps read, closed", second);
}

TEST(marks_ask_classes)
{
    put("f", "text");
    long content = INIT(FAN_CLASS_CONTENT, O_RDONLY), before = INIT(FAN_CLASS_PRE_CONTENT, O_RDONLY);
    MARK(content, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    MARK(before, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    struct pollfd one = { content, POLLIN, 0 };
    pid_t child = ask("f", 0);
    struct fanotify_event_metadata event;
    T(read, before, &event, sizeof event);
    say("the other is asked: %d", poll(&one, 1, 0));
    struct fanotify_response reply = { event.fd, FAN_ALLOW };
    T(write, before, &reply, 8);
    answer(content, FAN_ALLOW);
    ended("both allowed", child);
    child = ask("f", 0);
    answer(before, FAN_DENY);
    ended("the first denied", child);
    say("the other is asked: %d", poll(&one, 1, 0));
}

TEST(marks_ask_with_events)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT | FAN_NONBLOCK, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_OPEN | FAN_ACCESS | FAN_CLOSE, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, FAN_OPEN_PERM, "f");
    use("f", O_RDONLY);
    taken(group, "the question is ignored");
}

TEST(marks_truncate_denied)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    pid_t child = fork();
    if (child == 0)
        _exit(-sys(openat, AT_FDCWD, "f", O_WRONLY | O_TRUNC));
    answer(group, FAN_DENY);
    ended("denied", child);
    MARK(group, FAN_MARK_FLUSH, 0, NULL);
    show("f");
}
