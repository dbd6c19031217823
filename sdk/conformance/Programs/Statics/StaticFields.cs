// Program: Static fields.

namespace Lume.Conformance.Programs.Statics;

internal static class StaticFields
{
    private static int s_number = 5;
    private static string s_text = "text";
    private static readonly int[] s_array = [1, 2, 3];
    private static long s_zero;
    private static (int A, string B) s_tuple = (1, "b");
    private static byte s_byte = 250;

    public static void Run()
    {
        s_number += Opaque.Of(10);
        s_text += "!";
        s_array[1] = s_number;
        s_zero--;
        s_tuple.A = 9;
        s_byte += 10;
        Out.Line(s_text, s_number, s_array[1]);
        Out.Line(s_tuple.B, s_tuple.A, s_zero, s_byte);
        ref int r = ref s_number;
        r = 77;
        Out.Line("ref", s_number);
    }
}
