/* POSIX message queues. */
#include "oracle.h"
#include <mqueue.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define at_ms(ms) (moment(ms))
#define SIZES(messages, bytes) (&(struct mq_attr){ .mq_maxmsg = messages, .mq_msgsize = bytes })

/* ms milliseconds from now on the wall clock. */
static struct timespec *moment(long ms)
{
    static struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_nsec += ms * 1000000;
    t.tv_sec += t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return &t;
}

static long queue;
static char text[8192];

static void state(void)
{
    struct mq_attr a = { .mq_flags = -1 };
    T(mq_getsetattr, queue, NULL, &a);
    say("%lx %ld %ld %ld", a.mq_flags, a.mq_maxmsg, a.mq_msgsize, a.mq_curmsgs);
}

#define TAKE(timeout)                                             \
    do                                                               \
    {                                                                \
        unsigned priority = 77;                                      \
        memset(text, 0, 16);                                         \
        T(mq_timedreceive, queue, text, 8192, &priority, timeout);   \
        say("%s %u", text, priority);                                \
    } while (0)

TEST(queue_names)
{
    queue = V(mq_open, "q", O_RDWR | O_CREAT | O_EXCL, 0600, NULL);
    T(mq_open, "q", O_RDWR | O_CREAT | O_EXCL, 0600, NULL);
    V(mq_open, "q", O_RDONLY, 0, NULL);
    V(mq_open, "q", O_RDONLY | O_CREAT, 0600, NULL);
    T(mq_open, "q", O_RDWR | O_WRONLY, 0, NULL);
    T(mq_open, "other", O_RDWR, 0, NULL);
    T(mq_open, "", O_RDWR | O_CREAT, 0600, NULL);
    T(mq_open, "/q", O_RDWR | O_CREAT, 0600, NULL);
    T(mq_open, "a/b", O_RDWR | O_CREAT, 0600, NULL);
    T(mq_open, ".", O_RDWR | O_CREAT, 0600, NULL);
    T(mq_open, "..", O_RDWR | O_CREAT, 0600, NULL);
    char name[300];
    memset(name, 'n', sizeof name - 1), name[255] = 0;
    V(mq_open, name, O_RDWR | O_CREAT, 0600, NULL);
    T(mq_unlink, name);
    name[255] = 'n', name[299] = 0;
    T(mq_open, name, O_RDWR | O_CREAT, 0600, NULL);
    T(mq_unlink, name);
    T(mq_open, NULL, O_RDWR | O_CREAT, 0600, NULL);
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, unmapped);
    T(mq_open, kernel, O_RDWR, 0, NULL);
    T(mq_unlink, "q");
    T(mq_unlink, "q");
    T(mq_unlink, "");
    T(mq_unlink, "/q");
    T(mq_unlink, NULL);
    state();
    struct stat s;
    sys(fstat, queue, &s);
    say("%o %d %d size %ld links %d", s.st_mode, s.st_uid, s.st_gid, (long)s.st_size, (int)s.st_nlink);
    T(fcntl, queue, F_GETFD);
    T(fcntl, queue, F_GETFL);
}

TEST(queue_sizes)
{
    queue = V(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(3, 20));
    state();
    T(mq_unlink, "q");
    V(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(65536, 1));
    T(mq_unlink, "q");
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(65537, 1));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(1, 16777217));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(0, 1));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(1, 0));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(-1, 1));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(1, -1));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(100, 16384));
    sys(setrlimit, RLIMIT_MSGQUEUE, (&(struct rlimit){ 1000, 1000 }));
    T(mq_open, "q", O_RDWR | O_CREAT, 0600, NULL);
    V(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(1, 100));
    T(mq_unlink, "q");
}

