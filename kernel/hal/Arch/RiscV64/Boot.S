// The way from the firmware to C#: image header, first page table, MMU on, first stack. Also the start of secondary harts.
//
// Entered in S-mode with the MMU off, a0 = hart id, a1 = device tree (boot) or context block (secondary), anywhere in RAM
// on a 2 MiB boundary. The image is linked at KernelImage; until the MMU is on only pc-relative addresses are right.

#include "Layout.inc"

        .equ Satp_Sv39, 8
        .equ Pte_Gigapage_RW, 0xe7              // valid read write global accessed dirty
        .equ Pte_Megapage_RWX, 0xef
        .equ Pte_Table, 1
        .equ DirectMap_RootIndex, 256
        .equ DirectMap_Gigapages, 128
        .equ KernelImage_RootIndex, 510
        .equ Sbi_LegacyPutChar, 1

        .section .head.text, "ax"
        .option norelax
        .globl _start
_start: // Linux boot-image-header, version 0.2
        .option push
        .option norvc
        j       boot_entry
        nop
        .option pop
        .dword  0x200000                        // text_offset: RAM base + 2 MiB
        .dword  __image_size
        .dword  0                               // flags: little endian
        .word   2
        .word   0
        .dword  0
        .ascii  "RISCV\0\0\0"
        .ascii  "RSC\x05"
        .word   0

boot_entry:
        .cfi_startproc
        .cfi_undefined ra
        csrw    sie, zero
        csrci   sstatus, Sstatus_InterruptEnable
        mv      s4, a0
        mv      s1, a1

        // Firmware should enter on one hart only, and seldom does not (seen: OpenSBI 1.1 under QEMU, one boot in sixty). The
        // first one boots; any other stops, so that it is started like all further harts.
        lla     t0, lume_boot_claimed
        li      t1, 1
        amoswap.w.aqrl t1, t1, (t0)
        bnez    t1, stop_this_hart

        lla     s2, _start                      // physical address of the image
        slli    t0, s2, 64 - 21
        bnez    t0, misplaced

        lla     t0, __bss_start
        lla     t1, __bss_end
1:      sd      zero, 0(t0)
        addi    t0, t0, 8
        bltu    t0, t1, 1b

        // Direct map: one gigapage each, wherever RAM may be. C# narrows it to what is RAM.
        lla     s3, lume_boot_root
        li      t0, DirectMap_RootIndex * 8
        add     t0, s3, t0
        li      t1, Pte_Gigapage_RW
        li      t2, 1 << 28                     // 1 GiB in an entry: >> 12 << 10
        li      t3, DirectMap_Gigapages
2:      sd      t1, 0(t0)
        add     t1, t1, t2
        addi    t0, t0, 8
        addi    t3, t3, -1
        bnez    t3, 2b

        // The image: megapages from its physical address on.
        lla     t0, lume_boot_middle
        srli    t1, t0, 2
        ori     t1, t1, Pte_Table
        li      t2, KernelImage_RootIndex * 8
        add     t2, s3, t2
        sd      t1, 0(t2)
        srli    t1, s2, 2
        ori     t1, t1, Pte_Megapage_RWX
        lla     t2, __kernel_end
        li      t3, 1 << 21
        mv      t4, s2
        li      t5, 1 << 19                     // 2 MiB in an entry
3:      sd      t1, 0(t0)
        add     t1, t1, t5
        addi    t0, t0, 8
        add     t4, t4, t3
        bltu    t4, t2, 3b

        lla     t0, lume_image_physical
        sd      s2, 0(t0)
        srli    t0, s3, 12
        li      t1, Satp_Sv39
        slli    t1, t1, 60
        or      t0, t0, t1
        lla     t1, lume_kernel_satp
        sd      t0, 0(t1)

        lla     tp, __boot_stack_top
        addi    tp, tp, -ContextBlock_Size
        li      t1, KernelImage                 // physical to virtual
        sub     t1, t1, s2
        add     tp, tp, t1
        call    enable_mmu

        la      t0, lume_harts
        sd      s4, HartBlock_HartId(t0)
        sd      tp, HartBlock_Thread(t0)
        li      t1, 1
        sw      t1, HartBlock_LockOwner(t0)
        la      t1, __boot_emergency_top
        sd      t1, HartBlock_EmergencyStackTop(t0)
        sd      t0, ContextBlock_Hart(tp)
        sd      tp, ContextBlock_KernelSp(tp)
        la      t1, __boot_stack
        sd      t1, ContextBlock_StackLow(tp)
        li      t1, 1
        sw      t1, ContextBlock_OnHart(tp)
        mv      a0, s4
        mv      a1, s1
        call    lume_main
        j       lume_hal_park
        .cfi_endproc

