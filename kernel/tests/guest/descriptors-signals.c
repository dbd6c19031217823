/* Signals of files: F_SETOWN, F_SETSIG, O_ASYNC, and what pipes, terminals and inotify send. */
#include "oracle.h"
#include <sys/inotify.h>
#include <sys/resource.h>
#include <termios.h>

#define TID 0 /* F_OWNER_TID */
#define PID 1 /* F_OWNER_PID */
#define GROUP 2 /* F_OWNER_PGRP */

#define MIN 34 /* a queued signal that the C library leaves alone */

static void block(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGIO);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, MIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

/* Takes every pending signal out; waits for the first so many milliseconds. */
static void taken(const char *what, long ms)
{
    unsigned long set = 1ul << (SIGIO - 1) | 1ul << (SIGUSR1 - 1) | 1ul << (SIGCHLD - 1) | 1ul << (MIN - 1);
    int count = 0;
    siginfo_t info;
    struct timespec wait = { ms / 1000, ms % 1000 * 1000000 };
    for (; sys(rt_sigtimedwait, &set, &info, &wait, 8) > 0; wait = (struct timespec){ 0 })
    {
        if (info.si_signo == SIGCHLD && info.si_code == CLD_EXITED)
            continue;
        if (info.si_code == SI_KERNEL)
            say("  %s: %d from the kernel, pid %d", what, info.si_signo, info.si_pid);
        else
            say("  %s: %d code %d band %lx fd %d", what, info.si_signo, info.si_code, info.si_band, info.si_fd);
        count++;
    }

    if (count == 0)
        say("  %s: none", what);
}

static void owner_of(long fd)
{
    struct f_owner_ex owner = { -1, -1 };
    long result = sys(fcntl, fd, F_GETOWN_EX, &owner);
    long plain = sys(fcntl, fd, F_GETOWN);
    pid_t me = getpid();
    say("  owner: %s type %d %s, F_GETOWN %s", result_text(result), owner.type, owner.pid == me ? "me" : owner.pid == 0 ? "nobody" : "other",
        plain == me ? "me" : plain == -me ? "my group" : plain == 0 ? "nobody" : plain < 0 ? "a group or an error" : "other");
}

