/* Pseudo-terminals as Linux has them: pairs, modes, window size, job control, hang-up. */
#include "guest.h"
#include "check.h"

enum
{
    SYS_ioctl = 29, SYS_mkdirat = 34, SYS_ppoll = 73, SYS_newfstatat = 79, SYS_nanosleep = 101, SYS_rt_sigtimedwait = 137,
    SYS_rt_sigprocmask = 135, SYS_setsid = 157, SYS_setpgid = 154, SYS_mount = 40, AT = -100, RDWR = 2, NOCTTY = 0x100, NONBLOCK = 0x800,
    TCGETS = 0x5401, TCSETS = 0x5402, TIOCSCTTY = 0x540E, TIOCGPGRP = 0x540F, TIOCSPGRP = 0x5410, TIOCGWINSZ = 0x5413, TIOCSWINSZ = 0x5414,
    FIONREAD = 0x541B, TIOCPKT = 0x5420, TIOCGSID = 0x5429, TIOCGPTPEER = 0x5441, SIGHUP = 1, SIGINT = 2, SIGCHLD = 17, SIGCONT = 18,
    SIGTTOU = 22, SIGWINCH = 28, EIO = 5, ENXIO = 6, EAGAIN = 11, ENOTTY = 25, POLLIN = 1, POLLOUT = 4, POLLHUP = 16,
};

#define TIOCGPTN 0x80045430l
#define TIOCSPTLCK 0x40045431l
#define TIOCGPTLCK 0x80045439l

struct termios { unsigned input, output, control, local; unsigned char line, keys[19]; };
struct window { unsigned short rows, columns, x, y; };
struct pollfd { int fd; short events, revents; };
struct timespec { i64 s, n; };

static i64 call4(i64 n, i64 a, i64 b, i64 c, i64 d) { return syscall6(n, a, b, c, d, 0, 0); }
static i64 open(const char *path, i64 flags) { return call4(SYS_openat, AT, (i64)path, flags, 0); }
static i64 control(i64 fd, ulong request, void *argument) { return syscall3(SYS_ioctl, fd, request, argument); }
static i64 fork(void) { return syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0); }
static void nap(i64 ms) { struct timespec t = { 0, ms * 1000000 }; syscall3(SYS_nanosleep, &t, 0, 0); }
static int poll(i64 fd) { struct pollfd p = { (int)fd, POLLIN | POLLOUT, 0 }; struct timespec t = { 0, 0 }; syscall6(SYS_ppoll, (i64)&p, 1, (i64)&t, 0, 0, 0); return p.revents; }
static i64 reap(i64 pid) { int status = -1; call4(SYS_wait4, pid, (i64)&status, 0, 0); return status; }
static int equal(const char *a, const char *b, i64 n) { for (i64 i = 0; i < n; i++) if (a[i] != b[i]) return 0; return 1; }

static char name[] = "/dev/pts/000", text[70000];

static i64 make(i64 flags, i64 *slave)
{
    i64 master = open("/dev/ptmx", RDWR | NOCTTY | flags);
    int number = -1, unlock = 0;
    check("a master", master >= 0, master);
    check("its number", control(master, TIOCGPTN, &number) == 0 && number >= 0, number);
    int at = 9;
    if (number >= 100)
        name[at++] = '0' + number / 100;
    if (number >= 10)
        name[at++] = '0' + number / 10 % 10;
    name[at++] = '0' + number % 10, name[at] = 0;
    if (slave)
    {
        check("locked at first", open(name, RDWR | NOCTTY) == -EIO, 0);
        control(master, TIOCSPTLCK, &unlock);
        *slave = open(name, RDWR | NOCTTY);
        check("a slave", *slave >= 0, *slave);
    }

    return master;
}

