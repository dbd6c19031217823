/* Pipes, eventfd, memfd, epoll, poll, splice and their friends. */
#include "oracle.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

TEST(pipes)
{
    int p[2];
    char text[8];
    T(pipe2, p, O_CLOEXEC | O_NONBLOCK);
    say("%lx %lx %ld", sys(fcntl, p[0], F_GETFL), sys(fcntl, p[1], F_GETFL), sys(fcntl, p[1], F_GETFD));
    T(read, p[0], text, 8);
    T(write, p[1], "12345", 5);
    int n = 0;
    T(ioctl, p[0], 0x541b /* FIONREAD */, &n);
    say("%d", n);
    T(read, p[0], text, 2);
    T(read, p[0], text, 8);
    T(fcntl, p[0], F_GETPIPE_SZ);
    T(fcntl, p[0], F_SETPIPE_SZ, 4096);
    T(fcntl, p[0], F_SETPIPE_SZ, 0);
    char *big = calloc(1, 100000);
    T(write, p[1], big, 100000);
    T(write, p[1], big, 1);
    T(lseek, p[0], 0, SEEK_SET);
    close(p[0]);
    signal(SIGPIPE, SIG_IGN);
    T(write, p[1], "x", 1);
    T(write, p[1], "x", 0);
    signal(SIGPIPE, SIG_DFL);
    T(write, p[1], "x", 1);
    say("never");
}

TEST(eventfds)
{
    unsigned long v = 3;
    long fd = T(eventfd2, 2, EFD_NONBLOCK | EFD_CLOEXEC);
    T(write, fd, &v, 8);
    T(read, fd, &v, 8);
    say("%lu", v);
    T(read, fd, &v, 8);
    T(read, fd, &v, 7);
    v = -1;
    T(write, fd, &v, 8);
    v = -2;
    T(write, fd, &v, 8);
    v = 1;
    T(write, fd, &v, 8);
    fd = T(eventfd2, 2, EFD_SEMAPHORE | EFD_NONBLOCK);
    T(read, fd, &v, 8);
    say("%lu", v);
    T(read, fd, &v, 8);
    T(read, fd, &v, 8);
}

TEST(memfds)
{
    char text[8] = "";
    long fd = T(memfd_create, "name", 1 /* MFD_CLOEXEC */);
    T(memfd_create, "name", MFD_CLOEXEC);
    T(memfd_create, "name", 0x10 /* MFD_EXEC */);
    T(write, fd, "abc", 3);
    T(pread64, fd, text, 8, 1);
    say("%s", text);
    T(ftruncate, fd, 10000);
    char *map = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    map[9999] = 'z';
    T(pread64, fd, text, 8, 9999);
    say("%c", text[0]);
}

static long control(const char *what, long set, int operation, long fd, unsigned events)
{
    struct epoll_event event = { .events = events, .data.u64 = 42 };
    return traced("epoll_ctl", what, 1, sys(epoll_ctl, set, operation, fd, &event));
}
#define CONTROL(set, operation, fd, events) control(#set ", " #operation ", " #fd ", " #events, set, operation, fd, events)

TEST(epolls)
{
    struct epoll_event got[4];
    unsigned long one = 1;
    int p[2];
    pipe(p);
    long set = T(epoll_create1, EPOLL_CLOEXEC), event = eventfd(0, EFD_NONBLOCK);
    CONTROL(set, EPOLL_CTL_ADD, event, EPOLLIN | EPOLLET);
    CONTROL(set, EPOLL_CTL_ADD, event, EPOLLIN);
    CONTROL(set, EPOLL_CTL_MOD, p[0], EPOLLIN);
    CONTROL(set, EPOLL_CTL_DEL, p[0], 0);
    CONTROL(set, EPOLL_CTL_ADD, set, EPOLLIN);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
    write(event, &one, 8);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
    say("%x %lu", got[0].events, got[0].data.u64);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
    write(event, &one, 8);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
    CONTROL(set, EPOLL_CTL_MOD, event, EPOLLIN | EPOLLONESHOT | EPOLLWAKEUP);
    T(epoll_pwait2, set, got, 4, (&(struct timespec){ 0, 0 }), NULL, 8);
    T(epoll_pwait2, set, got, 4, (&(struct timespec){ 0, 1000000 }), NULL, 8);
    CONTROL(set, EPOLL_CTL_ADD, p[0], EPOLLIN | EPOLLEXCLUSIVE);
    CONTROL(set, EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLEXCLUSIVE);
    close(p[1]);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
    say("%x", got[0].events);
    CONTROL(set, EPOLL_CTL_DEL, p[0], 0);
    CONTROL(set, EPOLL_CTL_ADD, 0, EPOLLIN);
    put("f", "");
    long file = open("f", O_RDONLY);
    CONTROL(set, EPOLL_CTL_ADD, file, EPOLLIN);
    CONTROL(set, 9, event, EPOLLIN);
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(100);
    T(epoll_pwait, set, got, 4, -1, NULL, 8);
}

