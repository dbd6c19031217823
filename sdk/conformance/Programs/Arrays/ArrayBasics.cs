// Program: Array basics.

namespace Lume.Conformance.Programs.Arrays;

internal static class ArrayBasics
{
    public static void Run()
    {
        int n = Opaque.Of(5);
        int[] a = new int[n];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = i * i;
        }

        Out.Numbers("squares", a);
        byte[] bytes = new byte[3] { 1, 2, 255 };
        bytes[2]++;
        bool[] flags = new bool[2];
        flags[1] = true;
        char[] chars = ['a', 'b'];
        chars[0]++;
        long[] longs = [long.MaxValue, 1];
        longs[0] += longs[1];
        short[] shorts = [-1, 2];
        Out.Line("mixed", bytes[2], flags[1] ? 1 : 0, chars[0]);
        Out.Line("wide", longs[0], shorts[0]);
        string[] texts = new string[2];
        texts[0] = "x";
        Out.Line(texts[0], texts[1] is null ? 1 : 0);
        Out.Line("empty", new int[0].Length, Array.Empty<string>().Length);
        Out.Line("long length", a.LongLength, (int)a.Length);
    }
}
