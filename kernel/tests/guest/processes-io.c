/* /proc/PID/io and what /proc/PID/stat says of the time. */
#include "oracle.h"
#include <pthread.h>

struct io
{
    long rchar, wchar, syscr, syscw, read_bytes, write_bytes, cancelled;
};

static struct io io_of(const char *path)
{
    char text[512] = "";
    struct io io = { -1, -1, -1, -1, -1, -1, -1 };
    int fd = open(path, O_RDONLY);
    ssize_t count = fd < 0 ? fd : pread(fd, text, sizeof text - 1, 0);
    if (count <= 0)
        say("%s: %s", path, result_text(-errno));
    else
        sscanf(text, "rchar: %ld\nwchar: %ld\nsyscr: %ld\nsyscw: %ld\nread_bytes: %ld\nwrite_bytes: %ld\ncancelled_write_bytes: %ld\n", &io.rchar, &io.wchar,
            &io.syscr, &io.syscw, &io.read_bytes, &io.write_bytes, &io.cancelled);
    close(fd);
    return io;
}

static struct io before;

static void change(const char *what, const char *path)
{
    struct io now = io_of(path);
    if (what != NULL)
        say("%s: read %ld in %ld calls, written %ld in %ld, storage %ld %ld %ld", what, now.rchar - before.rchar, now.syscr - before.syscr,
            now.wchar - before.wchar, now.syscw - before.syscw, now.read_bytes - before.read_bytes, now.write_bytes - before.write_bytes,
            now.cancelled - before.cancelled);
    /* Looking is a read too. */
    before = io_of(path);
}

static void *in_a_thread(void *file)
{
    char text[64];
    sys(pread64, (long)file, text, 7, 0);
    return NULL;
}

TEST(what_is_read_and_written)
{
    char text[64];
    struct iovec two[2] = { { text, 3 }, { text, 4 } };
    put("f", "0123456789");
    long fd = open("f", O_RDWR), other = open("g", O_RDWR | O_CREAT, 0644);
    const char *me = "/proc/self/io";
    change(NULL, me);
    change("looking twice", me);
    sys(read, fd, text, 5);
    change("read", me);
    sys(read, fd, text, 50);
    sys(read, fd, text, 50);
    change("to the end and on", me);
    sys(read, 77, text, 5);
    sys(read, other, unmapped, 5);
    change("failed reads", me);
    sys(pwrite64, fd, "ab", 2, 0);
    sys(writev, fd, two, 2);
    change("writes", me);
    sys(write, fd, "", 0);
    sys(write, 77, "a", 1);
    change("writes of nothing", me);
    sys(lseek, fd, 0, SEEK_SET);
    sys(sendfile, other, fd, NULL, 6);
    change("sendfile", me);
    pthread_t thread;
    pthread_create(&thread, NULL, in_a_thread, (void *)fd);
    pthread_join(thread, NULL);
    struct io process = io_of(me), task = io_of("/proc/thread-self/io");
    say("another thread: %d", process.rchar - task.rchar >= 7);
}

TEST(children_are_counted_when_waited_for)
{
    char text[64];
    put("f", "0123456789");
    long fd = open("f", O_RDWR);
    int go[2], status;
    pipe(go);
    change(NULL, "/proc/self/io");
    pid_t child = fork();
    if (child == 0)
    {
        sys(pread64, fd, text, 9, 0);
        _exit(0);
    }

    siginfo_t info;
    waitid(P_PID, child, &info, WEXITED | WNOWAIT);
    change("before", "/proc/self/io");
    waitpid(child, &status, 0);
    struct io now = io_of("/proc/self/io");
    say("after %d", now.rchar - before.rchar >= 9);
    struct stat s;
    T(newfstatat, AT_FDCWD, "/proc/self/io", &s, 0);
    say("%o", s.st_mode);
    T(openat, AT_FDCWD, "/proc/1/io", O_RDONLY);
    setuid(4242);
    T(openat, AT_FDCWD, "/proc/1/io", O_RDONLY);
}

/* Fields 10 and 14 and 15: minor faults, ticks of user and of system time. */
static void usage_of(const char *path, long *faults, long *ticks)
{
    char text[1024] = "";
    long user = -1, system = 0;
    int fd = open(path, O_RDONLY);
    pread(fd, text, sizeof text - 1, 0);
    close(fd);
    sscanf(strrchr(text, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %ld %*u %*u %*u %ld %ld", faults, &user, &system);
    *ticks = user + system;
}

static char *touched;

static void *in_use(void *path)
{
    long faults, ticks;
    for (volatile char *at = touched; at < touched + (1 << 20); at += 4096)
        *at = 1;
    do
        usage_of(path, &faults, &ticks);
    while (ticks < 20);
    say("the busy thread: %d faults, %d ticks", faults >= 256, ticks >= 20);
    return NULL;
}

TEST(times_and_faults_of_one_thread)
{
    pthread_t thread;
    long faults, ticks;
    touched = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    madvise(touched, 1 << 20, MADV_NOHUGEPAGE);
    pthread_create(&thread, NULL, in_use, "/proc/thread-self/stat");
    pthread_join(thread, NULL);
    usage_of("/proc/thread-self/stat", &faults, &ticks);
    say("the other: %d faults, %d ticks", faults >= 256, ticks >= 20);
    usage_of("/proc/self/stat", &faults, &ticks);
    say("both: %d faults, %d ticks", faults >= 256, ticks >= 20);
}