static void as_user(void)
{
    sys(setresgid, 100, 100, 100);
    sys(setresuid, 1000, 1000, 1000);
    T(mq_open, "q", O_RDWR, 0, NULL);
    V(mq_open, "q", O_WRONLY, 0, NULL);
    T(mq_open, "q", O_RDONLY, 0, NULL);
    T(mq_unlink, "q");
    long own = V(mq_open, "own", O_RDWR | O_CREAT, 0600, NULL);
    T(mq_open, "large", O_RDWR | O_CREAT, 0600, SIZES(11, 1));
    T(mq_open, "large", O_RDWR | O_CREAT, 0600, SIZES(1, 8193));
    char name[] = "0";
    int made = 0;
    for (; made < 20 && sys(mq_open, name, O_RDWR | O_CREAT, 0600, NULL) >= 0; made++, name[0]++)
        ;
    say("%d more", made);
    T(mq_open, name, O_RDWR | O_CREAT, 0600, NULL);
    close(own);
    T(mq_unlink, "own");
    for (name[0] = '0'; made-- > 0; name[0]++)
        sys(mq_unlink, name);
    V(mq_open, "x", O_RDWR | O_CREAT, 0600, NULL);
    T(mq_unlink, "x");
}

TEST(queue_permissions)
{
    umask(02);
    queue = V(mq_open, "q", O_RDWR | O_CREAT, 0626, NULL);
    struct stat s;
    sys(fstat, queue, &s);
    say("%o", s.st_mode);
    sys(fchmod, queue, 0602);
    in_child(as_user);
    T(mq_unlink, "q");
}

TEST(queue_messages)
{
    queue = V(mq_open, "q", O_RDWR | O_CREAT | O_NONBLOCK, 0600, SIZES(5, 8192));
    T(mq_timedsend, queue, "low", 4, 1, NULL);
    T(mq_timedsend, queue, "high", 5, 9, NULL);
    T(mq_timedsend, queue, "low too", 8, 1, NULL);
    T(mq_timedsend, queue, "top", 4, 32767, NULL);
    T(mq_timedsend, queue, "", 0, 0, NULL);
    T(mq_timedsend, queue, "over", 5, 0, NULL);
    T(mq_timedsend, queue, "", 0, 32768, NULL);
    state();
    char status[128] = "";
    T(lseek, queue, 0, SEEK_SET);
    T(read, queue, status, sizeof status);
    say("%s", status);
    struct pollfd p = { queue, POLLIN | POLLOUT, 0 };
    T(ppoll, &p, 1, NULL, NULL, 0);
    say("%x", p.revents);
    TAKE(NULL);
    TAKE(NULL);
    T(ppoll, &p, 1, NULL, NULL, 0);
    say("%x", p.revents);
    TAKE(NULL);
    TAKE(NULL);
    TAKE(NULL);
    TAKE(NULL);
    T(ppoll, &p, 1, NULL, NULL, 0);
    say("%x", p.revents);
    T(mq_timedreceive, queue, text, 8191, NULL, NULL);
    T(mq_timedsend, queue, text, 8193, 0, NULL);
    T(mq_timedsend, queue, NULL, 1, 0, NULL);
    T(mq_timedsend, queue, edge(4), 8, 0, NULL);
    T(mq_timedsend, queue, "gone", 5, 3, NULL);
    T(mq_timedreceive, queue, NULL, 8192, NULL, NULL);
    T(mq_timedreceive, queue, NULL, 8192, NULL, NULL);
    T(mq_timedsend, queue, "gone", 5, 3, NULL);
    T(mq_timedreceive, queue, text, 8192, kernel, NULL);
    T(mq_timedsend, 0, "x", 1, 0, NULL);
    T(mq_timedsend, -1, "x", 1, 0, NULL);
    T(mq_timedreceive, 0, text, 8192, NULL, NULL);
    long reader = V(mq_open, "q", O_RDONLY, 0, NULL), writer = V(mq_open, "q", O_WRONLY, 0, NULL);
    T(mq_timedsend, reader, "x", 1, 0, NULL);
    T(mq_timedreceive, writer, text, 8192, NULL, NULL);
    T(write, queue, "x", 1);
    T(mq_unlink, "q");
    T(mq_timedsend, writer, "still", 6, 0, NULL);
    TAKE(NULL);
}

