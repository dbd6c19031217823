/*
 * walks SECONDS: walks of paths while their directories are renamed.
 *
 * /tmp/walks has the directories a, b and c. A directory "moving" that holds "name", a file of one known line, is renamed from one to the
 * other by one process; others look for it. What must hold, whatever the moment:
 *   - a path through a directory that never moves (still/name) is always found;
 *   - moving/name is found under a, b or c, or is not there (ENOENT): no other error, and what is found is the right file;
 *   - from inside moving, "name" is always found, "../stone" too (each of a, b and c has a stone), and getcwd says one of the three places;
 *   - ".." of moving never leads out of /tmp/walks: "../../mark" is always found.
 * A fifth process swaps two directories with RENAME_EXCHANGE, a sixth makes chains of directories and moves their tops: a loop would hang it.
 * Prints "FAIL what error", and at the end "passed" or "failed".
 */
#include "guest.h"
#include "check.h"

enum
{
    SYS_getcwd = 17, SYS_mkdirat = 34, SYS_unlinkat = 35, SYS_nanosleep = 101, SYS_clock_gettime = 113, SYS_renameat2 = 276,
    O_CREAT = 0100, O_WRONLY = 1, AT_FDCWD = -100, REMOVE_DIRECTORY = 0x200, EXCHANGE = 2, ENOENT = 2, EINVAL = 22, ENOTEMPTY = 39,
    SIGCHLD = 17, WALKERS = 4,
};

static i64 end;
static const char *places[3] = { "/tmp/walks/a/moving", "/tmp/walks/b/moving", "/tmp/walks/c/moving" };
static const char *names[3] = { "/tmp/walks/a/moving/name", "/tmp/walks/b/moving/name", "/tmp/walks/c/moving/name" };
static volatile i64 *counts; /* renames, found, missing, inside, exchanges, chains */

static i64 now(void)
{
    i64 time[2];
    syscall3(SYS_clock_gettime, 1, time, 0);
    return time[0];
}

static i64 make(const char *path)
{
    return syscall3(SYS_mkdirat, AT_FDCWD, path, 0755);
}

static void put(const char *path, const char *text)
{
    i64 file = syscall6(SYS_openat, AT_FDCWD, (i64)path, O_CREAT | O_WRONLY, 0644, 0, 0);
    check("a file is made", file >= 0 && syscall3(SYS_write, file, text, length(text)) == (i64)length(text), file);
    syscall3(SYS_close, file, 0, 0);
}

/* 0 when the path leads to a file that says text, 1 when there is none; a failure otherwise. */
static int look(const char *path, const char *text, int may_miss)
{
    char found[16] = "";
    i64 file = syscall6(SYS_openat, AT_FDCWD, (i64)path, 0, 0, 0, 0);
    if (file == -ENOENT && may_miss)
        return 1;
    check(path, file >= 0, file);
    if (file < 0)
        return 1;
    syscall3(SYS_read, file, found, sizeof found - 1);
    check("the right file", same(found, text), 0);
    syscall3(SYS_close, file, 0, 0);
    return 0;
}

static i64 move(const char *from, const char *to, int flags)
{
    return syscall6(SYS_renameat2, AT_FDCWD, (i64)from, AT_FDCWD, (i64)to, flags, 0);
}

static void mover(void)
{
    for (i64 at = 0; now() < end; at++)
    {
        i64 error = move(places[at % 3], places[(at + 1) % 3], 0);
        check("a rename", error == 0, error);
        __sync_fetch_and_add(&counts[0], 1);
    }
}

static void walker(void)
{
    while (now() < end)
    {
        look("/tmp/walks/still/name", "still", 0);
        for (int i = 0; i < 3; i++)
            __sync_fetch_and_add(&counts[1 + look(names[i], "moving", 1)], 1);
        look("/tmp/walks/a/../b/../c/stone", "stone", 0);
    }
}

