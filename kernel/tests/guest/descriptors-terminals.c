/* ioctls of terminals that the applets' cases do not reach. */
#include "oracle.h"
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>

#define TCGETA_ 0x5405
#define TCSETA_ 0x5406
#define TCSETAW_ 0x5407
#define TCSETAF_ 0x5408

struct termio_
{
    unsigned short iflag, oflag, cflag, lflag;
    unsigned char line, cc[8];
};

struct kernel_termios
{
    unsigned iflag, oflag, cflag, lflag;
    unsigned char line, cc[19];
};

static long master, slave;

static void open_pair(void)
{
    int number = 0;
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    ioctl(master, TIOCSPTLCK, &(int){ 0 });
    ioctl(master, TIOCGPTN, &number);
    char name[32];
    snprintf(name, sizeof name, "/dev/pts/%d", number);
    slave = open(name, O_RDWR | O_NOCTTY);
}

static void show_old(const char *what, long fd)
{
    struct termio_ t;
    memset(&t, 0x55, sizeof t);
    long result = sys(ioctl, fd, TCGETA_, &t);
    say("%s: %s i %o o %o c %o l %o line %d", what, result_text(result), t.iflag, t.oflag, t.cflag, t.lflag, t.line);
    for (int i = 0; i < 8; i++)
        say("  %d", t.cc[i]);
}

static void show_new(const char *what, long fd)
{
    struct kernel_termios t;
    memset(&t, 0x55, sizeof t);
    long result = sys(ioctl, fd, TCGETS, &t);
    say("%s: %s i %o o %o c %o l %o line %d", what, result_text(result), t.iflag, t.oflag, t.cflag, t.lflag, t.line);
    for (int i = 0; i < 19; i++)
        say("  %d", t.cc[i]);
}

TEST(old_modes)
{
    open_pair();
    say("%d", (int)sizeof(struct termio_));
    show_old("slave", slave);
    show_old("master", master);
    struct termio_ t;
    sys(ioctl, slave, TCGETA_, &t);
    t.lflag &= ~(ECHO | ICANON);
    t.cc[0] = 7;
    t.line = 3;
    T(ioctl, slave, TCSETA_, &t);
    show_new("slave", slave);
    t.iflag = 0;
    T(ioctl, slave, TCSETAW_, &t);
    t.oflag = 0;
    sys(write, master, "lost", 4);
    T(ioctl, slave, TCSETAF_, &t);
    show_new("slave", slave);
    t.cflag = 0xffff;
    T(ioctl, master, TCSETA_, &t);
    show_new("slave", slave);
    T(ioctl, slave, TCGETA_, unmapped);
    T(ioctl, slave, TCSETA_, unmapped);
    T(ioctl, slave, TCGETA_, readonly);
    T(ioctl, slave, TCGETA_, edge(17));
    T(ioctl, slave, TCGETA_, edge(18));
    T(ioctl, slave, TCSETA_, edge(17));
    int p[2];
    pipe(p);
    T(ioctl, p[0], TCGETA_, &t);
}

TEST(locked_modes)
{
    open_pair();
    struct kernel_termios lock, t;
    memset(&lock, 0x55, sizeof lock);
    T(ioctl, slave, 0x5456 /* TIOCGLCKTRMIOS */, &lock);
    say("%o %o %o %o %d %d", lock.iflag, lock.oflag, lock.cflag, lock.lflag, lock.line, lock.cc[0]);
    lock.lflag = ECHO | ICANON;
    lock.cc[0] = 1;
    T(ioctl, slave, 0x5457 /* TIOCSLCKTRMIOS */, &lock);
    memset(&lock, 0, sizeof lock);
    T(ioctl, master, 0x5456 /* TIOCGLCKTRMIOS */, &lock);
    say("%o %o %o %o %d %d", lock.iflag, lock.oflag, lock.cflag, lock.lflag, lock.line, lock.cc[0]);
    sys(ioctl, slave, TCGETS, &t);
    t.lflag = 0;
    t.iflag = 0;
    t.cc[0] = 9;
    t.cc[1] = 9;
    T(ioctl, slave, TCSETS, &t);
    show_new("what is locked stays", slave);
    T(ioctl, slave, 0x5456 /* TIOCGLCKTRMIOS */, unmapped);
    T(ioctl, slave, 0x5457 /* TIOCSLCKTRMIOS */, unmapped);
    T(ioctl, slave, 0x5456 /* TIOCGLCKTRMIOS */, edge(35));
    T(ioctl, slave, 0x5456 /* TIOCGLCKTRMIOS */, edge(36));
    setuid(4242);
    T(ioctl, slave, 0x5456 /* TIOCGLCKTRMIOS */, &lock);
    T(ioctl, slave, 0x5457 /* TIOCSLCKTRMIOS */, &lock);
}

