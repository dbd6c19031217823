// The code that the kernel lends to programs: clocks without a system call, and the way back from a signal handler. It runs in user
// mode and only reads; names, version and calling convention are Linux's (man 7 vdso). Why it is C: docs/adr/0006-vdso.md.

typedef unsigned int u32;
typedef unsigned long u64;
typedef long i64;

#define NANOSECONDS 1000000000ul

enum
{
    SYS_clock_gettime = 113, SYS_clock_getres = 114, SYS_getcpu = 168, SYS_riscv_flush_icache = 259,
    REALTIME = 1 << 0 | 1 << 5,                 // CLOCK_REALTIME, CLOCK_REALTIME_COARSE
    MONOTONIC = 1 << 1 | 1 << 4 | 1 << 6 | 1 << 7,
};

struct timespec { i64 seconds, nanoseconds; };
struct timeval { i64 seconds, microseconds; };
struct timezone { u32 minutes_west, daylight_saving; };

// The page before this image: struct VdsoData of the hal. Only the offset changes while programs run, and it is one word.
extern const volatile struct { u64 whole, fraction; i64 realtime_offset; } lume_vdso_data __attribute__((visibility("hidden")));

__asm__(
    ".section .text.sigreturn, \"ax\"\n"
    // Debuggers and unwinders know these two instructions, and look for frame information only where they are not: there is none.
    "        .globl __vdso_rt_sigreturn\n"
    "        .type __vdso_rt_sigreturn, @function\n"
    "__vdso_rt_sigreturn:\n"
    "        .option push\n"
    "        .option norvc\n"
    "        li a7, 139\n"
    "        ecall\n"
    "        .option pop\n"
    "        .size __vdso_rt_sigreturn, . - __vdso_rt_sigreturn\n"
    "        .text\n");

static i64 system_call(i64 number, u64 a, u64 b, u64 c)
{
    register u64 a0 __asm__("a0") = a;
    register u64 a1 __asm__("a1") = b;
    register u64 a2 __asm__("a2") = c;
    register i64 a7 __asm__("a7") = number;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) : "memory");
    return (i64)a0;
}

// As ClockScale of the hal computes it, so that no call and no file time is ahead of the other.
static inline u64 monotonic(void)
{
    u64 ticks, fraction = lume_vdso_data.fraction;
    __asm__ volatile("rdtime %0" : "=r"(ticks));
    return ticks * lume_vdso_data.whole + (ticks >> 32) * fraction + ((ticks & 0xffffffff) * fraction >> 32);
}

int __vdso_clock_gettime(int clock, struct timespec *time)
{
    u64 known = (u32)clock < 32 ? 1ul << clock : 0, now;
    if (!(known & (REALTIME | MONOTONIC)))
        return (int)system_call(SYS_clock_gettime, (u64)clock, (u64)time, 0);
    now = monotonic();
    if (known & REALTIME)
        now += (u64)lume_vdso_data.realtime_offset;
    time->seconds = (i64)(now / NANOSECONDS);
    time->nanoseconds = (i64)(now % NANOSECONDS);
    return 0;
}

int __vdso_gettimeofday(struct timeval *time, struct timezone *zone)
{
    if (time)
    {
        u64 now = monotonic() + (u64)lume_vdso_data.realtime_offset;
        time->seconds = (i64)(now / NANOSECONDS);
        time->microseconds = (i64)(now % NANOSECONDS / 1000);
    }
    if (zone)
        zone->minutes_west = zone->daylight_saving = 0;
    return 0;
}

int __vdso_clock_getres(int clock, struct timespec *resolution)
{
    return (int)system_call(SYS_clock_getres, (u64)clock, (u64)resolution, 0);
}

int __vdso_getcpu(u32 *hart, u32 *node, void *unused)
{
    return (int)system_call(SYS_getcpu, (u64)hart, (u64)node, (u64)unused);
}

int __vdso_flush_icache(void *start, void *end, u64 flags)
{
    return (int)system_call(SYS_riscv_flush_icache, (u64)start, (u64)end, flags);
}
