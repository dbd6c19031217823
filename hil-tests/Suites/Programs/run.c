/* run PROGRAM: execve without a shell's second thoughts; says how it went. */
#include "guest.h"

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    char *arguments[] = { argv[1], 0 };
    char *environment[] = { 0 };
    i64 child = syscall6(SYS_clone, 17, 0, 0, 0, 0, 0);
    if (child == 0)
    {
        i64 error = syscall3(SYS_execve, argv[1], arguments, environment);
        print("refused with error ");
        print_number(-error);
        print("\n");
        quit(0);
    }

    int status = -1;
    syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0);
    if (status & 0x7f)
        print("killed by a signal\n");
    else if (status)
        print("ended with an error\n");
    return 0;
}
