/* Descriptors of events at their edges: eventfd, timerfd, signalfd, epoll, poll. */
#include "oracle.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

static const long ends[] = { 0, 1, -1, 2, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN, 1l << 32, (1l << 32) + 1, 0xffffffff };
#define EACH(value) for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) for (long value = ends[i], once = 1; once; once = 0)
static const struct timespec none = { 0, 0 };

TEST(descriptors_of_events_at_the_edges)
{
    EACH(n)
    {
        say("number %lx", n);
        T(eventfd2, n, EFD_NONBLOCK);
        long fd = sys(eventfd2, n, EFD_NONBLOCK);
        unsigned long value = 77;
        T(read, fd, &value, 8);
        say("%lx", value);
        value = n;
        T(write, fd, &value, 8);
        T(write, fd, &value, 8);
        T(read, fd, &value, 8);
        say("%lx", value);
        sys(close, fd);
        T(eventfd2, 0, n);
    }

    long fd = sys(eventfd2, 5, EFD_NONBLOCK);
    unsigned long pair[2] = { 1, 2 };
    T(read, fd, pair, 7);
    T(read, fd, pair, 16);
    T(write, fd, pair, 7);
    T(write, fd, pair, 16);
    T(read, fd, unmapped, 8);
    T(read, fd, pair, 8);
    T(write, fd, unmapped, 8);
    T(pread64, fd, pair, 8, 0);
    T(lseek, fd, 0, SEEK_SET);
    T(ftruncate, fd, 0);
    T(fsync, fd);
    T(fallocate, fd, 0, 0, 1);
    pair[0] = -2ul;
    T(write, fd, pair, 8);
    struct pollfd p = { fd, POLLIN | POLLOUT, 0 };
    T(ppoll, &p, 1, &none, NULL, 0);
    say("%x", p.revents);
}

TEST(descriptors_of_timers_at_the_edges)
{
    struct itimerspec v = { { 0, 0 }, { 0, 0 } }, old;
    EACH(n)
    {
        say("number %lx", n);
        if ((int)n != 0 && (int)n != 1)
            T(timerfd_create, n, 0);
        T(timerfd_create, CLOCK_MONOTONIC, n);
        long fd = sys(timerfd_create, CLOCK_MONOTONIC, TFD_NONBLOCK);
        v = (struct itimerspec){ { 0, 0 }, { n, 0 } };
        T(timerfd_settime, fd, 0, &v, NULL);
        v = (struct itimerspec){ { 0, n }, { 1000, 0 } };
        T(timerfd_settime, fd, 0, &v, NULL);
        v = (struct itimerspec){ { n, 0 }, { 1000, 0 } };
        T(timerfd_settime, fd, 0, &v, NULL);
        v = (struct itimerspec){ { 3, 4 }, { 1000, 0 } };
        T(timerfd_settime, fd, n, &v, &old);
        T(timerfd_gettime, fd, &old);
        say("%ld %ld", old.it_interval.tv_sec, old.it_interval.tv_nsec);
        T(timerfd_gettime, n == 0 || n == 1 || n == 2 || (int)n == 1 || (int)n == 0 ? 1 : n, &old);
        sys(close, fd);
    }

    long fd = sys(timerfd_create, CLOCK_REALTIME, TFD_NONBLOCK), ticks = 0;
    v = (struct itimerspec){ { 0, 0 }, { 1, 0 } };
    T(timerfd_settime, fd, 1, &v, NULL);
    struct pollfd p = { fd, POLLIN, 0 };
    T(ppoll, &p, 1, NULL, NULL, 0);
    T(read, fd, &ticks, 7);
    T(read, fd, unmapped, 8);
    T(read, fd, &ticks, 8);
    T(read, fd, &ticks, 100);
    T(write, fd, &ticks, 8);
    T(timerfd_settime, fd, 3, &v, NULL);
    T(timerfd_settime, fd, 2, &v, NULL);
    T(timerfd_settime, fd, 0, NULL, NULL);
    T(timerfd_settime, fd, 0, unmapped, NULL);
    T(timerfd_settime, fd, 0, &v, unmapped);
    T(timerfd_gettime, fd, unmapped);
    T(ioctl, fd, 0x40085400 /* TFD_IOC_SET_TICKS */, &ticks);
    ticks = 5;
    T(ioctl, fd, 0x40085400, &ticks);
    T(read, fd, &ticks, 8);
    say("%ld", ticks);
    ticks = 0;
    T(ioctl, fd, 0x40085400, &ticks);
    T(ioctl, fd, 0x5401, &ticks);
}

