/* statmount, listmount. */
#include "oracle.h"
#include <sys/mount.h>

struct request
{
    unsigned size, spare;
    unsigned long mount, param, space;
};

struct answer
{
    unsigned size, options;
    unsigned long mask;
    unsigned major, minor;
    unsigned long magic;
    unsigned flags, type;
    unsigned long id, parent;
    unsigned old_id, old_parent;
    unsigned long attributes, propagation, group, master, from;
    unsigned root, point;
    unsigned long space, spare[49];
    char text[1024];
};

static unsigned long unique(const char *path, unsigned *old)
{
    unsigned char x[256] = { 0 };
    sys(statx, AT_FDCWD, path, 0, 0x4000 /* STATX_MNT_ID_UNIQUE */, x);
    unsigned long id = *(unsigned long *)(x + 144);
    say("%s: mask %x", path, *(unsigned *)x & 0x5000);
    sys(statx, AT_FDCWD, path, 0, 0x1000 /* STATX_MNT_ID */, x);
    *old = (unsigned)*(unsigned long *)(x + 144);
    return id;
}

static struct answer a;

static void ask(const char *what, unsigned long id, unsigned long mask, unsigned long room)
{
    struct request q = { 24, 0, id, mask, 0 };
    memset(&a, 0x55, sizeof a);
    long result = sys(statmount, &q, &a, room, 0);
    say("%s: %s", what, result_text(result));
    /* How long paths and options are is no matter. */
    if (result == 0)
        say("  size %u mask %lx", mask & 0x90 ? 0 : a.size, a.mask);
}

static void string(const char *what, unsigned offset)
{
    if (offset != 0x55555555)
        say("  %s at %u: %s", what, offset, a.text + offset);
}

TEST(what_is_said_of_a_mount)
{
    mkdir("m", 0755);
    mkdir("b", 0755);
    T(mount, "none", "m", "tmpfs", MS_NOSUID | MS_NODEV, "size=64k");
    unsigned old, parent_old;
    unsigned long id = unique("m", &old), parent = unique(".", &parent_old);
    say("%d %d", id > 1ul << 31, id > parent);
    ask("everything", id, 0xff /* also STATMOUNT_MNT_POINT 0x10, STATMOUNT_MNT_OPTS 0x80 */, sizeof a);
    struct stat s;
    stat("m", &s);
    say("  magic %lx flags %x device %d", a.magic, a.flags, a.major == s.st_dev >> 8 && a.minor == (s.st_dev & 0xff));
    say("  id %d parent %d old %d %d", a.id == id, a.parent == parent, a.old_id == old, a.old_parent == parent_old);
    say("  attributes %lx propagation %lx group %lx master %lx from %lx space %d", a.attributes, a.propagation, a.group, a.master, a.from, a.space != 0);
    string("type", a.type);
    string("root", a.root);
    say("  point %d", strlen(a.text + a.point) > 2 && strcmp(a.text + a.point + strlen(a.text + a.point) - 2, "/m") == 0);
    say("  options %d", strstr(a.text + a.options, "size=64k") == a.text + a.options);
    ask("nothing", id, 0, sizeof a);
    ask("superblock", id, 1 /* STATMOUNT_SB_BASIC */, sizeof a);
    ask("mount", id, 2 /* STATMOUNT_MNT_BASIC */, sizeof a);
    ask("propagation", id, 4 /* STATMOUNT_PROPAGATE_FROM */, sizeof a);
    ask("root", id, 8 /* STATMOUNT_MNT_ROOT */, sizeof a);
    string("root", a.root);
    ask("type", id, 0x20 /* STATMOUNT_FS_TYPE */, sizeof a);
    string("type", a.type);
    ask("space", id, 0x40 /* STATMOUNT_MNT_NS_ID */, sizeof a);
    ask("unknown", id, 0x1000000000000, sizeof a);
    ask("no room", id, 3, 0);
    ask("little room", id, 3, 16);
    ask("room without text", id, 3, 512);
    ask("no room for text", id, 0x28, 512);
    ask("room for some text", id, 0x28, 515);
    ask("just not", id, 0x28, 520);
    ask("just", id, 0x28, 521);
    mkdir("m/d", 0755);
    T(mount, "m/d", "b", NULL, MS_BIND, NULL);
    id = unique("b", &old);
    ask("part", id, 8, sizeof a);
    string("root", a.root);
    T(mount, "none", "b", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOEXEC | MS_NOATIME | MS_NODIRATIME, NULL);
    ask("read-only", id, 3, sizeof a);
    say("  attributes %lx flags %x", a.attributes, a.flags);
    T(umount2, "b", 0);
    ask("gone", id, 3, sizeof a);
    T(mount, "none", "m", NULL, MS_REMOUNT | MS_RDONLY | MS_STRICTATIME, NULL);
    ask("read-only", unique("m", &old), 3, sizeof a);
    say("  attributes %lx flags %x", a.attributes, a.flags);
    T(umount2, "m", 0);
}

