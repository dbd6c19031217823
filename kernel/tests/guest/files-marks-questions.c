/* fanotify: permission events and their answers. */
#include "marks.h"

static void answer(long group, unsigned response)
{
    struct fanotify_event_metadata event;
    long length = sys(read, group, &event, sizeof event);
    if (length != sizeof event)
    {
        say("  asked: %s", result_text(length));
        return;
    }
    struct fanotify_response reply = { event.fd, response };
    long result = sys(write, group, &reply, sizeof reply);
    say("  asked: %s, answered %u: %s", text_of(event.mask), response, result_text(result));
    close(event.fd);
}

static pid_t ask(const char *name, int executes)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    sys(close_range, 3, ~0u, 0);
    if (executes)
    {
        char *arguments[] = { (char *)name, NULL };
        _exit(-sys(execve, name, arguments, arguments + 1));
    }
    long fd = sys(openat, AT_FDCWD, name, O_RDONLY);
    if (fd < 0)
        _exit(-fd);
    char text[4];
    long length = sys(read, fd, text, 4);
    _exit(length < 0 ? 100 - length : 200 + length);
}

static void ended(const char *who, pid_t child)
{
    int status;
    waitpid(child, &status, 0);
    say_status(who, status);
}

TEST(marks_ask)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    pid_t child = ask("f", 0);
    answer(group, FAN_ALLOW);
    ended("allowed", child);
    child = ask("f", 0);
    answer(group, FAN_DENY);
    ended("denied", child);
    MARK(group, FAN_MARK_ADD, FAN_ACCESS_PERM, "f");
    child = ask("f", 0);
    answer(group, FAN_ALLOW);
    answer(group, FAN_DENY);
    ended("not read", child);
    child = ask("f", 0);
    answer(group, FAN_ALLOW);
    answer(group, FAN_ALLOW);
    ended("read", child);
    MARK(group, FAN_MARK_REMOVE, FAN_OPEN_PERM, "f");
    child = ask("f", 0);
    answer(group, FAN_ALLOW);
    ended("only asked to read", child);
    put("g", "no program");
    chmod("g", 0755);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_OPEN_EXEC_PERM, "g");
    child = ask("g", 1);
    answer(group, FAN_DENY);
    ended("not executed", child);
    child = ask("g", 1);
    answer(group, FAN_ALLOW);
    answer(group, FAN_DENY);
    ended("not opened", child);
    mkdir("d", 0755);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_ONDIR, "d");
    child = ask("d", 0);
    answer(group, FAN_DENY);
    ended("a directory", child);
}

TEST(marks_answers)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_PRE_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    struct fanotify_response reply = { 77, FAN_ALLOW };
    T(write, group, &reply, 7);
    T(write, group, unmapped, 8);
    T(write, group, &reply, 8);
    reply.fd = -1;
    T(write, group, &reply, 8);
    reply.fd = 77;
    reply.response = 0;
    T(write, group, &reply, 8);
    reply.response = FAN_ALLOW | FAN_DENY;
    T(write, group, &reply, 8);
    reply.response = FAN_ALLOW | FAN_AUDIT;
    T(write, group, &reply, 8);
    reply.response = FAN_ALLOW | 0x100;
    T(write, group, &reply, 8);
    pid_t child = ask("f", 0);
    struct fanotify_event_metadata event;
    T(read, group, &event, sizeof event);
    T(close, event.fd);
    struct { struct fanotify_response reply; char more[20]; } longer = { { event.fd, FAN_DENY }, "" };
    T(write, group, &longer, sizeof longer);
    T(write, group, &longer, sizeof longer);
    ended("denied by a closed descriptor's number", child);
}

TEST(marks_asked_in_vain)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    struct pollfd one = { group, POLLIN, 0 };
    pid_t child = ask("f", 0);
    poll(&one, 1, -1);
    kill(child, SIGKILL);
    ended("killed before it was read", child);
    say("waits %d", poll(&one, 1, 0));
    child = ask("f", 0);
    struct fanotify_event_metadata event;
    T(read, group, &event, sizeof event);
    kill(child, SIGKILL);
    ended("killed after it was read", child);
    struct fanotify_response reply = { event.fd, FAN_ALLOW };
    T(write, group, &reply, 8);
    T(write, group, &reply, 8);
    T(close, event.fd);
    child = ask("f", 0);
    poll(&one, 1, -1);
    pid_t second = ask("f", 0);
    T(read, group, &event, sizeof event);
    T(close, group);
    ended("not read, closed", child);
    ended("perhaps read, closed", second);
}

TEST(marks_ask_classes)
{
    put("f", "text");
    long content = INIT(FAN_CLASS_CONTENT, O_RDONLY), before = INIT(FAN_CLASS_PRE_CONTENT, O_RDONLY);
    MARK(content, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    MARK(before, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    struct pollfd one = { content, POLLIN, 0 };
    pid_t child = ask("f", 0);
    struct fanotify_event_metadata event;
    T(read, before, &event, sizeof event);
    say("the other is asked: %d", poll(&one, 1, 0));
    struct fanotify_response reply = { event.fd, FAN_ALLOW };
    T(write, before, &reply, 8);
    answer(content, FAN_ALLOW);
    ended("both allowed", child);
    child = ask("f", 0);
    answer(before, FAN_DENY);
    ended("the first denied", child);
    say("the other is asked: %d", poll(&one, 1, 0));
}

TEST(marks_ask_with_events)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT | FAN_NONBLOCK, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_OPEN | FAN_ACCESS | FAN_CLOSE, "f");
    MARK(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, FAN_OPEN_PERM, "f");
    use("f", O_RDONLY);
    taken(group, "the question is ignored");
}

TEST(marks_truncate_denied)
{
    put("f", "text");
    long group = INIT(FAN_CLASS_CONTENT, O_RDONLY);
    MARK(group, FAN_MARK_ADD, FAN_OPEN_PERM, "f");
    pid_t child = fork();
    if (child == 0)
        _exit(-sys(openat, AT_FDCWD, "f", O_WRONLY | O_TRUNC));
    answer(group, FAN_DENY);
    ended("denied", child);
    MARK(group, FAN_MARK_FLUSH, 0, NULL);
    show("f");
}