TEST(descriptors_of_signals_at_the_edges)
{
    unsigned long set = -1ul;
    sys(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
    long fd = T(signalfd4, -1, &set, 8, SFD_NONBLOCK);
    struct signalfd_siginfo got[3];
    T(read, fd, got, 128);
    raise(SIGUSR1);
    T(read, fd, got, 127);
    T(read, fd, got, 0);
    T(read, fd, unmapped, 128);
    raise(SIGUSR2);
    T(read, fd, edge(100), 300);
    raise(SIGUSR1);
    raise(SIGUSR2);
    T(read, fd, got, 300);
    say("%d %d %d", got[0].ssi_signo, got[1].ssi_signo, got[0].ssi_code);
    T(write, fd, got, 128);
    set = 1ul << (SIGUSR1 - 1);
    T(signalfd4, fd, &set, 8, 0);
    T(signalfd4, fd, &set, 8, SFD_CLOEXEC);
    T(fcntl, fd, F_GETFD);
    T(fcntl, fd, F_GETFL);
    T(signalfd4, 1, &set, 8, 0);
    T(signalfd4, 99, &set, 8, 0);
    T(signalfd4, -1, unmapped, 8, 0);
    T(signalfd4, -1, &set, 8, 1);
    raise(SIGUSR2);
    T(read, fd, got, 128);
    set = 0;
    T(signalfd4, fd, &set, 8, 0);
    raise(SIGUSR1);
    T(read, fd, got, 128);
    if (fork() == 0)
    {
        set = -1ul;
        sys(signalfd4, fd, &set, 8, 0);
        raise(SIGRTMIN);
        T(read, fd, got, 384);
        say("%d", got[0].ssi_signo);
        _exit(0);
    }

    wait(NULL);
    T(read, fd, got, 384);
    say("%d %d %d", got[0].ssi_signo, got[1].ssi_signo, got[2].ssi_signo);
}

TEST(sets_of_descriptors_at_the_edges)
{
    struct epoll_event e = { EPOLLIN, { .u64 = 1 } }, got[4];
    long set = sys(epoll_create1, 0), event = sys(eventfd2, 1, 0);
    int ends_of_pipe[2];
    sys(pipe2, ends_of_pipe, 0);
    EACH(n)
    {
        say("number %lx", n);
        T(epoll_create1, n);
        T(epoll_ctl, set, n == 1 || n == (1l << 32) + 1 || (int)n == 2 ? 9 : n, event, &e);
        T(epoll_ctl, set, EPOLL_CTL_MOD, n, &e);
        T(epoll_pwait, set, got, n, 0, NULL, 8);
        T(epoll_pwait, set, got, 4, 0, &(unsigned long){ 0 }, n);
        struct timespec t = { n, 0 };
        if (n <= 0)
            T(epoll_pwait2, set, got, 4, &t, NULL, 8);
        t = (struct timespec){ 0, n };
        if (n <= 0 || n > 1l << 30)
            T(epoll_pwait2, set, got, 4, &t, NULL, 8);
    }

    for (int bit = 0; bit < 32; bit++)
    {
        e.events = 1u << bit;
        say("%x: %s", 1u << bit, result_text(sys(epoll_ctl, set, EPOLL_CTL_ADD, ends_of_pipe[0], &e)));
        say("%s", result_text(sys(epoll_ctl, set, EPOLL_CTL_MOD, ends_of_pipe[0], &e)));
        sys(epoll_ctl, set, EPOLL_CTL_DEL, ends_of_pipe[0], NULL);
        e.events = 1u << bit | EPOLLEXCLUSIVE;
        say("%s", result_text(sys(epoll_ctl, set, EPOLL_CTL_ADD, ends_of_pipe[0], &e)));
        e.events = EPOLLIN;
        say("%s", result_text(sys(epoll_ctl, set, EPOLL_CTL_MOD, ends_of_pipe[0], &e)));
        sys(epoll_ctl, set, EPOLL_CTL_DEL, ends_of_pipe[0], NULL);
    }

    T(epoll_ctl, set, EPOLL_CTL_ADD, set, &e);
    T(epoll_ctl, set, EPOLL_CTL_ADD, event, unmapped);
    T(epoll_ctl, set, EPOLL_CTL_ADD, event, &e);
    T(epoll_ctl, set, EPOLL_CTL_ADD, event, &e);
    T(epoll_ctl, event, EPOLL_CTL_ADD, set, &e);
    T(epoll_ctl, 99, EPOLL_CTL_ADD, 98, unmapped);
    T(epoll_ctl, set, 9, event, unmapped);
    T(epoll_pwait, set, unmapped, 1, 0, NULL, 8);
    T(epoll_pwait, set, NULL, 1, 0, NULL, 8);
    T(epoll_pwait, set, kernel, 1, 0, NULL, 8);
    T(epoll_pwait, set, edge(16), 2, 0, NULL, 8);
    T(epoll_pwait, set, edge(8), 2, 0, NULL, 8);
    T(epoll_pwait, event, got, 1, 0, NULL, 8);
    T(epoll_pwait, set, got, 1, 0, unmapped, 8);
    T(epoll_pwait, set, got, 0, 0, unmapped, 8);
    T(epoll_pwait2, set, got, 1, unmapped, NULL, 8);
    T(read, set, got, 8);
    T(write, set, got, 8);
    long twin = sys(dup, event);
    T(epoll_ctl, set, EPOLL_CTL_ADD, twin, &e);
    T(close, event);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
    T(epoll_ctl, set, EPOLL_CTL_DEL, event, NULL);
    T(close, twin);
    T(epoll_pwait, set, got, 4, 0, NULL, 8);
}

TEST(polls_at_the_edges)
{
    struct pollfd p[3] = { { -1, POLLIN, 7 }, { 99, POLLIN, 7 }, { 1, 0, 7 } };
    EACH(n)
    {
        say("number %lx", n);
        T(ppoll, p, n == 2 ? 3 : n, &none, NULL, 0);
        T(ppoll, p, 3, &none, &(unsigned long){ 0 }, n);
        struct timespec t = { 0, n };
        T(ppoll, p, 3, &t, NULL, 0);
        t = (struct timespec){ n, 0 };
        T(ppoll, p, 3, &t, NULL, 0);
        T(pselect6, n, NULL, NULL, NULL, &none, NULL);
        t = (struct timespec){ 0, n };
        if (n <= 0 || n > 1l << 30)
            T(pselect6, 0, NULL, NULL, NULL, &t, NULL);
    }

    say("%x %x %x", p[0].revents, p[1].revents, p[2].revents);
    T(ppoll, unmapped, 1, &none, NULL, 0);
    T(ppoll, unmapped, 0, &none, NULL, 0);
    T(ppoll, p, 1, unmapped, NULL, 0);
    T(ppoll, p, 1, &none, unmapped, 8);
    T(ppoll, edge(4), 1, &none, NULL, 0);
    T(ppoll, readonly, 1, &none, NULL, 0);
    unsigned long bits[16] = { 1ul << 63 };
    T(pselect6, 64, bits, NULL, NULL, &none, NULL);
    T(pselect6, 63, bits, NULL, NULL, &none, NULL);
    T(pselect6, 64, unmapped, NULL, NULL, &none, NULL);
    T(pselect6, 0, unmapped, NULL, NULL, &none, NULL);
    T(pselect6, 1, NULL, NULL, NULL, &none, unmapped);
    struct { unsigned long *set; long size; } mask = { bits, 7 };
    T(pselect6, 1, NULL, NULL, NULL, &none, &mask);
    mask.set = NULL;
    T(pselect6, 1, NULL, NULL, NULL, &none, &mask);
    struct rlimit l = { 2, 2 };
    sys(prlimit64, 0, RLIMIT_NOFILE, &l, NULL);
    T(ppoll, p, 3, &none, NULL, 0);
}
