/* System V message queues. */
#include "oracle.h"
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>

#define GONE 0x3fff7fff
#ifndef MSG_STAT_ANY
#define MSG_STAT_ANY 13
#endif
#ifndef MSG_COPY
#define MSG_COPY 040000
#endif

struct message
{
    long type;
    char text[64];
};

#define MESSAGE(number, words) (&(struct message){ number, words })

static long queue;
static struct message got;

#define RECEIVE(room, wanted, flags)                       \
    do                                                     \
    {                                                      \
        memset(&got, 0, sizeof got);                       \
        T(msgrcv, queue, &got, room, wanted, flags);       \
        say("%ld %s", got.type, got.text);                 \
    } while (0)

TEST(message_queues)
{
    queue = V(msgget, 0x1234, IPC_CREAT | 0600);
    T(msgget, 0x1234, IPC_CREAT | IPC_EXCL | 0600);
    say("%d", sys(msgget, 0x1234, 0) == queue);
    T(msgget, 0x4321, 0600);
    T(msgctl, queue, IPC_RMID, 0);
    T(msgctl, queue, IPC_RMID, 0);
    T(msgctl, -1, IPC_RMID, 0);
    T(msgctl, GONE, IPC_RMID, 0);
    T(msgctl, 0, -1, 0);
    T(msgctl, 0, 99, 0);
    T(msgget, 0x1234, 0);
}

TEST(messages)
{
    queue = V(msgget, IPC_PRIVATE, 0600);
    T(msgsnd, queue, MESSAGE(3, "three"), 6, 0);
    T(msgsnd, queue, MESSAGE(1, "one"), 4, 0);
    T(msgsnd, queue, MESSAGE(2, "two"), 4, IPC_NOWAIT);
    T(msgsnd, queue, MESSAGE(3, "other three"), 12, 0);
    T(msgsnd, queue, MESSAGE(9, ""), 0, 0);
    T(msgsnd, queue, MESSAGE(0, "x"), 1, 0);
    T(msgsnd, queue, MESSAGE(-1, "x"), 1, 0);
    T(msgsnd, queue, MESSAGE(1, "x"), -1, 0);
    T(msgsnd, queue, MESSAGE(1, "x"), 8193, 0);
    T(msgsnd, -1, MESSAGE(1, "x"), 1, 0);
    T(msgsnd, GONE, MESSAGE(1, "x"), 1, 0);
    T(msgsnd, queue, NULL, 1, 0);
    T(msgsnd, GONE, unmapped, 1, 0);
    T(msgsnd, queue, edge(8), 0, 0);
    *(long *)edge(8) = 1;
    T(msgsnd, queue, edge(8), 1, 0);
    T(msgsnd, queue, edge(8), 0, 0);
    RECEIVE(64, 2, 0);
    RECEIVE(64, -2, 0);
    RECEIVE(3, 3, 0);
    RECEIVE(3, 3, MSG_NOERROR);
    RECEIVE(64, 3, MSG_EXCEPT);
    RECEIVE(64, 0, MSG_COPY | IPC_NOWAIT);
    RECEIVE(64, 1, MSG_COPY | IPC_NOWAIT);
    RECEIVE(64, 2, MSG_COPY | IPC_NOWAIT);
    RECEIVE(5, 0, MSG_COPY | IPC_NOWAIT);
    RECEIVE(5, 0, MSG_COPY | IPC_NOWAIT | MSG_NOERROR);
    RECEIVE(64, 0, MSG_COPY);
    RECEIVE(64, 0, MSG_COPY | IPC_NOWAIT | MSG_EXCEPT);
    RECEIVE(64, 0, 0);
    RECEIVE(64, LONG_MIN, 0);
    RECEIVE(64, 0, IPC_NOWAIT);
    RECEIVE(64, 5, IPC_NOWAIT);
    RECEIVE(-1, 0, IPC_NOWAIT);
    T(msgrcv, -1, &got, 64, 0, IPC_NOWAIT);
    T(msgrcv, GONE, &got, 64, 0, IPC_NOWAIT);
    T(msgrcv, queue, NULL, 64, 0, IPC_NOWAIT);
    T(msgsnd, queue, MESSAGE(4, "lost"), 5, 0);
    T(msgrcv, queue, NULL, 64, 0, IPC_NOWAIT);
    T(msgsnd, queue, MESSAGE(4, "lost"), 5, 0);
    T(msgrcv, queue, edge(9), 64, 0, IPC_NOWAIT);
    T(msgrcv, queue, edge(9), 64, 0, IPC_NOWAIT);
    T(msgctl, queue, IPC_RMID, 0);
}

