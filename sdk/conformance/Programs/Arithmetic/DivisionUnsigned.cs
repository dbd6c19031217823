// Program: Division unsigned.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class DivisionUnsigned
{
    public static void Run()
    {
        Out.Line("u32", Opaque.Of(uint.MaxValue) / 3, Opaque.Of(uint.MaxValue) % 10);
        Out.Line("u32 big", Opaque.Of(5u) / uint.MaxValue, Opaque.Of(uint.MaxValue) / Opaque.Of(uint.MaxValue - 1));
        Out.Line("u64", Opaque.Of(ulong.MaxValue) / 3);
        Out.Line("u64 rem", Opaque.Of(ulong.MaxValue) % 10);
        try
        {
            Out.Line("no", Opaque.Of(1u) / Opaque.Of(0u));
        }
        catch (DivideByZeroException e)
        {
            Out.Caught("u32 zero", e);
        }

        try
        {
            Out.Line("no", Opaque.Of(1UL) % Opaque.Of(0UL));
        }
        catch (DivideByZeroException e)
        {
            Out.Caught("u64 zero", e);
        }
    }
}
