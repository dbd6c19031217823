/* One call, one argument at a time: every kind of bad value in its place while the other arguments are good. */
#ifndef SWEEP_H
#define SWEEP_H
#include "oracle.h"

enum kind { ANY, FD, PATH, IN, OUT, LENGTH, NUMBER, PID, FLAGS, RANGE, ADDRESS };

/* What an argument is, a good value for it, and a size in bytes or the last value of a range. */
struct argument
{
    enum kind kind;
    long good;
    long size;
};

/* Descriptors that each call finds open. */
enum { A_FILE = 3, A_FOLDER, PIPE_OUT, PIPE_IN, EVENT, EPOLL, NAME_ONLY, WRITE_ONLY, READ_ONLY, OTHER, DESCRIPTORS };

/* A page for good pointers, zeroed but for a vector of one segment of 4 bytes; nothing is mapped behind it. One's own process. */
#define scratch ((char *)0x1000010000)
#define SELF (-0x5e1f)
#define ROOM ((long)scratch)
#define VECTOR ((long)(scratch + 2048))

/* show_value: 0 when a success is not the same each time. Only reports the result, never changes the caller: each call runs in its own child. */
void sweep(const char *name, long number, int show_value, const struct argument *arguments, int count);

#define SWEEP(name, ...) SWEEP_(name, 1, __VA_ARGS__)
#define SWEEP_OK(name, ...) SWEEP_(name, 0, __VA_ARGS__)
#define SWEEP_(name, show_value, ...)                                                              \
    TEST(name)                                                                                     \
    {                                                                                              \
        const struct argument arguments[] = { __VA_ARGS__ };                                       \
        sweep(#name, SYS_##name, show_value, arguments, sizeof arguments / sizeof arguments[0]);   \
    }
/* A call without arguments. */
#define SWEEP_NONE(name) \
    TEST(name)           \
    {                    \
        sweep(#name, SYS_##name, 0, NULL, 0); \
    }

#define any(value) { ANY, (long)(value), 0 }
#define fd(good) { FD, good, 0 }
#define path(good) { PATH, (long)(good), 0 }
#define in(size) { IN, ROOM, size }
#define out(size) { OUT, ROOM, size }
#define length(good) { LENGTH, good, 0 }
#define number(good) { NUMBER, good, 0 }
#define pid(good) { PID, good, 0 }
#define bits(good) { FLAGS, good, 0 }
#define range(good, last) { RANGE, good, last }
#define vector { IN, VECTOR, 16 }
#define address { ADDRESS, ROOM, 0 }

#endif
