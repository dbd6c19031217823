// Saving and loading the floating point registers of user code. The only floating point instructions in the kernel.

#include "Layout.inc"

        .section .text.float, "ax"
        .option norelax
        .option push
        .option arch, +f, +d

        .irp name, save, load
        .globl lume_hal_float_\name
        .endr

// void lume_hal_float_save(ContextBlock* context)
lume_hal_float_save:
        .cfi_startproc
        li      t0, Sstatus_FloatMask
        csrs    sstatus, t0
        frcsr   t1
        sd      t1, ContextBlock_FloatControl(a0)
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
        fsd     f\n, ContextBlock_FloatRegisters + 8 * \n(a0)
        .endr
        csrc    sstatus, t0
        ret
        .cfi_endproc

// void lume_hal_float_load(ContextBlock* context)
lume_hal_float_load:
        .cfi_startproc
        li      t0, Sstatus_FloatMask
        csrs    sstatus, t0
        ld      t1, ContextBlock_FloatControl(a0)
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
        fld     f\n, ContextBlock_FloatRegisters + 8 * \n(a0)
        .endr
        fscsr   t1
        csrc    sstatus, t0
        ret
        .cfi_endproc
        .option pop
