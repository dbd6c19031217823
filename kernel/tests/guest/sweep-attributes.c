/* Bad values for the calls on extended attributes. */
#include "sweep.h"

SWEEP(setxattr, path("file"), path("user.x"), in(4), length(4), bits(0))
SWEEP(lsetxattr, path("file"), path("user.x"), in(4), length(4), bits(0))
SWEEP(fsetxattr, fd(A_FILE), path("user.x"), in(4), length(4), bits(0))
SWEEP(getxattr, path("file"), path("user.x"), out(4), length(4))
SWEEP(lgetxattr, path("file"), path("user.x"), out(4), length(4))
SWEEP(fgetxattr, fd(A_FILE), path("user.x"), out(4), length(4))
SWEEP(listxattr, path("file"), out(4), length(4))
SWEEP(llistxattr, path("file"), out(4), length(4))
SWEEP(flistxattr, fd(A_FILE), out(4), length(4))
SWEEP(removexattr, path("file"), path("user.x"))
SWEEP(lremovexattr, path("file"), path("user.x"))
SWEEP(fremovexattr, fd(A_FILE), path("user.x"))
