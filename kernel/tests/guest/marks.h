/* What the tests of fanotify share: reading events and printing them. */
#ifndef MARKS_H
#define MARKS_H
#include "oracle.h"
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
static inline void learn(void)
{
    for (unsigned i = 0; i < KNOWN; i++)
    {
        struct handle h = { .bytes = 128 };
        int mount;
        if (sys(name_to_handle_at, AT_FDCWD, known[i], &h, &mount, 0) == 0)
            handles[i] = h;
    }
}

static inline const char *name_of(const void *handle)
{
    const struct handle *h = handle;
    for (unsigned i = 0; i < KNOWN; i++)
        if (handles[i].bytes != 0 && h->bytes == handles[i].bytes && h->type == handles[i].type && memcmp(h->opaque, handles[i].opaque, h->bytes) == 0)
            return known[i];
    return "?";
}

static inline const char *text_of(unsigned long long mask)
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

static inline void say_records(const char *from, const char *end)
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
static inline void taken(long group, const char *what)
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

static inline void use(const char *name, int flags)
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

#define INIT(flags, file_flags) T(fanotify_init, flags, file_flags)
#define MARK(group, flags, mask, path) T(fanotify_mark, group, flags, mask, AT_FDCWD, path)

#endif