static void lines(void)
{
    i64 slave, master = make(0, &slave);
    syscall3(SYS_write, slave, "hello\n", 6);
    check("output gets its return", syscall3(SYS_read, master, text, 100) == 7 && equal(text, "hello\r\n", 7), 0);
    syscall3(SYS_write, master, "abc", 3);
    i64 n = syscall3(SYS_read, master, text, 100);
    check("echo", n == 3 && equal(text, "abc", 3), n);
    int left = -1;
    check("no line yet", control(slave, FIONREAD, &left) == 0 && left == 0 && poll(slave) == POLLOUT, left);
    syscall3(SYS_write, master, "d\x7f!\r", 4);
    n = syscall3(SYS_read, slave, text, 100);
    check("a line, edited", n == 5 && equal(text, "abc!\n", 5), n);
    n = syscall3(SYS_read, master, text, 100);
    check("the erased character is erased", n == 7 && equal(text, "d\b \b!\r\n", 7), n);
    struct termios modes;
    check("modes through the master", control(master, TCGETS, &modes) == 0 && (modes.local & 8), modes.local);
    modes.local &= ~(2u | 8u), modes.output = 0, modes.input = 0;
    control(master, TCSETS, &modes);
    syscall3(SYS_write, master, "\x03xy", 3);
    n = syscall3(SYS_read, slave, text, 100);
    modes.local = 0;
    control(slave, TCGETS, &modes);
    check("are the slave's", (modes.local & 10) == 0, modes.local);
    struct window size = { 24, 80, 0, 0 }, seen = { 0, 0, 0, 0 };
    control(master, TIOCSWINSZ, &size);
    check("one window size", control(slave, TIOCGWINSZ, &seen) == 0 && seen.rows == 24 && seen.columns == 80, seen.rows);
    int on = 1, number = 0;
    check("only masters have numbers", control(slave, TIOCGPTN, &number) == -ENOTTY, 0);
    control(master, TIOCPKT, &on);
    syscall3(SYS_write, slave, "p", 1);
    n = syscall3(SYS_read, master, text, 100);
    check("packet mode", n == 2 && text[0] == 0 && text[1] == 'p', n);
    on = 0;
    control(master, TIOCPKT, &on);
    i64 peer = syscall3(SYS_ioctl, master, TIOCGPTPEER, RDWR | NOCTTY);
    check("TIOCGPTPEER", peer >= 0 && syscall3(SYS_write, peer, "q", 1) == 1 && syscall3(SYS_read, master, text, 9) == 1, peer);
    syscall3(SYS_close, peer, 0, 0), syscall3(SYS_close, slave, 0, 0);
    check("no slave is a hang-up", (poll(master) & POLLHUP) && syscall3(SYS_read, master, text, 9) == -EIO, poll(master));
    slave = open(name, RDWR | NOCTTY);
    check("until there is one again", slave >= 0 && !(poll(master) & POLLHUP), poll(master));
    syscall3(SYS_close, master, 0, 0);
    check("no master is the end", syscall3(SYS_read, slave, text, 9) == 0 && syscall3(SYS_write, slave, "x", 1) == -EIO, 0);
    check("and no control", control(slave, TCGETS, &modes) == -EIO, 0);
    check("and a hang-up", poll(slave) & POLLHUP, poll(slave));
    syscall3(SYS_close, slave, 0, 0);
    check("and no name", open(name, RDWR | NOCTTY) < 0, 0);
}

static void amounts(void)
{
    i64 slave, master = make(NONBLOCK, &slave);
    struct termios modes;
    control(slave, TCGETS, &modes);
    modes.local = 0, modes.output = 0, modes.input = 0, modes.keys[6] = 1, modes.keys[5] = 0;
    control(slave, TCSETS, &modes);
    check("nothing is EAGAIN", syscall3(SYS_read, master, text, 9) == -EAGAIN, 0);
    i64 child = fork();
    if (child == 0)
    {
        for (i64 i = 0; i < 60000; i++)
            text[i] = (char)(i * 7 + i / 256);
        i64 done = 0;
        while (done < 60000)
        {
            i64 n = syscall3(SYS_write, slave, text + done, 60000 - done);
            if (n <= 0)
                quit(1);
            done += n;
        }

        quit(0);
    }

    i64 got = 0;
    int good = 1;
    while (got < 60000 && good)
    {
        struct pollfd p = { (int)master, POLLIN, 0 };
        struct timespec limit = { 10, 0 };
        if (syscall6(SYS_ppoll, (i64)&p, 1, (i64)&limit, 0, 0, 0) != 1)
            break;
        i64 n = syscall3(SYS_read, master, text, 5000);
        for (i64 i = 0; i < n; i++)
            good &= text[i] == (char)((got + i) * 7 + (got + i) / 256);
        got += n > 0 ? n : 0;
    }

    check("60000 bytes from the slave", good && got == 60000, got);
    check("and its end", reap(child) == 0, 0);
    child = fork();
    if (child == 0)
    {
        i64 sum = 0;
        while (sum < 50000)
        {
            i64 n = syscall3(SYS_read, slave, text, 3000);
            for (i64 i = 0; i < n; i++)
                if (text[i] != (char)((sum + i) * 3 + (sum + i) / 256))
                    quit(1);
            sum += n;
        }

        quit(0);
    }

    for (i64 i = 0; i < 50000; i++)
        text[i] = (char)(i * 3 + i / 256);
    i64 sent = 0;
    while (sent < 50000)
    {
        i64 n = syscall3(SYS_write, master, text + sent, 50000 - sent);
        if (n == -EAGAIN)
            nap(1);
        else if (n <= 0)
            break;
        else
            sent += n;
    }

    check("50000 bytes to the slave", sent == 50000 && reap(child) == 0, sent);
    syscall3(SYS_close, slave, 0, 0), syscall3(SYS_close, master, 0, 0);
}

