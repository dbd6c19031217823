// Values that no compiler can foresee: without them most programs would be computed at build time.

namespace Lume.Conformance;

internal static class Opaque
{
    private static volatile int s_zero;

    public static int Of(int value) => value + s_zero;

    public static uint Of(uint value) => value + (uint)s_zero;

    public static long Of(long value) => value + s_zero;

    public static ulong Of(ulong value) => value + (ulong)s_zero;

    public static bool Of(bool value) => value ^ (s_zero != 0);

    public static double Of(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + s_zero);

    public static float Of(float value) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) + s_zero);

    public static T Ref<T>(T value)
        where T : class? => s_zero == 0 ? value : null!;
}