static void print(const struct msqid_ds *d)
{
    say("%o %d %d %d %d bytes %lu of %lu, %lu messages", d->msg_perm.mode, d->msg_perm.uid, d->msg_perm.gid, d->msg_perm.cuid, d->msg_perm.cgid,
        d->__msg_cbytes, d->msg_qbytes, d->msg_qnum);
    say("%d %d %d %d %d", d->msg_stime != 0, d->msg_rtime != 0, d->msg_ctime != 0, d->msg_lspid == getpid(), d->msg_lrpid == getpid());
}

TEST(message_status)
{
    struct msqid_ds d = { 0 };
    queue = V(msgget, 0x55, IPC_CREAT | 0640);
    T(msgctl, queue, IPC_STAT, &d);
    print(&d);
    say("%x %d", d.msg_perm.__key, d.msg_perm.__seq == queue >> 15);
    T(msgsnd, queue, MESSAGE(3, "three"), 6, 0);
    T(msgsnd, queue, MESSAGE(3, "three"), 6, 0);
    RECEIVE(64, 0, 0);
    T(msgctl, queue, IPC_STAT, &d);
    print(&d);
    d.msg_qbytes = 20, d.msg_perm.uid = 5, d.msg_perm.gid = 6, d.msg_perm.mode = 07602;
    T(msgctl, queue, IPC_SET, &d);
    T(msgctl, queue, IPC_STAT, &d);
    print(&d);
    T(msgsnd, queue, MESSAGE(3, "fifteen bytes.."), 15, IPC_NOWAIT);
    T(msgsnd, queue, MESSAGE(3, "fourteen bytes"), 14, IPC_NOWAIT);
    T(msgsnd, queue, MESSAGE(3, ""), 0, IPC_NOWAIT);
    d.msg_qbytes = 1 << 20;
    T(msgctl, queue, IPC_SET, &d);
    T(msgctl, queue, IPC_STAT, &d);
    print(&d);
    d.msg_perm.gid = -1;
    T(msgctl, queue, IPC_SET, &d);
    T(msgctl, queue, IPC_SET, NULL);
    T(msgctl, GONE, IPC_SET, NULL);
    T(msgctl, GONE, IPC_SET, &d);
    T(msgctl, queue, IPC_STAT, NULL);
    T(msgctl, GONE, IPC_STAT, NULL);
    say("%d %d", sys(msgctl, queue & 0x7fff, MSG_STAT, &d) == queue, sys(msgctl, queue & 0x7fff, MSG_STAT_ANY, &d) == queue);
    T(msgctl, 31999, MSG_STAT, &d);
    struct msginfo i = { 0 };
    V(msgctl, 0, IPC_INFO, &i);
    say("%d %d %d %d %d %d %d %u", i.msgpool, i.msgmap, i.msgmax, i.msgmnb, i.msgmni, i.msgssz, i.msgtql, i.msgseg);
    V(msgctl, 0, MSG_INFO, &i);
    say("%d %d %d", i.msgpool, i.msgmap, i.msgtql);
    T(msgctl, 0, MSG_INFO, NULL);
    T(msgctl, queue, IPC_RMID, 0);
}

