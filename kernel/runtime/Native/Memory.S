# memcpy, memmove, memset, memcmp: the only library calls that the code generator makes.
# The U74 traps on misaligned access, so none is made: the destination is aligned first, and a source that
# is not aligned with it is read as whole words that are shifted together. A whole word that holds at least one wanted
# byte lies in a mapped page. Only caller-saved registers are used; there is no frame.

        .text

        .macro  function name
        .globl  \name
        .type   \name, @function
        .balign 8
\name:
        .cfi_startproc
        .endm

        .macro  end_function name
        .cfi_endproc
        .size   \name, . - \name
        .endm

# void* memcpy(void* to, const void* from, size_t bytes): to and from may be the same.
        function memcpy
        mv      t6, a0                          # t6 runs through the destination; a0 is the result
        li      t0, 16
        bltu    a2, t0, .Lcopy_bytes

        andi    t0, t6, 7                       # bytes up to the next aligned destination
        beqz    t0, .Lcopy_aligned
        li      t1, 8
        sub     t0, t1, t0
        sub     a2, a2, t0
1:      lbu     t1, 0(a1)
        addi    a1, a1, 1
        sb      t1, 0(t6)
        addi    t6, t6, 1
        addi    t0, t0, -1
        bnez    t0, 1b

.Lcopy_aligned:
        andi    t0, a1, 7
        bnez    t0, .Lcopy_shifted
        andi    t0, a2, -64
        beqz    t0, .Lcopy_words
        add     a3, t6, t0                      # where the whole lines end
        andi    a2, a2, 63
2:      ld      t0, 0(a1)
        ld      t1, 8(a1)
        ld      t2, 16(a1)
        ld      t3, 24(a1)
        ld      t4, 32(a1)
        ld      t5, 40(a1)
        ld      a4, 48(a1)
        ld      a5, 56(a1)
        sd      t0, 0(t6)
        sd      t1, 8(t6)
        sd      t2, 16(t6)
        sd      t3, 24(t6)
        sd      t4, 32(t6)
        sd      t5, 40(t6)
        sd      a4, 48(t6)
        sd      a5, 56(t6)
        addi    t6, t6, 64
        addi    a1, a1, 64
        bne     t6, a3, 2b

.Lcopy_words:
        andi    t0, a2, -8
        beqz    t0, .Lcopy_bytes
        add     a3, t6, t0
        andi    a2, a2, 7
3:      ld      t0, 0(a1)
        addi    a1, a1, 8
        sd      t0, 0(t6)
        addi    t6, t6, 8
        bne     t6, a3, 3b

.Lcopy_bytes:
        beqz    a2, 5f
        add     a3, t6, a2
4:      lbu     t0, 0(a1)
        addi    a1, a1, 1
        sb      t0, 0(t6)
        addi    t6, t6, 1
        bne     t6, a3, 4b
5:      ret

# Destination aligned, source not: each stored word is the top of one source word and the bottom of the next.
.Lcopy_shifted:
        andi    t2, a2, -8
        beqz    t2, .Lcopy_bytes
        slli    a6, t0, 3                       # bits of the first word that lie before the source
        neg     a7, a6                          # shifts count modulo 64
        sub     t0, a1, t0                      # the word that holds the first byte
        add     a1, a1, t2
        add     a3, t6, t2                      # where the whole words end
        andi    a2, a2, 7
        ld      t1, 0(t0)
        andi    t2, t2, 31
        beqz    t2, .Lshifted_lines
        add     t2, t6, t2
6:      ld      t3, 8(t0)                       # words until four at a time are left
        addi    t0, t0, 8
        srl     t4, t1, a6
        sll     t5, t3, a7
        or      t4, t4, t5
        sd      t4, 0(t6)
        addi    t6, t6, 8
        mv      t1, t3
        bne     t6, t2, 6b
        beq     t6, a3, .Lcopy_bytes

