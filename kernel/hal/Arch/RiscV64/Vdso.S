// The vDSO's image, built from Vdso/ before this file is assembled.

        .section .rodata.vdso, "a"
        .balign 8
vdso_image:
        .incbin "vdso.so"
vdso_image_end:

// byte* lume_hal_vdso(nuint* length)
        .section .text.hal, "ax"
        .option norelax
        .globl lume_hal_vdso
lume_hal_vdso:
        .cfi_startproc
        lla     t0, vdso_image
        lla     t1, vdso_image_end
        sub     t1, t1, t0
        sd      t1, 0(a0)
        mv      a0, t0
        ret
        .cfi_endproc
