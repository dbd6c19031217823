/* Extended attributes, and flags that other files of tests do not use. */
#include "oracle.h"
#include <sys/xattr.h>

TEST(extended_attributes)
{
    char text[64] = "";
    put("f", "x");
    symlink("f", "l");
    long fd = open("f", O_RDWR);
    T(setxattr, "f", "user.a", "one", 3, XATTR_CREATE);
    T(setxattr, "f", "user.a", "two", 3, XATTR_CREATE);
    T(setxattr, "f", "user.b", "two", 3, XATTR_REPLACE);
    T(fsetxattr, fd, "user.a", "three", 5, XATTR_REPLACE);
    T(fsetxattr, fd, "user.b", "", 0, XATTR_CREATE);
    T(lsetxattr, "f", "trusted.c", "four", 4, XATTR_CREATE);
    T(lsetxattr, "f", "trusted.c", "five", 4, XATTR_REPLACE);
    T(lsetxattr, "l", "user.a", "on a link", 9, 0);
    T(getxattr, "l", "user.a", text, 64);
    say("%s", text);
    T(lgetxattr, "l", "user.a", text, 64);
    T(fgetxattr, fd, "user.a", text, 2);
    T(fgetxattr, fd, "user.a", NULL, 0);
    T(fgetxattr, fd, "user.missing", text, 64);
    T(listxattr, "f", NULL, 0);
    T(flistxattr, fd, text, 3);
    T(llistxattr, "l", text, 64);
    T(removexattr, "f", "user.a");
    T(fremovexattr, fd, "user.a");
    T(lremovexattr, "f", "trusted.c");
    T(setxattr, "f", "other.a", "x", 1, 0);
    T(getxattr, "f", "other.a", text, 64);
}

TEST(protection_for_atomics)
{
    char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    T(mprotect, p, 4096, PROT_READ | PROT_WRITE | 8 /* PROT_SEM */);
    p[0] = 1;
}