.Lshifted_lines:
        ld      t2, 8(t0)
        ld      t3, 16(t0)
        srl     a4, t1, a6
        sll     a5, t2, a7
        or      a4, a4, a5
        sd      a4, 0(t6)
        ld      t4, 24(t0)
        srl     a4, t2, a6
        sll     a5, t3, a7
        or      a4, a4, a5
        sd      a4, 8(t6)
        ld      t1, 32(t0)
        srl     a4, t3, a6
        sll     a5, t4, a7
        or      a4, a4, a5
        sd      a4, 16(t6)
        addi    t0, t0, 32
        srl     a4, t4, a6
        sll     a5, t1, a7
        or      a4, a4, a5
        sd      a4, 24(t6)
        addi    t6, t6, 32
        bne     t6, a3, .Lshifted_lines
        j       .Lcopy_bytes
        end_function memcpy

# void* memmove(void* to, const void* from, size_t bytes): the ranges may overlap.
        function memmove
        sub     t0, a0, a1
        bltu    t0, a2, 1f                      # to lies in the source: copy from the end
        tail    memcpy

1:      beqz    t0, .Lmove_done                 # the same place
        add     t6, a0, a2                      # both run down from the ends
        add     a1, a1, a2
        li      t0, 16
        bltu    a2, t0, .Lmove_bytes

        andi    t0, t6, 7
        beqz    t0, .Lmove_aligned
        sub     a2, a2, t0
2:      addi    a1, a1, -1
        lbu     t1, 0(a1)
        addi    t6, t6, -1
        sb      t1, 0(t6)
        addi    t0, t0, -1
        bnez    t0, 2b

.Lmove_aligned:
        andi    t0, a1, 7
        bnez    t0, .Lmove_shifted
        andi    t0, a2, -64
        beqz    t0, .Lmove_words
        sub     a3, t6, t0
        andi    a2, a2, 63
3:      addi    t6, t6, -64
        addi    a1, a1, -64
        ld      t0, 56(a1)
        ld      t1, 48(a1)
        ld      t2, 40(a1)
        ld      t3, 32(a1)
        ld      t4, 24(a1)
        ld      t5, 16(a1)
        ld      a4, 8(a1)
        ld      a5, 0(a1)
        sd      t0, 56(t6)
        sd      t1, 48(t6)
        sd      t2, 40(t6)
        sd      t3, 32(t6)
        sd      t4, 24(t6)
        sd      t5, 16(t6)
        sd      a4, 8(t6)
        sd      a5, 0(t6)
        bne     t6, a3, 3b

.Lmove_words:
        andi    t0, a2, -8
        beqz    t0, .Lmove_bytes
        sub     a3, t6, t0
        andi    a2, a2, 7
4:      addi    a1, a1, -8
        ld      t0, 0(a1)
        addi    t6, t6, -8
        sd      t0, 0(t6)
        bne     t6, a3, 4b

.Lmove_bytes:
        beqz    a2, .Lmove_done
5:      addi    a1, a1, -1
        lbu     t0, 0(a1)
        addi    t6, t6, -1
        sb      t0, 0(t6)
        bne     t6, a0, 5b
.Lmove_done:
        ret

# As .Lcopy_shifted, downwards. The last source word may hold no wanted byte past the end, but it holds some before it.
.Lmove_shifted:
        andi    t2, a2, -8
        beqz    t2, .Lmove_bytes
        slli    a6, t0, 3
        neg     a7, a6
        sub     t0, a1, t0
        sub     a1, a1, t2
        sub     a3, t6, t2
        andi    a2, a2, 7
        ld      t1, 0(t0)
6:      ld      t3, -8(t0)
        addi    t0, t0, -8
        srl     t4, t3, a6
        sll     t5, t1, a7
        or      t4, t4, t5
        addi    t6, t6, -8
        sd      t4, 0(t6)
        mv      t1, t3
        bne     t6, a3, 6b
        j       .Lmove_bytes
        end_function memmove

