/* Answers each framed message with the same bytes reversed, with text of its own between the frames. "bye" ends it. */
#include "guest.h"
#include "../../Peers/c/frames.h"

enum { SYS_ioctl = 29, SYS_ppoll = 73, TCGETS = 0x5401, TCSETS = 0x5402 };

struct termios { unsigned iflag, oflag, cflag, lflag; unsigned char line, cc[19]; };

static int get(void *context, int milliseconds)
{
    static unsigned char buffer[256];
    static i64 at, count;
    if (at == count) {
        struct { int fd; short events, revents; } poll = { 0, 1, 0 };
        i64 limit[2] = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
        (void)context;
        at = count = 0;
        if (syscall6(SYS_ppoll, (i64)&poll, 1, (i64)limit, 0, 0, 0) <= 0)
            return -1;
        count = syscall3(SYS_read, 0, buffer, sizeof buffer);
        if (count <= 0) {
            count = 0;
            return -1;
        }
    }
    return buffer[at++];
}

static void put(void *context, const char *text, unsigned count)
{
    (void)context;
    while (count > 0) {
        i64 written = syscall3(SYS_write, 1, text, count);
        if (written <= 0)
            return;
        text += written;
        count -= (unsigned)written;
    }
}

static struct frames f;

int main(int argc, char **argv)
{
    static unsigned char message[FRAMES_MAXIMUM];
    struct termios before, raw;
    int length, served = 0;
    (void)argc, (void)argv;
    syscall3(SYS_ioctl, 0, TCGETS, &before);
    raw = before;
    raw.iflag = 0;
    raw.lflag = 0; /* no lines, no echo, no signals */
    syscall3(SYS_ioctl, 0, TCSETS, &raw);
    frames_init(&f, get, put, 0);
    print("frames: ready\n");
    while ((length = frames_receive(&f, message, 20000)) >= 0) {
        if (length == 3 && message[0] == 'b' && message[1] == 'y' && message[2] == 'e')
            break;
        print("frames: message ");
        print_number(++served);
        print("\n");
        for (int i = 0; i < length / 2; i++) {
            unsigned char last = message[length - 1 - i];
            message[length - 1 - i] = message[i];
            message[i] = last;
        }
        if (frames_send(&f, message, (unsigned)length) < 0) {
            print("frames: not acknowledged\n");
            break;
        }
    }
    syscall3(SYS_ioctl, 0, TCSETS, &before);
    print("frames: done\n");
    return length < 0;
}
