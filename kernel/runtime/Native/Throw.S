# Throwing: saves the registers that calls preserve and hands over to C#; resuming loads them and jumps to a landing pad.
# The layout is struct RegisterContext: register n (DWARF number) at 8n, the program counter at 520.

        .set    CONTEXT_SIZE, 528
        .set    CONTEXT_PC, 520

        .text

        .macro  each_saved operation
        \operation s0, 8
        \operation s1, 9
        \operation s2, 18
        \operation s3, 19
        \operation s4, 20
        \operation s5, 21
        \operation s6, 22
        \operation s7, 23
        \operation s8, 24
        \operation s9, 25
        \operation s10, 26
        \operation s11, 27
        .endm

        .macro  each_saved_float operation
#ifdef __riscv_float_abi_double
        \operation fs0, 40
        \operation fs1, 41
        \operation fs2, 50
        \operation fs3, 51
        \operation fs4, 52
        \operation fs5, 53
        \operation fs6, 54
        \operation fs7, 55
        \operation fs8, 56
        \operation fs9, 57
        \operation fs10, 58
        \operation fs11, 59
#endif
        .endm

        .macro  save register, number
        sd      \register, 8*\number(sp)
        .endm
        .macro  save_float register, number
        fsd     \register, 8*\number(sp)
        .endm
        .macro  store register, number
        sd      \register, 8*\number(t0)
        .endm
        .macro  store_float register, number
        fsd     \register, 8*\number(t0)
        .endm
        .macro  load register, number
        ld      \register, 8*\number(t0)
        .endm
        .macro  load_float register, number
        fld     \register, 8*\number(t0)
        .endm

# The caller's registers go below the stack pointer; ra is where the caller's frame stands. A second argument becomes the third.
        .macro  thrower name, target
        .globl  \name
        .type   \name, @function
        .balign 4
\name:
        .cfi_startproc
        addi    sp, sp, -CONTEXT_SIZE
        .cfi_def_cfa_offset CONTEXT_SIZE
        sd      ra, 8*1(sp)
        .cfi_offset ra, 8*1-CONTEXT_SIZE
        each_saved save
        each_saved_float save_float
        addi    t0, sp, CONTEXT_SIZE
        sd      t0, 8*2(sp)
        sd      ra, CONTEXT_PC(sp)
        mv      a2, a1
        mv      a1, sp
        call    \target
        unimp                                   # no target returns
        .cfi_endproc
        .size   \name, . - \name
        .endm

# void RhpThrowEx(Exception)
        thrower RhpThrowEx, lume_throw

# void RhpRethrow(Exception): keeps the stack trace.
        thrower RhpRethrow, lume_throw_again

# void lume_unwind_on(Exception, token): from a landing pad whose clauses were not chosen.
        thrower lume_unwind_on, lume_go_on

# void lume_resume(Exception, RegisterContext*, token): to the landing pad, with a0 = exception and a1 = token.
# The stack pointer comes last: below it an interrupt may overwrite the context.
        .globl  lume_resume
        .type   lume_resume, @function
        .balign 4
lume_resume:
        .cfi_startproc
        .cfi_undefined ra
        mv      t0, a1
        each_saved load
        each_saved_float load_float
        ld      ra, 8*1(t0)
        ld      t1, CONTEXT_PC(t0)
        mv      a1, a2
        ld      sp, 8*2(t0)
        jr      t1
        .cfi_endproc
        .size   lume_resume, . - lume_resume

# void lume_capture_context(RegisterContext*): the registers of the caller, as after this call.
        .globl  lume_capture_context
        .type   lume_capture_context, @function
        .balign 4
lume_capture_context:
        .cfi_startproc
        mv      t0, a0
        each_saved store
        each_saved_float store_float
        sd      ra, 8*1(t0)
        sd      sp, 8*2(t0)
        sd      ra, CONTEXT_PC(t0)
        ret
        .cfi_endproc
        .size   lume_capture_context, . - lume_capture_context

# Named by every function with landing pads; the unwinder reads the tables itself and calls no personality.
        .globl  __lume_personality
        .type   __lume_personality, @function
        .balign 4
__lume_personality:
        .cfi_startproc
        unimp
        .cfi_endproc
        .size   __lume_personality, . - __lume_personality
