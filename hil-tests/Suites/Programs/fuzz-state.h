/* What the tasks of the fuzzer share: random numbers, slots with the log of last calls, descriptors, the arena of memory to play with. */
#ifndef FUZZ_STATE_H
#define FUZZ_STATE_H

#include "guest.h"

typedef unsigned int u32;
typedef unsigned char u8;

enum
{
    SLOTS = 96,          /* tasks at once, of all workers */
    RING = 16,           /* calls remembered for each */
    FDS = 48,            /* descriptors remembered by a process */
    STACK = 32 << 10,
    PAGE = 4096,
    ARENA_PAGES = 256,   /* memory that calls may map, protect, move and take away */
    SCRATCH = 16 << 10,  /* of each task: structures and texts that arguments point to */
};

#define ARENA 0x20000000UL
#define STACKS 0x30000000UL
#define SCRATCHES 0x38000000UL

struct record
{
    i64 number;
    i64 arguments[6];
    i64 result;
    i64 done;
};

/* A task's place; its number gives it a stack and scratch memory of its own. */
struct slot
{
    volatile int owner; /* tid, 0 when free, -1 while it starts */
    volatile u32 worker;
    volatile u32 calls;
    struct record ring[RING];
};

struct shared
{
    struct slot slots[SLOTS];
    volatile u32 calls;  /* of tasks that have ended */
};

struct task
{
    ulong random;
    struct slot *slot;
    u8 *scratch;
    ulong used;          /* of the scratch memory, by the call being made */
    int depth;           /* 0: the worker itself */
    u32 left;            /* calls still to make */
};

static struct shared *shared;

/* Of this process; threads share them without a lock, on purpose. */
static int descriptors[FDS];
static int children[8];
static int objects[8];  /* ids of System V IPC */
static int worker_id;
static int worker_pid;

static inline ulong next(struct task *task)
{
    /* splitmix64: every state gives another number, so seeds can be derived by adding */
    ulong z = task->random += 0x9e3779b97f4a7c15UL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9UL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebUL;
    return z ^ z >> 31;
}

static inline ulong below(struct task *task, ulong limit)
{
    return (next(task) >> 16) % limit;
}

static inline int one_in(struct task *task, ulong n)
{
    return below(task, n) == 0;
}

static void remember_fd(struct task *task, i64 fd)
{
    if (fd > 2)
        descriptors[below(task, FDS)] = (int)fd;
}

/* Makes a call and keeps it in the log, before and after. */
static i64 call(struct task *task, i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f)
{
    struct slot *slot = task->slot;
    struct record *record = &slot->ring[slot->calls % RING];
    record->done = 0;
    record->number = n;
    record->arguments[0] = a;
    record->arguments[1] = b;
    record->arguments[2] = c;
    record->arguments[3] = d;
    record->arguments[4] = e;
    record->arguments[5] = f;
    slot->calls++;
    if (task->left)
        task->left--;
    i64 result = syscall6(n, a, b, c, d, e, f);
    record->result = result;
    record->done = 1;
    return result;
}

#define CALL3(task, n, a, b, c) call((task), (n), (i64)(a), (i64)(b), (i64)(c), 0, 0, 0)
#define CALL6(task, n, a, b, c, d, e, f) call((task), (n), (i64)(a), (i64)(b), (i64)(c), (i64)(d), (i64)(e), (i64)(f))

static struct slot *claim_slot(void)
{
    for (int i = 0; i < SLOTS; i++)
    {
        if (__sync_bool_compare_and_swap(&shared->slots[i].owner, 0, -1))
        {
            shared->slots[i].calls = 0;
            shared->slots[i].worker = (u32)worker_id;
            return &shared->slots[i];
        }
    }

    return 0;
}

static inline ulong slot_stack(struct slot *slot)
{
    return STACKS + (ulong)(slot - shared->slots + 1) * STACK;
}

static inline u8 *slot_scratch(struct slot *slot)
{
    return (u8 *)(SCRATCHES + (ulong)(slot - shared->slots) * SCRATCH);
}

#endif
