// Program: Packed structs.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Structs;

internal static class PackedStructs
{
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public int B;
        public long C;
        public short D;
    }

    public static unsafe void Run()
    {
        Packed p = new() { A = 1, B = Opaque.Of(-2), C = 1L << 50, D = -3 };
        Out.Line("size", sizeof(Packed));
        Out.Line("values", p.A, p.B, p.D);
        Out.Line("long", p.C);
        Packed[] array = new Packed[3];
        array[2] = p;
        array[2].C += 5;
        array[1].B = 77;
        Out.Line("array", array[2].C, array[1].B);
        byte* bytes = (byte*)&p;
        int sum = 0;
        for (int i = 0; i < sizeof(Packed); i++)
        {
            sum += bytes[i];
        }

        Out.Line("sum", sum);
    }
}
