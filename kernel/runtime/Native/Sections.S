# The bounds of the image's tables, for C#: struct ImageSections.

        .macro  bounds name
        .weak   __\name\()_start
        .weak   __\name\()_end
        .quad   __\name\()_start
        .quad   __\name\()_end
        .endm

        .section .rodata.lume_image_sections, "a", @progbits
        .balign 8
sections:
        bounds  eh_frame_hdr
        bounds  eh_frame
        bounds  except_table
        bounds  modules

        .text

# ImageSections* lume_image_sections()
        .globl  lume_image_sections
        .type   lume_image_sections, @function
        .balign 4
lume_image_sections:
        .cfi_startproc
        lla     a0, sections
        ret
        .cfi_endproc
        .size   lume_image_sections, . - lume_image_sections
