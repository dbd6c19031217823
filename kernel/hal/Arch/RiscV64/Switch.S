// Switching between kernel threads, the first step of a new one, and registers for the collector.

#include "Layout.inc"

        .equ Saved_Size, 112

        .section .text.switch, "ax"
        .option norelax

// void lume_hal_switch(ContextBlock* from, ContextBlock* to): interrupts off. Returns in the other thread.
        .globl lume_hal_switch
lume_hal_switch:
        .cfi_startproc
        addi    sp, sp, -Saved_Size
        .cfi_def_cfa_offset Saved_Size
        sd      ra, 0(sp)
        sd      s0, 8(sp)
        sd      s1, 16(sp)
        sd      s2, 24(sp)
        sd      s3, 32(sp)
        sd      s4, 40(sp)
        sd      s5, 48(sp)
        sd      s6, 56(sp)
        sd      s7, 64(sp)
        sd      s8, 72(sp)
        sd      s9, 80(sp)
        sd      s10, 88(sp)
        sd      s11, 96(sp)
        .cfi_offset ra, -112
        .cfi_offset s0, -104
        .cfi_offset s1, -96
        .cfi_offset s2, -88
        .cfi_offset s3, -80
        .cfi_offset s4, -72
        .cfi_offset s5, -64
        .cfi_offset s6, -56
        .cfi_offset s7, -48
        .cfi_offset s8, -40
        .cfi_offset s9, -32
        .cfi_offset s10, -24
        .cfi_offset s11, -16
        sd      sp, ContextBlock_SavedSp(a0)
        ld      sp, ContextBlock_SavedSp(a1)
        mv      tp, a1
        fence   rw, w                           // all of "from" is in memory before another hart may run it
        sw      zero, ContextBlock_OnHart(a0)
        ld      ra, 0(sp)
        ld      s0, 8(sp)
        ld      s1, 16(sp)
        ld      s2, 24(sp)
        ld      s3, 32(sp)
        ld      s4, 40(sp)
        ld      s5, 48(sp)
        ld      s6, 56(sp)
        ld      s7, 64(sp)
        ld      s8, 72(sp)
        ld      s9, 80(sp)
        ld      s10, 88(sp)
        ld      s11, 96(sp)
        addi    sp, sp, Saved_Size
        .cfi_def_cfa_offset 0
        .cfi_restore ra
        ret
        .cfi_endproc

// void lume_hal_prepare(ContextBlock* context): the first switch to it arrives in thread_start.
        .globl lume_hal_prepare
lume_hal_prepare:
        .cfi_startproc
        addi    t0, a0, -TrapFrame_Size - Saved_Size
        sd      t0, ContextBlock_SavedSp(a0)
        lla     t1, thread_start
        sd      t1, 0(t0)
        sd      zero, 8(t0)
        sd      zero, 16(t0)
        sd      zero, 24(t0)
        sd      zero, 32(t0)
        sd      zero, 40(t0)
        sd      zero, 48(t0)
        sd      zero, 56(t0)
        sd      zero, 64(t0)
        sd      zero, 72(t0)
        sd      zero, 80(t0)
        sd      zero, 88(t0)
        sd      zero, 96(t0)
        ret
        .cfi_endproc

thread_start:
        .cfi_startproc
        .cfi_undefined ra
        call    lume_thread_start
        j       lume_hal_return_to_user
        .cfi_endproc

// void lume_hal_spill(ulong* registers): s0 to s11 and sp, where the collector sees them.
        .globl lume_hal_spill
lume_hal_spill:
        .cfi_startproc
        sd      s0, 0(a0)
        sd      s1, 8(a0)
        sd      s2, 16(a0)
        sd      s3, 24(a0)
        sd      s4, 32(a0)
        sd      s5, 40(a0)
        sd      s6, 48(a0)
        sd      s7, 56(a0)
        sd      s8, 64(a0)
        sd      s9, 72(a0)
        sd      s10, 80(a0)
        sd      s11, 88(a0)
        sd      sp, 96(a0)
        ret
        .cfi_endproc
