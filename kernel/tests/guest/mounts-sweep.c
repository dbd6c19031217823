/* Bad values for the calls that describe mounts. */
#include "sweep.h"

SWEEP(statmount, in(24), out(512), length(512), bits(0))
SWEEP(listmount, in(24), out(8), length(1), bits(0))
