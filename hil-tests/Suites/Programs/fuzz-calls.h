/* The grammar's table: every call, how often, the kinds of its arguments. Calls that end the machine or reach other processes are not in it. */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include "fuzz-structures.h"

enum result
{
    NOTHING,
    NEW_FD,
    TWO_FDS,   /* written to the first argument */
    NEW_OBJECT,
};

struct entry
{
    short number;
    u8 weight;
    u8 result;
    struct argument arguments[6];
};

#define SET(name, ...) \
    static const u32 name##_values[] = { __VA_ARGS__ }; \
    static const struct choice name = { sizeof name##_values / sizeof(u32), name##_values }

SET(open_flags, 0, 1, 2, 0100, 0200, 01000, 02000, 04000, 010000, 040000, 0100000, 0200000, 0400000, 02000000, 04010000, 010000000, 020200000);
SET(open_likely, 0, 2, 0102, 0102, 01102, 02102, 04000, 0200000, 04002, 010000000);
SET(at_flags, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000, 0x4000);
SET(pipe_flags, 04000, 02000000, 040000);
SET(cloexec, 1, 02000000, 04000);
SET(fcntl_commands, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 16, 17, 36, 37, 38, 1024, 1025, 1026, 1030, 1031, 1032, 1033, 1034);
SET(ioctls, 0x5401, 0x5402, 0x5403, 0x5404, 0x5405, 0x5406, 0x5407, 0x5408, 0x5409, 0x540a, 0x540b, 0x540e, 0x540f, 0x5410, 0x5411, 0x5413, 0x5414, 0x541b, 0x5420, 0x5421, 0x5422,
    0x5423, 0x5425, 0x5429, 0x5450, 0x5451, 0x5452, 0x5456, 0x5457, 0x802c542a, 0x402c542b, 0x402c542d, 0x540d, 0x80045440, 0x5419, 0x541a, 0x80045432, 0x80045430, 0x40045431, 0x5441, 0x5460, 0x80086601, 0x40086602);
SET(set_owner, 8);
SET(set_owner_of_kind, 15);
SET(set_signal, 10);
SET(notify, 1026);
SET(directory_events, 1, 2, 4, 8, 16, 32, 64, 0x80000000);
SET(handle_flags, 0x400, 0x1000, 0x200, 1, 0x100);
SET(flock_operations, 1, 2, 8, 4, 5, 6);
SET(whence, 0, 1, 2, 3, 4);
SET(protections, 1, 2, 4);
SET(map_flags, 0x10, 0x100, 0x800, 0x1000, 0x2000, 0x4000, 0x8000, 0x10000, 0x20000, 0x100000);
SET(remap_flags, 1, 2, 4);
SET(advice, 0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25);
SET(sync_flags, 1, 2, 4);
SET(lock_all, 1, 2, 4);
SET(allocate_mode, 0, 1, 2, 3, 8, 16, 32, 64);
SET(epoll_operations, 1, 2, 3);
SET(how, 0, 1, 2);
SET(wait_flags, 1, 2, 4, 8, 0x20000000, 0x40000000, 0x80000000, 0x1000000);
SET(futex_operations, 0, 1, 3, 4, 5, 9, 10, 6, 7, 8, 11, 12, 13, 128, 129, 131, 132, 133, 137, 138, 256, 265);
SET(mount_flags, 1, 2, 4, 8, 16, 32, 64, 128, 1024, 2048, 4096, 8192, 16384, 32768, 1 << 17, 1 << 18, 1 << 19, 1 << 20, 1 << 21, 1 << 24);
SET(unmount_flags, 1, 2, 4, 8);
SET(rename_flags, 1, 2, 4);
SET(policies, 0, 1, 2, 3, 5, 6, 0x40000000);
SET(signalfd_flags, 04000, 02000000);
SET(timer_flags, 1, 2);
SET(random_flags, 1, 2, 4);
SET(splice_flags, 1, 2, 4, 8);
SET(fanotify_flags, 1, 2, 0x10, 0x20, 0x80, 0x100, 0x200, 0x400, 0x800, 0x1000);
SET(fanotify_marks, 1, 1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x400);
/* No questions: nobody would answer them. */
SET(fanotify_masks, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 0x8000, 0x8000000, 0x10000000, 0x40000000);
SET(inotify_masks, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 0x1000000, 0x2000000, 0x4000000, 0x10000000, 0x20000000, 0x80000000);
SET(prctl_options, 2, 3, 4, 15, 16, 21, 22, 25, 28, 30, 36, 37, 38, 39, 40, 47, 53);
SET(limits, 1, 3, 4, 6, 7, 9, 10, 11, 12, 13, 14, 15);
SET(usage, 0, 1, 0xffffffff);
SET(families, 1, 1, 1, 2, 10, 16, 17);
SET(socket_types, 1, 2, 5, 1 | 04000, 2 | 02000000, 3);
SET(message_flags, 1, 2, 0x20, 0x40, 0x100, 0x4000, 0x40000000);
SET(membarriers, 0, 1, 2, 4, 8, 16, 32, 64);
SET(unshares, 0x200, 0x400, 0x40000, 0x100, 0x800, 0x10000);
SET(statx_masks, 0x7ff, 0xfff, 1, 2, 0x80000000);
SET(sock_levels, 1, 0, 6);
SET(sock_options, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15, 16, 17, 20, 21, 30, 31, 38, 39);

SET(ipc_keys, 0x51, 0x52, 0x53, 0x54);
SET(ipc_get, 01000, 01000, 02000, 0600, 0600, 0400, 010000);
SET(attach_flags, 010000, 020000, 040000, 040000, 0100000);
SET(segment_commands, 0, 1, 2, 3, 11, 12, 13, 14, 15);
SET(semaphore_commands, 0, 1, 2, 3, 11, 12, 13, 14, 15, 16, 16, 16, 17, 18, 19, 20);
SET(message_commands, 0, 1, 2, 3, 11, 12, 13);
SET(queue_flags, 04000, 010000, 020000, 040000);
SET(queue_open, 1, 2, 2, 0100, 0100, 0200, 04000);

#define A(kind) { kind, 0 }
#define F(set) { FLAGS, &set }
#define O(set) { ONE, &set }

static const struct entry s_calls[] =
{
    /* files */
    { 56, 40, NEW_FD, { A(DIR), A(PATH), O(open_likely), A(MODE) } },
    { 56, 20, NEW_FD, { A(DIR), A(ANYPATH), F(open_flags), A(MODE) } },
    { 437, 6, NEW_FD, { A(DIR), A(PATH), A(OPENHOW), A(INT) } },
    { 79, 10, NOTHING, { A(DIR), A(ANYPATH), A(OUT), F(at_flags) } },
    { 80, 6, NOTHING, { A(FD), A(OUT) } },
    { 291, 6, NOTHING, { A(DIR), A(ANYPATH), F(at_flags), F(statx_masks), A(OUT) } },
    { 48, 4, NOTHING, { A(DIR), A(ANYPATH), A(INT) } },
    { 439, 4, NOTHING, { A(DIR), A(ANYPATH), A(INT), F(at_flags) } },
    { 78, 8, NOTHING, { A(DIR), A(ANYPATH), A(OUT), A(SIZE) } },
    { 43, 3, NOTHING, { A(ANYPATH), A(OUT) } },
    { 44, 3, NOTHING, { A(FD), A(OUT) } },
    { 34, 12, NOTHING, { A(DIR), A(PATH), A(MODE) } },
    { 33, 6, NOTHING, { A(DIR), A(PATH), A(MODE), A(INT) } },
    { 35, 16, NOTHING, { A(DIR), A(PATH), F(at_flags) } },
    { 36, 8, NOTHING, { A(PATH), A(DIR), A(PATH) } },
    { 37, 8, NOTHING, { A(DIR), A(PATH), A(DIR), A(PATH), F(at_flags) } },
    { 276, 16, NOTHING, { A(DIR), A(PATH), A(DIR), A(PATH), F(rename_flags) } },
    { 52, 3, NOTHING, { A(FD), A(MODE) } },
    { 53, 3, NOTHING, { A(DIR), A(PATH), A(MODE) } },
    { 452, 2, NOTHING, { A(DIR), A(PATH), A(MODE), F(at_flags) } },
    { 55, 2, NOTHING, { A(FD), A(UID), A(UID) } },
    { 54, 3, NOTHING, { A(DIR), A(PATH), A(UID), A(UID), F(at_flags) } },
    { 88, 5, NOTHING, { A(DIR), A(PATH), A(ITIMER), F(at_flags) } },
    { 45, 4, NOTHING, { A(PATH), A(OFFSET) } },
    { 17, 4, NOTHING, { A(OUT), A(SIZE) } },
    { 49, 6, NOTHING, { A(PATH) } },
    { 50, 3, NOTHING, { A(FD) } },
    { 51, 1, NOTHING, { A(PATH) } },
    { 166, 1, NOTHING, { A(MODE) } },
    { 61, 16, NOTHING, { A(FD), A(OUT), A(SIZE) } },
    { 5, 1, NOTHING, { A(PATH), A(STRING), A(IN), A(SIZE), A(INT) } },
    { 8, 1, NOTHING, { A(PATH), A(STRING), A(OUT), A(SIZE) } },
    { 11, 1, NOTHING, { A(PATH), A(OUT), A(SIZE) } },
    { 14, 1, NOTHING, { A(PATH), A(STRING) } },
    { 7, 1, NOTHING, { A(FD), A(STRING), A(IN), A(SIZE), A(INT) } },
    { 457, 3, NOTHING, { A(MOUNT), A(OUT), A(SIZE), A(END) } },
    { 458, 3, NOTHING, { A(MOUNT), A(OUT), A(INT), F(how) } },
    { 264, 6, NOTHING, { A(DIR), A(ANYPATH), A(HANDLE), A(OUT), F(handle_flags) } },
    { 265, 6, NEW_FD, { A(DIR), A(GOTHANDLE), F(open_flags) } },
    { 451, 1, NOTHING, { A(FD), A(IN), A(OUT), A(INT) } },

    /* descriptors */
    { 63, 30, NOTHING, { A(FD), A(OUT), A(SIZE) } },
    { 64, 30, NOTHING, { A(FD), A(IN), A(SIZE) } },
    { 65, 10, NOTHING, { A(FD), A(VECTOR), A(COUNT) } },
    { 66, 10, NOTHING, { A(FD), A(VECTOR), A(COUNT) } },
    { 67, 10, NOTHING, { A(FD), A(OUT), A(SIZE), A(OFFSET) } },
    { 68, 10, NOTHING, { A(FD), A(IN), A(SIZE), A(OFFSET) } },
    { 69, 4, NOTHING, { A(FD), A(VECTOR), A(COUNT), A(OFFSET) } },
    { 70, 4, NOTHING, { A(FD), A(VECTOR), A(COUNT), A(OFFSET) } },
    { 286, 4, NOTHING, { A(FD), A(VECTOR), A(COUNT), A(OFFSET), A(END), A(INT) } },
    { 287, 4, NOTHING, { A(FD), A(VECTOR), A(COUNT), A(OFFSET), A(END), A(INT) } },
    { 57, 30, NOTHING, { A(FD) } },
    { 436, 1, NOTHING, { A(FD), A(FD), A(INT) } },
    { 23, 10, NEW_FD, { A(FD) } },
    { 24, 10, NEW_FD, { A(FD), A(FD), F(cloexec) } },
    { 25, 16, NEW_FD, { A(FD), O(fcntl_commands), A(FLOCK) } },
    { 25, 4, NOTHING, { A(FD), O(set_owner), A(PID) } },
    { 25, 2, NOTHING, { A(FD), O(set_owner_of_kind), A(OWNER) } },
    { 25, 4, NOTHING, { A(FD), O(set_signal), A(SIGNAL) } },
    { 25, 4, NOTHING, { A(FD), O(notify), F(directory_events) } },
    { 29, 14, NOTHING, { A(FD), O(ioctls), A(OUT) } },
    { 32, 5, NOTHING, { A(FD), O(flock_operations) } },
    { 62, 12, NOTHING, { A(FD), A(OFFSET), O(whence) } },
    { 46, 10, NOTHING, { A(FD), A(OFFSET) } },
    { 47, 6, NOTHING, { A(FD), O(allocate_mode), A(OFFSET), A(OFFSET) } },
    { 82, 2, NOTHING, { A(FD) } },
    { 83, 1, NOTHING, { A(FD) } },
    { 81, 1, NOTHING, { A(END) } },
    { 84, 1, NOTHING, { A(FD), A(OFFSET), A(OFFSET), A(INT) } },
    { 267, 1, NOTHING, { A(FD) } },
    { 223, 3, NOTHING, { A(FD), A(OFFSET), A(OFFSET), A(INT) } },
    { 213, 1, NOTHING, { A(FD), A(OFFSET), A(SIZE) } },
    { 71, 10, NOTHING, { A(FD), A(FD), A(OFFPTR), A(SIZE) } },
    { 285, 6, NOTHING, { A(FD), A(OFFPTR), A(FD), A(OFFPTR), A(SIZE), A(END) } },
    { 76, 8, NOTHING, { A(FD), A(OFFPTR), A(FD), A(OFFPTR), A(SIZE), F(splice_flags) } },
    { 77, 5, NOTHING, { A(FD), A(FD), A(SIZE), F(splice_flags) } },
    { 75, 4, NOTHING, { A(FD), A(VECTOR), A(COUNT), F(splice_flags) } },
    { 73, 8, NOTHING, { A(POLLFDS), A(COUNT), A(TIME), A(SIGSET), A(SETSIZE) } },
    { 72, 6, NOTHING, { A(INT), A(OUT), A(OUT), A(OUT), A(TIME), A(END) } },
    { 59, 14, TWO_FDS, { A(OUT), F(pipe_flags) } },
    { 19, 6, NEW_FD, { A(INT), F(cloexec) } },
    { 279, 8, NEW_FD, { A(STRING), A(INT) } },
    { 447, 4, NEW_FD, { F(cloexec) } },
    { 20, 6, NEW_FD, { F(cloexec) } },
    { 21, 20, NOTHING, { A(FD), O(epoll_operations), A(FD), A(EPEVENT) } },
    { 22, 10, NOTHING, { A(FD), A(OUT), A(COUNT), A(INT), A(SIGSET), A(SETSIZE) } },
    { 441, 5, NOTHING, { A(FD), A(OUT), A(COUNT), A(TIME), A(SIGSET), A(SETSIZE) } },
    { 74, 5, NEW_FD, { A(FD), A(SIGSET), A(SETSIZE), F(signalfd_flags) } },
    { 85, 5, NEW_FD, { A(CLOCK), F(signalfd_flags) } },
    { 86, 8, NOTHING, { A(FD), F(timer_flags), A(ITIMER), A(OUT) } },
    { 87, 3, NOTHING, { A(FD), A(OUT) } },
    { 26, 4, NEW_FD, { F(cloexec) } },
    { 27, 10, NOTHING, { A(FD), A(PATH), F(inotify_masks) } },
    { 28, 4, NOTHING, { A(FD), A(INT) } },
    { 262, 4, NEW_FD, { F(fanotify_flags), F(cloexec) } },
    { 263, 10, NOTHING, { A(FD), F(fanotify_marks), F(fanotify_masks), A(FD), A(PATH) } },
    { 434, 4, NEW_FD, { A(PID), F(cloexec) } },
    { 424, 4, NOTHING, { A(FD), A(SIGNAL), A(SIGINFO), A(END) } },
    { 438, 3, NEW_FD, { A(FD), A(FD), A(END) } },

    /* System V IPC, POSIX message queues */
    { 194, 4, NEW_OBJECT, { O(ipc_keys), A(LENGTH), F(ipc_get) } },
    { 196, 8, NOTHING, { A(OBJECT), A(ADDRESS), F(attach_flags) } },
    { 197, 4, NOTHING, { A(ADDRESS) } },
    { 195, 4, NOTHING, { A(OBJECT), O(segment_commands), A(OUT) } },
    { 190, 4, NEW_OBJECT, { O(ipc_keys), A(INT), F(ipc_get) } },
    { 192, 12, NOTHING, { A(OBJECT), A(SEMOPS), A(COUNT), A(TIME) } },
    { 193, 4, NOTHING, { A(OBJECT), A(SEMOPS), A(COUNT) } },
    { 191, 6, NOTHING, { A(OBJECT), A(INT), O(semaphore_commands), A(OUT) } },
    { 191, 3, NOTHING, { A(OBJECT), A(INT), O(semaphore_commands), A(INT) } },
    { 186, 4, NEW_OBJECT, { O(ipc_keys), F(ipc_get) } },
    { 189, 8, NOTHING, { A(OBJECT), A(MESSAGE), A(SIZE), F(queue_flags) } },
    { 188, 8, NOTHING, { A(OBJECT), A(OUT), A(SIZE), A(INT), F(queue_flags) } },
    { 187, 4, NOTHING, { A(OBJECT), O(message_commands), A(OUT) } },
    { 180, 6, NEW_FD, { A(STRING), F(queue_open), A(MODE) } },
    { 181, 3, NOTHING, { A(STRING) } },
    { 182, 6, NOTHING, { A(FD), A(IN), A(SIZE), A(INT), A(TIME) } },
    { 183, 6, NOTHING, { A(FD), A(OUT), A(SIZE), A(OUT), A(TIME) } },
    { 184, 3, NOTHING, { A(FD), A(SIGEVENT) } },
    { 185, 2, NOTHING, { A(FD), A(OUT), A(OUT) } },

    /* sockets: local ones, if there are any */
    { 198, 4, NEW_FD, { O(families), O(socket_types), A(END) } },
    { 199, 6, NOTHING, { O(families), O(socket_types), A(END), A(OUT) } },
    { 200, 2, NOTHING, { A(FD), A(IN), A(INT) } },
    { 201, 2, NOTHING, { A(FD), A(INT) } },
    { 203, 2, NOTHING, { A(FD), A(IN), A(INT) } },
    { 242, 2, NEW_FD, { A(FD), A(OUT), A(OUT), F(cloexec) } },
    { 206, 4, NOTHING, { A(FD), A(IN), A(SIZE), F(message_flags), A(END), A(END) } },
    { 207, 4, NOTHING, { A(FD), A(OUT), A(SIZE), F(message_flags), A(END), A(END) } },
    { 211, 4, NOTHING, { A(FD), A(IN), F(message_flags) } },
    { 212, 4, NOTHING, { A(FD), A(OUT), F(message_flags) } },
    { 208, 2, NOTHING, { A(FD), O(sock_levels), O(sock_options), A(IN), A(INT) } },
    { 209, 2, NOTHING, { A(FD), O(sock_levels), O(sock_options), A(OUT), A(OUT) } },
    { 210, 2, NOTHING, { A(FD), A(INT) } },

    /* memory */
    { 222, 30, NOTHING, { A(ADDRESS), A(LENGTH), F(protections), F(map_flags), A(FD), A(OFFSET) } },
    { 215, 14, NOTHING, { A(ADDRESS), A(LENGTH) } },
    { 226, 14, NOTHING, { A(ADDRESS), A(LENGTH), F(protections) } },
    { 216, 12, NOTHING, { A(ADDRESS), A(LENGTH), A(LENGTH), F(remap_flags), A(ADDRESS) } },
    { 233, 16, NOTHING, { A(ADDRESS), A(LENGTH), O(advice) } },
    { 227, 5, NOTHING, { A(ADDRESS), A(LENGTH), F(sync_flags) } },
    { 228, 4, NOTHING, { A(ADDRESS), A(LENGTH) } },
    { 229, 2, NOTHING, { A(ADDRESS), A(LENGTH) } },
    { 284, 2, NOTHING, { A(ADDRESS), A(LENGTH), A(INT) } },
    { 230, 1, NOTHING, { F(lock_all) } },
    { 231, 1, NOTHING, { A(END) } },
    { 232, 3, NOTHING, { A(ADDRESS), A(LENGTH), A(OUT) } },
    { 214, 4, NOTHING, { A(END) } },
    { 259, 3, NOTHING, { A(ADDRESS), A(ADDRESS), A(INT) } },
    { 258, 2, NOTHING, { A(OUT), A(INT), A(SIZE), A(OUT), A(INT) } },
    { 283, 3, NOTHING, { O(membarriers), A(INT), A(INT) } },
    { 270, 4, NOTHING, { A(PID), A(VECTOR), A(COUNT), A(VECTOR), A(COUNT), A(END) } },
    { 271, 4, NOTHING, { A(PID), A(VECTOR), A(COUNT), A(VECTOR), A(COUNT), A(END) } },
    { 462, 1, NOTHING, { A(ADDRESS), A(LENGTH), A(INT) } },
    { 234, 4, NOTHING, { A(ADDRESS), A(LENGTH), A(INT), A(INT), A(INT) } },
    { 293, 1, NOTHING, { A(ADDRESS), A(SIZE), A(INT), A(INT) } },

    /* processes */
    { 260, 10, NOTHING, { A(PID), A(OUT), F(wait_flags), A(OUT) } },
    { 95, 8, NOTHING, { A(INT), A(PID), A(OUT), F(wait_flags), A(OUT) } },
    { 172, 1, NOTHING, { A(END) } },
    { 173, 1, NOTHING, { A(END) } },
    { 178, 1, NOTHING, { A(END) } },
    { 154, 2, NOTHING, { A(PID), A(PID) } },
    { 155, 1, NOTHING, { A(PID) } },
    { 156, 1, NOTHING, { A(PID) } },
    { 157, 1, NOTHING, { A(END) } },
    { 261, 6, NOTHING, { A(PID), O(limits), A(LIMIT), A(OUT) } },
    { 163, 2, NOTHING, { O(limits), A(OUT) } },
    { 165, 2, NOTHING, { O(usage), A(OUT) } },
    { 153, 1, NOTHING, { A(OUT) } },
    { 167, 6, NOTHING, { O(prctl_options), A(OUT), A(INT), A(INT), A(INT) } },
    { 92, 1, NOTHING, { A(ANY) } },
    { 97, 3, NOTHING, { F(unshares) } },
    { 98, 30, NOTHING, { A(FUTEX), O(futex_operations), A(INT), A(TIME), A(FUTEX), A(INT) } },
    { 449, 2, NOTHING, { A(OUT), A(COUNT), A(END), A(TIME), A(CLOCK) } },
    { 99, 2, NOTHING, { A(ADDRESS), A(INT) } },
    { 100, 1, NOTHING, { A(PID), A(OUT), A(OUT) } },
    { 96, 2, NOTHING, { A(FUTEX) } },
    { 124, 4, NOTHING, { A(END) } },
    { 168, 1, NOTHING, { A(OUT), A(OUT), A(OUT) } },
    { 122, 4, NOTHING, { A(PID), A(SETSIZE), A(SIGSET) } },
    { 123, 2, NOTHING, { A(PID), A(SIZE), A(OUT) } },
    { 119, 3, NOTHING, { A(PID), O(policies), A(FUTEX) } },
    { 120, 1, NOTHING, { A(PID) } },
    { 118, 1, NOTHING, { A(PID), A(FUTEX) } },
    { 121, 1, NOTHING, { A(PID), A(OUT) } },
    { 274, 2, NOTHING, { A(PID), A(OUT), A(END) } },
    { 275, 2, NOTHING, { A(PID), A(OUT), A(SIZE), A(END) } },
    { 125, 1, NOTHING, { A(INT) } },
    { 127, 1, NOTHING, { A(PID), A(OUT) } },
    { 140, 2, NOTHING, { A(INT), A(PID), A(INT) } },
    { 141, 1, NOTHING, { A(INT), A(PID) } },
    { 30, 1, NOTHING, { A(INT), A(PID), A(INT) } },
    { 31, 1, NOTHING, { A(INT), A(PID) } },

    /* signals and time */
    { 134, 16, NOTHING, { A(SIGNAL), A(ACTION), A(OUT), A(SETSIZE) } },
    { 135, 10, NOTHING, { O(how), A(SIGSET), A(OUT), A(SETSIZE) } },
    { 136, 2, NOTHING, { A(OUT), A(SETSIZE) } },
    { 133, 2, NOTHING, { A(SIGSET), A(SETSIZE) } },
    { 137, 6, NOTHING, { A(SIGSET), A(OUT), A(TIME), A(SETSIZE) } },
    { 132, 4, NOTHING, { A(ALTSTACK), A(OUT) } },
    { 129, 8, NOTHING, { A(PID), A(SIGNAL) } },
    { 130, 5, NOTHING, { A(PID), A(SIGNAL) } },
    { 131, 5, NOTHING, { A(PID), A(PID), A(SIGNAL) } },
    { 138, 4, NOTHING, { A(PID), A(SIGNAL), A(SIGINFO) } },
    { 240, 4, NOTHING, { A(PID), A(PID), A(SIGNAL), A(SIGINFO) } },
    { 101, 5, NOTHING, { A(TIME), A(OUT) } },
    { 115, 5, NOTHING, { A(CLOCK), A(INT), A(TIME), A(OUT) } },
    { 102, 1, NOTHING, { A(INT), A(OUT) } },
    { 103, 3, NOTHING, { A(INT), A(ITIMER), A(OUT) } },
    { 107, 5, NOTHING, { A(CLOCK), A(SIGEVENT), A(OUT) } },
    { 108, 3, NOTHING, { A(TIMERID), A(OUT) } },
    { 109, 2, NOTHING, { A(TIMERID) } },
    { 110, 8, NOTHING, { A(TIMERID), F(timer_flags), A(ITIMER), A(OUT) } },
    { 111, 3, NOTHING, { A(TIMERID) } },
    { 113, 3, NOTHING, { A(CLOCK), A(OUT) } },
    { 114, 1, NOTHING, { A(CLOCK), A(OUT) } },
    { 169, 1, NOTHING, { A(OUT), A(OUT) } },

    /* identity and the system */
    { 144, 1, NOTHING, { A(UID) } },
    { 146, 1, NOTHING, { A(UID) } },
    { 143, 1, NOTHING, { A(UID), A(UID) } },
    { 145, 1, NOTHING, { A(UID), A(UID) } },
    { 147, 1, NOTHING, { A(UID), A(UID), A(UID) } },
    { 149, 1, NOTHING, { A(UID), A(UID), A(UID) } },
    { 148, 1, NOTHING, { A(OUT), A(OUT), A(OUT) } },
    { 151, 1, NOTHING, { A(UID) } },
    { 158, 1, NOTHING, { A(INT), A(OUT) } },
    { 159, 1, NOTHING, { A(INT), A(IN) } },
    { 90, 1, NOTHING, { A(IN), A(OUT) } },
    { 91, 1, NOTHING, { A(IN), A(IN) } },
    { 160, 1, NOTHING, { A(OUT) } },
    { 179, 1, NOTHING, { A(OUT) } },
    { 278, 3, NOTHING, { A(OUT), A(SIZE), F(random_flags) } },
    { 40, 6, NOTHING, { A(ANYPATH), A(PATH), A(STRING), F(mount_flags), A(STRING) } },
    { 39, 6, NOTHING, { A(PATH), F(unmount_flags) } },
    { 41, 1, NOTHING, { A(PATH), A(PATH) } },
};

static u32 s_total;

static const struct entry *pick_call(struct task *task)
{
    const u32 count = sizeof s_calls / sizeof *s_calls;
    if (!s_total)
    {
        u32 total = 0;
        for (u32 i = 0; i < count; i++)
            total += s_calls[i].weight;
        s_total = total;
    }

    u32 at = (u32)below(task, s_total);
    u32 i = 0;
    while (at >= s_calls[i].weight)
        at -= s_calls[i++].weight;
    return &s_calls[i];
}

static void one_call(struct task *task)
{
    const struct entry *entry = pick_call(task);
    i64 values[6];
    task->used = 0;
    for (int i = 0; i < 6; i++)
        values[i] = value_of(task, &entry->arguments[i]);
    i64 result = call(task, entry->number, values[0], values[1], values[2], values[3], values[4], values[5]);
    if (result >= 0 && entry->result == NEW_FD)
        remember_fd(task, result);
    if (result >= 0 && entry->result == NEW_OBJECT)
        objects[below(task, 8)] = (int)result;
    if (result == 0 && entry->result == TWO_FDS && values[0] >= (i64)task->scratch && values[0] < (i64)task->scratch + SCRATCH)
    {
        remember_fd(task, ((int *)values[0])[0]);
        remember_fd(task, ((int *)values[0])[1]);
    }
}

#endif
