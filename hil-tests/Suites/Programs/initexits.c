/* An init that says something and ends. */
#include "guest.h"

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    print("init was here\n");
    return 3;
}