static void both(const char *what, unsigned request, void *argument)
{
    int value = -77;
    long a = sys(ioctl, slave, request, argument != NULL ? argument : &value);
    say("%s slave %s %d", what, result_text(a), value);
    value = -77;
    a = sys(ioctl, master, request, argument != NULL ? argument : &value);
    say("%s master %s %d", what, result_text(a), value);
}

TEST(other_requests)
{
    open_pair();
    int on = 1, off = 0;
    char key = 'x';
    both("TIOCGETD", TIOCGETD, NULL);
    both("TIOCSETD", TIOCSETD, &off);
    both("TIOCSETD 99", TIOCSETD, &(int){ 99 });
    both("TIOCGEXCL", 0x80045440, NULL);
    both("TIOCEXCL", TIOCEXCL, &off);
    both("TIOCGEXCL", 0x80045440, NULL);
    both("TIOCNXCL", TIOCNXCL, &off);
    both("TIOCGEXCL", 0x80045440, NULL);
    both("TIOCOUTQ", TIOCOUTQ, NULL);
    both("FIONREAD", FIONREAD, NULL);
    both("TIOCGSOFTCAR", TIOCGSOFTCAR, NULL);
    both("TIOCSSOFTCAR", TIOCSSOFTCAR, &on);
    both("TIOCGSOFTCAR", TIOCGSOFTCAR, NULL);
    both("TIOCSSOFTCAR", TIOCSSOFTCAR, &off);
    both("TIOCMGET", TIOCMGET, NULL);
    both("TIOCMSET", TIOCMSET, &off);
    both("TIOCGICOUNT", TIOCGICOUNT, NULL);
    both("TIOCGSERIAL", TIOCGSERIAL, NULL);
    both("TIOCGSID", TIOCGSID, NULL);
    both("TIOCGPGRP", TIOCGPGRP, NULL);
    both("TIOCSTI", TIOCSTI, &key);
    both("TIOCGPTN", TIOCGPTN, NULL);
    both("TIOCGPTLCK", 0x80045439, NULL);
    both("TIOCPKT", TIOCPKT, &off);
    both("TIOCGPKT", 0x80045438, NULL);
    both("TCSBRK 1", TCSBRK, (void *)1);
    both("TCSBRKP", TCSBRKP, (void *)1);
    both("TIOCSBRK", TIOCSBRK, &off);
    both("TIOCCBRK", TIOCCBRK, &off);
    both("TIOCNOTTY", TIOCNOTTY, &off);
    both("TIOCLINUX", TIOCLINUX, &off);
    both("TIOCGRS485", 0x542E, NULL);
    both("TCGETX", 0x5432, NULL);
    both("TIOCSIG", 0x40045436, (void *)0);
    both("TIOCSIG SIGINT", 0x40045436, (void *)2);
    long got = 0;
    both("TIOCGDEV", 0x80045432, &got);
    say("%d", got != 0);
}

struct kernel_termios2
{
    struct kernel_termios modes;
    unsigned ispeed, ospeed;
};

#define SET_SPEED(what, flags, in, out)                                                                        \
    do                                                                                                         \
    {                                                                                                          \
        t.modes.cflag = (flags), t.ispeed = (in), t.ospeed = (out);                                            \
        say(what ": %s", result_text(sys(ioctl, slave, 0x402c542b /* TCSETS2 */, &t)));                        \
        T(ioctl, master, 0x802c542a /* TCGETS2 */, &t);                                                        \
        say("  %o %u %u", t.modes.cflag, t.ispeed, t.ospeed);                                                  \
    } while (0)

