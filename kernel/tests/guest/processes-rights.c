/* Identities, capabilities and prctl at their edges: what a process may become, and what it gives away for good. */
#include "oracle.h"
#include <linux/capability.h>
#include <sys/personality.h>
#include <sys/prctl.h>

static const long ends[] = { 0, 1, -1, 2, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN, 1l << 32, (1l << 32) + 1, 0xffffffff };
#define EACH(value) for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) for (long value = ends[i], once = 1; once; once = 0)

static void ids(void)
{
    int r, e, s, g, h, i;
    sys(getresuid, &r, &e, &s);
    sys(getresgid, &g, &h, &i);
    long user_file = sys(setfsuid, -1), group_file = sys(setfsgid, -1);
    say("%d %d %d %ld, %d %d %d %ld", r, e, s, user_file, g, h, i, group_file);
}

static void caps(void)
{
    struct __user_cap_header_struct header = { 0x20080522, 0 };
    struct __user_cap_data_struct data[2] = { 0 };
    sys(capget, &header, data);
    say("effective %x permitted %x inheritable %x, %x", data[0].effective, data[0].permitted, data[0].inheritable, data[1].effective);
}

TEST(identities_at_the_edges)
{
    EACH(n)
    {
        if (n == 0)
            continue;
        say("number %lx", n);
        if (fork() == 0)
        {
            T(setresuid, -1, n, -1);
            ids();
            caps();
            T(setresuid, n, 0, -1);
            ids();
            T(setreuid, n, -1);
            ids();
            T(setreuid, -1, n);
            ids();
            T(setuid, n);
            ids();
            caps();
            T(setuid, 0);
            T(setfsuid, n);
            T(setfsgid, n);
            ids();
            _exit(0);
        }

        wait(NULL);
        if (fork() == 0)
        {
            T(setresgid, n, -1, n);
            T(setregid, -1, n);
            T(setgid, n);
            T(setgroups, 1, &n);
            ids();
            _exit(0);
        }

        wait(NULL);
    }
}

TEST(capabilities_follow_identities)
{
    if (fork() == 0)
    {
        T(setresuid, 1, 2, 0);
        caps();
        T(setresuid, -1, 0, -1);
        caps();
        T(setresuid, -1, 1, -1);
        T(setresuid, -1, -1, 1);
        caps();
        T(setresuid, -1, 0, -1);
        T(setreuid, 2, 1);
        T(setreuid, 1, 1);
        ids();
        _exit(0);
    }

    wait(NULL);
    if (fork() == 0)
    {
        T(prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0);
        T(setresuid, 5, 5, 5);
        caps();
        T(prctl, PR_GET_KEEPCAPS, 0, 0, 0, 0);
        T(setresuid, 0, 0, 0);
        T(setuid, 0);
        _exit(0);
    }

    wait(NULL);
    if (fork() == 0)
    {
        T(setfsuid, 5);
        caps();
        T(setfsuid, 0);
        caps();
        T(setreuid, -1, 7);
        T(setreuid, 7, -1);
        ids();
        T(setreuid, -1, 0);
        ids();
        T(setreuid, 0, 7);
        ids();
        _exit(0);
    }

    wait(NULL);
    for (int bits = 0; bits < 256; bits = bits * 2 + 1)
    {
        if (fork() == 0)
        {
            say("secure bits %x", bits);
            T(prctl, PR_SET_SECUREBITS, bits, 0, 0, 0);
            T(prctl, PR_GET_SECUREBITS, 0, 0, 0, 0);
            T(prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0);
            T(prctl, PR_GET_KEEPCAPS, 0, 0, 0, 0);
            T(prctl, PR_GET_SECUREBITS, 0, 0, 0, 0);
            T(setresuid, 5, 5, 5);
            caps();
            T(prctl, PR_SET_SECUREBITS, 0, 0, 0, 0);
            _exit(0);
        }

        wait(NULL);
    }

    T(prctl, PR_SET_SECUREBITS, 256, 0, 0, 0);
    T(prctl, PR_SET_SECUREBITS, -1, 0, 0, 0);
}

