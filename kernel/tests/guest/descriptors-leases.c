/* F_SETLEASE, F_GETLEASE: leases, and what breaks them. */
#include "oracle.h"
#include <sys/time.h>

#define MIN 34

static void block(void)
{
    unsigned long set = 1ul << (SIGIO - 1) | 1ul << (MIN - 1);
    sys(rt_sigprocmask, SIG_BLOCK, &set, NULL, 8);
}

/* Waits for a signal of a lease; none: looks only. */
static void told(const char *what, int waits)
{
    unsigned long set = 1ul << (SIGIO - 1) | 1ul << (MIN - 1);
    struct timespec none = { 0, 0 };
    siginfo_t info;
    long signal = sys(rt_sigtimedwait, &set, &info, waits ? NULL : &none, 8);
    if (signal <= 0)
        say("  %s: no signal", what);
    else if (info.si_code == SI_KERNEL)
        say("  %s: %ld from the kernel", what, signal);
    else
        say("  %s: %ld code %d band %lx fd %d", what, signal, info.si_code, info.si_band, info.si_fd);
}

/* A child that opens a file and exits with the result. */
static pid_t opener(const char *name, int flags)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    sys(close_range, 3, ~0u, 0);
    long fd = sys(openat, AT_FDCWD, name, flags);
    _exit(fd < 0 ? -fd : 100 + fd);
}

static void ended(const char *who, pid_t child)
{
    int status;
    waitpid(child, &status, 0);
    say_status(who, status);
}

#define SET(fd, kind) T(fcntl, fd, F_SETLEASE, kind)
#define GET(fd) T(fcntl, fd, F_GETLEASE)

TEST(leases_taken)
{
    block();
    put("f", "text");
    show("/proc/sys/fs/lease-break-time");
    show("/proc/sys/fs/leases-enable");
    long fd = open("f", O_RDONLY);
    GET(fd);
    SET(fd, F_UNLCK);
    SET(fd, F_RDLCK);
    GET(fd);
    SET(fd, F_WRLCK);
    GET(fd);
    SET(fd, F_RDLCK);
    GET(fd);
    say("owner is me: %d", sys(fcntl, fd, F_GETOWN) == getpid());
    long twin = dup(fd);
    GET(twin);
    SET(twin, F_UNLCK);
    GET(fd);
    say("owner: %ld", sys(fcntl, fd, F_GETOWN));
    long second = open("f", O_RDONLY);
    SET(fd, F_WRLCK);
    SET(fd, F_RDLCK);
    SET(second, F_RDLCK);
    SET(second, F_WRLCK);
    GET(second);
    SET(second, F_UNLCK);
    SET(second, F_UNLCK);
    close(second);
    SET(fd, F_WRLCK);
    close(twin);
    GET(fd);
    close(fd);
    fd = open("f", O_RDWR);
    SET(fd, F_RDLCK);
    SET(fd, F_WRLCK);
    GET(fd);
    SET(fd, F_RDLCK);
    GET(fd);
    SET(fd, 3);
    SET(fd, -1);
    SET(fd, 0x10000);
    SET(fd, 0x100000000);
    GET(fd);
}

static void as_nobody(void)
{
    setuid(1000);
    long fd = open("f", O_RDONLY), own = open("own", O_RDONLY);
    SET(fd, F_RDLCK);
    SET(fd, F_UNLCK);
    SET(fd, 5);
    GET(fd);
    SET(own, F_RDLCK);
}

TEST(leases_refused)
{
    put("f", "text");
    put("own", "text");
    chown("own", 1000, 1000);
    mkdir("d", 0755);
    mkfifo("p", 0644);
    SET(77, F_RDLCK);
    long directory = open("d", O_RDONLY), fifo = open("p", O_RDWR), place = open("f", O_PATH), null = open("/dev/null", O_RDWR);
    SET(directory, F_RDLCK);
    SET(fifo, F_RDLCK);
    SET(place, F_RDLCK);
    SET(null, F_RDLCK);
    GET(directory);
    GET(place);
    GET(fifo);
    in_child(as_nobody);
    long reader = open("f", O_RDONLY), writer = open("f", O_WRONLY);
    SET(reader, F_RDLCK);
    SET(writer, F_RDLCK);
    SET(writer, F_WRLCK);
    close(writer);
    SET(reader, F_RDLCK);
    SET(reader, F_UNLCK);
    put("/proc/sys/fs/leases-enable", "0");
    SET(reader, F_RDLCK);
    put("/proc/sys/fs/leases-enable", "1");
    SET(reader, F_RDLCK);
}