TEST(polls)
{
    int p[2];
    pipe(p);
    struct pollfd fds[3] = { { p[0], POLLIN, 0 }, { p[1], POLLOUT, 0 }, { 99, POLLIN, 0 } };
    struct timespec zero = { 0, 0 };
    T(ppoll, fds, 3, &zero, NULL, 8);
    say("%x %x %x", fds[0].revents, fds[1].revents, fds[2].revents);
    write(p[1], "x", 1);
    close(p[1]);
    fds[1].fd = -1;
    T(ppoll, fds, 2, NULL, NULL, 8);
    say("%x %x", fds[0].revents, fds[1].revents);
    fd_set in, out;
    FD_ZERO(&in);
    FD_SET(p[0], &in);
    FD_ZERO(&out);
    FD_SET(1, &out);
    T(pselect6, 10, &in, &out, NULL, &zero, NULL);
    say("%d %d", FD_ISSET(p[0], &in), FD_ISSET(1, &out));
    FD_SET(55, &in);
    T(pselect6, 60, &in, NULL, NULL, &zero, NULL);
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(50);
    T(ppoll, fds, 0, NULL, NULL, 8);
    alarm_ms(50);
    T(pselect6, 0, NULL, NULL, NULL, NULL, NULL);
    struct timespec bad = { 0, 1000000000 };
    T(ppoll, fds, 1, &bad, NULL, 8);
    T(pselect6, 0, NULL, NULL, NULL, &bad, NULL);
}

