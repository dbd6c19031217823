/* Bad values for the calls of POSIX message queues. */
#include "sweep.h"

SWEEP_OK(mq_open, path("name"), bits(0102), bits(0600), in(64))
SWEEP(mq_unlink, path("name"))
SWEEP(mq_timedsend, fd(A_FILE), in(8), length(8), number(0), in(16))
SWEEP(mq_timedreceive, fd(A_FILE), out(8), length(8), out(4), in(16))
SWEEP(mq_notify, fd(A_FILE), in(64))
SWEEP(mq_getsetattr, fd(A_FILE), in(64), out(64))