// a0 = hart id, a1 = virtual address of its context block, made ready by the boot hart.
        .globl lume_hal_secondary_entry
lume_hal_secondary_entry:
        .cfi_startproc
        .cfi_undefined ra
        csrw    sie, zero
        csrci   sstatus, Sstatus_InterruptEnable
        mv      s4, a0
        mv      tp, a1
        lla     t0, lume_kernel_satp
        ld      t0, 0(t0)
        lla     t2, _start
        li      t1, KernelImage
        sub     t1, t1, t2
        call    enable_mmu

        // Say that this hart runs kernel code, then look whether the world is stopped: see SafePoint.Reenter.
        ld      t0, ContextBlock_Hart(tp)
        sw      zero, HartBlock_State(t0)
        fence   rw, rw
        lw      t1, HartBlock_Flags(t0)
        beqz    t1, 1f
        li      t1, HartState_User
        sw      t1, HartBlock_State(t0)
        call    lume_hal_enter_blocked
1:      call    lume_hal_secondary_ready
        mv      a0, s4
        call    lume_secondary_main
        j       lume_hal_park
        .cfi_endproc

// t0 = satp, t1 = virtual minus physical, ra physical. Returns at the virtual address, on the stack below tp, traps set up.
enable_mmu:
        add     ra, ra, t1
        lla     t2, 1f
        add     t2, t2, t1
        csrw    stvec, t2
        sfence.vma
        csrw    satp, t0                        // the next fetch faults, to 1f at its virtual address
        .balign 4
1:      sfence.vma
        csrw    sscratch, zero
        la      t0, lume_hal_trap
        csrw    stvec, t0
        li      t0, Sstatus_UserMemory
        csrs    sstatus, t0
        li      t0, Sstatus_EntryClear | Sstatus_FloatMask
        csrc    sstatus, t0
#ifdef __riscv_flen
        li      t0, Sstatus_FloatMask
        csrs    sstatus, t0
        fscsr   zero
#endif
        addi    sp, tp, -TrapFrame_Size
        mv      t0, ra
        li      ra, 0
        li      fp, 0
        jr      t0

misplaced:
        lla     s0, misplaced_text
1:      lbu     a0, 0(s0)
        beqz    a0, lume_hal_park
        li      a7, Sbi_LegacyPutChar
        ecall
        addi    s0, s0, 1
        j       1b

        .globl lume_hal_park
lume_hal_park:
        csrw    sie, zero
1:      wfi
        j       1b

        // SBI HSM (0x48534d), function 1: hart_stop. It does not return but when the firmware has no HSM.
stop_this_hart:
        li      a7, 0x48534d
        li      a6, 1
        ecall
        j       lume_hal_park

misplaced_text:
        .asciz  "Lume: the image must be loaded on a 2 MiB boundary\r\n"

        // Not in .bss, which the first hart clears.
        .section .data.boot, "aw", @progbits
        .balign 4
lume_boot_claimed:
        .word   0

        .section .bss.page_aligned, "aw", @nobits
        .balign 4096
        .globl lume_boot_root
lume_boot_root:
        .skip   4096
lume_boot_middle:
        .skip   4096

        // The boot stack's bit KernelStack_Shift is set in every address of it: the linker script aligns it.
        .section .bss.boot_stack, "aw", @nobits
        .balign 16
        .skip   KernelStack_Size

        .section .bss.emergency, "aw", @nobits
        .balign 16
        .globl __boot_emergency_top
        .skip   4096
__boot_emergency_top:

        .section .bss.hal, "aw", @nobits
        .balign 64
        .globl lume_harts
lume_harts:
        .skip   HartBlock_Size * 64
        .globl lume_image_physical
lume_image_physical:
        .skip   8
        .globl lume_kernel_satp
lume_kernel_satp:
        .skip   8