static void as_user(void)
{
    sys(setresgid, 100, 100, 100);
    sys(setresuid, 1000, 1000, 1000);
    T(msgget, 0x56, 0600);
    V(msgget, 0x56, 0200);
    T(msgsnd, queue, MESSAGE(1, "x"), 1, IPC_NOWAIT);
    T(msgrcv, queue, &got, 64, 0, IPC_NOWAIT);
    struct msqid_ds d;
    T(msgctl, queue, IPC_STAT, &d);
    T(msgctl, queue, IPC_SET, &d);
    T(msgctl, queue, IPC_RMID, 0);
    long own = V(msgget, IPC_PRIVATE, 0600);
    V(msgctl, own, IPC_STAT, &d);
    d.msg_qbytes = 16385;
    T(msgctl, own, IPC_SET, &d);
    d.msg_qbytes = 16384;
    T(msgctl, own, IPC_SET, &d);
    T(msgctl, own, IPC_RMID, 0);
}

TEST(message_permissions)
{
    queue = V(msgget, 0x56, IPC_CREAT | 0602);
    in_child(as_user);
    T(msgctl, queue, IPC_RMID, 0);
}

/* A child that waits for a message, or to send one; reap says how that ended: the message's first letter, or the error. */
static pid_t receiver(long type, int flags)
{
    pid_t child = fork();
    if (child == 0)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        long result = sys(msgrcv, queue, &got, 4, type, flags);
        _exit(result < 0 ? -result : 0x80 | got.text[0]);
    }

    pause_ms(200);
    return child;
}

static pid_t sender(void)
{
    pid_t child = fork();
    if (child == 0)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        _exit(-sys(msgsnd, queue, MESSAGE(2, "waited"), 7, 0));
    }

    pause_ms(200);
    return child;
}

static void reap(const char *name, pid_t child)
{
    int status = 0;
    waitpid(child, &status, 0);
    int code = WEXITSTATUS(status);
    if (code & 0x80)
        say("%s: %c", name, code & 0x7f);
    else
        say("%s: %s", name, result_text(-code));
}

TEST(message_receivers)
{
    queue = V(msgget, IPC_PRIVATE, 0600);
    pid_t two = receiver(2, 0), any = receiver(0, 0), small = receiver(-5, 0);
    T(msgsnd, queue, MESSAGE(2, "a"), 2, 0);
    reap("type 2", two);
    T(msgsnd, queue, MESSAGE(9, "b"), 2, 0);
    reap("any", any);
    T(msgsnd, queue, MESSAGE(5, "too long"), 9, 0);
    reap("up to 5", small);
    struct msqid_ds d;
    T(msgctl, queue, IPC_STAT, &d);
    print(&d);
    pid_t last = receiver(77, MSG_NOERROR);
    T(msgctl, queue, IPC_RMID, 0);
    reap("removed", last);
}

TEST(message_senders)
{
    queue = V(msgget, IPC_PRIVATE, 0600);
    struct msqid_ds d;
    sys(msgctl, queue, IPC_STAT, &d);
    d.msg_qbytes = 10;
    sys(msgctl, queue, IPC_SET, &d);
    T(msgsnd, queue, MESSAGE(1, "12345678"), 8, 0);
    catch_signal(SIGALRM, 0);
    alarm_ms(100);
    T(msgsnd, queue, MESSAGE(1, "12345678"), 8, 0);
    T(msgsnd, queue, MESSAGE(1, "12345678"), 8, IPC_NOWAIT);
    pid_t waits = sender();
    RECEIVE(64, 0, 0);
    reap("sender", waits);
    RECEIVE(64, 0, 0);
    T(msgsnd, queue, MESSAGE(1, "12345678"), 8, 0);
    waits = sender();
    T(msgctl, queue, IPC_RMID, 0);
    reap("removed", waits);
}

TEST(message_signals)
{
    queue = V(msgget, IPC_PRIVATE, 0600);
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(50);
    T(msgrcv, queue, &got, 64, 0, 0);
    say("%d", caught);
    T(msgctl, queue, IPC_RMID, 0);
}