TEST(statmount_refused)
{
    unsigned old;
    unsigned long id = unique(".", &old);
    struct request q = { 24, 0, id, 3, 0 };
    T(statmount, &q, &a, 512, 1);
    T(statmount, unmapped, &a, 512, 0);
    T(statmount, &q, unmapped, 512, 0);
    T(statmount, &q, kernel, 512, 0);
    q.size = 23;
    T(statmount, &q, &a, 512, 0);
    q.size = 32;
    T(statmount, &q, &a, 512, 0);
    q.space = 5;
    T(statmount, &q, &a, 512, 0);
    q.space = 0;
    q.size = 4097;
    T(statmount, &q, &a, 512, 0);
    struct { struct request q; unsigned long more[2]; } longer = { { 48, 0, id, 3, 0 }, { 0, 0 } };
    T(statmount, &longer, &a, 512, 0);
    longer.more[1] = 1;
    T(statmount, &longer, &a, 512, 0);
    q.size = 24;
    q.spare = 1;
    T(statmount, &q, &a, 512, 0);
    q.spare = 0;
    q.mount = old;
    T(statmount, &q, &a, 512, 0);
    q.mount = 1ul << 31;
    T(statmount, &q, &a, 512, 0);
    q.mount = 1ul << 40;
    T(statmount, &q, &a, 512, 0);
    q.mount = -1;
    T(statmount, &q, &a, 512, 0);
    setuid(4242);
    q.mount = id;
    T(statmount, &q, &a, 512, 0);
}

#define ROOT -1

static unsigned long ids[64];

static long list(unsigned long id, unsigned long after, unsigned long count, unsigned flags)
{
    struct request q = { 24, 0, id, after, 0 };
    memset(ids, 0, sizeof ids);
    return sys(listmount, &q, ids, count, flags);
}

TEST(lists_of_mounts)
{
    unsigned old;
    mkdir("a", 0755), mkdir("b", 0755);
    T(mount, "none", "a", "tmpfs", 0, NULL);
    T(mount, "none", "b", "tmpfs", 0, NULL);
    mkdir("b/c", 0755);
    T(mount, "none", "b/c", "tmpfs", 0, NULL);
    unsigned long here = unique(".", &old), a_id = unique("a", &old), b_id = unique("b", &old), c_id = unique("b/c", &old);
    say("%ld", list(here, 0, 64, 0));
    say("  %d %d %d", ids[0] == a_id, ids[1] == b_id, ids[2] == c_id);
    say("%ld", list(b_id, 0, 64, 0));
    say("  %d", ids[0] == c_id);
    say("%ld", list(c_id, 0, 64, 0));
    say("%ld", list(here, a_id, 64, 0));
    say("  %d %d", ids[0] == b_id, ids[1] == c_id);
    say("%ld", list(here, c_id, 64, 0));
    say("%ld", list(here, 0, 2, 0));
    say("  %d %d %d", ids[0] == a_id, ids[1] == b_id, ids[2] == 0);
    say("%ld", list(here, 0, 64, 1 /* LISTMOUNT_REVERSE */));
    say("  %d %d %d", ids[0] == c_id, ids[1] == b_id, ids[2] == a_id);
    say("%ld", list(here, c_id, 64, 1 /* LISTMOUNT_REVERSE */));
    say("  %d %d", ids[0] == b_id, ids[1] == a_id);
    long all = list(ROOT /* LSMT_ROOT */, 0, 64, 0), found = 0;
    for (long i = 0; i < all; i++)
        found += ids[i] == a_id || ids[i] == b_id || ids[i] == c_id || ids[i] == here;
    say("of all: %ld", found);
    say("%s", result_text(list(here, 0, 0, 0)));
    say("%s", result_text(list(here, 0, 64, 2)));
    say("%s", result_text(list(7, 0, 64, 0)));
    say("%s", result_text(list(1ul << 40, 0, 64, 0)));
    say("%s", result_text(list(here, 5, 64, 0)));
    say("%s", result_text(list(here, 0, 1000001, 0)));
    struct request q = { 24, 0, here, 0, 0 };
    T(listmount, &q, unmapped, 4, 0);
    T(listmount, &q, kernel, 4, 0);
    T(listmount, unmapped, ids, 4, 0);
    q.size = 20;
    T(listmount, &q, ids, 4, 0);
    chroot("b");
    chdir("/");
    say("under another root: %ld", list(ROOT, 0, 64, 0));
    say("  %d", ids[0] == c_id);
    say("%s", result_text(list(here, 0, 64, 0)));
    setuid(4242);
    say("%s", result_text(list(here, 0, 64, 0)));
    say("%s", result_text(list(b_id, 0, 64, 0)));
    say("%s", result_text(list(ROOT, 0, 64, 0)));
}
