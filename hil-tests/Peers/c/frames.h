/* One end of a framed conversation beside text on a serial line. docs/frames.md is the specification.
 * Freestanding: no library, no allocation; include it in one file, give it two functions. */
#ifndef LUME_FRAMES_H
#define LUME_FRAMES_H

#define FRAMES_MAXIMUM 1024
#define FRAMES_BODY (7 + 3 * FRAMES_MAXIMUM + 8)
#ifndef FRAMES_ATTEMPTS
#define FRAMES_ATTEMPTS 8 /* how often a message is sent; a program on a very bad line may define more */
#endif
#define FRAMES_PATIENCE 1000 /* milliseconds */

struct frames {
    int (*get)(void *context, int milliseconds);                   /* a byte, or -1 when none came in time */
    void (*put)(void *context, const char *text, unsigned length); /* all of it */
    void *context;
    unsigned char next, expected, answer_type, answer_number;
    unsigned char open, before, ready; /* ready: inbox holds a message that nobody fetched */
    unsigned length, inbox_length;
    unsigned broken;
    char body[FRAMES_BODY + 1];
    unsigned char payload[FRAMES_MAXIMUM], inbox[FRAMES_MAXIMUM];
};

static void frames_init(struct frames *f, int (*get)(void *, int), void (*put)(void *, const char *, unsigned), void *context)
{
    f->get = get;
    f->put = put;
    f->context = context;
    f->next = f->expected = f->answer_type = f->answer_number = 0;
    f->open = f->before = f->ready = 0;
    f->length = f->inbox_length = f->broken = 0;
}

static unsigned frames_crc(unsigned crc, const void *data, unsigned length)
{
    const unsigned char *bytes = data;
    for (unsigned i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
    }
    return crc;
}

static char *frames_hex(char *at, unsigned value, int digits)
{
    for (int i = digits - 1; i >= 0; i--)
        *at++ = "0123456789abcdef"[(value >> (4 * i)) & 15];
    return at;
}

static int frames_unhex(const char *at, int digits, unsigned *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++) {
        char c = at[i];
        if (c >= '0' && c <= '9')
            *value = *value << 4 | (unsigned)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *value = *value << 4 | (unsigned)(c - 'a' + 10);
        else
            return 0;
    }
    return 1;
}

static int frames_plain(unsigned char c)
{
    return c >= ' ' && c <= '}' && c != '{' && c != '}' && c != '%';
}

static void frames_put(struct frames *f, char type, unsigned char number, const unsigned char *payload, unsigned length)
{
    char text[32];
    char *at = text;
    *at++ = '~';
    *at++ = '{';
    *at++ = type;
    at = frames_hex(at, number, 2);
    at = frames_hex(at, length, 4);
    unsigned crc = frames_crc(0xFFFFFFFFu, text + 2, 7);
    f->put(f->context, text, (unsigned)(at - text));
    crc = ~frames_crc(crc, payload, length);
    for (unsigned i = 0; i < length; i++) {
        at = text;
        if (frames_plain(payload[i]))
            *at++ = (char)payload[i];
        else {
            *at++ = '%';
            at = frames_hex(at, payload[i], 2);
        }
        f->put(f->context, text, (unsigned)(at - text));
    }
    at = frames_hex(text, crc, 8);
    *at++ = '}';
    *at++ = '~';
    *at++ = '\n';
    f->put(f->context, text, (unsigned)(at - text));
}

