; The functions behind unwind.bin: clang-19 --target=riscv64-unknown-elf -mabi=lp64 -march=rv64imac -O2, then ld.lld-19 --eh-frame-hdr.
; unwind.bin is the image from .gcc_except_table (0x101c8) to the end of .text (0x113e8).
target triple = "riscv64-unknown-elf"
declare i32 @__lume_personality(...)
declare void @g(i64)
declare void @h()
define i64 @f(i64 %x, i64 %y, i64 %z) uwtable personality ptr @__lume_personality {
  invoke void @g(i64 %x) to label %ok unwind label %pad
ok:
  call void @g(i64 %y)
  invoke void @g(i64 %z) to label %ok2 unwind label %pad2
ok2:
  %s = add i64 %x, %y
  ret i64 %s
pad:
  %lp = landingpad { ptr, i32 } catch ptr null
  call void @h()
  ret i64 1
pad2:
  %lp2 = landingpad { ptr, i32 } catch ptr null
  call void @h()
  ret i64 2
}
define i64 @leaf(i64 %x) uwtable { ret i64 %x }
define void @big(ptr %p) uwtable {
  %a = alloca [5000 x i8]
  call void @use(ptr %a)
  call void @use(ptr %p)
  ret void
}
declare void @use(ptr)
!llvm.module.flags = !{!0}
!0 = !{i32 1, !"target-abi", !"lp64"}
