/* System V shared memory, and what procfs says of System V IPC. */
#include "oracle.h"
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/shm.h>

#define GONE 0x3fff7fff
#define there ((char *)0x1000200000)
#ifndef SHM_STAT_ANY
#define SHM_STAT_ANY 15
#endif

static long segment;

static void attached(void)
{
    struct shmid_ds d = { 0 };
    long result = sys(shmctl, segment, IPC_STAT, &d);
    if (result < 0)
        say("%s", result_text(result));
    else
        say("%lu attached, %o", d.shm_nattch, d.shm_perm.mode);
}

TEST(segments)
{
    long s = V(shmget, 0x1234, 10000, IPC_CREAT | 0600);
    T(shmget, 0x1234, 10000, IPC_CREAT | IPC_EXCL | 0600);
    say("%d %d", sys(shmget, 0x1234, 0, 0) == s, sys(shmget, 0x1234, 9999, IPC_CREAT) == s);
    T(shmget, 0x1234, 10001, 0);
    T(shmget, 0x4321, 1, 0600);
    T(shmget, IPC_PRIVATE, 0, 0600);
    T(shmget, IPC_PRIVATE, -1, 0600);
    T(shmget, IPC_PRIVATE, 0xfffffffffeffffff, 0600);
    T(shmget, IPC_PRIVATE, 1ul << 62, 0600);
    T(shmget, IPC_PRIVATE, 1ul << 40, 0600);
    T(shmget, IPC_PRIVATE, 4096, SHM_HUGETLB | 0600);
    long sparse = V(shmget, IPC_PRIVATE, 1ul << 34, SHM_NORESERVE | 0600);
    V(shmat, sparse, 0, 0);
    T(shmctl, sparse, IPC_RMID, 0);
    T(shmctl, s, IPC_RMID, 0);
    T(shmctl, s, IPC_RMID, 0);
    T(shmctl, -1, IPC_RMID, 0);
    T(shmctl, GONE, IPC_RMID, 0);
    T(shmctl, 0, -1, 0);
    T(shmctl, 0, 99, 0);
}

TEST(segment_attach)
{
    segment = V(shmget, IPC_PRIVATE, 10000, 0600);
    char *a = (char *)V(shmat, segment, 0, 0);
    char *b = (char *)V(shmat, segment, 0, SHM_RDONLY);
    strcpy(a, "text");
    say("%s", b);
    attached();
    T(mprotect, b, 4096, PROT_READ | PROT_WRITE);
    attached();
    T(mprotect, a, 4096, PROT_READ);
    attached();
    T(mprotect, a, 4096, PROT_READ | PROT_WRITE);
    attached();
    T(mprotect, a, 12288, PROT_READ | PROT_WRITE | PROT_EXEC);
    T(shmdt, b + 1);
    T(shmdt, b + 4096);
    T(shmdt, b);
    T(shmdt, b);
    T(shmdt, NULL);
    T(shmdt, page);
    T(shmdt, kernel);
    attached();
    T(shmdt, a);
    attached();
    V(shmat, segment, there, 0);
    V(shmat, segment, there, 0);
    V(shmat, segment, there + 8192, 0);
    V(shmat, segment, there, SHM_REMAP);
    attached();
    V(shmat, segment, 0, SHM_REMAP);
    V(shmat, segment, there + 100, 0);
    V(shmat, segment, there + 0x10000 + 100, SHM_RND);
    V(shmat, segment, 100, SHM_RND | SHM_REMAP);
    V(shmat, segment, 0, SHM_EXEC);
    V(shmat, segment, 0, SHM_EXEC | SHM_RDONLY);
    V(shmat, segment, -4096, 0);
    V(shmat, segment, kernel, 0);
    V(shmat, segment, kernel, SHM_REMAP);
    V(shmat, -1, 0, 0);
    V(shmat, GONE, 0, 0);
    attached();
    T(shmctl, segment, IPC_RMID, 0);
    attached();
}

