/* A limit of CPU time that is over already: a signal at once, and a second more. */
#include "oracle.h"
#include <sys/resource.h>

TEST(the_limit_of_cpu_time)
{
    struct rlimit limit = { 0, RLIM_INFINITY };
    catch_signal(SIGXCPU, 0);
    T(setrlimit, RLIMIT_CPU, &limit);
    while (caught == 0)
        ;
    T(getrlimit, RLIMIT_CPU, &limit);
    say("signal %d, %ld s", (int)caught_signal, (long)limit.rlim_cur);
}