# void* memset(void* to, int value, size_t bytes)
        function memset
        mv      t6, a0
        li      t0, 16
        bltu    a2, t0, .Lset_bytes

        andi    a1, a1, 255                     # the byte in all eight places
        slli    t0, a1, 8
        or      a1, a1, t0
        slli    t0, a1, 16
        or      a1, a1, t0
        slli    t0, a1, 32
        or      a1, a1, t0

        andi    t0, t6, 7
        beqz    t0, 2f
        li      t1, 8
        sub     t0, t1, t0
        sub     a2, a2, t0
1:      sb      a1, 0(t6)
        addi    t6, t6, 1
        addi    t0, t0, -1
        bnez    t0, 1b

2:      andi    t0, a2, -64
        beqz    t0, .Lset_words
        add     a3, t6, t0
        andi    a2, a2, 63
3:      sd      a1, 0(t6)
        sd      a1, 8(t6)
        sd      a1, 16(t6)
        sd      a1, 24(t6)
        sd      a1, 32(t6)
        sd      a1, 40(t6)
        sd      a1, 48(t6)
        sd      a1, 56(t6)
        addi    t6, t6, 64
        bne     t6, a3, 3b

.Lset_words:
        andi    t0, a2, -8
        beqz    t0, .Lset_bytes
        add     a3, t6, t0
        andi    a2, a2, 7
4:      sd      a1, 0(t6)
        addi    t6, t6, 8
        bne     t6, a3, 4b

.Lset_bytes:
        beqz    a2, 6f
        add     a3, t6, a2
5:      sb      a1, 0(t6)
        addi    t6, t6, 1
        bne     t6, a3, 5b
6:      ret
        end_function memset

# int memcmp(const void* a, const void* b, size_t bytes)
        function memcmp
        li      t0, 16
        bltu    a2, t0, .Lcompare_bytes
        xor     t0, a0, a1
        andi    t0, t0, 7
        bnez    t0, .Lcompare_bytes             # never both aligned

        andi    t0, a0, 7
        beqz    t0, 2f
        li      t1, 8
        sub     t0, t1, t0
        sub     a2, a2, t0
1:      lbu     t1, 0(a0)
        lbu     t2, 0(a1)
        bne     t1, t2, .Lcompare_differ
        addi    a0, a0, 1
        addi    a1, a1, 1
        addi    t0, t0, -1
        bnez    t0, 1b

2:      andi    t0, a2, -16
        beqz    t0, .Lcompare_bytes
        add     a3, a0, t0
        andi    a2, a2, 15
3:      ld      t1, 0(a0)
        ld      t2, 0(a1)
        ld      t3, 8(a0)
        ld      t4, 8(a1)
        bne     t1, t2, .Lcompare_words
        bne     t3, t4, .Lcompare_second
        addi    a0, a0, 16
        addi    a1, a1, 16
        bne     a0, a3, 3b

.Lcompare_bytes:
        beqz    a2, 5f
        add     a3, a0, a2
4:      lbu     t1, 0(a0)
        lbu     t2, 0(a1)
        bne     t1, t2, .Lcompare_differ
        addi    a0, a0, 1
        addi    a1, a1, 1
        bne     a0, a3, 4b
5:      li      a0, 0
        ret

.Lcompare_second:
        mv      t1, t3
        mv      t2, t4
.Lcompare_words:                                # the lowest byte that differs comes first in memory
        xor     t3, t1, t2
        neg     t4, t3
        and     t3, t3, t4                      # its lowest differing bit
        li      t4, 0xff
6:      and     t5, t3, t4
        bnez    t5, 7f
        srli    t1, t1, 8
        srli    t2, t2, 8
        srli    t3, t3, 8
        j       6b
7:      andi    t1, t1, 255
        andi    t2, t2, 255
.Lcompare_differ:
        sub     a0, t1, t2
        ret
        end_function memcmp

        .section .note.GNU-stack, "", @progbits
