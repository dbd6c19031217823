/* Arguments of each kind, structures included. */
#ifndef FUZZ_STRUCTURES_H
#define FUZZ_STRUCTURES_H

#include "fuzz-values.h"

extern void fuzz_on_signal(int signal, void *info, u8 *context);
extern void fuzz_spurious(void);

static i64 sigset(struct task *task)
{
    i64 pointer;
    if (structure(task, 8, &pointer))
        *(ulong *)pointer = one_in(task, 4) ? next(task) : 1UL << below(task, 64) | 1UL << below(task, 64);
    return pointer;
}

static i64 timespec(struct task *task, int always_short)
{
    i64 pointer;
    if (one_in(task, 12) && !always_short)
        return 0;
    if (structure(task, 16, &pointer))
        fill_time(task, (i64 *)pointer, always_short);
    return pointer;
}

static i64 interval(struct task *task)
{
    i64 pointer;
    if (structure(task, 32, &pointer))
    {
        fill_time(task, (i64 *)pointer, 1);
        fill_time(task, (i64 *)pointer + 2, 1);
    }

    return pointer;
}

static i64 vector(struct task *task)
{
    i64 pointer;
    if (structure(task, 8 * 16, &pointer))
    {
        for (int i = 0; i < 8; i++)
        {
            ulong size = one_in(task, 12) ? some_size(task) : below(task, 3000);
            ((ulong *)pointer)[2 * i] = some_buffer(task, size);
            ((ulong *)pointer)[2 * i + 1] = size;
        }
    }

    return pointer;
}

static i64 signal_action(struct task *task)
{
    i64 pointer;
    if (structure(task, 24, &pointer))
    {
        ulong *words = (ulong *)pointer;
        ulong kind = below(task, 24);
        words[0] = kind == 0 ? next(task) : kind < 4 ? 0 : kind < 8 ? 1 : (ulong)fuzz_on_signal;
        words[1] = kind == 1 ? next(task) : 4 | (next(task) & 0xd8000003UL); /* SA_SIGINFO and others */
        words[2] = one_in(task, 3) ? next(task) & ~(1UL << 13) : 0;
    }

    return pointer;
}

static i64 alternate_stack(struct task *task)
{
    i64 pointer;
    if (structure(task, 24, &pointer))
    {
        ulong *words = (ulong *)pointer;
        words[0] = some_address(task);
        words[1] = one_in(task, 4) ? 2 : one_in(task, 8) ? next(task) : 0;
        words[2] = one_in(task, 6) ? some_size(task) : 8192 + below(task, 8192);
    }

    return pointer;
}

static i64 poll_set(struct task *task)
{
    i64 pointer;
    if (structure(task, 8 * 8, &pointer))
    {
        for (int i = 0; i < 8; i++)
        {
            ((int *)pointer)[2 * i] = some_fd(task);
            ((int *)pointer)[2 * i + 1] = (int)(next(task) & 0x203f);
        }
    }

    return pointer;
}

static i64 record_lock(struct task *task)
{
    i64 pointer;
    if (one_in(task, 3))
        return (i64)below(task, 4096);
    if (structure(task, 32, &pointer))
    {
        ((short *)pointer)[0] = (short)below(task, one_in(task, 16) ? 100 : 3);
        ((short *)pointer)[1] = (short)below(task, one_in(task, 16) ? 100 : 3);
        ((i64 *)pointer)[1] = some_offset(task);
        ((i64 *)pointer)[2] = one_in(task, 4) ? some_offset(task) : (i64)below(task, 100);
        ((int *)pointer)[6] = 0;
    }

    return pointer;
}

static i64 file_owner(struct task *task)
{
    i64 pointer;
    if (structure(task, 8, &pointer))
    {
        ((int *)pointer)[0] = (int)below(task, one_in(task, 16) ? 100 : 3);
        ((int *)pointer)[1] = (int)some_pid(task);
    }

    return pointer;
}

