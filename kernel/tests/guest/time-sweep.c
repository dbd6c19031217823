/* Bad values for the calls that adjust the clock. */
#include "sweep.h"

SWEEP(adjtimex, in(208))
SWEEP(clock_adjtime, range(0, 13), in(208))
