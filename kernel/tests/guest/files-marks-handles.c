/* fanotify: events that carry handles and names instead of descriptors. */
#include "marks.h"

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
        MARK(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, ALL_OF_STREAMS | ALL_OF_NAMES | FAN_ONDIR | rename_too, "."); /* FAN_DELETE, FAN_MOVE and others */
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