TEST(queue_attributes)
{
    queue = V(mq_open, "q", O_RDWR | O_CREAT, 0600, NULL);
    struct mq_attr a = { .mq_flags = O_NONBLOCK, .mq_maxmsg = 1 }, old;
    T(mq_getsetattr, queue, &a, &old /* O_NONBLOCK */);
    say("%lx", old.mq_flags);
    state();
    a.mq_flags = 1;
    T(mq_getsetattr, queue, &a, NULL);
    a.mq_flags = 0;
    T(mq_getsetattr, queue, &a, unmapped);
    state();
    T(mq_getsetattr, queue, unmapped, NULL);
    T(mq_getsetattr, queue, NULL, NULL);
    T(mq_getsetattr, 0, NULL, &a);
    T(mq_getsetattr, -1, NULL, &a);
    T(mq_unlink, "q");
}

TEST(queue_waits)
{
    queue = V(mq_open, "q", O_RDWR | O_CREAT, 0600, SIZES(1, 8192));
    TAKE(at_ms(30));
    TAKE((&(struct timespec){ 0, 0 }));
    TAKE((&(struct timespec){ -1, 0 }));
    TAKE((&(struct timespec){ 0, -1 }));
    TAKE((&(struct timespec){ 0, 1000000000 }));
    TAKE(unmapped);
    T(mq_timedsend, queue, "full", 5, 0, (&(struct timespec){ 0, 0 }));
    T(mq_timedsend, queue, "more", 5, 0, at_ms(30));
    T(mq_timedsend, queue, "more", 5, 0, (&(struct timespec){ 0, 0 }));
    catch_signal(SIGALRM, 0);
    alarm_ms(50);
    T(mq_timedsend, queue, "more", 5, 0, NULL);
    pid_t child = fork();
    if (child == 0)
        _exit(-sys(mq_timedsend, queue, "waited", 7, 5, NULL));
    pause_ms(200);
    TAKE(NULL);
    waitpid(child, NULL, 0);
    TAKE(NULL);
    child = fork();
    if (child == 0)
    {
        sys(mq_timedreceive, queue, text, 8192, NULL, NULL);
        _exit(text[0]);
    }

    pause_ms(200);
    T(mq_timedsend, queue, "A", 2, 0, NULL);
    int status;
    waitpid(child, &status, 0);
    say("%c", WEXITSTATUS(status));
    state();
    alarm_ms(50);
    TAKE(NULL);
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(50);
    TAKE(at_ms(300));
    T(mq_unlink, "q");
}

static siginfo_t info;

static void on_notice(int signal, siginfo_t *given, void *context)
{
    (void)signal, (void)context;
    info = *given;
}

static void other_process(void)
{
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = SIGEV_NONE }));
    T(mq_notify, queue, NULL);
    T(mq_timedsend, queue, "from the child", 15, 0, NULL);
}

TEST(queue_notices)
{
    queue = V(mq_open, "q", O_RDWR | O_CREAT, 0600, NULL);
    sigaction(SIGUSR1, (&(struct sigaction){ .sa_sigaction = on_notice, .sa_flags = SA_SIGINFO }), NULL);
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 42 };
    T(mq_notify, queue, &event);
    T(mq_notify, queue, &event);
    char status[128] = "";
    long length = sys(read, queue, status, sizeof status);
    say("%ld %.40s", length, status);
    in_child(other_process);
    say("%d %d %d %d %d", info.si_signo, info.si_code, info.si_value.sival_int, info.si_pid > 1, info.si_uid);
    T(mq_notify, queue, &event);
    memset(&info, 0, sizeof info);
    T(mq_timedsend, queue, "second", 7, 0, NULL);
    say("%d", info.si_signo);
    TAKE(NULL);
    TAKE(NULL);
    T(mq_timedsend, queue, "third", 6, 0, NULL);
    say("%d", info.si_signo);
    T(mq_notify, queue, &event);
    T(mq_notify, queue, NULL);
    T(mq_notify, queue, NULL);
    T(mq_notify, queue, &event);
    close(dup(queue));
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = SIGEV_NONE }));
    T(mq_notify, queue, &event);
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = 9 }));
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = SIGEV_SIGNAL, .sigev_signo = 65 }));
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = SIGEV_THREAD }));
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = SIGEV_THREAD, .sigev_value.sival_ptr = text, .sigev_signo = -1 }));
    T(mq_notify, queue, (&(struct sigevent){ .sigev_notify = SIGEV_THREAD, .sigev_value.sival_ptr = text, .sigev_signo = 0 }));
    T(mq_notify, queue, unmapped);
    T(mq_notify, 0, &event);
    T(mq_notify, -1, NULL);
    T(mq_unlink, "q");
}

