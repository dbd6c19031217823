/* mount, umount2, pivot_root with real mounts. */
#include "oracle.h"
#include <sched.h>
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

static void move_to(int hart)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(hart, &set);
    sched_setaffinity(0, sizeof set, &set);
}

/* Opens on one hart, closes on another when it is told to. */
static void open_and_move(int hart, int told, int opened)
{
    char byte = 0;
    move_to(hart);
    int fd = open("m/f", O_RDONLY);
    move_to((hart + 1) % 4);
    write(opened, &byte, 1);
    read(told, &byte, 1);
    close(fd);
    write(opened, &byte, 1);
    _exit(0);
}

TEST(users_on_every_hart_keep_a_mount)
{
    int told[4][2], opened[2];
    char byte = 0;
    mkdir("m", 0755);
    T(mount, "none", "m", "tmpfs", 0, NULL);
    put("m/f", "kept");
    pipe(opened);
    for (int hart = 0; hart < 4; hart++)
    {
        pipe(told[hart]);
        if (fork() == 0)
            open_and_move(hart, told[hart][0], opened[1]);
        read(opened[0], &byte, 1);
    }
    for (int hart = 0; hart < 4; hart++)
    {
        T(umount2, "m", 0);
        write(told[hart][1], &byte, 1);
        read(opened[0], &byte, 1);
    }
    T(umount2, "m", 0);
    T(umount2, "m", 0);
    while (wait(NULL) > 0)
        ;
}

TEST(a_mount_goes_between_two_opens)
{
    mkdir("m", 0755);
    pid_t openers[3];
    for (int i = 0; i < 3; i++)
    {
        openers[i] = fork();
        while (openers[i] == 0)
        {
            int fd = open("m/f", O_RDONLY);
            if (fd >= 0)
                close(fd);
            sched_yield();
        }
    }
    int left = 0;
    for (int round = 0; round < 60; round++)
    {
        mount("none", "m", "tmpfs", 0, NULL);
        put("m/f", "kept");
        int lazily = round % 3 == 0 ? MNT_DETACH : 0;
        while (umount2("m", lazily) != 0 && errno == EBUSY)
            ;
        left += access("m/f", F_OK) != 0;
    }
    for (int i = 0; i < 3; i++)
        kill(openers[i], SIGKILL);
    while (wait(NULL) > 0)
        ;
    say("%d", left);
}
