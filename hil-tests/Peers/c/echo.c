/* A peer on standard input and output of any POSIX machine: answers each message with its bytes reversed, with text in between. */
#include <poll.h>
#include <unistd.h>

#include "frames.h"

static int get(void *context, int milliseconds)
{
    struct pollfd poll_for = { .fd = 0, .events = POLLIN };
    unsigned char byte;
    (void)context;
    if (poll(&poll_for, 1, milliseconds) <= 0)
        return -1;
    if (read(0, &byte, 1) != 1)
        _exit(0); /* the other side is gone */
    return byte;
}

static void put(void *context, const char *text, unsigned length)
{
    (void)context;
    while (length > 0) {
        ssize_t written = write(1, text, length);
        if (written <= 0)
            _exit(1);
        text += written;
        length -= (unsigned)written;
    }
}

int main(void)
{
    static struct frames f;
    static unsigned char message[FRAMES_MAXIMUM];
    int length;
    frames_init(&f, get, put, 0);
    while ((length = frames_receive(&f, message, 60000)) >= 0) {
        put(0, "a message\n", 10);
        for (int i = 0; i < length / 2; i++) {
            unsigned char last = message[length - 1 - i];
            message[length - 1 - i] = message[i];
            message[i] = last;
        }
        if (frames_send(&f, message, (unsigned)length) < 0)
            return 1;
    }
    return 0;
}
