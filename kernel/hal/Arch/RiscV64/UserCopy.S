// User memory: the only instructions that touch it. In a checked kernel SUM is set only between the first and the last one of each routine, and
// trap entry clears it; in others it stays set (docs/adr/0007-user-memory-stays-open.md).
//
// A faulting instruction between two labels named in the table at the end goes on at the third: see KernelTraps.cs.
// The bulk loops move their pointers only after a whole block, so a fault in one restarts it byte by byte, which finds the
// exact number of bytes.

#include "Layout.inc"

        .macro open_user
#ifdef LUME_CHECKED
        li      t6, Sstatus_UserMemory
        csrs    sstatus, t6
#endif
        .endm

        .macro close_user
#ifdef LUME_CHECKED
        csrc    sstatus, t6
#endif
        .endm

        .macro fixup from, to, handler
        .section .lume.fixup, "a"
        .balign 8
        .dword  \from, \to, \handler
        .section .text.user, "ax"
        .endm

        .macro copy_block at                    // 64 bytes
        ld      t1, \at(a1)
        ld      t2, \at+8(a1)
        ld      t3, \at+16(a1)
        ld      t4, \at+24(a1)
        ld      a4, \at+32(a1)
        ld      a5, \at+40(a1)
        ld      a6, \at+48(a1)
        ld      a7, \at+56(a1)
        sd      t1, \at(a0)
        sd      t2, \at+8(a0)
        sd      t3, \at+16(a0)
        sd      t4, \at+24(a0)
        sd      a4, \at+32(a0)
        sd      a5, \at+40(a0)
        sd      a6, \at+48(a0)
        sd      a7, \at+56(a0)
        .endm

        .macro merge_word low, high, at         // one word at "to" out of two at a4
        ld      \high, \at+8(a4)
        srl     a5, \low, t2
        sll     a6, \high, t3
        or      a5, a5, a6
        sd      a5, \at(a0)
        .endm

        .section .text.user, "ax"
        .option norelax

// nuint lume_hal_user_copy(void* to, void* from, nuint length): either side may be the user's. Returns the bytes not copied.
        .globl lume_hal_user_copy
lume_hal_user_copy:
        .cfi_startproc
        open_user
copy_bulk:
        or      t0, a0, a1
        andi    t0, t0, 7
        beqz    t0, copy_aligned
        sltiu   t0, a2, 16
        bnez    t0, copy_bytes
1:      andi    t0, a0, 7
        beqz    t0, 2f
        lb      t1, 0(a1)
        sb      t1, 0(a0)
        addi    a1, a1, 1
        addi    a0, a0, 1
        addi    a2, a2, -1
        j       1b
2:      andi    t0, a1, 7
        bnez    t0, copy_shifted
copy_aligned:
        li      t0, 64
        bltu    a2, t0, 5f
        li      t0, 256
        bltu    a2, t0, 4f
3:      copy_block 0
        copy_block 64
        copy_block 128
        copy_block 192
        addi    a1, a1, 256
        addi    a0, a0, 256
        addi    a2, a2, -256
        bgeu    a2, t0, 3b
        li      t0, 64
        bltu    a2, t0, 5f
4:      copy_block 0
        addi    a1, a1, 64
        addi    a0, a0, 64
        addi    a2, a2, -64
        bgeu    a2, t0, 4b
5:      li      t0, 8
        bltu    a2, t0, 7f
6:      ld      t1, 0(a1)
        sd      t1, 0(a0)
        addi    a1, a1, 8
        addi    a0, a0, 8
        addi    a2, a2, -8
        bgeu    a2, t0, 6b
7:      li      t0, 4
        bltu    a2, t0, copy_bytes
        lw      t1, 0(a1)
        sw      t1, 0(a0)
        addi    a1, a1, 4
        addi    a0, a0, 4
        addi    a2, a2, -4
        j       copy_bytes

copy_shifted:                                   // "to" is aligned, "from" is t0 bytes past alignment: merge aligned words
        slli    t2, t0, 3
        li      t3, 64
        sub     t3, t3, t2
        sub     a4, a1, t0
        ld      t1, 0(a4)
        li      t0, 32
        bltu    a2, t0, 9f
8:      merge_word t1, t4, 0
        merge_word t4, t1, 8
        merge_word t1, t4, 16
        merge_word t4, t1, 24
        addi    a4, a4, 32
        addi    a1, a1, 32
        addi    a0, a0, 32
        addi    a2, a2, -32
        bgeu    a2, t0, 8b
9:      li      t0, 8
        bltu    a2, t0, copy_bytes
10:     merge_word t1, t4, 0
        mv      t1, t4
        addi    a4, a4, 8
        addi    a1, a1, 8
        addi    a0, a0, 8
        addi    a2, a2, -8
        bgeu    a2, t0, 10b
