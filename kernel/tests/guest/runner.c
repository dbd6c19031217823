/* The one program of all tests: "guest" lists them, "guest CHAPTER" runs a chapter, "guest CHAPTER TEST" one of its tests. */
#include "oracle.h"
#include <stdarg.h>
#include <sys/mount.h>
#include <sys/time.h>

#define FOLDER "/tmp/guest"
#define SECONDS 60

extern const struct test __start_tests[], __stop_tests[];

char *page, *readonly, *unmapped;
volatile sig_atomic_t caught, caught_signal;

void say(const char *format, ...)
{
    char line[4096];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(line, sizeof line - 1, format, values);
    va_end(values);
    length = length < (int)sizeof line - 1 ? length : (int)sizeof line - 2;
    line[length++] = '\n';
    for (int at = 0; at < length;)
    {
        long n = write(1, line + at, length - at);
        if (n <= 0)
            return;
        at += n;
    }
}

const char *result_text(long result)
{
    static char texts[8][32];
    static int next;
    char *text = texts[next++ % 8];
    const char *name = result < 0 && result >= -4095 ? strerrorname_np(-result) : NULL;
    if (result == -512 || result == -513 || result == -514 || result == -516)
        snprintf(text, sizeof texts[0], "ERESTART (%ld)", result);
    else if (name)
        snprintf(text, sizeof texts[0], "%s", name);
    else
        snprintf(text, sizeof texts[0], "%ld", result);
    return text;
}

long traced(const char *call, const char *arguments, int show_value, long result)
{
    int failed = result < 0 && result >= -4095;
    say("%s(%s) = %s", call, arguments, failed || show_value ? result_text(result) : "ok");
    return result;
}

void put(const char *name, const char *text)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || write(fd, text, strlen(text)) != (long)strlen(text))
        say("put %s: %s", name, result_text(-errno));
    close(fd);
}

void show(const char *name)
{
    char text[1025];
    int fd = open(name, O_RDONLY);
    long length = fd < 0 ? -errno : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    if (length < 0)
        say("%s: %s", name, result_text(length));
    else
        say("%s: %ld \"%.*s\"", name, length, (int)length, text);
}

long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void pause_ms(long ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
    while (nanosleep(&t, &t) && errno == EINTR)
        ;
}

void say_status(const char *who, int status)
{
    if (WIFSIGNALED(status))
        say("%s: killed by SIG%s", who, sigabbrev_np(WTERMSIG(status)));
    else if (WIFSTOPPED(status))
        say("%s: stopped by SIG%s", who, sigabbrev_np(WSTOPSIG(status)));
    else if (WIFCONTINUED(status))
        say("%s: continued", who);
    else
        say("%s: exit %d", who, WEXITSTATUS(status));
}

void in_child(void (*work)(void))
{
    pid_t child = fork();
    if (child == 0)
    {
        work();
        _exit(0);
    }

    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    say_status("child", status);
}

static void count(int signal)
{
    caught++;
    caught_signal = signal;
}

void catch_signal(int signal, int flags)
{
    struct sigaction action = { .sa_handler = count, .sa_flags = flags };
    sigaction(signal, &action, NULL);
}

void alarm_ms(long ms)
{
    struct itimerval timer = { { 0, 0 }, { ms / 1000, ms % 1000 * 1000 } };
    setitimer(ITIMER_REAL, &timer, NULL);
}

pid_t poke_later(int signal, long ms)
{
    pid_t target = getpid(), child = fork();
    if (child == 0)
    {
        pause_ms(ms);
        kill(target, signal);
        _exit(0);
    }

    return child;
}

static void prepare_memory(void)
{
    /* An address that neither kernel chooses for other mappings, so that the holes stay holes. */
    char *area = mmap((void *)0x1000000000, 4 * page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    readonly = area;
    page = area + 2 * page_size;
    unmapped = area + 3 * page_size;
    mprotect(readonly, page_size, PROT_READ);
    munmap(area + page_size, page_size);
    munmap(unmapped, page_size);
}

/* The chapter is the source file's name up to a dot or dash: files.c and files-open.c are one chapter. */
static void chapter_of(const struct test *test, char *chapter)
{
    const char *slash = strrchr(test->file, '/');
    const char *name = slash ? slash + 1 : test->file;
    size_t length = strcspn(name, ".-");
    memcpy(chapter, name, length);
    chapter[length] = 0;
}

static void prepare(void)
{
    setpgid(0, 0);
    umask(022);
    int null = open("/dev/null", O_RDONLY);
    dup2(null, 0);
    close_range(3, ~0u, 0);
    for (int signal = 1; signal < 32; signal++)
        sigaction(signal, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    mkdir(FOLDER, 0777);
    mount("test", FOLDER, "tmpfs", 0, "size=16m");
    if (chdir(FOLDER))
        say("chdir " FOLDER ": %s", result_text(-errno));
    chmod(".", 0777);
    prepare_memory();
}

static void run(const struct test *test, const char *chapter)
{
    say("== %s/%s", chapter, test->name);
    pid_t child = fork();
    if (child == 0)
    {
        prepare();
        test->run();
        _exit(0);
    }

    int status = 0;
    long end = now() + SECONDS * 1000;
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    while (waitpid(child, &status, WNOHANG) == 0)
    {
        if (now() > end)
        {
            kill(child, SIGKILL);
            say("still ran after %d s", SECONDS);
        }

        sigtimedwait(&ended, NULL, &(struct timespec){ 0, 200000000 });
    }

    kill(-child, SIGKILL);
    umount2(FOLDER, MNT_DETACH);
    if (status)
        say_status("the test", status);
}

int main(int count, char **arguments)
{
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ended, NULL);
    for (const struct test *test = __start_tests; test < __stop_tests; test++)
    {
        char chapter[64];
        chapter_of(test, chapter);
        if (count < 2)
            say("%s/%s", chapter, test->name);
        else if (strcmp(chapter, arguments[1]) == 0 && (count < 3 || strcmp(test->name, arguments[2]) == 0))
            run(test, chapter);
    }

    return 0;
}