static void insider(void)
{
    char where[256];
    int inside = 0;
    for (int i = 0; !inside; i = (i + 1) % 3)
        inside = syscall3(SYS_chdir, places[i], 0, 0) == 0;
    while (now() < end)
    {
        look("name", "moving", 0);
        look("../stone", "stone", 0);
        look("../../mark", "mark", 0);
        look("../../still/name", "still", 0);
        i64 size = syscall3(SYS_getcwd, where, sizeof where, 0);
        check("getcwd", size > 0 && (same(where, places[0]) || same(where, places[1]) || same(where, places[2])), size);
        __sync_fetch_and_add(&counts[3], 1);
    }
}

/* one and two hold a file each that says which it is: after any number of exchanges each of them is somewhere. */
static void exchanger(void)
{
    while (now() < end)
    {
        i64 error = move("/tmp/walks/one", "/tmp/walks/two", EXCHANGE);
        check("an exchange", error == 0, error);
        look("/tmp/walks/one/x", "x", 0);
        look("/tmp/walks/two/x", "x", 0);
        __sync_fetch_and_add(&counts[4], 1);
    }
}

/* Two processes move p into q and q into p: one of the two must be refused, or both would be cut off. */
static void chain(const char *from, const char *to, const char *back)
{
    while (now() < end)
    {
        i64 error = move(from, to, 0);
        check("a move into another", error == 0 || error == -EINVAL || error == -ENOENT || error == -ENOTEMPTY, error);
        if (error == 0)
            move(to, back, 0);
        __sync_fetch_and_add(&counts[5], 1);
    }
}

static void into_q(void) { chain("/tmp/walks/p", "/tmp/walks/q/p", "/tmp/walks/p"); }
static void into_p(void) { chain("/tmp/walks/q", "/tmp/walks/p/q", "/tmp/walks/q"); }

static void prepare(void)
{
    static const char *directories[] = { "", "/a", "/b", "/c", "/a/moving", "/still", "/one", "/two", "/p", "/q", "/p/end", "/q/end" };
    static const char *stones[] = { "/tmp/walks/a/stone", "/tmp/walks/b/stone", "/tmp/walks/c/stone" };
    char path[64] = "/tmp/walks";
    for (ulong i = 0; i < sizeof directories / sizeof *directories; i++)
    {
        memcpy(path + 10, directories[i], length(directories[i]) + 1);
        make(path);
    }

    for (int i = 0; i < 3; i++)
        put(stones[i], "stone");
    put("/tmp/walks/a/moving/name", "moving");
    put("/tmp/walks/still/name", "still");
    put("/tmp/walks/mark", "mark");
    put("/tmp/walks/one/x", "x");
    put("/tmp/walks/two/x", "x");
}

static int after(void)
{
    int ends = 0;
    static const char *where[] = { "/tmp/walks/p/end", "/tmp/walks/q/end", "/tmp/walks/q/p/end", "/tmp/walks/p/q/end" };
    for (int i = 0; i < 4; i++)
    {
        i64 file = syscall6(SYS_openat, AT_FDCWD, (i64)where[i], 0, 0, 0, 0);
        ends += file >= 0;
        syscall3(SYS_close, file, 0, 0);
    }

    check("both chains are there", ends == 2, ends);
    for (int i = 0; i < 6; i++)
        check("work was done", counts[i] > 0, i);
    return finish();
}

int main(int argc, char **argv)
{
    static void (*const bodies[])(void) = { mover, walker, walker, insider, insider, exchanger, into_q, into_p };
    if (argc != 2)
        return 2;
    counts = (i64 *)syscall6(SYS_mmap, 0, 4096, 3, 0x21, -1, 0);
    prepare();
    end = now() + parse(argv[1]);
    for (ulong i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0) == 0)
            bodies[i](), quit(failures != 0);
    for (int status; syscall6(SYS_wait4, -1, (i64)&status, 0, 0, 0, 0) > 0;)
        failures += status != 0;
    return after();
}
