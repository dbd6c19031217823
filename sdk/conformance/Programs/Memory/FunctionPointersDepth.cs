// Program: managed and unmanaged function pointers to statics, generics and local functions, with structs, refs and many arguments.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class FunctionPointersDepth
{
    private struct Big { public long A, B, C, D; }
    private struct Two { public int X; public double Y; }
    private static Big Make(int a, Two t, ref int r, Big b) { r += a; b.A = t.X; b.D = (long)t.Y; return b; }
    private static T Echo<T>(T t) => t;
    private static string Name<T>() => typeof(T) == typeof(string) ? "string" : typeof(T).IsValueType ? "value" : "class";
    private static long Many(byte a, sbyte b, short c, ushort d, int e, uint f, long g, ulong h, nint i, char j, bool k, float l, double m) => a + b + c + d + e + f + g + (long)h + i + j + (k ? 1 : 0) + (long)l + (long)m;

    [UnmanagedCallersOnly]
    private static int Native(int a, Two* t, byte b) => a + t->X + b;

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static double NativeDouble(double a, float b, long c) => a * b + c;

    private sealed class Table { public readonly delegate*<int, int>[] All = [&Inc, &Double, &Echo<int>]; private static int Inc(int n) => n + 1; private static int Double(int n) => n * 2; }
    private static int Apply<T>(delegate*<T, int> f, T value) => f(value);
    private static int Length(string s) => s.Length;
    private static delegate*<int, int> Choose(bool b) { static int Neg(int n) => -n; return b ? &Neg : &Echo<int>; }

    public static void Run()
    {
        int r = 1;
        delegate*<int, Two, ref int, Big, Big> make = &Make;
        Big b = make(5, new Two { X = 7, Y = 8.9 }, ref r, new Big { B = 2, C = 3 });
        Out.Line($"{b.A} {b.B} {b.C} {b.D} {r}");
        delegate*<string, string> echo = &Echo<string>;
        delegate*<(int, string), (int, string)> echoTuple = &Echo<(int, string)>;
        delegate*<string> name = &Name<object>;
        Out.Line(echo("e") + echoTuple((1, "t")) + name() + ((delegate*<string>)&Name<string>)() + ((delegate*<string>)&Name<int>)());
        delegate*<byte, sbyte, short, ushort, int, uint, long, ulong, nint, char, bool, float, double, long> many = &Many;
        Out.Line("many", many(200, -100, -30000, 60000, -5, 4000000000, 1L << 40, 7, -9, 'x', true, 1.9f, -2.9));
        Two two = new() { X = 10 };
        delegate* unmanaged<int, Two*, byte, int> native = &Native;
        delegate* unmanaged[Cdecl]<double, float, long, double> nd = &NativeDouble;
        Out.Line($"{native(-20, &two, 255)} {nd(1.5, 2f, -1)}");
        Table t = new();
        int n = 5;
        foreach (delegate*<int, int> f in t.All)
        {
            n = f(n);
        }

        Out.Line($"{n} {Apply(&Length, "four")} {Choose(true)(3)} {Choose(false)(3)} {(nint)echo == (nint)(delegate*<string, string>)&Echo<string>} {Choose(true) == Choose(Opaque.Of(true))}");
        void* raw = (void*)native;
        Out.Line("raw", ((delegate* unmanaged<int, Two*, byte, int>)raw)(1, &two, 0));
    }
}
