/* Clocks, sleeping and timers. */
#include "oracle.h"
#include <sys/time.h>

static const struct timespec past = { 1, 0 }, soon = { 0, 20000000 }, negative = { -1, 0 }, crooked = { 0, 1000000000 };

TEST(clocks)
{
    struct timespec a, b;
    struct timeval v;
    for (int clock = 0; clock < 8; clock++)
    {
        sys(clock_gettime, clock, &a);
        sys(clock_gettime, clock, &b);
        say("%d: %s, later %d", clock, result_text(sys(clock_getres, clock, &v)), b.tv_sec > a.tv_sec || (b.tv_sec == a.tv_sec && b.tv_nsec >= a.tv_nsec));
    }

    T(clock_getres, CLOCK_MONOTONIC, &a);
    say("%ld.%09ld", a.tv_sec, a.tv_nsec);
    T(clock_getres, CLOCK_MONOTONIC, NULL);
    T(clock_gettime, 99, &a);
    T(clock_gettime, -1, &a);
    T(clock_gettime, -6 /* this process */, &a);
    T(clock_gettime, -2 /* this thread */, &a);
    T(gettimeofday, &v, NULL);
    T(gettimeofday, NULL, NULL);
    T(clock_settime, CLOCK_MONOTONIC, &past);
    T(clock_settime, CLOCK_REALTIME, &negative);
    T(clock_settime, CLOCK_REALTIME, &crooked);
    sys(clock_gettime, CLOCK_REALTIME, &a);
    T(clock_settime, CLOCK_REALTIME, (&(struct timespec){ 2000000000, 0 }));
    sys(clock_gettime, CLOCK_REALTIME, &b);
    say("%ld", b.tv_sec);
    sys(clock_settime, CLOCK_REALTIME, &a);
    T(settimeofday, NULL, (&(int[2]){ 0, 0 }));
    T(settimeofday, NULL, (&(int[2]){ 10000, 0 }));
    T(settimeofday, (&(struct timeval){ 0, 1000000 }), NULL);
}

TEST(sleeps)
{
    struct timespec left = { 9, 9 };
    T(nanosleep, &soon, &left);
    T(nanosleep, &negative, NULL);
    T(nanosleep, &crooked, NULL);
    T(clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &past, NULL);
    T(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &past, NULL);
    T(clock_nanosleep, CLOCK_BOOTTIME, 0, &soon, NULL);
    T(clock_nanosleep, CLOCK_TAI, 0, &soon, NULL);
    T(clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &soon, NULL);
    T(clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, &soon, NULL);
    T(clock_nanosleep, 99, 0, &soon, NULL);
    catch_signal(SIGALRM, 0);
    alarm_ms(50);
    T(nanosleep, (&(struct timespec){ 5, 0 }), &left);
    say("%ld", left.tv_sec);
    alarm_ms(50);
    T(clock_nanosleep, CLOCK_MONOTONIC, 0, (&(struct timespec){ 5, 0 }), &left);
    say("%ld", left.tv_sec);
    long start = now();
    sys(nanosleep, &soon, NULL);
    say("%d", now() - start >= 20);
}

TEST(intervals)
{
    struct itimerval timer = { { 0, 10000 }, { 0, 10000 } }, old;
    catch_signal(SIGALRM, SA_RESTART);
    T(setitimer, ITIMER_REAL, &timer, NULL);
    while (caught < 3)
        pause_ms(5);
    T(setitimer, ITIMER_REAL, (&(struct itimerval){ { 0, 0 }, { 100, 0 } }), &old);
    say("%ld", old.it_interval.tv_usec);
    T(getitimer, ITIMER_REAL, &old);
    say("%ld %ld", old.it_interval.tv_sec, old.it_value.tv_sec);
    T(getitimer, ITIMER_VIRTUAL, &old);
    T(getitimer, ITIMER_PROF, &old);
    catch_signal(SIGVTALRM, 0);
    T(setitimer, ITIMER_VIRTUAL, &timer, NULL);
    while (caught_signal != SIGVTALRM)
        ;
    catch_signal(SIGPROF, 0);
    T(setitimer, ITIMER_PROF, &timer, NULL);
    while (caught_signal != SIGPROF)
        ;
    T(setitimer, ITIMER_REAL, (&(struct itimerval){ { 0, 0 }, { 0, 1000000 } }), NULL);
    T(setitimer, ITIMER_REAL, NULL, NULL);
    T(setitimer, 3, &timer, NULL);
}

static long create(const char *what, int clock, int notify, int signal, int *id)
{
    struct sigevent event = { .sigev_notify = notify, .sigev_signo = signal };
    event._sigev_un._tid = sys(gettid);
    return traced("timer_create", what, 1, sys(timer_create, clock, &event, id));
}
#define CREATE(clock, notify, signal, id) create(#clock ", " #notify ", " #signal, clock, notify, signal, id)

TEST(posix_timers)
{
    int id = -1, other;
    struct itimerspec spec = { { 0, 0 }, soon }, old;
    catch_signal(SIGUSR1, SA_RESTART);
    CREATE(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1, &id);
    T(timer_settime, id, 0, &spec, NULL);
    pause_ms(80);
    say("%d", caught);
    spec.it_value = past;
    T(timer_settime, id, TIMER_ABSTIME, &spec, &old);
    pause_ms(20);
    say("%d", caught);
    spec.it_value = (struct timespec){ 100, 0 };
    T(timer_settime, id, 0, &spec, NULL);
    T(timer_gettime, id, &old);
    say("%d", old.it_value.tv_sec >= 99);
    T(timer_getoverrun, id);
    T(timer_settime, id, 0, (&(struct itimerspec){ { 0, 0 }, { 0, -1 } }), NULL);
    T(timer_delete, id);
    T(timer_delete, id);
    T(timer_gettime, id, &old);
    CREATE(CLOCK_REALTIME, SIGEV_NONE, 0, &other);
    CREATE(CLOCK_BOOTTIME, SIGEV_THREAD_ID, SIGUSR1, &other);
    CREATE(CLOCK_TAI, SIGEV_SIGNAL, 0, &other);
    CREATE(CLOCK_MONOTONIC, SIGEV_SIGNAL, 99, &other);
    CREATE(CLOCK_MONOTONIC, 77, SIGUSR1, &other);
    CREATE(99, SIGEV_SIGNAL, SIGUSR1, &other);
    T(timer_create, CLOCK_TAI, NULL, &other);
    in_child((void (*)(void))sync);
    T(timer_getoverrun, other);
}
