/* Users, groups, capabilities, names of the machine, random numbers. */
#include "oracle.h"
#include <linux/capability.h>
#include <linux/reboot.h>
#include <sys/random.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

static void ids(void)
{
    unsigned r, e, s, gr, ge, gs;
    sys(getresuid, &r, &e, &s);
    sys(getresgid, &gr, &ge, &gs);
    say("  users %u %u %u groups %u %u %u", r, e, s, gr, ge, gs);
}

TEST(users)
{
    T(setresgid, 1, 2, 3);
    ids();
    T(setregid, -1, 5);
    ids();
    T(setgid, 9);
    ids();
    T(setresuid, 1, 2, 0);
    ids();
    T(setuid, 0);
    ids();
    T(setuid, 7);
    T(setreuid, 2, 1);
    T(setreuid, -1, 0);
    ids();
    T(setfsuid, 4);
    T(setfsuid, -1);
    T(setfsgid, 4);
    T(setfsgid, -1);
    T(setuid, 0);
    T(setresuid, 1000, 1000, 1000);
    ids();
    T(setresuid, 0, -1, -1);
    T(setuid, 0);
    T(setreuid, 0, 0);
    T(setgid, 1);
    T(setgid, 9);
    say("%ld %ld %ld %ld", sys(getuid), sys(geteuid), sys(getgid), sys(getegid));
}

TEST(groups)
{
    unsigned list[4] = { 7, 5, 9, 5 };
    T(setgroups, 4, list);
    T(getgroups, 0, NULL);
    T(getgroups, 3, list);
    T(getgroups, 4, list);
    say("%u %u %u %u", list[0], list[1], list[2], list[3]);
    T(setgroups, 65537, list);
    T(setgroups, 1, unmapped);
    T(setgroups, 0, NULL);
    T(getgroups, 0, NULL);
}

TEST(capabilities)
{
    struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2];
    T(capget, &head, data);
    say("%x %x", data[0].effective, data[0].permitted);
    data[0].effective &= ~(1u << CAP_CHOWN);
    T(capset, &head, data);
    put("f", "");
    T(fchownat, AT_FDCWD, "f", 5, 5, 0);
    data[0].permitted &= ~(1u << CAP_CHOWN);
    T(capset, &head, data);
    data[0].permitted |= 1u << CAP_CHOWN;
    T(capset, &head, data);
    head.pid = 1;
    T(capset, &head, data);
    head = (struct __user_cap_header_struct){ _LINUX_CAPABILITY_VERSION_1, 0 };
    T(capget, &head, data);
    head = (struct __user_cap_header_struct){ _LINUX_CAPABILITY_VERSION_2, 0 };
    T(capget, &head, data);
    head = (struct __user_cap_header_struct){ 5, 0 };
    T(capget, &head, data);
    say("%x", head.version);
    head = (struct __user_cap_header_struct){ 5, 0 };
    T(capget, &head, NULL);
    head = (struct __user_cap_header_struct){ _LINUX_CAPABILITY_VERSION_3, 99999999 };
    T(capget, &head, data);
}

TEST(machine)
{
    struct utsname u;
    struct sysinfo s;
    char old[65];
    T(uname, &u);
    say("%s %s", u.sysname, u.machine);
    strcpy(old, u.nodename);
    T(sethostname, "other", 5);
    uname(&u);
    say("%s", u.nodename);
    T(sethostname, page, 65);
    T(sethostname, page, -1);
    sethostname(old, strlen(old));
    T(setdomainname, "domain", 6);
    T(setdomainname, "(none)", 6);
    T(sysinfo, &s);
    say("%d %d %d", s.totalram > s.freeram, s.mem_unit, s.procs > 2);
    char bytes[64] = "";
    T(getrandom, bytes, 64, GRND_NONBLOCK);
    T(getrandom, bytes, 64, GRND_RANDOM);
    T(getrandom, bytes, 64, 4 /* GRND_INSECURE */);
    T(getrandom, bytes, 64, GRND_RANDOM | 4);
    T(getrandom, bytes, 0, 0);
    T(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_CAD_OFF, NULL);
    T(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_CAD_ON, NULL);
    T(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, 12345, NULL);
    T(reboot, LINUX_REBOOT_MAGIC1, 1, LINUX_REBOOT_CMD_RESTART, NULL);
    T(reboot, 1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_HALT, NULL);
    T(reboot, 1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_POWER_OFF, NULL);
    T(reboot, 1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_RESTART2, NULL);
    T(syslog, 99, NULL, 0);
    T(syslog, 8, NULL, 9);
    T(syslog, 2, NULL, 0);
    T(syslog, 3, page, -1);
}

/* A signal ends them early: what is done counts. */
TEST(much_random_until_a_signal)
{
    const long much = 64L << 20;
    char *bytes = mmap(NULL, much, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long random = open("/dev/urandom", O_RDWR);
    catch_signal(SIGALRM, SA_RESTART);
    alarm_ms(50);
    long done = sys(getrandom, bytes, much, 0);
    say("getrandom: a part %d", done > 0 && done < much);
    alarm_ms(50);
    done = sys(read, random, bytes, much);
    say("read: a part %d", done > 0 && done < much);
    alarm_ms(50);
    done = sys(write, random, bytes, much);
    say("write: a part %d", done > 0 && done < much);
}
