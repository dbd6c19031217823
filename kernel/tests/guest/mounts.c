/* mount, umount2, pivot_root with real mounts. */
#include "oracle.h"
#include <sys/mount.h>
#include <sys/statfs.h>

static void flags(const char *place)
{
    struct statfs fs;
    statfs(place, &fs);
    say("%s flags %lx", place, (long)fs.f_flags);
}

TEST(mount_flags)
{
    mkdir("m", 0755);
    mkdir("b", 0755);
    T(mount, "none", "m", "tmpfs", MS_RDONLY | MS_NOSUID | MS_SILENT, "size=64k");
    flags("m");
    T(openat, AT_FDCWD, "m/f", O_CREAT | O_WRONLY, 0644);
    T(mount, "none", "m", NULL, MS_REMOUNT | MS_NODEV | MS_NOEXEC | MS_NOATIME, NULL);
    flags("m");
    put("m/f", "#!/bin/sh\n");
    chmod("m/f", 0755);
    T(execve, "m/f", NULL, NULL);
    T(mknodat, AT_FDCWD, "m/null", S_IFCHR | 0666, 0x103);
    T(openat, AT_FDCWD, "m/null", O_RDONLY);
    T(mount, "none", "m", NULL, MS_REMOUNT | MS_NODIRATIME | MS_STRICTATIME, NULL);
    flags("m");
    T(mount, "none", "m", NULL, MS_REMOUNT | MS_RELATIME, NULL);
    flags("m");
    T(mount, "m", "b", NULL, MS_BIND | MS_REC, NULL);
    show("b/f");
    T(mount, "b", "m", NULL, MS_MOVE, NULL);
    T(mount, NULL, "m", NULL, MS_PRIVATE, NULL);
    T(mount, NULL, "m", NULL, MS_UNBINDABLE, NULL);
    T(mount, NULL, "m", NULL, MS_PRIVATE | MS_UNBINDABLE, NULL);
    T(umount2, "m", 0);
    T(umount2, "m", 0);
    T(umount2, "m", MNT_FORCE);
    T(mount, "none", "m", "nosuch", 0, NULL);
    T(mount, "none", "m", "tmpfs", 0, "size=nonsense");
    T(mount, "none", "missing", "tmpfs", 0, NULL);
}

TEST(busy_and_lazy)
{
    mkdir("m", 0755);
    symlink("m", "l");
    T(mount, "none", "m", "tmpfs", 0, NULL);
    put("m/f", "kept");
    long fd = open("m/f", O_RDONLY);
    T(umount2, "m", 0);
    T(umount2, "l", UMOUNT_NOFOLLOW);
    T(unlinkat, AT_FDCWD, "m", AT_REMOVEDIR);
    T(umount2, "m", MNT_DETACH);
    char text[8] = "";
    T(read, fd, text, 8);
    say("%s", text);
    T(umount2, "m", MNT_EXPIRE | MNT_FORCE);
    T(unlinkat, AT_FDCWD, "m", AT_REMOVEDIR);
}