static i64 awaited(ulong mask)
{
    struct timespec limit = { 5, 0 };
    return call4(SYS_rt_sigtimedwait, (i64)&mask, 0, (i64)&limit, 8);
}

#define BIT(signal) (1ul << ((signal) - 1))

/* The session leader: exit status 0 when all came as it should. */
static int lead(i64 master)
{
    ulong mask = BIT(SIGHUP) | BIT(SIGINT) | BIT(SIGWINCH) | BIT(SIGCONT);
    call4(SYS_rt_sigprocmask, 0, (i64)&mask, 0, 8);
    syscall3(SYS_close, master, 0, 0);
    syscall3(SYS_setsid, 0, 0, 0);
    if (open("/dev/tty", RDWR) != -ENXIO)
        return 1;
    i64 slave = open(name, RDWR), self = syscall3(SYS_getpid, 0, 0, 0);
    int id = 0;
    if (slave < 0 || control(slave, TIOCGSID, &id) != 0 || id != self)
        return 2;
    i64 terminal = open("/dev/tty", RDWR);
    if (terminal < 0 || control(terminal, TIOCGPGRP, &id) != 0 || id != self)
        return 3;
    syscall3(SYS_write, terminal, "ready\n", 6);
    if (awaited(BIT(SIGINT)) != SIGINT)
        return 4;
    syscall3(SYS_write, terminal, "1\n", 2);
    if (awaited(BIT(SIGWINCH)) != SIGWINCH)
        return 5;
    syscall3(SYS_write, terminal, "2\n", 2);
    if (awaited(BIT(SIGHUP)) != SIGHUP)
        return 6;
    if (open("/dev/tty", RDWR) != -ENXIO)
        return 7;
    return syscall3(SYS_write, slave, "x", 1) == -EIO ? 0 : 8;
}

static void sessions(void)
{
    i64 slave, master = make(0, &slave);
    syscall3(SYS_close, slave, 0, 0);
    i64 child = fork();
    if (child == 0)
        quit(lead(master));
    i64 n = 0;
    /* The slave is closed until the child opens it. */
    for (int i = 0; i < 500 && (n = syscall3(SYS_read, master, text, 100)) < 0; i++)
        nap(5);
    check("the child speaks", n >= 5 && equal(text, "ready", 5), n);
    int group = 0;
    check("the foreground group by the master", control(master, TIOCGPGRP, &group) == 0 && group == child, group);
    syscall3(SYS_write, master, "\x03", 1);
    n = syscall3(SYS_read, master, text, 100);
    check("Ctrl-C", n > 0, n);
    struct window size = { 10, 20, 0, 0 };
    control(master, TIOCSWINSZ, &size);
    nap(20);
    check("a new size", syscall3(SYS_read, master, text, 100) > 0, 0);
    syscall3(SYS_close, master, 0, 0);
    i64 status = reap(child);
    check("hang-up", status == 0, status >> 8);

    master = make(0, &slave);
    child = fork();
    if (child == 0)
    {
        syscall3(SYS_setsid, 0, 0, 0);
        syscall3(SYS_close, open(name, RDWR), 0, 0);
        quit(0);
    }

    reap(child);
    check("the leader's end leaves the slave to others", syscall3(SYS_write, slave, "x", 1) == 1 && syscall3(SYS_read, master, text, 9) == 1, 0);
    syscall3(SYS_close, slave, 0, 0), syscall3(SYS_close, master, 0, 0);
}

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    syscall3(SYS_mkdirat, AT, "/dev/pts", 0755);
    syscall6(SYS_mount, (i64)"devpts", (i64)"/dev/pts", (i64)"devpts", 0, 0, 0);
    lines();
    amounts();
    sessions();
    return finish();
}
