/* System V semaphores. */
#include "oracle.h"
#include <sched.h>
#include <sys/ipc.h>
#include <sys/prctl.h>
#include <sys/sem.h>

#define GONE 0x3fff7fff
#define OP(n, op, flags) (&(struct sembuf){ n, op, flags })
#define later(ms) (&(struct timespec){ 0, (ms) * 1000000 })

static long set;

static void values(void)
{
    unsigned short v[3] = { 9, 9, 9 };
    T(semctl, set, 0, GETALL, v);
    say("%d %d %d", v[0], v[1], v[2]);
}

/* A child that does a semop; reap says how that ended. */
static pid_t waiter(struct sembuf *ops, int count)
{
    pid_t child = fork();
    if (child == 0)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        _exit(-sys(semop, set, ops, count));
    }

    return child;
}

static void reap(const char *name, pid_t child)
{
    int status = 0;
    pid_t ended = waitpid(child, &status, 0);
    say("%s: %s", name, result_text(ended < 0 ? -errno : -WEXITSTATUS(status)));
}

TEST(semaphore_sets)
{
    long s = V(semget, 0x1234, 3, IPC_CREAT | 0600);
    T(semget, 0x1234, 3, IPC_CREAT | IPC_EXCL | 0600);
    say("%d", sys(semget, 0x1234, 0, 0) == s);
    say("%d", sys(semget, 0x1234, 2, 0600) == s);
    T(semget, 0x1234, 4, 0);
    T(semget, 0x4321, 1, 0600);
    T(semget, IPC_PRIVATE, 0, 0600);
    T(semget, IPC_PRIVATE, -1, 0600);
    T(semget, IPC_PRIVATE, 32001, 0600);
    T(semget, 0x1234, 32001, 0);
    T(semctl, s, 0, IPC_RMID);
    T(semctl, s, 0, IPC_RMID);
    T(semctl, -1, 0, IPC_RMID);
    T(semctl, GONE, 0, IPC_RMID);
    T(semget, 0x1234, 3, 0);
    long a = sys(semget, IPC_PRIVATE, 1, 0600), b = sys(semget, IPC_PRIVATE, 1, 0600);
    say("%ld", (b & 0x7fff) - (a & 0x7fff));
    sys(semctl, a, 0, IPC_RMID);
    sys(semctl, b, 0, IPC_RMID);
}

TEST(semaphore_values)
{
    set = V(semget, IPC_PRIVATE, 3, 0640);
    values();
    T(semctl, set, 1, SETVAL, 5);
    T(semctl, set, 1, GETVAL);
    T(semctl, set, 1, SETVAL, 32767);
    T(semctl, set, 1, SETVAL, 32768);
    T(semctl, set, 1, SETVAL, -1);
    T(semctl, set, 3, SETVAL, 1);
    T(semctl, set, -1, SETVAL, 1);
    T(semctl, set, 3, GETVAL);
    T(semctl, set, -1, GETPID);
    T(semctl, GONE, 0, SETVAL, 99999);
    T(semctl, GONE, 0, SETVAL, 1);
    T(semctl, GONE, 0, GETVAL);
    T(semctl, set, 0, SETALL, ((unsigned short[3]){ 1, 2, 3 }));
    values();
    T(semctl, set, 0, SETALL, ((unsigned short[3]){ 1, 2, 40000 }));
    T(semctl, set, 0, SETALL, NULL);
    T(semctl, set, 0, GETALL, unmapped);
    T(semctl, set, 0, GETALL, kernel);
    values();
    T(semctl, set, 0, GETNCNT);
    T(semctl, set, 0, GETZCNT);
    T(semctl, set, 5, GETNCNT);
    T(semctl, set, 0, 4);
    T(semctl, set, 0, 21);
    T(semctl, set, 0, -1);
    say("%d %d", sys(semctl, set, 0, GETPID) == getpid(), sys(semctl, set, 2, GETPID) == getpid());
    T(semctl, set, 0, IPC_RMID);
}