static i64 mount_request(struct task *task)
{
    i64 pointer;
    if (structure(task, 32, &pointer))
    {
        ((u32 *)pointer)[0] = one_in(task, 8) ? (u32)below(task, 64) : one_in(task, 2) ? 24 : 32;
        ((u32 *)pointer)[1] = 0;
        ((ulong *)pointer)[1] = one_in(task, 4) ? ~0UL : (1UL << 31) + below(task, 40);
        ((ulong *)pointer)[2] = one_in(task, 3) ? next(task) : one_in(task, 2) ? 0xff : (1UL << 31) + below(task, 40);
        ((ulong *)pointer)[3] = 0;
    }

    return pointer;
}

/* Always in one place, so that a handle that was made is opened later; now and then another one. */
static i64 file_handle(struct task *task, int is_room)
{
    u32 *handle = (u32 *)(task->scratch + SCRATCH - 256);
    if (one_in(task, 12))
        return (i64)some_buffer(task, 136);
    if (is_room)
        handle[0] = one_in(task, 8) ? (u32)below(task, 200) : 128;
    else if (one_in(task, 8))
        handle[below(task, 6)] ^= 1u << below(task, 32);
    return (i64)handle;
}

static i64 words(struct task *task, int count, ulong mask)
{
    i64 pointer;
    if (structure(task, (ulong)count * 8, &pointer))
        for (int i = 0; i < count; i++)
            ((ulong *)pointer)[i] = next(task) & mask;
    return pointer;
}

static i64 limit(struct task *task)
{
    /* Not so low that the worker cannot go on, not so high that it takes all memory. */
    i64 pointer;
    if (structure(task, 16, &pointer))
    {
        ((ulong *)pointer)[0] = (24UL << 20) + below(task, 8 << 20);
        ((ulong *)pointer)[1] = one_in(task, 4) ? ~0UL : 32UL << 20;
    }

    return pointer;
}

static i64 signal_event(struct task *task)
{
    i64 pointer;
    if (structure(task, 64, &pointer))
    {
        ((ulong *)pointer)[0] = next(task);
        ((int *)pointer)[2] = some_signal(task);
        ((int *)pointer)[3] = one_in(task, 8) ? (int)next(task) : (int)below(task, 3) | (one_in(task, 2) ? 4 : 0);
        ((int *)pointer)[4] = some_pid(task);
    }

    return pointer;
}

static i64 signal_info(struct task *task)
{
    i64 pointer;
    if (structure(task, 128, &pointer))
    {
        for (int i = 0; i < 16; i++)
            ((ulong *)pointer)[i] = next(task);
        ((int *)pointer)[2] = one_in(task, 8) ? (int)next(task) : -1 - (int)below(task, 6);
    }

    return pointer;
}

static i64 semaphore_operations(struct task *task)
{
    i64 pointer;
    if (structure(task, 8 * 6, &pointer))
    {
        for (int i = 0; i < 8; i++)
        {
            short *operation = (short *)pointer + 3 * i;
            operation[0] = (short)(one_in(task, 24) ? next(task) : below(task, 3));
            operation[1] = (short)(one_in(task, 24) ? next(task) : below(task, 7) - 3);
            operation[2] = (short)(next(task) & 014000);
        }
    }

    return pointer;
}

static i64 message(struct task *task)
{
    i64 pointer = (i64)some_buffer(task, 512);
    if (pointer >= (i64)task->scratch && pointer < (i64)task->scratch + SCRATCH)
        *(i64 *)pointer = (i64)below(task, 5);
    return pointer;
}

static i64 flags(struct task *task, const struct choice *of)
{
    u32 all = 0;
    if (one_in(task, 24))
        return one_in(task, 2) ? (i64)next(task) : 1L << below(task, 32);
    for (ulong n = below(task, 4); n > 0; n--)
        all |= of->values[below(task, of->count)];
    return (i64)all;
}