TEST(leases_broken_by_nonblocking)
{
    block();
    put("f", "text");
    long fd = open("f", O_RDONLY);
    T(fcntl, fd, F_SETSIG, MIN);
    SET(fd, F_WRLCK);
    ended("reader", opener("f", O_RDONLY | O_NONBLOCK));
    told("reader", 0);
    GET(fd);
    ended("reader again", opener("f", O_RDONLY | O_NONBLOCK));
    told("reader again", 0);
    ended("writer", opener("f", O_WRONLY | O_NONBLOCK));
    told("writer", 0);
    GET(fd);
    ended("writer again", opener("f", O_RDWR | O_NONBLOCK));
    told("writer again", 0);
    ended("O_PATH", opener("f", O_PATH));
    ended("own", opener("f", O_PATH));
    SET(fd, F_RDLCK);
    GET(fd);
    ended("reader of a shared one", opener("f", O_RDONLY | O_NONBLOCK));
    SET(fd, F_UNLCK);
    GET(fd);
    say("signal %ld", sys(fcntl, fd, F_GETSIG));
    ended("nothing left", opener("f", O_RDWR | O_NONBLOCK));
    told("nothing left", 0);
    SET(fd, F_RDLCK);
    ended("reader of a shared one", opener("f", O_RDONLY | O_NONBLOCK));
    told("reader of a shared one", 0);
    ended("truncating reader", opener("f", O_RDONLY | O_TRUNC | O_NONBLOCK));
    told("truncating reader", 0);
    say("itself: %s", result_text(sys(openat, AT_FDCWD, "f", O_WRONLY | O_NONBLOCK)));
    told("itself", 0);
}

TEST(leases_broken_and_given_back)
{
    block();
    put("f", "text");
    long fd = open("f", O_RDONLY);
    SET(fd, F_WRLCK);
    pid_t child = opener("f", O_RDONLY);
    told("reader", 1);
    GET(fd);
    SET(fd, F_RDLCK);
    ended("reader", child);
    GET(fd);
    child = opener("f", O_WRONLY);
    told("writer", 1);
    SET(fd, F_UNLCK);
    ended("writer", child);
    T(fcntl, fd, F_SETSIG, MIN);
    SET(fd, F_RDLCK);
    child = fork();
    if (child == 0)
    {
        sys(close_range, 3, ~0u, 0);
        _exit(-sys(truncate, "f", 2));
    }
    told("truncate", 1);
    show("f");
    SET(fd, F_UNLCK);
    ended("truncate", child);
    show("f");
    SET(fd, F_RDLCK);
    child = opener("f", O_RDWR);
    told("closed without a signal of its own", 1);
    T(close, fd);
    ended("writer", child);
    chmod("f", 0755);
    fd = open("f", O_RDONLY);
    SET(fd, F_WRLCK);
    child = fork();
    if (child == 0)
    {
        char *none[] = { NULL };
        sys(close_range, 3, ~0u, 0);
        _exit(-sys(execve, "f", none, none));
    }
    told("execve", 1);
    SET(fd, F_UNLCK);
    ended("execve", child);
}

TEST(leases_of_several)
{
    block();
    put("f", "text");
    long first = open("f", O_RDONLY), second = open("f", O_RDONLY);
    sys(fcntl, first, F_SETSIG, MIN);
    sys(fcntl, second, F_SETSIG, MIN);
    SET(first, F_RDLCK);
    SET(second, F_RDLCK);
    pid_t child = opener("f", O_WRONLY);
    told("one", 1);
    told("the other", 1);
    long third = sys(openat, AT_FDCWD, "f", O_RDONLY);
    say("third %d", third > 0);
    SET(third, F_RDLCK);
    SET(first, F_UNLCK);
    SET(second, F_UNLCK);
    ended("writer", child);
}

TEST(leases_interrupted)
{
    block();
    put("f", "text");
    long fd = open("f", O_RDONLY);
    SET(fd, F_RDLCK);
    pid_t child = fork();
    if (child == 0)
    {
        sys(close_range, 3, ~0u, 0);
        catch_signal(SIGALRM, 0);
        struct itimerval again = { { 0, 50000 }, { 0, 50000 } };
        setitimer(ITIMER_REAL, &again, NULL);
        _exit(-sys(openat, AT_FDCWD, "f", O_WRONLY));
    }
    told("writer", 1);
    ended("interrupted", child);
    GET(fd);
    SET(fd, F_RDLCK);
    GET(fd);
    child = opener("f", O_WRONLY);
    told("no second signal", 0);
    SET(fd, F_UNLCK);
    ended("writer", child);
}

TEST(leases_taken_away)
{
    block();
    put("f", "text");
    put("/proc/sys/fs/lease-break-time", "1");
    long fd = open("f", O_RDONLY);
    SET(fd, F_WRLCK);
    ended("reader", opener("f", O_RDONLY));
    told("reader", 0);
    GET(fd);
    ended("writer", opener("f", O_WRONLY));
    told("writer", 0);
    GET(fd);
    SET(fd, F_UNLCK);
    put("/proc/sys/fs/lease-break-time", "45");
}

TEST(leases_in_proc)
{
    put("f", "text");
    long fd = open("f", O_RDONLY);
    SET(fd, F_RDLCK);
    FILE *locks = fopen("/proc/locks", "r");
    char line[256], kind[32], state[32], mode[32];
    int number, process;
    while (fgets(line, sizeof line, locks))
        if (sscanf(line, "%d: %31s %31s %31s %d", &number, kind, state, mode, &process) == 5 && !strcmp(kind, "LEASE"))
            say("%s %s %s, mine %d", kind, state, mode, process == getpid());
}
