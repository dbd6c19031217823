// Program: Bitwise operators.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class BitwiseOperators
{
    public static void Run()
    {
        int a = Opaque.Of(0x0FF0_1234);
        int b = Opaque.Of(unchecked((int)0xF0F0_4321));
        Out.Line("and or xor", a & b, a | b, a ^ b);
        long c = Opaque.Of(0x0FF0_1234_0000_FFFF);
        Out.Line("mixed", c & b, c | (uint)b, c ^ b);
        bool t = Opaque.Of(true);
        bool f = Opaque.Of(false);
        Out.Line("bool and", t & f);
        Out.Line("bool or", t | f);
        Out.Line("bool xor", t ^ t);
        Out.Line("bool not", !f);
        t &= f;
        f |= !t;
        Out.Line("compound", t);
        Out.Line("compound", f);
    }
}
