/* The little that a guest program needs instead of a C library: system calls, text out, _start. */
#ifndef GUEST_H
#define GUEST_H

typedef unsigned long ulong;
typedef long i64;

enum
{
    SYS_chdir = 49, SYS_openat = 56, SYS_close = 57, SYS_pipe2 = 59, SYS_read = 63, SYS_write = 64, SYS_exit = 93, SYS_exit_group = 94,
    SYS_kill = 129, SYS_tgkill = 131, SYS_sigaltstack = 132, SYS_rt_sigaction = 134, SYS_getpid = 172, SYS_brk = 214, SYS_munmap = 215, SYS_clone = 220,
    SYS_execve = 221, SYS_mmap = 222, SYS_mprotect = 226, SYS_wait4 = 260,
};

static inline i64 syscall6(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f)
{
    register i64 a0 __asm__("a0") = a;
    register i64 a1 __asm__("a1") = b;
    register i64 a2 __asm__("a2") = c;
    register i64 a3 __asm__("a3") = d;
    register i64 a4 __asm__("a4") = e;
    register i64 a5 __asm__("a5") = f;
    register i64 a7 __asm__("a7") = n;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a7) : "memory");
    return a0;
}

#define syscall3(n, a, b, c) syscall6((n), (i64)(a), (i64)(b), (i64)(c), 0, 0, 0)

static inline ulong length(const char *s)
{
    ulong n = 0;
    while (s[n])
        n++;
    return n;
}

static inline int same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

static inline void print(const char *s)
{
    syscall3(SYS_write, 1, s, length(s));
}

static inline void print_number(i64 value)
{
    char text[24];
    int at = sizeof text;
    ulong rest = value < 0 ? -(ulong)value : (ulong)value;
    do
        text[--at] = '0' + rest % 10;
    while (rest /= 10);
    if (value < 0)
        text[--at] = '-';
    syscall3(SYS_write, 1, text + at, sizeof text - at);
}

static inline void print_hex(ulong value)
{
    char text[18] = "0x";
    for (int i = 0; i < 16; i++)
        text[2 + i] = "0123456789abcdef"[value >> (60 - 4 * i) & 15];
    syscall3(SYS_write, 1, text, sizeof text);
}

static inline i64 parse(const char *s)
{
    i64 value = 0;
    while (*s >= '0' && *s <= '9')
        value = value * 10 + *s++ - '0';
    return value;
}

static inline __attribute__((noreturn)) void quit(int status)
{
    for (;;)
        syscall3(SYS_exit_group, status, 0, 0);
}

int main(int argc, char **argv);

__attribute__((used)) static void enter(i64 *stack)
{
    quit(main((int)stack[0], (char **)(stack + 1)));
}

__attribute__((naked, used, noreturn)) void _start(void)
{
    __asm__("mv a0, sp\n\tandi sp, sp, -16\n\tcall enter");
}

/* clang calls these for copies and fills of its own. */
__attribute__((used)) void *memcpy(void *to, const void *from, ulong n)
{
    for (ulong i = 0; i < n; i++)
        ((volatile char *)to)[i] = ((const char *)from)[i];
    return to;
}

__attribute__((used)) void *memset(void *to, int value, ulong n)
{
    for (ulong i = 0; i < n; i++)
        ((volatile char *)to)[i] = (char)value;
    return to;
}

#endif