/* The frame in body: its type, or 0 when it is broken. */
static char frames_parse(struct frames *f, unsigned char *number, unsigned *length)
{
    unsigned value, sum, count = 0;
    if (f->length < 15 || !frames_unhex(f->body + 1, 2, &value) || !frames_unhex(f->body + 3, 4, length)
        || !frames_unhex(f->body + f->length - 8, 8, &sum) || *length > FRAMES_MAXIMUM)
        return 0;
    for (unsigned i = 7; i < f->length - 8; i++, count++) {
        unsigned byte = (unsigned char)f->body[i];
        if (count == FRAMES_MAXIMUM)
            return 0;
        if (byte == '%') {
            if (i + 2 >= f->length - 8 || !frames_unhex(f->body + i + 1, 2, &byte))
                return 0;
            i += 2;
        } else if (!frames_plain((unsigned char)byte))
            return 0;
        f->payload[count] = (unsigned char)byte;
    }
    char type = f->body[0];
    int known = type == 'D' || ((type == 'A' || type == 'N' || type == 'R') && count == 0);
    unsigned crc = ~frames_crc(frames_crc(0xFFFFFFFFu, f->body, 7), f->payload, count);
    *number = (unsigned char)value;
    return known && count == *length && crc == sum ? type : 0;
}

static void frames_broken(struct frames *f)
{
    f->broken++;
    frames_put(f, 'N', f->expected, f->payload, 0);
}

static void frames_handle(struct frames *f)
{
    unsigned char number = 0;
    unsigned length = 0;
    char type = frames_parse(f, &number, &length);
    if (type == 0)
        frames_broken(f);
    else if (type == 'A' || type == 'N') {
        f->answer_type = (unsigned char)type;
        f->answer_number = number;
    } else if (type == 'R') {
        f->expected = (unsigned char)(number + 1);
        frames_put(f, 'A', number, f->payload, 0);
    } else if (number == f->expected) {
        if (f->ready)
            return; /* no room: it comes again */
        for (unsigned i = 0; i < length; i++)
            f->inbox[i] = f->payload[i];
        f->inbox_length = length;
        f->ready = 1;
        f->expected++;
        frames_put(f, 'A', number, f->payload, 0);
    } else
        frames_put(f, number == (unsigned char)(f->expected - 1) ? 'A' : 'N', number == (unsigned char)(f->expected - 1) ? number : f->expected, f->payload, 0);
}

static void frames_settle(struct frames *f)
{
    unsigned char c = f->before;
    f->before = 0;
    if (c == 0 || !f->open || c == '\r' || c == '\n')
        return;
    if (f->length == FRAMES_BODY) {
        f->open = 0;
        frames_broken(f);
    } else
        f->body[f->length++] = (char)c;
}

/* Takes one byte of the line. */
static void frames_take(struct frames *f, unsigned char c)
{
    if (f->before == '~' && c == '{') {
        if (f->open)
            frames_broken(f);
        f->open = 1;
        f->length = 0;
        f->before = 0;
    } else if (f->open && f->before == '}' && c == '~') {
        f->open = 0;
        f->before = 0;
        frames_handle(f);
    } else {
        frames_settle(f);
        f->before = c;
        if (c != '~' && c != '}')
            frames_settle(f);
    }
}

/* Sends a message; 0 when the other side has it, -1 when it does not acknowledge. */
__attribute__((unused)) static int frames_send(struct frames *f, const void *message, unsigned length)
{
    if (length > FRAMES_MAXIMUM)
        return -1;
    for (int attempt = 0; attempt < FRAMES_ATTEMPTS; attempt++) {
        f->answer_type = 0;
        frames_put(f, 'D', f->next, message, length);
        for (;;) {
            int c = f->get(f->context, FRAMES_PATIENCE);
            if (c < 0)
                break;
            frames_take(f, (unsigned char)c);
            if (f->answer_type != 0 && f->answer_number == f->next) {
                if (f->answer_type == 'N')
                    break;
                f->next++;
                return 0;
            }
        }
    }
    return -1;
}

/* The next message: its length, or -1 when none came in time. The buffer holds FRAMES_MAXIMUM bytes. */
__attribute__((unused)) static int frames_receive(struct frames *f, void *message, int milliseconds)
{
    unsigned char *bytes = message;
    while (!f->ready) {
        int c = f->get(f->context, milliseconds);
        if (c < 0)
            return -1;
        frames_take(f, (unsigned char)c);
    }
    for (unsigned i = 0; i < f->inbox_length; i++)
        bytes[i] = f->inbox[i];
    f->ready = 0;
    return (int)f->inbox_length;
}

#endif
