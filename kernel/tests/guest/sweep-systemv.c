/* Bad values for the calls of System V IPC. */
#include "sweep.h"

SWEEP_OK(shmget, any(0), length(4096), bits(0600))
SWEEP_OK(shmat, number(-1), address, bits(0))
SWEEP(shmdt, address)
SWEEP(shmctl, number(0x3fff7fff), range(0, 16), out(112))
SWEEP_OK(semget, any(0), number(1), bits(0600))
SWEEP(semop, number(0x3fff7fff), in(6), length(1))
SWEEP(semtimedop, number(0x3fff7fff), in(6), length(1), in(16))
SWEEP(semctl, number(0x3fff7fff), number(0), range(0, 21), out(104))
SWEEP_OK(msgget, any(0), bits(0600))
SWEEP(msgsnd, number(0x3fff7fff), in(16), length(8), bits(04000))
SWEEP(msgrcv, number(0x3fff7fff), out(16), length(8), number(0), bits(04000))
SWEEP(msgctl, number(0x3fff7fff), range(0, 14), out(120))
