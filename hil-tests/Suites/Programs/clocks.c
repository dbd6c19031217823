/* The vDSO as a C library uses it: found through the auxiliary vector, by name and version, and never at odds with the system calls. */
#include "guest.h"

enum
{
    AT_SYSINFO_EHDR = 33, PT_DYNAMIC = 2, DT_HASH = 4, DT_STRTAB = 5, DT_SYMTAB = 6,
    SYS_clock_settime = 112, SYS_clock_gettime = 113, SYS_clock_getres = 114, SYS_gettimeofday = 169, EINVAL = 22, SIGSEGV = 11,
};

struct timespec { i64 seconds, nanoseconds; };
struct symbol { unsigned name; unsigned char info, other; unsigned short section; ulong value, size; };

typedef i64 call2(ulong, void *);

static int failures;

static void check(const char *name, int good, i64 value)
{
    if (good)
        return;
    failures++;
    print("FAIL "), print(name), print(" "), print_number(value), print("\n");
}

static ulong auxiliary(char **argv, ulong type)
{
    ulong *at = (ulong *)argv;
    for (int strings = 0; strings < 2; at++)
        strings += *at == 0;
    while (at[0] && at[0] != type)
        at += 2;
    return at[0] ? at[1] : 0;
}

static void *find(char *image, const char *name)
{
    ulong headers = *(ulong *)(image + 32), count = *(unsigned short *)(image + 56), *dynamic = 0;
    for (ulong i = 0; i < count; i++)
        if (*(unsigned *)(image + headers + 56 * i) == PT_DYNAMIC)
            dynamic = (ulong *)(image + *(ulong *)(image + headers + 56 * i + 16));
    char *names = 0;
    struct symbol *symbols = 0;
    unsigned *hash = 0;
    for (; dynamic && dynamic[0]; dynamic += 2)
        if (dynamic[0] == DT_STRTAB)
            names = image + dynamic[1];
        else if (dynamic[0] == DT_SYMTAB)
            symbols = (struct symbol *)(image + dynamic[1]);
        else if (dynamic[0] == DT_HASH)
            hash = (unsigned *)(image + dynamic[1]);
    for (unsigned i = 0; hash && i < hash[1]; i++)
        if (symbols[i].section && same(names + symbols[i].name, name))
            return image + symbols[i].value;
    check(name, 0, 0);
    return 0;
}

static i64 nanoseconds(struct timespec t) { return t.seconds * 1000000000 + t.nanoseconds; }

static void clocks(call2 *get)
{
    static const int known[] = { 0, 1, 4, 5, 6, 7 };
    for (int round = 0; round < 200; round++)
        for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        {
            struct timespec before, ours, after;
            syscall3(SYS_clock_gettime, known[i], &before, 0);
            i64 got = get((ulong)known[i], &ours);
            syscall3(SYS_clock_gettime, known[i], &after, 0);
            int coarse = known[i] == 5 || known[i] == 6;
            int between = nanoseconds(before) <= nanoseconds(ours) && (coarse || nanoseconds(ours) <= nanoseconds(after));
            check("a clock of the vDSO is between two of the kernel", got == 0 && between && (ulong)ours.nanoseconds < 1000000000, known[i]);
        }
    struct timespec t;
    check("CPU time comes through the kernel", get(2, &t) == 0 && get(3, &t) == 0, 0);
    check("no such clock", get(99, &t) == -EINVAL, get(99, &t));
}

static void settings(call2 *get, call2 *day)
{
    struct timespec set = { 1900000000, 5 }, ours;
    i64 time[2];
    int zone[2] = { 7, 7 };
    check("clock_settime", syscall3(SYS_clock_settime, 0, &set, 0) == 0, 0);
    get(0, &ours);
    check("the vDSO sees a new wall clock at once", nanoseconds(ours) - nanoseconds(set) < 1000000000 && nanoseconds(ours) >= nanoseconds(set), ours.seconds);
    check("gettimeofday", day((ulong)time, zone) == 0 && time[0] - 1900000000 < 2 && (ulong)time[1] < 1000000 && !zone[0] && !zone[1], time[0]);
    check("gettimeofday of nothing", day(0, 0) == 0, 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    char *image = (char *)auxiliary(argv, AT_SYSINFO_EHDR);
    check("the auxiliary vector names an ELF image", image && image[1] == 'E' && image[2] == 'L' && image[3] == 'F', (i64)image);
    if (failures)
        return 1;
    call2 *get = find(image, "__vdso_clock_gettime"), *resolution = find(image, "__vdso_clock_getres"), *day = find(image, "__vdso_gettimeofday");
    call2 *hart = find(image, "__vdso_getcpu");
    unsigned *sigreturn = find(image, "__vdso_rt_sigreturn");
    find(image, "__vdso_flush_icache");
    struct timespec t = { 9, 9 };
    unsigned number = 99;
    check("rt_sigreturn is what unwinders know", sigreturn[0] == 0x08b00893 && sigreturn[1] == 0x73, sigreturn[0]);
    check("clock_getres", resolution(1, &t) == 0 && t.seconds == 0 && t.nanoseconds == 1, t.nanoseconds);
    check("getcpu", hart((ulong)&number, 0) == 0 && number < 8, number);
    clocks(get), settings(get, day);
    i64 child = syscall6(SYS_clone, 17, 0, 0, 0, 0, 0);
    if (child == 0)
        *(volatile char *)image = 0, quit(0);
    int status = 0;
    syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0);
    check("the vDSO cannot be written", (status & 0x7f) == SIGSEGV, status);
    child = syscall6(SYS_clone, 17, 0, 0, 0, 0, 0);
    if (child == 0)
        *(volatile char *)(image - 4096) = 0, quit(0);
    syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0);
    check("nor what it reads", (status & 0x7f) == SIGSEGV, status);
    print(failures ? "failed\n" : "passed\n");
    return failures != 0;
}
