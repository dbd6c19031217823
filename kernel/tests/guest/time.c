/* Clocks, sleeping and timers. */
#include "oracle.h"
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/timex.h>

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

/* The second period ends after all time that can be counted. */
TEST(longest_periods)
{
    int id = -1;
    unsigned long ticks = 0;
    struct timespec longest = { LONG_MAX, 999999999 };
    struct itimerspec spec = { longest, soon }, old;
    struct itimerval interval = { { LONG_MAX, 999999 }, { 0, 20000 } };
    catch_signal(SIGUSR1, SA_RESTART);
    CREATE(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1, &id);
    T(timer_settime, id, 0, &spec, NULL);
    pause_ms(80);
    say("%d", caught);
    T(timer_gettime, id, &old);
    say("%d", old.it_value.tv_sec > 1000000000);
    caught = 0;
    catch_signal(SIGALRM, SA_RESTART);
    T(setitimer, ITIMER_REAL, &interval, NULL);
    pause_ms(80);
    say("%d", caught);
    int fd = T(timerfd_create, CLOCK_MONOTONIC, 0);
    T(timerfd_settime, fd, 0, &spec, NULL);
    T(read, fd, &ticks, 8);
    say("%lu", ticks);
    pause_ms(20);
    T(timerfd_gettime, fd, &old);
    say("%d", old.it_value.tv_sec > 1000000000);
    T(clock_settime, CLOCK_REALTIME, (&(struct timespec){ 0, 0 }));
    T(clock_settime, CLOCK_REALTIME, (&(struct timespec){ 8277292036, 0 }));
    T(clock_settime, CLOCK_REALTIME, &longest);
}

static void burn(volatile sig_atomic_t *until, int value)
{
    while (*until < value)
        ;
}

/* A child that uses the processor until it is killed. */
static pid_t burner(void)
{
    pid_t child = fork();
    if (child == 0)
        for (;;)
            ;
    return child;
}

#define clock_of(pid) (~(pid) * 8 | 2)
#define descriptor_clock (~5 * 8 | 3)
#define thread_clock_of(tid) (clock_of(tid) | 4)

TEST(cpu_timers)
{
    int id = -1;
    struct itimerspec spec = { { 0, 20000000 }, soon }, old;
    catch_signal(SIGUSR1, SA_RESTART);
    CREATE(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, SIGUSR1, &id);
    T(timer_gettime, id, &old);
    say("%ld %ld", old.it_value.tv_sec, old.it_value.tv_nsec);
    T(timer_settime, id, 0, &spec, NULL);
    burn(&caught, 3);
    T(timer_settime, id, 0, (&(struct itimerspec){ { 0, 0 }, { 100, 0 } }), &old);
    say("%ld", old.it_interval.tv_nsec);
    T(timer_gettime, id, &old);
    say("%d %ld", old.it_value.tv_sec >= 99, old.it_interval.tv_nsec);
    T(timer_getoverrun, id);
    int before = caught;
    T(timer_settime, id, TIMER_ABSTIME, (&(struct itimerspec){ { 0, 0 }, { 0, 1 } }), NULL);
    say("%d", caught - before);
    T(timer_gettime, id, &old);
    say("%ld %ld", old.it_value.tv_sec, old.it_value.tv_nsec);
    T(timer_delete, id);
    CREATE(CLOCK_THREAD_CPUTIME_ID, SIGEV_THREAD_ID, SIGUSR1, &id);
    caught = 0;
    T(timer_settime, id, 0, &spec, NULL);
    burn(&caught, 2);
    T(timer_settime, id, 0, (&(struct itimerspec){ { 0, 0 }, { 0, 0 } }), NULL);
    T(timer_settime, id, 0, (&(struct itimerspec){ { 0, 0 }, { 0, 1000000000 } }), NULL);
    pid_t child = burner();
    CREATE(clock_of(child), SIGEV_SIGNAL, SIGUSR1, &id);
    caught = 0;
    T(timer_settime, id, 0, &spec, NULL);
    while (caught < 2)
        pause_ms(10);
    CREATE(clock_of(getpid()), SIGEV_NONE, 0, &id);
    CREATE(clock_of(0), SIGEV_NONE, 0, &id);
    CREATE(thread_clock_of(0), SIGEV_NONE, 0, &id);
    CREATE(thread_clock_of(child), SIGEV_NONE, 0, &id);
    CREATE(clock_of(0x3ffffff), SIGEV_NONE, 0, &id);
    CREATE(descriptor_clock, SIGEV_NONE, 0, &id);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    CREATE(clock_of(child), SIGEV_NONE, 0, &id);
}

