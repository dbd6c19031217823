// What the linker knows and C# needs: the table that Native.Image returns (struct ImageAddresses). Also the probe of stimecmp.

        .section .rodata.hal, "a"
        .balign 8
image_addresses:
        .dword  __kernel_start
        .dword  __text_end
        .dword  __rodata_end
        .dword  __kernel_end
        .dword  __boot_stack
        .dword  __boot_stack_top
        .dword  lume_image_physical
        .dword  lume_kernel_satp
        .dword  lume_harts
        .dword  lume_hal_secondary_entry
        .dword  __fixup_start
        .dword  __fixup_end
        .dword  __build_id_start
        .dword  __build_id_end

        .section .text.hal, "ax"
        .option norelax
        .globl lume_hal_image
lume_hal_image:
        .cfi_startproc
        lla     a0, image_addresses
        ret
        .cfi_endproc

// int lume_hal_probe_stimecmp(): 1 when the timer compare register of S-mode may be used, whatever the device tree says.
        .globl lume_hal_probe_stimecmp
lume_hal_probe_stimecmp:
        .cfi_startproc
        li      a0, 0
1:      csrr    t0, 0x14d
        li      a0, 1
2:      ret
        .cfi_endproc
        .section .lume.fixup, "a"
        .balign 8
        .dword  1b, 2b, 2b
