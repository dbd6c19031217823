# The pair that ilc puts into every interface dispatch cell at first: it matches no object.

        .section .rodata.lume_dispatch, "a", @progbits
        .globl  RhpInitialDynamicInterfaceDispatch
        .type   RhpInitialDynamicInterfaceDispatch, @object
        .balign 16
RhpInitialDynamicInterfaceDispatch:
        .quad   0
        .quad   0
        .size   RhpInitialDynamicInterfaceDispatch, 16
