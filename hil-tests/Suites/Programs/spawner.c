/* spawner N PROGRAM: N times fork, exec PROGRAM, wait; counts what did not come back as it should. */
#include "guest.h"

#define SIGCHLD 17

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    i64 count = parse(argv[1]);
    char *arguments[] = { argv[2], 0 };
    char *environment[] = { 0 };
    i64 lost = 0;
    for (i64 i = 0; i < count; i++)
    {
        i64 child = syscall6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
        if (child == 0)
        {
            syscall3(SYS_execve, argv[2], arguments, environment);
            quit(127);
        }

        int status = -1;
        i64 waited = child < 0 ? child : syscall6(SYS_wait4, child, (i64)&status, 0, 0, 0, 0);
        if (waited != child || status != 0)
        {
            lost++;
            print("child ");
            print_number(child);
            print(" waited ");
            print_number(waited);
            print(" status ");
            print_number(status);
            print("\n");
        }
    }

    print_number(count - lost);
    print(" of ");
    print_number(count);
    print("\n");
    return lost ? 1 : 0;
}