TEST(queue_settings)
{
    mkdir("proc", 0755);
    sys(mount, "proc", "proc", "proc", 0, NULL);
    show("proc/sys/fs/mqueue/queues_max");
    show("proc/sys/fs/mqueue/msg_max");
    show("proc/sys/fs/mqueue/msgsize_max");
    show("proc/sys/fs/mqueue/msg_default");
    show("proc/sys/fs/mqueue/msgsize_default");
    put("proc/sys/fs/mqueue/msgsize_max", "100");
    put("proc/sys/fs/mqueue/msg_default", "4\n");
    queue = V(mq_open, "q", O_RDWR | O_CREAT, 0600, NULL);
    state();
    T(mq_unlink, "q");
    put("proc/sys/fs/mqueue/msgsize_max", "8192");
    put("proc/sys/fs/mqueue/msg_default", "10");
    sys(umount2, "proc", 0);
}

/* Waits until a child sleeps in a system call. */
static void await_sleep(pid_t child)
{
    char path[32], line[256] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", child);
    for (;;)
    {
        int fd = open(path, O_RDONLY);
        ssize_t count = read(fd, line, sizeof line - 1);
        close(fd);
        char *name = count > 0 ? strrchr(line, ')') : NULL;
        if (name != NULL && name[2] == 'S')
            return;
        usleep(1000);
    }
}

/* A child that becomes as urgent as asked, then says by a pipe that it is about to wait. */
static pid_t waiter(const char *name, int policy, int priority, int nice, int sends)
{
    int ready[2];
    char c = 0;
    pipe(ready);
    pid_t child = fork();
    if (child == 0)
    {
        sys(sched_setscheduler, 0, policy, &priority);
        sys(setpriority, 0, 0, nice);
        close(ready[0]);
        sys(write, ready[1], &c, 1);
        if (sends)
            sys(mq_timedsend, queue, name, strlen(name) + 1, 0, NULL);
        else
        {
            char got[64] = "";
            sys(mq_timedreceive, queue, got, 64, NULL, NULL);
            say("  %s got %s", name, got);
        }
        _exit(0);
    }

    close(ready[1]);
    sys(read, ready[0], &c, 1);
    close(ready[0]);
    await_sleep(child);
    return child;
}

TEST(queue_waits_by_priority)
{
    char got[64];
    queue = sys(mq_open, "waiters", O_RDWR | O_CREAT, 0600, SIZES(1, 64));
    pid_t children[] = {
        waiter("first", 0, 0, 0, 0), waiter("second", 0, 0, 0, 0), waiter("nicer", 0, 0, 5, 0), waiter("real-time", 1, 5, 0, 0),
        waiter("more so", 1, 10, 0, 0), waiter("less nice", 0, 0, -5, 0),
    };
    for (int i = 0; i < 6; i++)
    {
        char message[2] = { (char)('1' + i), 0 };
        sys(mq_timedsend, queue, message, 2, 0, NULL);
        int status;
        pid_t ended = wait(&status);
        for (int k = 0; k < 6; k++)
            if (children[k] == ended)
                say("  number %d", k);
    }

    T(mq_timedsend, queue, "full", 5, 0, NULL);
    waiter("first", 0, 0, 0, 1), waiter("real-time", 1, 5, 0, 1), waiter("second", 0, 0, 0, 1), waiter("less nice", 0, 0, -5, 1);
    for (int i = 0; i < 5; i++)
    {
        T(mq_timedreceive, queue, got, 64, NULL, NULL);
        say("  %s", got);
    }

    while (wait(NULL) > 0);
    T(mq_unlink, "waiters");
}