TEST(modes_with_speeds)
{
    struct kernel_termios2 t = { .ispeed = 1 };
    open_pair();
    T(ioctl, slave, 0x802c542a /* TCGETS2 */, &t);
    say("  i %o o %o c %o l %o %u %u", t.modes.iflag, t.modes.oflag, t.modes.cflag, t.modes.lflag, t.ispeed, t.ospeed);
    SET_SPEED("a code", B9600 | CS8 | CREAD, 7, 8);
    SET_SPEED("a high code", B4000000 | CS8 | CREAD, 7, 8);
    SET_SPEED("another", 010000 | CS8 | CREAD, 1234, 5678);
    SET_SPEED("another for input", 010000 | 010000 << 16 | CS8 | CREAD, 1234, 5678);
    SET_SPEED("two codes", B300 | B75 << 16 | CS8 | CREAD, 1234, 5678);
    SET_SPEED("none", B0 | CS8 | CREAD, 1234, 5678);
    SET_SPEED("of the line", B300 | CS5 | PARENB, 0, 0);
    t.modes.lflag = 0;
    T(ioctl, slave, 0x402c542c /* TCSETSW2 */, &t);
    T(ioctl, slave, 0x402c542d /* TCSETSF2 */, &t);
    T(ioctl, slave, 0x802c542a /* TCGETS2 */, edge(43));
    T(ioctl, slave, 0x402c542b /* TCSETS2 */, edge(43));
    show_new("slave", slave);
}

TEST(exclusive_terminals)
{
    char name[32], key = 'x';
    int number = 0;
    open_pair();
    ioctl(master, TIOCGPTN, &number);
    snprintf(name, sizeof name, "/dev/pts/%d", number);
    chmod(name, 0666);
    T(ioctl, slave, TIOCEXCL, 0);
    V(openat, AT_FDCWD, name, O_RDWR | O_NOCTTY);
    T(ioctl, slave, TIOCSTI, unmapped);
    sys(ioctl, slave, TIOCSTI, &key);
    sys(ioctl, slave, TIOCSTI, &(char){ 10 });
    char text[8] = "";
    T(read, slave, text, 8);
    say("%s", text);
    setuid(4242);
    T(openat, AT_FDCWD, name, O_RDWR | O_NOCTTY);
    T(ioctl, slave, TIOCSTI, &key);
    T(ioctl, master, TIOCSTI, &key);
    T(ioctl, slave, TIOCNXCL, 0);
    V(openat, AT_FDCWD, name, O_RDWR | O_NOCTTY);
}

static void await_bytes(long fd)
{
    struct pollfd one = { fd, POLLIN, 0 };
    sys(ppoll, &one, 1, 0, 0);
}

static void say_waiting(const char *what)
{
    int at_master = -1, at_slave = -1;
    sys(ioctl, master, FIONREAD, &at_master);
    sys(ioctl, slave, FIONREAD, &at_slave);
    say("%s: %d for the master, %d for the slave", what, at_master, at_slave);
}

/* Bytes that have arrived belong to the side that reads them: it alone throws them away. */
TEST(flushes_of_a_pair)
{
    open_pair();
    sys(write, master, "typed\n", 6);
    await_bytes(slave);
    char echo[16];
    await_bytes(master);
    for (int got = 0; got < 7;)
        got += sys(read, master, echo, sizeof echo);
    sys(write, slave, "shown", 5);
    await_bytes(master);
    say_waiting("before");
    T(ioctl, slave, TCFLSH, TCOFLUSH);
    say_waiting("output of the slave");
    T(ioctl, master, TCFLSH, TCOFLUSH);
    say_waiting("output of the master");
    T(ioctl, master, TCFLSH, TCIFLUSH);
    say_waiting("input of the master");
    T(ioctl, slave, TCFLSH, TCIFLUSH);
    say_waiting("input of the slave");
    T(ioctl, master, TCFLSH, 3);
    T(ioctl, slave, TCFLSH, 3);
    sys(write, slave, "again", 5);
    await_bytes(master);
    T(ioctl, master, TCFLSH, TCIOFLUSH);
    say_waiting("both of the master");
}