TEST(semaphore_status)
{
    struct semid_ds d = { 0 };
    long before = time(NULL);
    set = V(semget, 0x77, 3, 0640);
    set = V(semget, 0x77, 3, IPC_CREAT | 0640);
    T(semctl, set, 0, IPC_STAT, &d);
    say("%x %o %d %d %d %d n=%lu o=%d c=%d", d.sem_perm.__key, d.sem_perm.mode, d.sem_perm.uid, d.sem_perm.gid, d.sem_perm.cuid, d.sem_perm.cgid,
        d.sem_nsems, d.sem_otime != 0, d.sem_ctime >= before);
    say("%d", d.sem_perm.__seq == set >> 15);
    T(semop, set, OP(0, 0, 0), 1);
    T(semctl, set, 0, IPC_STAT, &d);
    say("%d", d.sem_otime >= before);
    d.sem_perm.uid = 7, d.sem_perm.gid = 8, d.sem_perm.mode = 07604;
    T(semctl, set, 0, IPC_SET, &d);
    T(semctl, set, 0, IPC_STAT, &d);
    say("%o %d %d %d %d", d.sem_perm.mode, d.sem_perm.uid, d.sem_perm.gid, d.sem_perm.cuid, d.sem_perm.cgid);
    d.sem_perm.uid = -1;
    T(semctl, set, 0, IPC_SET, &d);
    T(semctl, set, 0, IPC_SET, NULL);
    T(semctl, GONE, 0, IPC_SET, NULL);
    T(semctl, set, 0, IPC_STAT, NULL);
    T(semctl, GONE, 0, IPC_STAT, NULL);
    say("%d", sys(semctl, set & 0x7fff, 0, SEM_STAT, &d) == set);
    say("%d", sys(semctl, set & 0x7fff, 0, SEM_STAT_ANY, &d) == set);
    T(semctl, 31999, 0, SEM_STAT, &d);
    T(semctl, -1, 0, SEM_STAT, &d);
    struct seminfo i = { 0 };
    V(semctl, 0, 0, IPC_INFO, &i);
    say("%d %d %d %d %d %d %d %d %d %d", i.semmap, i.semmni, i.semmns, i.semmnu, i.semmsl, i.semopm, i.semume, i.semusz, i.semvmx, i.semaem);
    say("%d", sys(semctl, 0, 0, SEM_INFO, &i) >= (set & 0x7fff));
    say("%d %d %d %d", i.semusz, i.semaem, i.semmni, i.semmap);
    T(semctl, 0, 0, IPC_INFO, NULL);
    V(semctl, 0, 0, SEM_INFO, kernel);
    T(semctl, set, 0, IPC_RMID);
}

TEST(semaphore_permissions)
{
    set = V(semget, 0x88, 1, IPC_CREAT | 0640);
    long open_set = V(semget, 0x89, 1, IPC_CREAT | 0604);
    sys(setresgid, 100, 100, 100);
    sys(setresuid, 1000, 1000, 1000);
    V(semget, 0x88, 1, 0);
    T(semget, 0x88, 1, 0400);
    T(semget, 0x88, 1, IPC_CREAT | 0600);
    V(semget, 0x89, 1, 0400);
    T(semget, 0x89, 1, 0600);
    T(semctl, set, 0, GETVAL);
    T(semctl, open_set, 0, GETVAL);
    T(semctl, open_set, 0, SETVAL, 1);
    T(semctl, open_set, 0, SETALL, NULL);
    T(semop, open_set, OP(0, 0, 0), 1);
    T(semop, open_set, OP(0, 1, 0), 1);
    T(semop, set, OP(0, 0, 0), 1);
    struct semid_ds d;
    T(semctl, set, 0, IPC_STAT, &d);
    V(semctl, set & 0x7fff, 0, SEM_STAT_ANY, &d);
    T(semctl, set & 0x7fff, 0, SEM_STAT, &d);
    T(semctl, open_set, 0, IPC_STAT, &d);
    T(semctl, open_set, 0, IPC_SET, &d);
    T(semctl, open_set, 0, IPC_RMID);
}

TEST(semaphore_clean_up)
{
    for (int key = 0x88; key <= 0x89; key++)
    {
        set = sys(semget, key, 1, 0);
        T(semctl, set, 0, IPC_RMID);
    }

    T(semget, 0x88, 1, 0);
}