copy_bulk_end:

copy_bytes:
        beqz    a2, copy_done
1:      lb      t1, 0(a1)
        sb      t1, 0(a0)
        addi    a1, a1, 1
        addi    a0, a0, 1
        addi    a2, a2, -1
        bnez    a2, 1b
copy_done:
        close_user
        mv      a0, a2
        ret
        .cfi_endproc
        fixup   copy_bulk, copy_bulk_end, copy_bytes
        fixup   copy_bytes, copy_done, copy_done

// nuint lume_hal_user_clear(void* to, nuint length): returns the bytes not cleared.
        .globl lume_hal_user_clear
lume_hal_user_clear:
        .cfi_startproc
        open_user
        li      t0, 16
        bltu    a1, t0, clear_bytes
clear_bulk:
        andi    t0, a0, 7
        beqz    t0, 2f
1:      sb      zero, 0(a0)
        addi    a0, a0, 1
        addi    a1, a1, -1
        andi    t0, a0, 7
        bnez    t0, 1b
2:      li      t0, 64
        bltu    a1, t0, 4f
3:      sd      zero, 0(a0)
        sd      zero, 8(a0)
        sd      zero, 16(a0)
        sd      zero, 24(a0)
        sd      zero, 32(a0)
        sd      zero, 40(a0)
        sd      zero, 48(a0)
        sd      zero, 56(a0)
        addi    a0, a0, 64
        addi    a1, a1, -64
        bgeu    a1, t0, 3b
4:      li      t0, 8
        bltu    a1, t0, clear_bytes
5:      sd      zero, 0(a0)
        addi    a0, a0, 8
        addi    a1, a1, -8
        bgeu    a1, t0, 5b
clear_bulk_end:

clear_bytes:
        beqz    a1, clear_done
6:      sb      zero, 0(a0)
        addi    a0, a0, 1
        addi    a1, a1, -1
        bnez    a1, 6b
clear_done:
        close_user
        mv      a0, a1
        ret
        .cfi_endproc
        fixup   clear_bulk, clear_bulk_end, clear_bytes
        fixup   clear_bytes, clear_done, clear_done

// long lume_hal_user_string(byte* to, byte* from, nuint limit): copies up to the NUL; length, limit if there is none, -1 for a fault.
        .globl lume_hal_user_string
lume_hal_user_string:
        .cfi_startproc
        open_user
        mv      t0, a1
        add     t1, a1, a2
string_start:
1:      beq     a1, t1, string_done
        lbu     t2, 0(a1)
        beqz    t2, string_done
        sb      t2, 0(a0)
        addi    a1, a1, 1
        addi    a0, a0, 1
        j       1b
string_done:
        close_user
        sub     a0, a1, t0
        ret
string_fault:
        close_user
        li      a0, -1
        ret
        .cfi_endproc
        fixup   string_start, string_done, string_fault

// long lume_hal_user_length(byte* from, nuint limit): as above without copying.
        .globl lume_hal_user_length
lume_hal_user_length:
        .cfi_startproc
        open_user
        mv      t0, a0
        add     t1, a0, a1
length_start:
1:      beq     a0, t1, length_done
        lbu     t2, 0(a0)
        beqz    t2, length_done
        addi    a0, a0, 1
        j       1b
length_done:
        close_user
        sub     a0, a0, t0
        ret
length_fault:
        close_user
        li      a0, -1
        ret
        .cfi_endproc
        fixup   length_start, length_done, length_fault

// int lume_hal_user_load32(uint* from, uint* result): 1, or 0 for a fault.
        .globl lume_hal_user_load32
lume_hal_user_load32:
        .cfi_startproc
        open_user
load32_start:
        lw      t0, 0(a0)
load32_end:
        close_user
        sw      t0, 0(a1)
        li      a0, 1
        ret
word_fault:
        close_user
        li      a0, 0
        ret
        .cfi_endproc
        fixup   load32_start, load32_end, word_fault

// int lume_hal_user_exchange32(uint* at, uint expected, uint desired, uint* previous): 1, or 0 for a fault.
        .globl lume_hal_user_exchange32
lume_hal_user_exchange32:
        .cfi_startproc
        open_user
        sext.w  a1, a1
exchange32_start:
1:      lr.w.aqrl t0, (a0)
        bne     t0, a1, exchange32_end
        sc.w.rl t1, a2, (a0)
        bnez    t1, 1b
exchange32_end:
        close_user
        fence   rw, rw
        sw      t0, 0(a3)
        li      a0, 1
        ret
        .cfi_endproc
        fixup   exchange32_start, exchange32_end, word_fault
