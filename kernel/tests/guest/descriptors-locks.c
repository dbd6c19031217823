/* Locks of files as /proc/locks shows them. */
#include "oracle.h"
#include <sys/file.h>

/* Each line without its number, and with names for what is not the same each time. */
static void locks(void)
{
    struct stat s;
    stat("f", &s);
    FILE *file = fopen("proc/locks", "r");
    char line[256];
    while (file && fgets(line, sizeof line, file))
    {
        char kind[64], place[64], range[64], expected[64];
        int pid;
        if (sscanf(line, "%*d: %63[^0-9-] %d %63s %63[^\n]", kind, &pid, place, range) != 4)
            continue;
        snprintf(expected, sizeof expected, "%02x:%02x:%lu", (int)(s.st_dev >> 8) & 0xfff, (int)(s.st_dev & 0xff), s.st_ino);
        if (strcmp(place, expected) == 0)
            say("%s|%s|%s", kind, pid == getpid() ? "own" : pid == -1 ? "-1" : "other", range);
    }

    if (file)
        fclose(file);
}

TEST(proc_locks)
{
    mkdir("proc", 0755);
    sys(mount, "proc", "proc", "proc", 0, NULL);
    long fd = open("f", O_RDWR | O_CREAT, 0600), other = open("f", O_RDWR);
    locks();
    T(flock, fd, LOCK_SH);
    locks();
    T(flock, fd, LOCK_EX);
    locks();
    T(flock, fd, LOCK_UN);
    T(fcntl, fd, F_SETLK, (&(struct flock){ .l_type = F_RDLCK, .l_start = 10, .l_len = 20 }));
    locks();
    T(fcntl, fd, F_SETLK, (&(struct flock){ .l_type = F_WRLCK, .l_start = 0, .l_len = 0 }));
    locks();
    T(fcntl, fd, F_SETLK, (&(struct flock){ .l_type = F_UNLCK }));
    T(fcntl, fd, F_OFD_SETLK, (&(struct flock){ .l_type = F_WRLCK, .l_start = 5, .l_len = 1 }));
    locks();
    close(fd);
    locks();
    close(other);
    sys(umount2, "proc", 0);
}