TEST(semop_now)
{
    set = V(semget, IPC_PRIVATE, 3, 0600);
    T(semop, set, OP(0, 3, 0), 1);
    T(semop, set, OP(0, -2, 0), 1);
    T(semop, set, OP(0, -2, IPC_NOWAIT), 1);
    T(semop, set, OP(0, 0, IPC_NOWAIT), 1);
    T(semop, set, OP(1, 0, IPC_NOWAIT), 1);
    values();
    T(semop, set, ((struct sembuf[]){ { 0, -1, 0 }, { 1, 5, 0 }, { 2, -1, IPC_NOWAIT } }), 3);
    values();
    T(semop, set, ((struct sembuf[]){ { 0, -1, 0 }, { 1, 5, 0 }, { 0, 0, 0 }, { 0, 4, 0 } }), 4);
    values();
    T(semop, set, OP(0, 32767, 0), 1);
    T(semop, set, ((struct sembuf[]){ { 2, 1, 0 }, { 0, 32767, 0 } }), 2);
    values();
    T(semop, set, OP(3, 1, 0), 1);
    T(semop, set, OP(65535, 0, 0), 1);
    T(semop, set, OP(0, 1, 0), 0);
    T(semop, set, page, 501);
    T(semop, set, NULL, 1);
    memcpy(edge(6), OP(2, 0, 0), 6);
    T(semop, set, edge(6), 1);
    T(semop, set, edge(4), 1);
    T(semop, -1, OP(0, 1, 0), 1);
    T(semop, GONE, OP(0, 1, 0), 1);
    T(semop, -1, NULL, 1);
    T(semop, -1, NULL, 0);
    T(semtimedop, set, OP(0, 1, 0), 1, NULL);
    T(semtimedop, set, OP(0, -9, 0), 1, later(20));
    T(semtimedop, set, OP(0, -9, 0), 1, later(0));
    T(semtimedop, set, OP(0, -1, 0), 1, (&(struct timespec){ 0, -1 }));
    T(semtimedop, set, OP(0, -1, 0), 1, (&(struct timespec){ -1, 0 }));
    T(semtimedop, set, OP(0, -1, 0), 1, (&(struct timespec){ 0, 1000000000 }));
    T(semtimedop, set, OP(0, -1, 0), 1, unmapped);
    T(semtimedop, set, OP(0, -1, 0), 0, unmapped);
    T(semtimedop, GONE, OP(0, -1, 0), 1, (&(struct timespec){ 0, -1 }));
    values();
    T(semctl, set, 0, IPC_RMID);
}

/* Until so many threads wait for a semaphore. */
static void until(int n, int command, int count)
{
    for (int i = 0; i < 2000 && sys(semctl, set, n, command) != count; i++)
        pause_ms(5);
    say("%ld wait", sys(semctl, set, n, command));
}

TEST(semop_waits)
{
    set = V(semget, IPC_PRIVATE, 3, 0600);
    pid_t two = waiter(OP(0, -2, 0), 1);
    until(0, GETNCNT, 1);
    pid_t one = waiter(OP(0, -1, 0), 1);
    until(0, GETNCNT, 2);
    pid_t both = waiter((struct sembuf[]){ { 0, -1, 0 }, { 2, -1, 0 } }, 2);
    until(0, GETNCNT, 3);
    T(semctl, set, 2, GETNCNT);
    T(semctl, set, 0, GETZCNT);
    T(semop, set, OP(0, 1, 0), 1);
    reap("-1, the second", one);
    values();
    T(semop, set, OP(0, 2, 0), 1);
    reap("-2, the first", two);
    values();
    T(semctl, set, 0, SETVAL, 1);
    until(2, GETNCNT, 1);
    T(semctl, set, 0, GETNCNT);
    T(semctl, set, 2, SETVAL, 1);
    reap("both", both);
    values();
    T(semctl, set, 0, IPC_RMID);
}

TEST(semop_order)
{
    set = V(semget, IPC_PRIVATE, 3, 0600);
    pid_t children[4];
    for (int i = 0; i < 4; i++)
    {
        children[i] = waiter(OP(0, -1, 0), 1);
        until(0, GETNCNT, i + 1);
    }

    for (int i = 0; i < 4; i++)
    {
        T(semop, set, OP(0, 1, 0), 1);
        reap("in its turn", children[i]);
    }

    values();
    T(semctl, set, 0, IPC_RMID);
}

TEST(semop_zero)
{
    set = V(semget, IPC_PRIVATE, 3, 0600);
    T(semctl, set, 0, SETVAL, 2);
    pid_t zero = waiter(OP(0, 0, 0), 1);
    until(0, GETZCNT, 1);
    pid_t many = waiter((struct sembuf[]){ { 0, -1, 0 }, { 0, 0, 0 }, { 1, 7, 0 } }, 3);
    until(0, GETZCNT, 2);
    T(semctl, set, 0, GETNCNT);
    T(semop, set, OP(0, -1, 0), 1);
    reap("takes one, then zero", many);
    reap("zero", zero);
    values();
    T(semctl, set, 0, IPC_RMID);
}

