/* fanotify: marks on inodes, mounts and file systems, and the events that they bring. */
#include "marks.h"
#include "sweep.h"

SWEEP(fanotify_init, bits(0), bits(0))

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
    INIT(0x4000, 0); /* FAN_ENABLE_AUDIT is in the sweep */
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
    MARK(group, FAN_MARK_ADD, ALL_OF_STREAMS, "d"); /* FAN_OPEN_EXEC among them */
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

TEST(marks_of_a_program)
{
    put("g", "no program");
    chmod("g", 0755);
    long group = INIT(FAN_NONBLOCK, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN | FAN_OPEN_EXEC, "g");
    char *none[] = { NULL };
    T(execve, "g", none, none);
    taken(group, "executed");
    use("g", O_RDONLY);
    taken(group, "opened");
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