TEST(splices)
{
    int p[2], q[2];
    char text[16] = "";
    pipe2(p, O_NONBLOCK), pipe2(q, O_NONBLOCK);
    put("f", "0123456789");
    long fd = open("f", O_RDWR), at = 2;
    T(splice, fd, &at, p[1], NULL, 4, SPLICE_F_MOVE | SPLICE_F_MORE | SPLICE_F_GIFT);
    say("%ld", at);
    T(tee, p[0], q[1], 2, SPLICE_F_NONBLOCK);
    T(tee, p[0], q[1], 2, SPLICE_F_MOVE | SPLICE_F_MORE | SPLICE_F_GIFT);
    T(tee, p[0], p[1], 2, 0);
    T(tee, fd, p[1], 2, 0);
    T(read, q[0], text, 16);
    T(splice, p[0], NULL, fd, NULL, 100, SPLICE_F_NONBLOCK);
    T(splice, p[0], NULL, fd, NULL, 100, SPLICE_F_NONBLOCK);
    T(splice, fd, NULL, fd, NULL, 1, 0);
    T(splice, p[0], &at, fd, NULL, 1, 0);
    show("f");
    T(vmsplice, p[1], (&(struct iovec){ "abc", 3 }), 1, SPLICE_F_GIFT | SPLICE_F_MOVE | SPLICE_F_MORE);
    T(vmsplice, p[0], (&(struct iovec){ text, 2 }), 1, SPLICE_F_NONBLOCK);
    T(vmsplice, fd, (&(struct iovec){ text, 2 }), 1, 0);
    T(splice, p[0], NULL, p[1], NULL, 1, 16);
    lseek(fd, 0, SEEK_SET);
    T(sendfile, p[1], fd, NULL, 3);
    at = 8;
    T(sendfile, p[1], fd, &at, 100);
    say("%ld", at);
    at = -1;
    T(sendfile, p[1], fd, &at, 1);
    long out = open("g", O_RDWR | O_CREAT, 0644);
    at = 1;
    T(copy_file_range, fd, &at, out, NULL, 5, 0);
    show("g");
    T(copy_file_range, fd, &at, fd, &(long){ 4 }, 5, 0);
    T(copy_file_range, fd, NULL, p[1], NULL, 5, 0);
    T(copy_file_range, fd, NULL, out, NULL, 5, 1);
    T(readahead, fd, 0, 10);
    T(readahead, p[0], 0, 10);
    T(sync_file_range, fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    T(sync_file_range, fd, -1, 0, 0);
    T(sync_file_range, p[0], 0, 0, SYNC_FILE_RANGE_WRITE);
}

TEST(timers_and_signals_as_files)
{
    unsigned long n = 0;
    struct itimerspec spec = { { 0, 0 }, { 0, 10000000 } };
    long fd = T(timerfd_create, CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    T(timerfd_create, CLOCK_REALTIME, 0);
    T(timerfd_create, CLOCK_BOOTTIME, 0);
    T(timerfd_create, CLOCK_PROCESS_CPUTIME_ID, 0);
    T(timerfd_create, CLOCK_MONOTONIC, 1);
    T(read, fd, &n, 8);
    T(timerfd_settime, fd, 0, &spec, NULL);
    pause_ms(50);
    T(read, fd, &n, 8);
    say("%lu", n);
    spec.it_value = (struct timespec){ 1, 0 };
    T(timerfd_settime, fd, TFD_TIMER_ABSTIME, &spec, NULL);
    pause_ms(20);
    T(read, fd, &n, 8);
    T(timerfd_settime, fd, 8, &spec, NULL);
    T(timerfd_settime, fd, 0, (&(struct itimerspec){ { 0, 0 }, { 0, -1 } }), NULL);
    T(timerfd_gettime, fd, &spec);
    say("%ld", spec.it_value.tv_sec);
    T(timerfd_gettime, 0, &spec);
    T(read, fd, &n, 4);
    unsigned long mask = 1ul << (SIGUSR1 - 1);
    T(rt_sigprocmask, SIG_BLOCK, &mask, NULL, 8);
    fd = T(signalfd4, -1, &mask, 8, SFD_CLOEXEC | SFD_NONBLOCK);
    struct signalfd_siginfo info;
    T(read, fd, &info, sizeof info);
    kill(getpid(), SIGUSR1);
    T(read, fd, &info, sizeof info - 1);
    T(read, fd, &info, sizeof info);
    say("%d %d", info.ssi_signo, info.ssi_pid == (unsigned)getpid());
    T(signalfd4, fd, &mask, 8, 0);
    T(signalfd4, 0, &mask, 8, 0);
    T(signalfd4, -1, &mask, 4, 0);
}

static void say_left(const char *what, struct itimerspec *old)
{
    long left = old->it_value.tv_sec;
    say("%s: %s left, every %ld s", what, left == 0 ? "nothing" : left > 50 ? "most" : "little", (long)old->it_interval.tv_sec);
}

/* What was left of the old time, also of a period that has begun. */
TEST(timerfd_tells_what_was_left)
{
    long fd = sys(timerfd_create, CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct itimerspec old, far = { { 500, 0 }, { 1000, 0 } }, soon = { { 500, 0 }, { 0, 1 } }, once = { { 0, 0 }, { 0, 1 } }, none = { 0 };
    struct pollfd fired = { fd, POLLIN, 0 };
    T(timerfd_settime, fd, 0, &far, &old);
    say_left("new", &old);
    T(timerfd_settime, fd, 0, &soon, &old);
    say_left("far", &old);
    sys(ppoll, &fired, 1, 0, 0);
    T(timerfd_settime, fd, 0, &once, &old);
    say_left("soon, fired", &old);
    sys(ppoll, &fired, 1, 0, 0);
    T(timerfd_settime, fd, 0, &soon, &old);
    say_left("once, fired", &old);
    sys(ppoll, &fired, 1, 0, 0);
    T(timerfd_gettime, fd, &old);
    say_left("soon, fired and asked", &old);
    T(timerfd_settime, fd, 0, &none, &old);
    say_left("the same", &old);
    T(timerfd_settime, fd, 0, &none, &old);
    say_left("stopped", &old);
}
