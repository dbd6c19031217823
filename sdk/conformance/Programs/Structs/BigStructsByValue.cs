// Program: structs of every size through calls, returns, delegates, interfaces, arrays, generics, closures and exceptions.

namespace Lume.Conformance.Programs.Structs;

internal static class BigStructsByValue
{
    private struct S1 { public byte A; }
    private struct S3 { public byte A; public short B; }
    private struct S12 { public int A, B, C; }
    private struct S16 { public long A; public string B; }
    private struct S24 { public double A; public float B; public long C; }
    private struct S40 { public S12 A; public S16 B; public S3 C; }
    private struct S200 { public S40 A, B, C, D; public S24 E; public int F; }
    private struct Mixed { public float A; public int B; public bool C; public char D; public sbyte E; }
    private struct Empty { }
    private struct Wrap<T> { public T A; public Empty E; public T B; }

    private interface IMove { S200 Move(S200 s, S1 a, S3 b, S12 c, S16 d, S24 e, S40 f, Mixed g, Empty h); }
    private sealed class Mover : IMove
    {
        public S200 Move(S200 s, S1 a, S3 b, S12 c, S16 d, S24 e, S40 f, Mixed g, Empty h)
        {
            s.A.A = c;
            s.B.B = d;
            s.E = e;
            s.D = f;
            s.F = a.A + b.B + g.B + g.D + g.E + (g.C ? 1 : 0) + (int)g.A;
            c.A = 99;
            return s;
        }
    }

    private static T Pass<T>(T t) => t;
    private static (T, T) Twice<T>(in T t) => (t, t);
    private static S200 Recurse(S200 s, int n) { s.F += n; return n == 0 ? s : Recurse(s, n - 1); }
    private static Wrap<T> Wrapped<T>(T a, T b) => new() { A = a, B = b };
    private static string Show(in S200 s) => $"{s.A.A.A} {s.A.A.C} {s.B.B.A} {s.B.B.B} {s.E.A} {s.E.B} {s.E.C} {s.D.C.B} {s.D.B.B} {s.F}";

    public static void Run()
    {
        S12 c = new() { A = 1, B = 2, C = Opaque.Of(3) };
        S16 d = new() { A = 4, B = "d" };
        S24 e = new() { A = 5.5, B = 6.25f, C = 7 };
        S40 f = new() { A = c, B = d, C = new() { B = -8 } };
        Mixed g = new() { A = 9.9f, B = 10, C = true, D = 'x', E = -11 };
        IMove mover = Opaque.Ref<IMove>(new Mover());
        S200 s = mover.Move(default, new() { A = 12 }, new() { B = 13 }, c, d, e, f, g, default);
        Out.Line(Show(s) + " " + c.A);
        Func<S200, S1, S3, S12, S16, S24, S40, Mixed, Empty, S200> call = mover.Move;
        s = call(s, default, default, new() { C = 77 }, d, Pass(e), Pass(f), Pass(g), Pass(default(Empty)));
        Out.Line(Show(Recurse(Pass(s), 20)));
        S200[] many = new S200[3];
        many[1] = s;
        many[2] = many[1];
        many[2].D.B.B = "changed";
        ref S200 r = ref many[1];
        r.E.C++;
        Action capture = () => s.F = -1;
        capture();
        object boxed = many[2];
        Out.Line(Show(many[1]) + Show((S200)boxed) + s.F + many[0].F);
        Out.Line($"{Twice(s).Item2.E.B} {Wrapped(f, default).A.B.B} {Wrapped(1.5f, 2.5f).B} {Wrapped("p", "q").B} {Wrapped((byte)1, (byte)2).B} {Twice(g).Item1.D} {Pass<S200?>(s)!.Value.F} {Pass<S3?>(null).HasValue}");
        try
        {
            Out.Line(Show(Thrower(s)));
        }
        catch (Exception x)
        {
            Out.Line(x.Message + Show(s));
        }

        Dictionary<S12, S40> map = new() { [c] = f };
        Out.Line($"{map[new() { A = 1, B = 2, C = 3 }].B.B} {map.ContainsKey(default)} {f.Equals(map[c])}");
    }

    private static S200 Thrower(S200 s)
    {
        s.F = 1234;
        return s.A.A.C == 77 ? throw new Exception("thrown ") : s;
    }
}
