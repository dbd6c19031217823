/* F_NOTIFY: signals of what happens in a directory. */
#include "oracle.h"

#define MIN 34

static void block(void)
{
    unsigned long set = 1ul << (SIGIO - 1) | 1ul << (MIN - 1);
    sys(rt_sigprocmask, SIG_BLOCK, &set, NULL, 8);
}

static void taken(const char *what)
{
    unsigned long set = 1ul << (SIGIO - 1) | 1ul << (MIN - 1);
    struct timespec none = { 0, 0 };
    siginfo_t info;
    int count = 0;
    for (; sys(rt_sigtimedwait, &set, &info, &none, 8) > 0; count++)
        if (info.si_code == SI_KERNEL)
            say("  %s: %d from the kernel", what, info.si_signo);
        else
            say("  %s: %d code %d band %lx fd %d", what, info.si_signo, info.si_code, info.si_band, info.si_fd);
    if (count == 0)
        say("  %s: none", what);
}

TEST(directory_notices)
{
    char text[1024];
    block();
    mkdir("d", 0755);
    put("d/f", "text");
    long fd = open("d", O_RDONLY | O_DIRECTORY), file = open("d/f", O_RDWR);
    T(fcntl, fd, F_NOTIFY, DN_MODIFY);
    T(fcntl, fd, F_GETOWN_EX, unmapped);
    say("owner is me: %d", sys(fcntl, fd, F_GETOWN) == getpid());
    sys(write, file, "a", 1);
    taken("once");
    sys(write, file, "a", 1);
    taken("not again");
    T(fcntl, fd, F_SETSIG, MIN);
    T(fcntl, fd, F_NOTIFY, DN_ACCESS | DN_MODIFY | DN_MULTISHOT);
    sys(write, file, "a", 1);
    taken("write");
    sys(pread64, file, text, 1, 0);
    taken("read");
    sys(ftruncate, file, 0);
    taken("truncate");
    sys(getdents64, fd, text, 1024);
    taken("list");
    chmod("d/f", 0600);
    taken("chmod, not asked");
    T(fcntl, fd, F_NOTIFY, DN_ATTRIB | DN_MULTISHOT);
    chmod("d/f", 0644);
    taken("chmod");
    chmod("d", 0700);
    taken("chmod of the directory");
    sys(write, file, "a", 1);
    taken("what was asked before stays");
    T(fcntl, fd, F_NOTIFY, 0);
    sys(write, file, "a", 1);
    taken("off");
    T(fcntl, fd, F_NOTIFY, DN_CREATE | DN_MULTISHOT);
    put("d/g", "text");
    taken("create");
    mkdir("d/sub", 0755);
    taken("mkdir");
    link("d/g", "d/h");
    taken("link");
    symlink("g", "d/s");
    taken("symlink");
    rename("d/g", "d/i");
    taken("rename within");
    unlink("d/h");
    taken("unlink, not asked");
    T(fcntl, fd, F_NOTIFY, DN_MULTISHOT);
    T(fcntl, fd, F_NOTIFY, DN_DELETE | DN_MULTISHOT);
    unlink("d/s");
    taken("unlink");
    rmdir("d/sub");
    taken("rmdir");
    rename("d/i", "j");
    taken("rename out");
    T(fcntl, fd, F_NOTIFY, 0);
    T(fcntl, fd, F_NOTIFY, DN_RENAME | DN_MULTISHOT);
    rename("j", "d/j");
    taken("rename in");
    rename("d/j", "d/k");
    taken("rename within");
    rename("d/k", "k");
    taken("rename out");
    T(fcntl, fd, F_NOTIFY, 0);
    T(fcntl, fd, F_NOTIFY, DN_MODIFY | DN_MULTISHOT | 0x40);
    long twin = dup(fd);
    T(fcntl, twin, F_NOTIFY, DN_ACCESS | DN_MULTISHOT);
    sys(write, file, "a", 1);
    taken("by a twin");
    T(close, twin);
    sys(write, file, "a", 1);
    taken("after the twin was closed");
}

TEST(directory_notices_of_several)
{
    block();
    mkdir("d", 0755);
    put("d/f", "text");
    long first = open("d", O_RDONLY), second = open("d", O_RDONLY), file = open("d/f", O_RDWR);
    sys(fcntl, first, F_SETSIG, MIN);
    sys(fcntl, second, F_SETSIG, MIN);
    T(fcntl, first, F_NOTIFY, DN_MODIFY | DN_MULTISHOT);
    T(fcntl, second, F_NOTIFY, DN_MODIFY);
    sys(write, file, "a", 1);
    taken("both");
    sys(write, file, "a", 1);
    taken("one");
    pid_t child = fork();
    if (child == 0)
    {
        sys(close, first);
        _exit(0);
    }

    waitpid(child, NULL, 0);
    sys(write, file, "a", 1);
    taken("a child closed its own");
    T(close, first);
    sys(write, file, "a", 1);
    taken("closed");
}

TEST(directory_notices_refused)
{
    put("f", "text");
    long file = open("f", O_RDWR), place = open(".", O_PATH), fd = open(".", O_RDONLY);
    T(fcntl, file, F_NOTIFY, DN_MODIFY);
    T(fcntl, file, F_NOTIFY, 0);
    T(fcntl, place, F_NOTIFY, DN_MODIFY);
    T(fcntl, 77, F_NOTIFY, DN_MODIFY);
    T(fcntl, fd, F_NOTIFY, 0x40);
    T(fcntl, fd, F_NOTIFY, DN_MULTISHOT);
    T(fcntl, fd, F_NOTIFY, 0x100000000);
}

TEST(directory_notices_turned_off)
{
    long fd = open(".", O_RDONLY);
    show("/proc/sys/fs/dir-notify-enable");
    put("/proc/sys/fs/dir-notify-enable", "0\n");
    T(fcntl, fd, F_NOTIFY, DN_MODIFY);
    T(fcntl, fd, F_NOTIFY, 0);
    put("/proc/sys/fs/dir-notify-enable", "-3");
    show("/proc/sys/fs/dir-notify-enable");
    T(fcntl, fd, F_NOTIFY, DN_MODIFY);
    put("/proc/sys/fs/dir-notify-enable", "1");
}
