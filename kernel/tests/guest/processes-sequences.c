/* Restartable sequences. The C library has registered an area of its own, which goes first. */
#include <sys/rseq.h>
#include <sys/time.h>
#include "oracle.h"

#define SIGNATURE 0xf1401073u

static struct
{
    uint32_t start, hart;
    uint64_t sequence;
    uint32_t flags, node, rest[8];
} area __attribute__((aligned(64)));

static struct
{
    uint32_t version, flags;
    uint64_t start, length, abort;
} sequence __attribute__((aligned(32)));

static void drop_the_library_s(void)
{
    sys(rseq, (char *)__builtin_thread_pointer() + __rseq_offset, 32, RSEQ_FLAG_UNREGISTER, SIGNATURE);
}

TEST(registering_sequences)
{
    T(rseq, &area, 32, 0, SIGNATURE);
    T(rseq, (char *)__builtin_thread_pointer() + __rseq_offset, 32, 0, SIGNATURE);
    drop_the_library_s();
    T(rseq, &area, 32, RSEQ_FLAG_UNREGISTER, SIGNATURE);
    T(rseq, &area, 31, 0, SIGNATURE);
    T(rseq, (char *)&area + 8, 32, 0, SIGNATURE);
    T(rseq, &area, 32, 2, SIGNATURE);
    T(rseq, &area, 32, RSEQ_FLAG_UNREGISTER | 2, SIGNATURE);
    T(rseq, kernel, 32, 0, SIGNATURE);
    T(rseq, &area, 32, 0, SIGNATURE);
    say("hart %s, %s, node %u", area.hart < 64 ? "good" : "bad", area.hart == area.start ? "the same" : "another", area.node);
    T(rseq, &area, 32, 0, SIGNATURE);
    T(rseq, &area, 32, 0, 17);
    T(rseq, &area, 64, 0, SIGNATURE);
    T(rseq, &sequence, 32, 0, SIGNATURE);
    T(rseq, &area, 64, RSEQ_FLAG_UNREGISTER, SIGNATURE);
    T(rseq, &sequence, 32, RSEQ_FLAG_UNREGISTER, SIGNATURE);
    T(rseq, &area, 32, RSEQ_FLAG_UNREGISTER, 17);
    T(rseq, &area, 32, RSEQ_FLAG_UNREGISTER, SIGNATURE);
    say("hart %d, start %u", (int)area.hart, area.start);
    T(rseq, &area, 32, RSEQ_FLAG_UNREGISTER, SIGNATURE);
}

static void unregister(void)
{
    T(rseq, &area, 32, RSEQ_FLAG_UNREGISTER, SIGNATURE);
}

TEST(sequences_are_inherited)
{
    drop_the_library_s();
    T(rseq, &area, 32, 0, SIGNATURE);
    in_child(unregister);
    unregister();
}

/* A sequence that never ends, unless something interrupts it. */
static int spin(void)
{
    int aborted;
    __asm__ volatile(
        "la t0, 1f\n"
        "la t1, 2f\n"
        "sub t1, t1, t0\n"
        "sd t0, 8(%[sequence])\n"
        "sd t1, 16(%[sequence])\n"
        "la t0, 3f\n"
        "sd t0, 24(%[sequence])\n"
        "li %[aborted], 0\n"
        "sd %[sequence], 8(%[area])\n"
        "1: j 1b\n"
        "2: j 4f\n"
        ".balign 4\n"
        ".word 0xf1401073\n"
        "3: li %[aborted], 1\n"
        "4:\n"
        : [aborted] "=&r"(aborted)
        : [sequence] "r"(&sequence), [area] "r"(&area)
        : "t0", "t1", "memory");
    return aborted;
}

static void spin_until_signal(void)
{
    catch_signal(SIGALRM, 0);
    alarm_ms(50);
    int aborted = 1;
    while (caught == 0) /* something else may interrupt it first */
        aborted &= spin();
    say("aborted %d, signals %d, sequence %s", aborted, (int)caught, area.sequence == 0 ? "none" : "some");
}

/* Preempted without a signal: the child shares the one hart. */
static void spin_until_preempted(void)
{
    unsigned long mask = 1;
    sys(sched_setaffinity, 0, sizeof mask, &mask);
    pid_t rival = fork();
    while (rival == 0)
        ;
    int aborted = spin();
    say("aborted %d, sequence %s, hart %u", aborted, area.sequence == 0 ? "none" : "some", area.hart);
    kill(rival, SIGKILL);
    wait(NULL);
}

static uint32_t signature = SIGNATURE;

static void registered(void (*work)(void))
{
    drop_the_library_s();
    T(rseq, &area, 32, 0, signature);
    in_child(work);
}

TEST(signals_abort_sequences) { registered(spin_until_signal); }
TEST(preemption_aborts_sequences) { registered(spin_until_preempted); }

TEST(a_wrong_signature_kills)
{
    signature = 0x12345678;
    registered(spin_until_signal);
}

TEST(an_unknown_version_kills)
{
    sequence.version = 1;
    registered(spin_until_signal);
}

static void aim_nowhere(void)
{
    area.sequence = 0x10;
    pause_ms(10);
    catch_signal(SIGALRM, 0);
    kill(getpid(), SIGALRM);
    say("alive");
}

TEST(a_bad_address_kills) { registered(aim_nowhere); }

static void lose_the_area(void)
{
    char *lost = mmap(NULL, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    T(rseq, lost, 32, 0, SIGNATURE);
    sys(munmap, lost, page_size);
    catch_signal(SIGALRM, 0);
    kill(getpid(), SIGALRM);
    say("alive");
}

/* Nothing has to be cleared there, so it is taken, and cannot be filled. */
static void register_readonly(void)
{
    sys(rseq, readonly, 32, 0, SIGNATURE);
    say("alive");
}

TEST(an_area_that_is_not_there)
{
    drop_the_library_s();
    T(rseq, unmapped, 32, 0, SIGNATURE);
    in_child(register_readonly);
    in_child(lose_the_area);
}

/* Wherever it runs, the area says so. */
TEST(the_area_follows_the_hart)
{
    int wrong = 0;
    drop_the_library_s();
    T(rseq, &area, 32, 0, SIGNATURE);
    for (int i = 0; i < 200; i++)
    {
        unsigned long mask = 1ul << (i % 4);
        unsigned hart;
        if (sys(sched_setaffinity, 0, sizeof mask, &mask) < 0)
            continue;
        sys(getcpu, &hart, NULL, NULL);
        wrong += hart != *(volatile uint32_t *)&area.hart;
    }
    say("wrong %d", wrong);
}