TEST(segment_parts)
{
    segment = V(shmget, IPC_PRIVATE, 5 * 4096, 0600);
    char *a = (char *)V(shmat, segment, there, 0);
    a[4096] = 'x';
    T(munmap, a + 8192, 4096);
    attached();
    T(munmap, a, 4096);
    attached();
    V(mmap, a, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    T(shmdt, a + 4096);
    T(shmdt, a);
    attached();
    T(msync, a, 4096, MS_SYNC);
    T(msync, a + 4096, 4096, MS_SYNC);
    T(munmap, a, 4096);
    a = (char *)V(shmat, segment, there, 0);
    V(mremap, a, 5 * 4096, 5 * 4096, MREMAP_MAYMOVE | MREMAP_FIXED, there + 0x100000);
    say("%c", there[0x101000]);
    T(shmdt, there);
    T(shmdt, there + 0x100000);
    attached();
    T(shmctl, segment, IPC_RMID, 0);
}

static void in_fork(void)
{
    attached();
    V(shmat, segment, 0, 0);
    attached();
}

static void leaves_by_exec(void)
{
    execl("/bin/busybox", "true", NULL);
    say("no busybox");
}

TEST(segment_life)
{
    segment = V(shmget, 0x99, 8192, IPC_CREAT | 0600);
    char *a = (char *)V(shmat, segment, 0, 0);
    in_child(in_fork);
    attached();
    in_child(leaves_by_exec);
    attached();
    pid_t child = vfork();
    if (child == 0)
    {
        attached();
        _exit(0);
    }

    waitpid(child, NULL, 0);
    T(madvise, a, 4096, MADV_DONTFORK);
    attached();
    in_child(attached);
    T(shmctl, segment, IPC_RMID, 0);
    attached();
    T(shmget, 0x99, 1, 0);
    long other = V(shmget, 0x99, 1, IPC_CREAT | 0600);
    say("%d", other == segment);
    sys(shmctl, other, IPC_RMID, 0);
    a[0] = 'k';
    a[4096] = 'l';
    char *b = (char *)V(shmat, segment, 0, 0);
    say("%c%c", b[0], b[4096]);
    attached();
    T(shmdt, a);
    T(munmap, b, 4096);
    attached();
    T(shmdt, b);
    attached();
    V(shmat, segment, 0, 0);
}

TEST(segment_status)
{
    struct shmid_ds d = { 0 };
    segment = V(shmget, 0x66, 5000, IPC_CREAT | 0640);
    T(shmctl, segment, IPC_STAT, &d);
    say("%x %o %d %d %d %d size %lu, %lu", d.shm_perm.__key, d.shm_perm.mode, d.shm_perm.uid, d.shm_perm.gid, d.shm_perm.cuid, d.shm_perm.cgid,
        d.shm_segsz, d.shm_nattch);
    say("%d %d %d %d %d", d.shm_atime != 0, d.shm_dtime != 0, d.shm_ctime != 0, d.shm_cpid == getpid(), d.shm_lpid);
    void *a = (void *)V(shmat, segment, 0, 0);
    T(shmctl, segment, IPC_STAT, &d);
    say("%d %d %d", d.shm_atime != 0, d.shm_dtime != 0, d.shm_lpid == getpid());
    T(shmdt, a);
    T(shmctl, segment, IPC_STAT, &d);
    say("%d %d", d.shm_atime != 0, d.shm_dtime != 0);
    d.shm_perm.uid = 3, d.shm_perm.gid = 4, d.shm_perm.mode = 07606;
    T(shmctl, segment, IPC_SET, &d);
    T(shmctl, segment, IPC_STAT, &d);
    say("%o %d %d %d %d", d.shm_perm.mode, d.shm_perm.uid, d.shm_perm.gid, d.shm_perm.cuid, d.shm_perm.cgid);
    T(shmctl, segment, SHM_LOCK, 0);
    attached();
    T(shmctl, segment, SHM_UNLOCK, 0);
    attached();
    T(shmctl, GONE, SHM_LOCK, 0);
    T(shmctl, segment, IPC_SET, NULL);
    T(shmctl, GONE, IPC_SET, NULL);
    T(shmctl, segment, IPC_STAT, NULL);
    T(shmctl, GONE, IPC_STAT, NULL);
    say("%d %d", sys(shmctl, segment & 0x7fff, SHM_STAT, &d) == segment, sys(shmctl, segment & 0x7fff, SHM_STAT_ANY, &d) == segment);
    T(shmctl, 4095, SHM_STAT, &d);
    struct shminfo i = { 0 };
    V(shmctl, 0, IPC_INFO, &i);
    say("%lu %lu %lu %lu %lu", i.shmmax, i.shmmin, i.shmmni, i.shmseg, i.shmall);
    struct shm_info u = { 0 };
    V(shmctl, 0, SHM_INFO, &u);
    say("%d %lu %lu", u.used_ids, u.shm_tot, u.shm_swp);
    V(shmctl, 0, SHM_INFO, NULL);
    T(shmctl, segment, IPC_RMID, 0);
}

static void as_user(void)
{
    sys(setresgid, 100, 100, 100);
    sys(setresuid, 1000, 1000, 1000);
    T(shmget, 0x67, 1, 0600);
    V(shmget, 0x67, 1, 0400);
    V(shmat, segment, 0, 0);
    V(shmat, segment, 0, SHM_RDONLY);
    V(shmat, segment, 0, SHM_RDONLY | SHM_EXEC);
    struct shmid_ds d;
    T(shmctl, segment, IPC_STAT, &d);
    T(shmctl, segment, IPC_SET, &d);
    T(shmctl, segment, SHM_LOCK, 0);
    T(shmctl, segment, SHM_UNLOCK, 0);
    T(shmctl, segment, IPC_RMID, 0);
    long own = V(shmget, IPC_PRIVATE, 4096, 0);
    V(shmat, own, 0, SHM_RDONLY);
    T(shmctl, own, IPC_STAT, &d);
    T(shmctl, own, SHM_LOCK, 0);
    sys(setrlimit, RLIMIT_MEMLOCK, (&(struct rlimit){ 0, 0 }));
    T(shmctl, own, SHM_LOCK, 0);
    T(shmctl, own, SHM_UNLOCK, 0);
    T(shmctl, own, SHM_LOCK, 0);
    T(shmctl, own, IPC_RMID, 0);
}

TEST(segment_permissions)
{
    segment = V(shmget, 0x67, 5000, IPC_CREAT | 0604);
    in_child(as_user);
    T(shmctl, segment, IPC_RMID, 0);
}

/* The lines of a file: their length, and their words but for those that are not the same each time. */
static void table(const char *path, const char *columns)
{
    FILE *file = fopen(path, "r");
    char line[512], text[600];
    while (file && fgets(line, sizeof line, file))
    {
        int length = snprintf(text, sizeof text, "%zu:", strlen(line));
        const char *column = columns;
        for (char *word = strtok(line, " \n"); word; word = strtok(NULL, " \n"))
            length += snprintf(text + length, sizeof text - length, " %s", *column++ == 'x' && *word <= '9' ? "n" : word);
        say("%s", text);
    }

    if (file)
        fclose(file);
}

TEST(sysvipc_files)
{
    mkdir("proc", 0755);
    sys(mount, "proc", "proc", "proc", 0, NULL);
    long s = sys(shmget, -0x1234, 5000, IPC_CREAT | 0640), e = sys(semget, 0x7fffffff, 3, IPC_CREAT | 0600), m = sys(msgget, 0x12, IPC_CREAT | 0622);
    char *a = (char *)sys(shmat, s, 0, 0);
    *a = 1;
    struct { long type; char text[4]; } message = { 1, "abc" };
    sys(msgsnd, m, &message, 4, 0);
    table("proc/sysvipc/shm", ".x..xx.....xxx..");
    table("proc/sysvipc/sem", ".x......xx");
    table("proc/sysvipc/msg", ".x...xx....xxx");
    sys(shmctl, s, IPC_RMID, 0);
    table("proc/sysvipc/shm", ".x..xx.....xxx..");
    FILE *maps = fopen("proc/self/maps", "r");
    char line[512];
    while (maps && fgets(line, sizeof line, maps))
        if (strstr(line, "SYSV"))
            say("%.4s %s", strchr(line, ' ') + 1, strtok(strstr(line, "/SYSV"), "\n"));
    sys(shmdt, a);
    sys(semctl, e, 0, IPC_RMID);
    sys(msgctl, m, IPC_RMID, 0);
    show("proc/sysvipc/shm");
    show("proc/sysvipc/sem");
    show("proc/sysvipc/msg");
    show("proc/sys/kernel/shmmax");
    show("proc/sys/kernel/shmall");
    show("proc/sys/kernel/shmmni");
    show("proc/sys/kernel/sem");
    show("proc/sys/kernel/msgmax");
    show("proc/sys/kernel/msgmnb");
    show("proc/sys/kernel/msgmni");
    put("proc/sys/kernel/msgmax", "100\n");
    m = sys(msgget, IPC_PRIVATE, 0600);
    T(msgsnd, m, &message, 101, IPC_NOWAIT);
    sys(msgctl, m, IPC_RMID, 0);
    put("proc/sys/kernel/msgmax", "8192");
    show("proc/sys/kernel/msgmax");
    put("proc/sys/kernel/sem", "10 100");
    show("proc/sys/kernel/sem");
    T(semget, IPC_PRIVATE, 11, 0600);
    put("proc/sys/kernel/sem", "32000\t1024000000\t500\t32000\n");
    show("proc/sys/kernel/sem");
    sys(umount2, "proc", 0);
}