TEST(capabilities_at_the_edges)
{
    struct __user_cap_header_struct header = { 0, 0 };
    struct __user_cap_data_struct data[2] = { 0 };
    unsigned versions[] = { 0, 0x19980330, 0x20071026, 0x20080522, -1 };
    for (unsigned i = 0; i < 5; i++)
    {
        header = (struct __user_cap_header_struct){ versions[i], 0 };
        T(capget, &header, data);
        say("%x to %x", versions[i], header.version);
        header.version = versions[i];
        T(capget, &header, NULL);
        say("%x to %x", versions[i], header.version);
        header.version = versions[i];
        if (i == 0 || i == 4)
            T(capset, &header, data);
        say("%x to %x", versions[i], header.version);
    }

    EACH(n)
    {
        header = (struct __user_cap_header_struct){ 0x20080522, (int)n };
        if ((int)n < 0 || n > 2)
        {
            T(capget, &header, data);
            T(capset, &header, data);
        }
        T(prctl, PR_CAPBSET_READ, n, 0, 0, 0);
        if (n > 41 || n < 0)
            T(prctl, PR_CAPBSET_DROP, n, 0, 0, 0);
        T(prctl, PR_CAP_AMBIENT, n, 0, 0, 0);
        T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, n, 0, 0);
        T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, n, 0, 0);
    }

    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 1, 0, 0);
    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 0, 1, 0);
    header = (struct __user_cap_header_struct){ 0x20080522, 0 };
    sys(capget, &header, data);
    data[0].inheritable = 0xff;
    T(capset, &header, data);
    caps();
    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 3, 0, 0);
    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 3, 0, 0);
    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_LOWER, 3, 0, 0);
    T(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 3, 0, 0);
    data[0].effective = 0xff00;
    T(capset, &header, data);
    caps();
    data[0].permitted = 0xff00;
    data[1].permitted = data[1].effective = 0;
    T(capset, &header, data);
    caps();
    data[0].permitted = 0xffff;
    T(capset, &header, data);
    data[0].permitted = 0xf000;
    T(capset, &header, data);
    data[0].effective = 0xf000;
    data[0].inheritable = 0xf0ff;
    T(capset, &header, data);
    data[0].inheritable = 0xfffff;
    T(capset, &header, data);
    data[1].inheritable = ~0u;
    T(capset, &header, data);
    caps();
    T(prctl, PR_CAPBSET_DROP, 3, 0, 0, 0);
    T(prctl, PR_CAPBSET_READ, 3, 0, 0, 0);
    T(capget, unmapped, data);
    T(capget, NULL, data);
    T(capset, &header, unmapped);
}

TEST(controls_at_the_edges)
{
    long got = 0x5555555555555555;
    for (int option = 1; option <= 47; option++)
    {
        if (!strchr("\1\2\3\4\7\10\17\20\27\30\33\34\36\44\45\46\47\50\57", option))
            continue;
        if (fork() == 0)
        {
            EACH(n)
            {
                long result = sys(prctl, option, n, 0, 0, 0);
                say("prctl(%d, %lx) = %s", option, n, result > 100000 ? "large" : result_text(result));
            }

            say("prctl(%d, 0, 1) = %s", option, result_text(sys(prctl, option, 0, 1, 0, 0)));
            say("prctl(%d, 0, 0, 1) = %s", option, result_text(sys(prctl, option, 0, 0, 1, 0)));
            say("prctl(%d, 0, 0, 0, 1) = %s", option, result_text(sys(prctl, option, 0, 0, 0, 1)));
            say("prctl(%d, &got) = %s", option, result_text(sys(prctl, option, &got, 0, 0, 0)));
            say("prctl(%d, unmapped) = %s", option, result_text(sys(prctl, option, unmapped, 0, 0, 0)));
            _exit(0);
        }

        wait(NULL);
    }

    EACH(n)
    {
        V(personality, n);
        say("%lx", sys(personality, 0xffffffff));
    }
}
