// Program: Unsafe references.

namespace Lume.Conformance.Programs.Memory;

internal static class UnsafeReferences
{
    public static void Run()
    {
        int[] array = [1, 2, 3, 4];
        ref int first = ref array[0];
        Out.Line("add", Unsafe.Add(ref first, Opaque.Of(2)));
        Unsafe.Add(ref first, 3) = 40;
        Out.Line("bytes", Unsafe.ByteOffset(ref first, ref array[3]));
        Out.Line("same", Unsafe.AreSame(ref Unsafe.Add(ref first, 1), ref array[1]));
        ref byte bytes = ref Unsafe.As<int, byte>(ref array[3]);
        Out.Line("as", bytes);
        object o = "text";
        Out.Line(Unsafe.As<string>(o), Unsafe.SizeOf<long>());
        long l = 0;
        Unsafe.As<long, int>(ref l) = -1;
        Out.Line("overlay", l);
        Out.Line("null", Unsafe.IsNullRef(ref Unsafe.NullRef<int>()));
        Unsafe.SkipInit(out int skipped);
        skipped = Opaque.Of(5);
        Out.Line("skipped", skipped);
        Out.Line("bits", Unsafe.BitCast<int, uint>(Opaque.Of(-1)));
    }
}
