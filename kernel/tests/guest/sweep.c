/* The engine of sweep.h: values by kind, one child per call, results side by side in a line. */
#include "sweep.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>

#define PATIENCE 5
#define BLOCKED 1000000
#define DIED 2000000

struct value
{
    const char *name;
    long value;
};

static volatile long *shared;
static char long_name[257], long_path[5000];

static void fill_page(void)
{
    memset(page, 'a', page_size);
    mmap(scratch, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    *(struct iovec *)VECTOR = (struct iovec){ scratch, 4 };
    memset(long_name, 'a', 256);
    for (unsigned i = 0; i < sizeof long_path - 1; i++)
        long_path[i] = i % 2 ? '/' : '.';
}

/* The files and descriptors that the good values name; a folder of its own for each call. */
static void prepare_files(int turn)
{
    char folder[16];
    snprintf(folder, sizeof folder, "%d", turn);
    if (mkdir(folder, 0755) || chdir(folder))
        _exit(99);
    put("file", "0123456789");
    mkdir("dir", 0755);
    symlink("file", "link");
    symlink("loop", "loop");
    int pipes[2];
    dup2(open("file", O_RDWR), A_FILE);
    dup2(open("dir", O_RDONLY), A_FOLDER);
    if (pipe2(pipes, O_NONBLOCK))
        _exit(98);
    dup2(eventfd(0, EFD_NONBLOCK), EVENT);
    dup2(epoll_create1(0), EPOLL);
    dup2(open("file", O_PATH), NAME_ONLY);
    dup2(open("file", O_WRONLY), WRITE_ONLY);
    dup2(open("file", O_RDONLY), READ_ONLY);
    dup2(open("other", O_RDWR | O_CREAT, 0644), OTHER);
    close_range(DESCRIPTORS, ~0u, 0);
}

/* A child that sleeps, or is stopped, each time one looks is taken to do so forever; one that is only slow runs. */
static int is_asleep(pid_t child)
{
    char name[32], text[256];
    snprintf(name, sizeof name, "/proc/%d/stat", child);
    int file = open(name, O_RDONLY);
    long length = file < 0 ? 0 : read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    char *end = strrchr(text, ')');
    return end && (end[2] == 'S' || end[2] == 'T');
}

static long call(long n, int turn, const long *a)
{
    shared[0] = DIED;
    pid_t child = fork();
    if (child == 0)
    {
        prepare_files(turn);
        pid_t self = getpid();
        long v[6];
        for (int i = 0; i < 6; i++)
            v[i] = a[i] == SELF ? self : a[i];
        long result = raw(n, v[0], v[1], v[2], v[3], v[4], v[5]);
        if (sys(getpid) == self)
            shared[0] = result;
        _exit(0);
    }

    int status, slept = 0;
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    while (waitpid(child, &status, WNOHANG) == 0)
    {
        slept = is_asleep(child) ? slept + 1 : 0;
        if (slept > PATIENCE)
        {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return BLOCKED;
        }

        sigtimedwait(&ended, NULL, &(struct timespec){ 0, 50000000 });
    }

    return WIFSIGNALED(status) ? DIED + WTERMSIG(status) : shared[0] == DIED ? DIED + 256 + WEXITSTATUS(status) : shared[0];
}

static const char *text_of(long result, int show_value)
{
    static char text[40];
    if (result == BLOCKED)
        return "blocks";
    if (result >= DIED + 256 && result < DIED + 512)
        snprintf(text, sizeof text, "exit %ld", result - DIED - 256);
    else if (result >= DIED && result < DIED + 65)
        snprintf(text, sizeof text, "SIG%s", sigabbrev_np(result - DIED) ?: "?");
    else if (!show_value && (result >= 0 || result < -4095))
        return "ok";
    else
        snprintf(text, sizeof text, "%s", result_text(result));
    return text;
}

#define PUT(n, v) (*values++ = (struct value){ n, (long)(v) })

static struct value *pointers(struct value *values, long size)
{
    PUT("null", NULL);
    PUT("unmapped", unmapped);
    PUT("kernel", kernel);
    PUT("readonly", readonly);
    PUT("odd", scratch + 1);
    if (size > 0)
        PUT("straddle", edge(size > 1 ? size / 2 : 1));
    return values;
}

static struct value *paths(struct value *values)
{
    values = pointers(values, 1);
    PUT("empty", "");
    PUT("missing", "missing");
    PUT("below-file", "file/x");
    PUT("dir", "dir");
    PUT("dir/", "dir/");
    PUT("file/", "file/");
    PUT("link", "link");
    PUT("loop", "loop");
    PUT("dot", ".");
    PUT("root", "/");
    PUT("long-name", long_name);
    PUT("long-path", long_path);
    return values;
}

static struct value *descriptors(struct value *values)
{
    PUT("-1", -1);
    PUT("closed", 63);
    PUT("max", INT_MAX);
    PUT("min", INT_MIN);
    PUT("high-bits", 1l << 32 | A_FILE);
    PUT("dir", A_FOLDER);
    PUT("pipe-out", PIPE_OUT);
    PUT("pipe-in", PIPE_IN);
    PUT("event", EVENT);
    PUT("epoll", EPOLL);
    PUT("path", NAME_ONLY);
    PUT("write-only", WRITE_ONLY);
    PUT("read-only", READ_ONLY);
    PUT("null", 0);
    return values;
}

static struct value *numbers(struct value *values, enum kind kind)
{
    PUT("-1", -1);
    PUT("0", 0);
    if (kind != PID)
        PUT("1", 1);
    PUT("int-max", INT_MAX);
    PUT("int-min", INT_MIN);
    if (kind == LENGTH)
    {
        PUT("2^31", 1l << 31);
        PUT("2^32", 1l << 32);
        PUT("max", LONG_MAX);
        PUT("min", LONG_MIN);
    }

    return values;
}

static int values_of(const struct argument *argument, struct value *values)
{
    struct value *start = values;
    switch (argument->kind)
    {
    case IN:
    case OUT:
        values = pointers(values, argument->size);
        break;
    case PATH:
        values = paths(values);
        break;
    case FD:
        values = descriptors(values);
        break;
    case LENGTH:
    case NUMBER:
    case PID:
        values = numbers(values, argument->kind);
        break;
    case ADDRESS:
        PUT("0", 0);
        PUT("odd", scratch + 1);
        PUT("unmapped", unmapped);
        PUT("kernel", kernel);
        PUT("last", -page_size);
        break;
    default:
        break;
    }

    return values - start;
}

/* Many small numbers in a row: equal results are one span. */
static void spans(const char *name, long n, int show_value, int which, const struct argument *argument, long *a, int *turn)
{
    int bit = argument->kind == FLAGS;
    long first = bit ? 0 : argument->good, last = bit ? 32 : argument->size, start = first;
    char line[3500], before[40] = "";
    int at = snprintf(line, sizeof line, "%s %d %s:", name, which, bit ? "bits" : "range");
    for (long i = first; i <= last + 1; i++)
    {
        const char *text = "";
        if (i <= last)
        {
            a[which] = bit ? 1l << i | argument->good : i;
            text = text_of(call(n, (*turn)++, a), show_value);
        }

        if (i > first && strcmp(text, before))
        {
            at += snprintf(line + at, sizeof line - at, " %ld..%ld %s,", start, i - 1, before);
            start = i;
        }

        snprintf(before, sizeof before, "%s", text);
    }

    line[at - 1] = 0;
    say("%s", line);
}

void sweep(const char *name, long n, int show_value, const struct argument *arguments, int count)
{
    struct value values[32];
    int turn = 0;
    fill_page();
    shared = mmap(NULL, page_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ended, NULL);
    long good[6] = { 0 };
    for (int i = 0; i < count; i++)
        good[i] = arguments[i].good;
    say("%s good: %s", name, text_of(call(n, turn++, good), show_value));
    for (int i = 0; i < count; i++)
    {
        long a[6];
        char line[3500];
        memcpy(a, good, sizeof a);
        if (arguments[i].kind == FLAGS || arguments[i].kind == RANGE)
            spans(name, n, show_value, i, &arguments[i], a, &turn);
        int number = values_of(&arguments[i], values);
        int at = snprintf(line, sizeof line, "%s %d:", name, i);
        for (int j = 0; j < number; j++)
        {
            a[i] = values[j].value;
            at += snprintf(line + at, sizeof line - at, " %s %s,", values[j].name, text_of(call(n, turn++, a), show_value));
        }

        if (number)
        {
            line[at - 1] = 0;
            say("%s", line);
        }
    }
}
