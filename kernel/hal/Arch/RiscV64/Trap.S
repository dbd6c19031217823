// Trap entry and return. tp is the current thread's ContextBlock in the kernel; sscratch holds it in user mode and 0 in the kernel.

#include "Layout.inc"

        .macro save_registers                   // all but sp and tp
        sd      ra, TrapFrame_Ra(sp)
        sd      gp, TrapFrame_Gp(sp)
        sd      t0, TrapFrame_T0(sp)
        sd      t1, TrapFrame_T1(sp)
        sd      t2, TrapFrame_T2(sp)
        sd      s0, TrapFrame_S0(sp)
        sd      s1, TrapFrame_S1(sp)
        sd      a0, TrapFrame_A0(sp)
        sd      a1, TrapFrame_A1(sp)
        sd      a2, TrapFrame_A2(sp)
        sd      a3, TrapFrame_A3(sp)
        sd      a4, TrapFrame_A4(sp)
        sd      a5, TrapFrame_A5(sp)
        sd      a6, TrapFrame_A6(sp)
        sd      a7, TrapFrame_A7(sp)
        sd      s2, TrapFrame_S2(sp)
        sd      s3, TrapFrame_S3(sp)
        sd      s4, TrapFrame_S4(sp)
        sd      s5, TrapFrame_S5(sp)
        sd      s6, TrapFrame_S6(sp)
        sd      s7, TrapFrame_S7(sp)
        sd      s8, TrapFrame_S8(sp)
        sd      s9, TrapFrame_S9(sp)
        sd      s10, TrapFrame_S10(sp)
        sd      s11, TrapFrame_S11(sp)
        sd      t3, TrapFrame_T3(sp)
        sd      t4, TrapFrame_T4(sp)
        sd      t5, TrapFrame_T5(sp)
        sd      t6, TrapFrame_T6(sp)
        .endm

        .macro save_state                       // pc, status, cause, value; kernel rights on user memory and floating point end here
        li      t0, Sstatus_EntryClear
        csrrc   t1, sstatus, t0
        csrr    t2, sepc
        csrr    t3, scause
        csrr    t4, stval
        sd      t2, TrapFrame_Pc(sp)
        sd      t1, TrapFrame_Status(sp)
        sd      t3, TrapFrame_CauseBits(sp)
        sd      t4, TrapFrame_Value(sp)
        .endm

        .macro restore_state
        ld      t0, TrapFrame_Status(sp)
        ld      t1, TrapFrame_Pc(sp)
        csrw    sstatus, t0
        csrw    sepc, t1
        // Ends any reservation of the interrupted code's own; should it succeed, it stores what is there.
        addi    t2, sp, TrapFrame_Pc
        sc.d    zero, t1, (t2)
        .endm

        .macro restore_registers                // sp last
        ld      ra, TrapFrame_Ra(sp)
        ld      gp, TrapFrame_Gp(sp)
        ld      t0, TrapFrame_T0(sp)
        ld      t1, TrapFrame_T1(sp)
        ld      t2, TrapFrame_T2(sp)
        ld      s0, TrapFrame_S0(sp)
        ld      s1, TrapFrame_S1(sp)
        ld      a0, TrapFrame_A0(sp)
        ld      a1, TrapFrame_A1(sp)
        ld      a2, TrapFrame_A2(sp)
        ld      a3, TrapFrame_A3(sp)
        ld      a4, TrapFrame_A4(sp)
        ld      a5, TrapFrame_A5(sp)
        ld      a6, TrapFrame_A6(sp)
        ld      a7, TrapFrame_A7(sp)
        ld      s2, TrapFrame_S2(sp)
        ld      s3, TrapFrame_S3(sp)
        ld      s4, TrapFrame_S4(sp)
        ld      s5, TrapFrame_S5(sp)
        ld      s6, TrapFrame_S6(sp)
        ld      s7, TrapFrame_S7(sp)
        ld      s8, TrapFrame_S8(sp)
        ld      s9, TrapFrame_S9(sp)
        ld      s10, TrapFrame_S10(sp)
        ld      s11, TrapFrame_S11(sp)
        ld      t3, TrapFrame_T3(sp)
        ld      t4, TrapFrame_T4(sp)
        ld      t5, TrapFrame_T5(sp)
        ld      t6, TrapFrame_T6(sp)
        ld      sp, TrapFrame_Sp(sp)
        .endm

        .macro cfi_interrupted                  // every register of the interrupted kernel code is in the frame at sp
        .cfi_def_cfa sp, TrapFrame_Size
        .cfi_offset ra, TrapFrame_Ra - TrapFrame_Size
        .cfi_offset s0, TrapFrame_S0 - TrapFrame_Size
        .cfi_offset s1, TrapFrame_S1 - TrapFrame_Size
        .cfi_offset s2, TrapFrame_S2 - TrapFrame_Size
        .cfi_offset s3, TrapFrame_S3 - TrapFrame_Size
        .cfi_offset s4, TrapFrame_S4 - TrapFrame_Size
        .cfi_offset s5, TrapFrame_S5 - TrapFrame_Size
        .cfi_offset s6, TrapFrame_S6 - TrapFrame_Size
        .cfi_offset s7, TrapFrame_S7 - TrapFrame_Size
        .cfi_offset s8, TrapFrame_S8 - TrapFrame_Size
        .cfi_offset s9, TrapFrame_S9 - TrapFrame_Size
        .cfi_offset s10, TrapFrame_S10 - TrapFrame_Size
        .cfi_offset s11, TrapFrame_S11 - TrapFrame_Size
        .cfi_offset 64, TrapFrame_Pc - TrapFrame_Size   // the alternate return column: where it was interrupted
        .endm

        .section .text.trap, "ax"
        .option norelax