TEST(cpu_sleeps)
{
    struct timespec t, left = { 9, 9 };
    pid_t child = burner();
    T(clock_nanosleep, clock_of(child), 0, &soon, &left);
    sys(clock_gettime, clock_of(child), &t);
    say("%d", t.tv_sec > 0 || t.tv_nsec >= 20000000);
    T(clock_nanosleep, clock_of(child), TIMER_ABSTIME, &soon, NULL);
    t.tv_sec += 1000;
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(50);
    T(clock_nanosleep, clock_of(child), TIMER_ABSTIME, &t, &left);
    alarm_ms(50);
    T(clock_nanosleep, clock_of(child), 0, (&(struct timespec){ 1000, 0 }), &left);
    say("%d", left.tv_sec >= 998 && left.tv_sec < 1000);
    alarm_ms(50);
    T(clock_nanosleep, CLOCK_PROCESS_CPUTIME_ID, 0, (&(struct timespec){ 5, 0 }), &left);
    T(clock_nanosleep, thread_clock_of(0), 0, &soon, NULL);
    T(clock_nanosleep, thread_clock_of(getpid()), 0, &soon, NULL);
    T(clock_nanosleep, thread_clock_of(child), 0, &soon, NULL);
    T(clock_nanosleep, clock_of(0x3ffffff), 0, &soon, NULL);
    T(clock_nanosleep, descriptor_clock, 0, &soon, NULL);
    T(clock_nanosleep, clock_of(child), 0, &crooked, NULL);
    T(clock_nanosleep, clock_of(child), 0, unmapped, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    T(clock_nanosleep, clock_of(child), 0, &soon, NULL);
}

static void uses_a_second(void)
{
    catch_signal(SIGXCPU, 0);
    sys(setrlimit, RLIMIT_CPU, (&(struct rlimit){ 1, 2 }));
    burn(&caught, 1);
    say("SIGXCPU");
    for (;;)
        ;
}

TEST(cpu_limit)
{
    in_child(uses_a_second);
}

static long adjust(unsigned modes, long seconds, long rest, struct timex *t)
{
    *t = (struct timex){ .modes = modes, .time = { seconds, rest } };
    return sys(adjtimex, t);
}

TEST(adjustments)
{
    struct timex t = { 0 };
    T(adjtimex, &t);
    say("offset %ld frequency %ld errors %ld %ld status %x constant %ld precision %ld tolerance %ld tick %ld tai %d", t.offset, t.freq, t.maxerror, t.esterror,
        t.status, t.constant, t.precision, t.tolerance, t.tick, t.tai);
    struct timespec before, after;
    sys(clock_gettime, CLOCK_REALTIME, &before);
    say("%d", t.time.tv_sec == before.tv_sec || t.time.tv_sec + 1 == before.tv_sec);
    t = (struct timex){ .modes = ADJ_SETOFFSET, .time = { 1000, 1 } };
    T(adjtimex, &t /* ADJ_SETOFFSET */);
    sys(clock_gettime, CLOCK_REALTIME, &after);
    say("%d", after.tv_sec - before.tv_sec >= 1000 && after.tv_sec - before.tv_sec < 1010);
    t = (struct timex){ .modes = ADJ_SETOFFSET | ADJ_NANO, .time = { 0, 999 } };
    T(adjtimex, &t /* ADJ_SETOFFSET, ADJ_NANO */);
    t = (struct timex){ .modes = ADJ_SETOFFSET | ADJ_NANO, .time = { -1001, 999999999 } };
    T(clock_adjtime, CLOCK_REALTIME, &t /* ADJ_SETOFFSET, ADJ_NANO */);
    t.modes = ADJ_MICRO;
    sys(adjtimex, &t);
    say("%s %s", result_text(adjust(ADJ_SETOFFSET, 0, -1, &t)), result_text(adjust(ADJ_SETOFFSET, 0, 1000000, &t)));
    say("%s", result_text(adjust(ADJ_SETOFFSET | ADJ_NANO, 0, 1000000000, &t)));
    t.modes = 0;
    T(clock_adjtime, CLOCK_MONOTONIC, &t);
    T(clock_adjtime, CLOCK_TAI, &t);
    T(clock_adjtime, 12, &t);
    T(clock_adjtime, -6, &t);
    T(clock_adjtime, 12, NULL);
    T(adjtimex, NULL);
    T(adjtimex, kernel);
    sys(setresuid, 1000, 1000, 1000);
    T(adjtimex, &t);
    say("%s", result_text(adjust(ADJ_SETOFFSET, 0, 0, &t)));
    T(clock_adjtime, CLOCK_REALTIME, (&(struct timex){ .modes = ADJ_SETOFFSET }));
}

TEST(adjustments_refused)
{
    T(adjtimex, (&(struct timex){ .modes = ADJ_OFFSET }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_FREQUENCY }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_TICK, .tick = 10000 }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_STATUS, .status = STA_UNSYNC }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_MAXERROR, .maxerror = 16000000 }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_ESTERROR, .esterror = 16000000 }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_TIMECONST, .constant = 2 }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_TAI }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_OFFSET_SINGLESHOT, .offset = 1 }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_OFFSET_SINGLESHOT }));
}

TEST(adjustments_once)
{
    struct timex t = { .modes = ADJ_OFFSET_SINGLESHOT };
    T(adjtimex, &t /* ADJ_OFFSET_SINGLESHOT */);
    say("modes %x offset %ld", t.modes, t.offset);
    t = (struct timex){ .modes = ADJ_OFFSET_SS_READ, .offset = 5 };
    T(adjtimex, &t /* ADJ_OFFSET_SS_READ */);
    say("modes %x offset %ld", t.modes, t.offset);
    T(adjtimex, (&(struct timex){ .modes = 0x8000 }));
    T(adjtimex, (&(struct timex){ .modes = 0xa000 }));
    sys(setresuid, 1000, 1000, 1000);
    T(adjtimex, (&(struct timex){ .modes = ADJ_OFFSET_SINGLESHOT }));
    T(adjtimex, (&(struct timex){ .modes = ADJ_OFFSET_SS_READ }));
}