#define SETOWN_EX(fd, what, id) \
    do { struct f_owner_ex o = { what, id }; traced("fcntl", #fd ", F_SETOWN_EX, " #what ", " #id, 1, sys(fcntl, fd, F_SETOWN_EX, &o)); } while (0)

static void status(const char *what, long fd)
{
    say("  %s: flags %lo", what, sys(fcntl, fd, F_GETFL));
}

TEST(owners)
{
    setpgid(0, 0);
    int p[2];
    pipe(p);
    long fd = p[0];
    owner_of(fd);
    T(fcntl, fd, F_SETOWN, getpid());
    owner_of(fd);
    T(fcntl, fd, F_SETOWN, -getpid());
    owner_of(fd);
    T(fcntl, fd, F_SETOWN, 0);
    owner_of(fd);
    T(fcntl, fd, F_SETOWN, 99999);
    T(fcntl, fd, F_SETOWN, -99999);
    T(fcntl, fd, F_SETOWN, INT_MIN);
    T(fcntl, fd, F_SETOWN, 0x100000000);
    owner_of(fd);
    SETOWN_EX(fd, TID, getpid());
    owner_of(fd);
    SETOWN_EX(fd, PID, getpid());
    owner_of(fd);
    SETOWN_EX(fd, GROUP, getpid());
    owner_of(fd);
    SETOWN_EX(fd, GROUP, 99999);
    SETOWN_EX(fd, PID, -1);
    SETOWN_EX(fd, 3, getpid());
    SETOWN_EX(fd, -1, getpid());
    owner_of(fd);
    SETOWN_EX(fd, PID, 0);
    owner_of(fd);
    SETOWN_EX(fd, TID, 0);
    owner_of(fd);
    T(fcntl, fd, F_SETOWN_EX, unmapped);
    T(fcntl, fd, F_GETOWN_EX, unmapped);
    T(fcntl, fd, F_GETOWN_EX, readonly);
    T(fcntl, fd, F_GETSIG);
    T(fcntl, fd, F_SETSIG, 64);
    T(fcntl, fd, F_GETSIG);
    T(fcntl, fd, F_SETSIG, 65);
    T(fcntl, fd, F_SETSIG, -1);
    T(fcntl, fd, F_GETSIG);
    T(fcntl, fd, F_SETSIG, 0);
    unsigned uids[2] = { 9, 9 };
    T(fcntl, fd, 17 /* F_GETOWNER_UIDS */, uids);
    say("%u %u", uids[0], uids[1]);
    T(fcntl, fd, 17 /* F_GETOWNER_UIDS */, unmapped);
    long place = open(".", O_PATH);
    T(fcntl, place, F_SETOWN, getpid());
    T(fcntl, place, F_GETOWN);
    T(fcntl, place, F_GETSIG);
    T(fcntl, 77, F_SETOWN, getpid());
    long file = open("f", O_CREAT | O_RDWR, 0644);
    T(fcntl, file, F_SETOWN, getpid());
    owner_of(file);
    T(fcntl, file, F_SETSIG, MIN);
    T(fcntl, file, F_GETSIG);
    pid_t child = fork();
    if (child == 0)
        pause();
    traced("fcntl", "fd, F_SETOWN, child", 1, sys(fcntl, fd, F_SETOWN, child));
    owner_of(fd);
    kill(child, SIGKILL);
    siginfo_t info;
    waitid(P_PID, child, &info, WEXITED | WNOWAIT);
    owner_of(fd);
    waitpid(child, NULL, 0);
    owner_of(fd);
    traced("fcntl", "fd, F_SETOWN, child", 1, sys(fcntl, fd, F_SETOWN, child));
}

TEST(asynchronous_flag)
{
    int p[2], enable = 1, disable = 0;
    pipe(p);
    status("pipe", p[0]);
    T(fcntl, p[0], F_SETFL, O_ASYNC);
    status("pipe", p[0]);
    owner_of(p[0]);
    T(fcntl, p[0], F_SETFL, O_NONBLOCK);
    status("pipe", p[0]);
    T(ioctl, p[0], 0x5452 /* FIOASYNC */, &enable);
    status("pipe", p[0]);
    T(ioctl, p[0], 0x5452 /* FIOASYNC */, &enable);
    T(ioctl, p[0], 0x5452 /* FIOASYNC */, &disable);
    status("pipe", p[0]);
    T(ioctl, p[0], 0x5452 /* FIOASYNC */, unmapped);
    long file = open("f", O_CREAT | O_RDWR, 0644);
    T(fcntl, file, F_SETFL, O_ASYNC);
    status("file", file);
    T(ioctl, file, 0x5452 /* FIOASYNC */, &enable);
    T(ioctl, file, 0x5452 /* FIOASYNC */, &disable);
    long opened = open("f", O_RDWR | O_ASYNC);
    status("opened so", opened);
    T(ioctl, opened, 0x5452 /* FIOASYNC */, &enable);
    T(ioctl, opened, 0x5452 /* FIOASYNC */, &disable);
    T(fcntl, opened, F_SETFL, 0);
    status("opened so", opened);
    long event = sys(eventfd2, 0, 0);
    T(fcntl, event, F_SETFL, O_ASYNC);
    status("event", event);
    T(ioctl, event, 0x5452 /* FIOASYNC */, &enable);
    long watch = inotify_init();
    T(fcntl, watch, F_SETFL, O_ASYNC);
    status("inotify", watch);
    owner_of(watch);
    long random = open("/dev/urandom", O_RDONLY);
    T(fcntl, random, F_SETFL, O_ASYNC);
    status("random", random);
    long null = open("/dev/null", O_RDONLY);
    T(fcntl, null, F_SETFL, O_ASYNC);
    status("null", null);
    T(ioctl, null, 0x5452 /* FIOASYNC */, &enable);
    long place = open(".", O_PATH);
    T(fcntl, place, F_SETFL, O_ASYNC);
    T(ioctl, place, 0x5452 /* FIOASYNC */, &enable);
    long directory = open(".", O_RDONLY);
    T(fcntl, directory, F_SETFL, O_ASYNC);
    status("directory", directory);
}

TEST(pipes_signal)
{
    char text[8192] = "";
    int p[2];
    block();
    pipe(p);
    sys(fcntl, p[0], F_SETFL, O_ASYNC | O_NONBLOCK);
    sys(write, p[1], "a", 1);
    taken("without an owner", 0);
    sys(fcntl, p[0], F_SETOWN, getpid());
    sys(write, p[1], "a", 1);
    taken("plain", 0);
    sys(write, p[1], "a", 1);
    sys(write, p[1], "a", 1);
    taken("twice", 0);
    sys(fcntl, p[0], F_SETSIG, SIGIO);
    sys(write, p[1], "a", 1);
    taken("SIGIO with details", 0);
    sys(fcntl, p[0], F_SETSIG, SIGUSR1);
    sys(write, p[1], "a", 1);
    taken("another signal", 0);
    sys(fcntl, p[0], F_SETSIG, SIGCHLD);
    sys(write, p[1], "a", 1);
    taken("a signal with codes of its own", 0);
    sys(fcntl, p[0], F_SETSIG, MIN);
    sys(write, p[1], "a", 1);
    sys(write, p[1], "a", 1);
    taken("queued", 0);
    sys(write, p[1], "a", 0);
    taken("write of nothing", 0);
    sys(read, p[0], text, 1);
    taken("read", 0);
    sys(dup3, p[0], 20, 0);
    sys(write, p[1], "a", 1);
    taken("by the descriptor that asked", 0);
    sys(fcntl, 20, F_SETFL, O_NONBLOCK);
    sys(fcntl, 20, F_SETFL, O_NONBLOCK | O_ASYNC);
    sys(write, p[1], "a", 1);
    taken("asked by another", 0);
    sys(close, 20);
    sys(write, p[1], "a", 1);
    taken("which is closed", 0);
    sys(fcntl, p[1], F_SETOWN, getpid());
    sys(fcntl, p[1], F_SETSIG, MIN);
    sys(fcntl, p[1], F_SETFL, O_ASYNC | O_NONBLOCK);
    sys(write, p[1], "a", 1);
    taken("write, both ends", 0);
    sys(read, p[0], text, 1);
    taken("read, both ends", 0);
    T(read, p[0], text, 8192);
    taken("read all", 0);
    T(read, p[0], text, 1);
    taken("read of an empty pipe", 0);
    T(read, p[0], text, 0);
    taken("read of nothing", 0);
    while (sys(write, p[1], text, 8192) > 0);
    taken("filled", 0);
    T(write, p[1], text, 1);
    taken("write to a full pipe", 0);
    T(read, p[0], text, 100);
    taken("read of a full pipe", 0);
    int other[2];
    pipe(other);
    T(splice, p[0], NULL, other[1], NULL, 100, 0);
    taken("splice out", 0);
    T(tee, p[0], other[1], 100, 0);
    taken("tee out", 0);
    T(fcntl, p[0], F_SETFL, O_NONBLOCK);
    sys(read, p[0], text, 8192);
    taken("one end off", 0);
    T(splice, other[0], NULL, p[1], NULL, 100, 0);
    taken("splice in", 0);
    sys(fcntl, p[0], F_SETFL, O_NONBLOCK | O_ASYNC);
    T(splice, other[0], NULL, p[1], NULL, 100, 0);
    taken("splice in", 0);
    T(close, p[1]);
    taken("writer closed", 0);
    T(close, p[0]);
    taken("reader closed", 0);
    pipe(p);
    sys(fcntl, p[1], F_SETOWN, getpid());
    sys(fcntl, p[1], F_SETSIG, MIN);
    sys(fcntl, p[1], F_SETFL, O_ASYNC);
    T(close, p[0]);
    taken("reader closed", 0);
    T(mknodat, AT_FDCWD, "fifo", S_IFIFO | 0600, 0);
    long both = open("fifo", O_RDWR | O_NONBLOCK);
    sys(fcntl, both, F_SETOWN, getpid());
    sys(fcntl, both, F_SETSIG, MIN);
    sys(fcntl, both, F_SETFL, O_ASYNC);
    sys(write, both, "ab", 2);
    taken("fifo written", 0);
    sys(read, both, text, 1);
    taken("fifo read", 0);
}

TEST(overflow_of_queued_signals)
{
    int p[2];
    block();
    pipe(p);
    sys(fcntl, p[0], F_SETOWN, getpid());
    sys(fcntl, p[0], F_SETSIG, MIN);
    sys(fcntl, p[0], F_SETFL, O_ASYNC);
    setuid(4242);
    struct rlimit limit = { 2, 2 };
    setrlimit(RLIMIT_SIGPENDING, &limit);
    for (int i = 0; i < 4; i++)
        sys(write, p[1], "a", 1);
    taken("two fit", 0);
    sys(fcntl, p[0], F_SETSIG, SIGUSR1);
    limit = (struct rlimit){ 0, 0 };
    setrlimit(RLIMIT_SIGPENDING, &limit);
    sys(write, p[1], "a", 1);
    taken("a signal that is not queued", 0);
    sys(fcntl, p[0], F_SETSIG, MIN);
    sys(write, p[1], "a", 1);
    taken("none fits", 0);
}

/* Who may be told is a matter of who made the owner, not of who writes. */
static void told(const char *what, uid_t setter, uid_t target)
{
    int p[2], ready[2], answer[2];
    block();
    pipe(p), pipe(ready), pipe(answer);
    pid_t child = fork();
    char c = 0;
    if (child == 0)
    {
        if (target != 0)
            setuid(target);
        sys(write, ready[1], &c, 1);
        sys(read, answer[0], &c, 1);
        taken(what, 0);
        _exit(0);
    }

    sys(read, ready[0], &c, 1);
    pid_t owner = fork();
    if (owner == 0)
    {
        if (setter != 0)
            setuid(setter);
        sys(fcntl, p[0], F_SETOWN, child);
        sys(fcntl, p[0], F_SETSIG, MIN);
        sys(fcntl, p[0], F_SETFL, O_ASYNC);
        _exit(0);
    }

    waitpid(owner, NULL, 0);
    sys(write, p[1], "a", 1);
    sys(write, answer[1], &c, 1);
    waitpid(child, NULL, 0);
}

TEST(permission_of_the_setter)
{
    told("root to root", 0, 0);
    told("root to a user", 0, 4242);
    told("user to itself", 4242, 4242);
    told("user to another", 4242, 4243);
    told("user to root", 4242, 0);
}

TEST(groups_and_threads)
{
    int p[2], ready[2], go[2];
    char c = 0;
    block();
    setpgid(0, 0);
    pipe(p), pipe(ready), pipe(go);
    pid_t child = fork();
    if (child == 0)
    {
        sys(write, ready[1], &c, 1);
        sys(read, go[0], &c, 1);
        taken("child", 0);
        _exit(0);
    }

    sys(read, ready[0], &c, 1);
    sys(fcntl, p[0], F_SETOWN, -getpid());
    sys(fcntl, p[0], F_SETSIG, MIN);
    sys(fcntl, p[0], F_SETFL, O_ASYNC);
    sys(write, p[1], "a", 1);
    taken("parent", 0);
    sys(write, go[1], &c, 1);
    waitpid(child, NULL, 0);
    SETOWN_EX(p[0], TID, gettid());
    sys(write, p[1], "a", 1);
    unsigned long pending = 0;
    sys(rt_sigpending, &pending, 8);
    say("pending %lx", pending & 1ul << (MIN - 1));
    taken("thread", 0);
}

TEST(watches_signal)
{
    block();
    long watch = sys(inotify_init1, IN_NONBLOCK);
    sys(fcntl, watch, F_SETOWN, getpid());
    sys(fcntl, watch, F_SETSIG, MIN);
    sys(fcntl, watch, F_SETFL, O_ASYNC | O_NONBLOCK);
    inotify_add_watch(watch, ".", IN_CREATE | IN_DELETE);
    put("f", "text");
    taken("created", 0);
    unlink("f");
    taken("deleted", 0);
    close(watch);
    put("f", "text");
    taken("closed", 0);
}

TEST(terminals_signal)
{
    char text[64];
    block();
    long master = open("/dev/ptmx", O_RDWR | O_NOCTTY), number = 0;
    sys(ioctl, master, 0x40045431 /* TIOCSPTLCK */, &(int){ 0 });
    sys(ioctl, master, 0x80045430 /* TIOCGPTN */, &number);
    char name[32];
    snprintf(name, sizeof name, "/dev/pts/%ld", number);
    long slave = open(name, O_RDWR | O_NOCTTY);
    T(fcntl, slave, F_SETFL, O_ASYNC);
    status("slave", slave);
    owner_of(slave);
    sys(fcntl, slave, F_SETSIG, MIN);
    sys(write, master, "half", 4);
    sys(write, master, " line\n", 6);
    taken("a line", 5000);
    T(read, slave, text, 64);
    taken("read", 0);
    T(fcntl, slave, F_SETFL, 0);
    sys(write, master, "more\n", 5);
    T(read, slave, text, 64);
    taken("off", 0);
    sys(fcntl, master, F_SETSIG, MIN);
    T(fcntl, master, F_SETFL, O_ASYNC);
    owner_of(master);
    struct termios modes;
    tcgetattr(slave, &modes);
    cfmakeraw(&modes);
    tcsetattr(slave, TCSANOW, &modes);
    sys(write, slave, "answer", 6);
    taken("the master", 5000);
    T(fcntl, master, F_SETFL, 0);
    sys(fcntl, slave, F_SETOWN, 0);
    setpgid(0, 0);
    sys(fcntl, slave, F_SETOWN, -getpid());
    T(fcntl, slave, F_SETFL, O_ASYNC);
    owner_of(slave);
    close(master);
    taken("hung up", 0);
    status("hung up", slave);
    T(fcntl, slave, F_SETFL, O_ASYNC);
    T(ioctl, slave, 0x5452 /* FIOASYNC */, (&(int){ 1 }));
    owner_of(slave);
}

TEST(terminal_of_a_session)
{
    setsid();
    long master = open("/dev/ptmx", O_RDWR | O_NOCTTY), number = 0;
    sys(ioctl, master, 0x40045431 /* TIOCSPTLCK */, &(int){ 0 });
    sys(ioctl, master, 0x80045430 /* TIOCGPTN */, &number);
    char name[32];
    snprintf(name, sizeof name, "/dev/pts/%ld", number);
    long slave = open(name, O_RDWR);
    T(fcntl, slave, F_SETFL, O_ASYNC);
    owner_of(slave);
    T(fcntl, slave, F_SETOWN, 0);
    owner_of(slave);
    T(fcntl, slave, F_SETFL, 0);
    T(fcntl, slave, F_SETFL, O_ASYNC);
    owner_of(slave);
}
