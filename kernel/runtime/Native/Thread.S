# What the runtime must know of the running thread.

        .text

# nint lume_current_thread(): tp holds the current thread in the kernel, and the hart's own word before there are threads.
        .globl  lume_current_thread
        .type   lume_current_thread, @function
        .balign 4
lume_current_thread:
        .cfi_startproc
        mv      a0, tp
        ret
        .cfi_endproc
        .size   lume_current_thread, . - lume_current_thread

# void lume_give_way(): used until a room above defines a better one, and in programs that have no scheduler.
        .weak   lume_give_way
        .type   lume_give_way, @function
        .balign 4
lume_give_way:
        .cfi_startproc
        .insn   i 0x0f, 0, x0, x0, 0x010        # pause (Zihintpause); a hint elsewhere
        ret
        .cfi_endproc
        .size   lume_give_way, . - lume_give_way