TEST(semop_ends)
{
    set = V(semget, IPC_PRIVATE, 3, 0600);
    pid_t plain = waiter(OP(0, -2, 0), 1), undoing = waiter(OP(0, -2, SEM_UNDO), 1);
    until(0, GETNCNT, 2);
    T(semctl, set, 0, IPC_RMID);
    reap("removed", plain);
    reap("removed", undoing);
    set = V(semget, IPC_PRIVATE, 3, 0600);
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(50);
    T(semop, set, OP(0, -2, 0), 1);
    alarm_ms(50);
    T(semtimedop, set, OP(0, -2, 0), 1, (&(struct timespec){ 10, 0 }));
    T(semctl, set, 0, GETNCNT);
    pid_t killed = waiter(OP(0, -1, 0), 1);
    until(0, GETNCNT, 1);
    kill(killed, SIGKILL);
    waitpid(killed, NULL, 0);
    T(semctl, set, 0, GETNCNT);
    pid_t large = waiter((struct sembuf[]){ { 0, -1, 0 }, { 1, 1, 0 } }, 2);
    until(0, GETNCNT, 1);
    T(semctl, set, 1, SETVAL, 32767);
    T(semop, set, OP(0, 1, 0), 1);
    reap("too large in the end", large);
    values();
    T(semctl, set, 0, IPC_RMID);
}

static void undoes(void)
{
    T(semop, set, OP(0, 3, SEM_UNDO), 1);
    T(semop, set, OP(1, -2, SEM_UNDO), 1);
    T(semop, set, ((struct sembuf[]){ { 1, -1, SEM_UNDO }, { 2, -9, IPC_NOWAIT } }), 2);
    values();
}

static void undoes_more(void)
{
    T(semop, set, OP(2, 20000, SEM_UNDO), 1);
    T(semop, set, OP(2, -20000, 0), 1);
    T(semop, set, OP(2, 20000, SEM_UNDO), 1);
    T(semop, set, OP(0, 5, SEM_UNDO), 1);
    T(semctl, set, 0, SETVAL, 1);
    T(semop, set, OP(1, 1, SEM_UNDO), 1);
    T(semop, set, OP(1, -3, 0), 1);
}

static void takes_back(void)
{
    T(semop, set, ((struct sembuf[]){ { 2, 0, 0 }, { 1, 1, 0 } }), 2);
    T(semctl, set, 1, SETVAL, 3);
    T(semop, set, OP(1, -3, SEM_UNDO), 1);
    T(semop, set, OP(2, 1, 0), 1);
}

static void undoes_after_exec(void)
{
    sys(semop, set, OP(0, 2, SEM_UNDO), 1);
    execl("/bin/busybox", "true", NULL);
    say("no busybox");
}

static int thread_work(void *unused)
{
    (void)unused;
    sys(semop, set, OP(0, 1, SEM_UNDO), 1);
    return 0;
}

static char stack[65536] __attribute__((aligned(16)));

static void shares(void)
{
    const int thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
    clone(thread_work, stack + sizeof stack, thread | CLONE_SYSVSEM, NULL);
    pause_ms(100);
    say("shared: %s", result_text(sys(semctl, set, 0, GETVAL)));
    clone(thread_work, stack + sizeof stack, thread, NULL);
    pause_ms(100);
    say("alone: %s", result_text(sys(semctl, set, 0, GETVAL)));
    T(unshare, CLONE_SYSVSEM);
    say("unshared: %s", result_text(sys(semctl, set, 0, GETVAL)));
}

TEST(semaphore_undo)
{
    set = V(semget, IPC_PRIVATE, 3, 0600);
    T(semctl, set, 0, SETALL, ((unsigned short[3]){ 0, 5, 0 }));
    in_child(undoes);
    values();
    in_child(undoes_more);
    values();
    T(semctl, set, 0, SETVAL, 0);
    in_child(undoes_after_exec);
    values();
    in_child(shares);
    values();
    T(semctl, set, 2, SETVAL, 0);
    pid_t woken = waiter(OP(2, -1, 0), 1);
    until(2, GETNCNT, 1);
    in_child(takes_back);
    reap("woken by undo", woken);
    values();
    T(semctl, set, 0, IPC_RMID);
}
