/* What a test program needs: calls that print themselves with their result, pointers to bad memory, helpers with stable output. */
#ifndef ORACLE_H
#define ORACLE_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Newer than the C library's headers. */
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
#ifndef SYS_mseal
#define SYS_mseal 462
#endif
#ifndef SYS_statmount
#define SYS_statmount 457
#define SYS_listmount 458
#endif
#ifndef SYS_riscv_hwprobe
#define SYS_riscv_hwprobe 258
#endif
#ifndef SYS_riscv_flush_icache
#define SYS_riscv_flush_icache 259
#endif

/* A test: runs in a process of its own, in an empty folder, with descriptors 0 (null), 1 and 2 open. */
struct test
{
    const char *file;
    const char *name;
    void (*run)(void);
};

#define TEST(name)                                                                                                      \
    static void test_##name(void);                                                                                      \
    static const struct test entry_##name __attribute__((section("tests"), used, aligned(8))) = { __BASE_FILE__, #name, test_##name }; \
    static void test_##name(void)

/* A system call as the kernel sees it: the result or the negative error number. Registers hold what the caller gave, unchecked. */
static inline long raw(long n, long a, long b, long c, long d, long e, long f)
{
    register long a0 __asm__("a0") = a;
    register long a1 __asm__("a1") = b;
    register long a2 __asm__("a2") = c;
    register long a3 __asm__("a3") = d;
    register long a4 __asm__("a4") = e;
    register long a5 __asm__("a5") = f;
    register long a7 __asm__("a7") = n;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a7) : "memory");
    return a0;
}

#define RAW_(n, a, b, c, d, e, f, ...) raw((n), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

/* sys: silent. T: prints the call and its result. V: the same, but a success prints only "ok" (pids, addresses, times). */
#define sys(call, ...) RAW_(SYS_##call, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define T(call, ...) traced(#call, #__VA_ARGS__, 1, RAW_(SYS_##call, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0))
#define V(call, ...) traced(#call, #__VA_ARGS__, 0, RAW_(SYS_##call, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0))

long traced(const char *call, const char *arguments, int show_value, long result);

/* Text of a result: a number, or the name of an error. The buffer is good until the eighth next call. */
const char *result_text(long result);

/* printf with a newline, written at once. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Bad memory. page: good, page_size bytes, the page after it is not mapped. */
extern char *page, *readonly, *unmapped;
#define page_size 4096
#define kernel ((void *)0xffffffff80000000ul)
#define straddle (page + page_size - 1)
#define edge(n) (page + page_size - (n))

/* Makes a file with a text; the text of a file, printed; a descriptor's offset. */
void put(const char *name, const char *text);
void show(const char *name);

/* Milliseconds of the monotonic clock; sleeps that many. */
long now(void);
void pause_ms(long ms);

/* Runs work in a child; prints how it ended ("exit 3", "killed by SIGSEGV"). */
void in_child(void (*work)(void));
void say_status(const char *who, int status);

/* A signal handler that counts and writes nothing; catch_signal(SIGALRM, SA_RESTART). alarm_ms: one SIGALRM later. */
extern volatile sig_atomic_t caught, caught_signal;
void catch_signal(int signal, int flags);
void alarm_ms(long ms);

/* A child that sends a signal to the caller after ms milliseconds; reap with wait. */
pid_t poke_later(int signal, long ms);

/* How much memory the process has locked, in the words of its status. */
static inline void say_locked(void)
{
    char text[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (fgets(text, sizeof text, status))
        if (strncmp(text, "VmLck:", 6) == 0)
            say("%.*s", (int)strcspn(text, "\n"), text);
    fclose(status);
}

#endif