static i64 one_of(struct task *task, const struct choice *of)
{
    return one_in(task, 32) ? (i64)next(task) : (i64)of->values[below(task, of->count)];
}

static i64 plain_value(struct task *task, u8 kind)
{
    switch (kind)
    {
        case FD: return some_fd(task);
        case DIR: return one_in(task, 3) ? some_fd(task) : -100;
        case PATH: return some_path(task, 0);
        case ANYPATH: return some_path(task, 1);
        case SIZE: return (i64)some_size(task);
        case OFFSET: return some_offset(task);
        case MODE: return (i64)(one_in(task, 12) ? next(task) : 0600 | (next(task) & 07777));
        case INT: return one_in(task, 16) ? (i64)next(task) : (i64)below(task, 16) - 2;
        case PID: return some_pid(task);
        case SIGNAL: return some_signal(task);
        case SETSIZE: return one_in(task, 24) ? (i64)next(task) : 8;
        case COUNT: return one_in(task, 16) ? (i64)some_size(task) : (i64)below(task, 9);
        case ADDRESS: return (i64)some_address(task);
        case LENGTH: return one_in(task, 12) ? (i64)some_size(task) : (i64)(below(task, 24) * PAGE + (one_in(task, 4) ? below(task, PAGE) : 0));
        case FUTEX: return (i64)(ARENA + (ARENA_PAGES - 8) * PAGE + 4 * below(task, 4));
        case UID: return one_in(task, 3) ? -1 : (i64)(one_in(task, 2) ? 1000 : below(task, 2000));
        case CLOCK: return one_in(task, 8) ? (i64)next(task) : (i64)below(task, 12);
        case TIMERID: return one_in(task, 8) ? (i64)next(task) : (i64)below(task, 6);
        case OBJECT: return one_in(task, 16) ? (i64)below(task, 70000) : objects[below(task, 8)];
        case END: return 0;
        default: return (i64)next(task);
    }
}

static i64 value_of(struct task *task, const struct argument *argument)
{
    i64 pointer;
    switch (argument->kind)
    {
        case IN:
        case OUT: return (i64)some_buffer(task, 512);
        case OFFPTR: return one_in(task, 2) ? 0 : words(task, 1, 0xffff);
        case SIGSET: return one_in(task, 8) ? 0 : sigset(task);
        case TIME: return timespec(task, 1);
        case LONGTIME: return timespec(task, 0);
        case ITIMER: return interval(task);
        case VECTOR: return vector(task);
        case ACTION: return one_in(task, 8) ? 0 : signal_action(task);
        case ALTSTACK: return one_in(task, 8) ? 0 : alternate_stack(task);
        case EPEVENT:
            if (structure(task, 16, &pointer))
            {
                ((u32 *)pointer)[0] = (u32)next(task) & 0xf000201f;
                ((ulong *)pointer)[1] = next(task);
            }

            return pointer;
        case POLLFDS: return poll_set(task);
        case LIMIT: return limit(task);
        case SIGEVENT: return one_in(task, 6) ? 0 : signal_event(task);
        case FLOCK: return record_lock(task);
        case OWNER: return file_owner(task);
        case MOUNT: return mount_request(task);
        case HANDLE: return file_handle(task, 1);
        case GOTHANDLE: return file_handle(task, 0);
        case STRING: return some_path(task, 0);
        case SIGINFO: return signal_info(task);
        case OPENHOW:
            pointer = words(task, 3, 0);
            if (pointer >= (i64)task->scratch && pointer < (i64)task->scratch + SCRATCH)
            {
                ((ulong *)pointer)[0] = next(task) & 0x2c0442;
                ((ulong *)pointer)[2] = next(task) & 0x3f;
            }

            return pointer;
        case SEMOPS: return semaphore_operations(task);
        case MESSAGE: return message(task);
        case FLAGS: return flags(task, argument->of);
        case ONE: return one_of(task, argument->of);
        default: return plain_value(task, argument->kind);
    }
}

#endif
