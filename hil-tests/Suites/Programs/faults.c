/* Does one forbidden thing, named by the first argument. With "caught" as the second it catches the signal and prints
   its number, its code and whether the address is the one that was touched. */
#include "guest.h"

#define SA_SIGINFO 4
#define SA_ONSTACK 0x08000000

struct siginfo
{
    int number, error, code, pad;
    ulong address;
    ulong rest[13];
};

struct sigaction
{
    void (*handler)(int, struct siginfo *, void *);
    ulong flags;
    ulong mask;
};

struct stack
{
    void *base;
    int flags, pad;
    ulong size;
};

static ulong expected;
static char handler_stack[65536] __attribute__((aligned(16)));
static char data[64] = { 0x13, 0, 0, 0 };
static const char read_only[64] = "constant";

static void caught(int number, struct siginfo *info, void *context)
{
    (void)context;
    print("signal ");
    print_number(number);
    print(" code ");
    print_number(info->code);
    if (!expected)
        print(" somewhere\n");
    else if (info->address == expected)
        print(" at the address\n");
    else
    {
        print(" at ");
        print_hex(info->address);
        print(" instead of ");
        print_hex(expected);
        print("\n");
    }

    quit(0);
}

static void catch_all(void)
{
    struct stack stack = { handler_stack, 0, 0, sizeof handler_stack };
    syscall3(SYS_sigaltstack, &stack, 0, 0);
    struct sigaction action = { caught, SA_SIGINFO | SA_ONSTACK, 0 };
    static const int signals[] = { 4, 5, 6, 7, 8, 11 };
    for (ulong i = 0; i < sizeof signals / sizeof *signals; i++)
        syscall6(SYS_rt_sigaction, signals[i], (i64)&action, 0, 8, 0, 0);
}

static void read_at(ulong address)
{
    expected = address;
    *(volatile char *)address;
}

static void write_at(ulong address)
{
    expected = address;
    *(volatile char *)address = 1;
}

static void jump_to(ulong address)
{
    expected = address;
    ((void (*)(void))address)();
}

__attribute__((noinline)) static int overflow(volatile int depth)
{
    volatile char room[4096];
    room[0] = (char)depth;
    if (depth < 0)
        return 0;
    return overflow(depth + 1) + room[0];
}

static int misaligned(void)
{
    static char bytes[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };
    volatile ulong *at = (volatile ulong *)(bytes + 1);
    ulong value = *at;
    *at = value + 1;
    return value == 0x0807060504030201 && bytes[1] == 2 ? 0 : 1;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    if (argc > 2 && same(argv[2], "caught"))
        catch_all();
    if (same(what, "null-read"))
        read_at(0);
    else if (same(what, "null-write"))
        write_at(8);
    else if (same(what, "kernel-read"))
        read_at(0xffffffff80200000);
    else if (same(what, "kernel-write"))
        write_at(0xffffffd800000000);
    else if (same(what, "beyond-user"))
        read_at(0x4000000000000000);
    else if (same(what, "kernel-jump"))
        jump_to(0xffffffff80200000);
    else if (same(what, "wild-jump"))
        jump_to(0x123450);
    else if (same(what, "data-jump"))
        jump_to((ulong)data);
    else if (same(what, "text-write"))
        write_at((ulong)main & ~7ul);
    else if (same(what, "constant-write"))
        write_at((ulong)read_only);
    else if (same(what, "stack-overflow"))
        overflow(0);
    else if (same(what, "illegal"))
        __asm__ volatile("la t0, 1f\n\tsd t0, %0\n1:\t.word 0" : "=m"(expected) : : "t0");
    else if (same(what, "privileged"))
        __asm__ volatile("la t0, 1f\n\tsd t0, %0\n1:\tcsrr t1, sstatus" : "=m"(expected) : : "t0", "t1");
    else if (same(what, "breakpoint"))
        __asm__ volatile("la t0, 1f\n\tsd t0, %0\n1:\tebreak" : "=m"(expected) : : "t0");
    else if (same(what, "misaligned"))
        return misaligned();
    else if (same(what, "efault"))
    {
        print_number(syscall3(SYS_write, 1, 0xffffffff80200000, 8));
        print(" ");
        print_number(syscall3(SYS_read, 0, 0xffffffd800000000, 8));
        print(" ");
        print_number(syscall3(SYS_openat, -100, 16, 0));
        print("\n");
        return 0;
    }
    else if (same(what, "nosys"))
    {
        print_number(syscall3(5000, 1, 2, 3));
        print("\n");
        return 0;
    }
    else
        return 99;
    print("not stopped\n");
    return 98;
}