// From user mode: the hot path of every system call.
        .balign 64
        .globl lume_hal_trap
lume_hal_trap:
        .cfi_startproc
        .cfi_undefined ra
        csrrw   tp, sscratch, tp
        beqz    tp, lume_hal_kernel_entry
        sd      sp, ContextBlock_UserSp(tp)
        addi    sp, tp, -TrapFrame_Size
        save_registers
        sd      a0, TrapFrame_OriginalA0(sp)
        ld      t5, ContextBlock_UserSp(tp)
        csrrw   t6, sscratch, zero
        sd      t5, TrapFrame_Sp(sp)
        sd      t6, TrapFrame_Tp(sp)
        save_state

        // Say that this hart runs kernel code, then look whether the world is stopped (WorldStop.Stop does the reverse).
        ld      t0, ContextBlock_Hart(tp)
        sw      zero, HartBlock_State(t0)
        fence   w, r
        lw      t1, HartBlock_Flags(t0)
        li      fp, 0
        bnez    t1, user_blocked
user_admitted:
        mv      a0, sp
        call    lume_user_trap

        .globl lume_hal_return_to_user
lume_hal_return_to_user:
        csrci   sstatus, Sstatus_InterruptEnable
        addi    sp, tp, -TrapFrame_Size
        ld      t0, ContextBlock_Hart(tp)
        li      t1, HartState_User
        fence   rw, w
        sw      t1, HartBlock_State(t0)
        csrw    sscratch, tp
        restore_state
        ld      tp, TrapFrame_Tp(sp)
        restore_registers
        sret

user_blocked:
        li      t1, HartState_User
        sw      t1, HartBlock_State(t0)
        call    lume_hal_enter_blocked
        j       user_admitted
        .cfi_endproc

// From the kernel itself: an interrupt, a fault inside user copy, or a bug.
        .globl lume_hal_kernel_entry
lume_hal_kernel_entry:
        .cfi_startproc
        .cfi_signal_frame
        .cfi_return_column 64
        cfi_interrupted
        csrr    tp, sscratch
        sd      sp, ContextBlock_Scratch(tp)
        addi    sp, sp, -TrapFrame_Size
        srli    sp, sp, KernelStack_Shift       // stacks have this bit set, the guards below them have it clear
        andi    sp, sp, 1
        beqz    sp, stack_overflow
        ld      sp, ContextBlock_Scratch(tp)
        addi    sp, sp, -TrapFrame_Size
        save_registers
        csrw    sscratch, zero
        ld      t5, ContextBlock_Scratch(tp)
        sd      tp, TrapFrame_Tp(sp)
        sd      t5, TrapFrame_Sp(sp)
        save_state
        bgez    t3, 1f
        call    lume_interrupt
        j       2f
1:      mv      a0, sp
        call    lume_hal_kernel_fault
2:      csrci   sstatus, Sstatus_InterruptEnable
        restore_state
        restore_registers
        sret

stack_overflow:
        ld      sp, ContextBlock_Hart(tp)
        ld      sp, HartBlock_OverflowSp(sp)
        bnez    sp, lume_hal_park               // the report itself failed
        ld      sp, ContextBlock_Hart(tp)
        ld      sp, HartBlock_EmergencyStackTop(sp)
        addi    sp, sp, -TrapFrame_Size
        save_registers
        csrw    sscratch, zero
        ld      t5, ContextBlock_Scratch(tp)
        ld      t6, ContextBlock_Hart(tp)
        sd      tp, TrapFrame_Tp(sp)
        sd      t5, TrapFrame_Sp(sp)
        sd      t5, HartBlock_OverflowSp(t6)
        save_state
        mv      a0, sp
        call    lume_hal_stack_overflow
        j       lume_hal_park
        .cfi_endproc
