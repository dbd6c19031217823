// Program: Unaligned access.

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class UnalignedAccess
{
    public static void Run()
    {
        byte* bytes = stackalloc byte[32];
        for (int i = 0; i < 32; i++)
        {
            bytes[i] = (byte)(i + 1);
        }

        Out.Line("int", Unsafe.ReadUnaligned<int>(bytes + Opaque.Of(3)));
        Out.Line("long", Unsafe.ReadUnaligned<long>(bytes + Opaque.Of(5)));
        Unsafe.WriteUnaligned(bytes + 1, Opaque.Of(0x1122334455667788L));
        Out.Line("written", bytes[1], bytes[8], bytes[9]);
        Out.Line("short", Unsafe.ReadUnaligned<short>(bytes + 7));
    }
}
