// Program: ref returns, ref locals, ref readonly, ref fields, ref ternaries, reassigned refs, scoped refs and in parameters.

namespace Lume.Conformance.Programs.Structs;

internal static class RefReturnsAndLocals
{
    private struct Point(int x, int y)
    {
        public int X = x, Y = y;
        public readonly int Sum => X + Y;
        public void Move(int d) => X += d;

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ref int this[int i] => ref i == 0 ? ref X : ref Y;
    }

    private ref struct Cursor(Span<Point> all)
    {
        private readonly Span<Point> _all = all;
        private ref Point _current = ref all[0];
        private int _at;

        public ref Point Current => ref _current;

        public bool Next()
        {
            if (++_at >= _all.Length)
            {
                return false;
            }

            _current = ref _all[_at];
            return true;
        }
    }

    private sealed class Holder
    {
        private Point _p = new(1, 2);
        private readonly Point _fixed = new(5, 6);
        public ref Point P => ref _p;
        public ref readonly Point Fixed => ref _fixed;
        public void Touch() => _fixed.Move(3);
    }

    private static ref T Max<T>(ref T a, ref T b)
        where T : IComparable<T> => ref a.CompareTo(b) >= 0 ? ref a : ref b;

    private static ref int Find(int[] a, int wanted)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] == wanted)
            {
                return ref a[i];
            }
        }

        return ref Unsafe.NullRef<int>();
    }

    private static int ByIn(in Point p, in int n = 7)
    {
        p.Move(100);
        return p.Sum + n;
    }

    private static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);

    public static void Run()
    {
        int[] a = [3, 9, 4];
        Max(ref a[0], ref a[1]) = 1;
        ref int found = ref Find(a, 4);
        found *= 10;
        found = ref a[0];
        found++;
        Out.Line($"{a[0]} {a[1]} {a[2]} {Unsafe.IsNullRef(ref Find(a, 77))}");
        Point[] points = [new(1, 1), new(2, 2), new(3, 3)];
        Cursor c = new(points);
        do
        {
            c.Current.Move(10);
            c.Current[1] = c.Current[0] * 2;
        }
        while (c.Next());
        Out.Line($"{points[0].X} {points[1].Y} {points[2].Sum}");
        Holder h = new();
        h.P.Move(4);
        ref Point p = ref h.P;
        p[1] = 50;
        h.Touch();
        Out.Line($"{h.P.Sum} {h.Fixed.Sum} {ByIn(h.Fixed)} {ByIn(h.P, 1)} {h.P.Sum}");
        ref readonly Point ro = ref h.Fixed;
        Point copy = ro;
        copy.Move(1);
        Out.Line($"{ro.X} {copy.X}");
        string s = "a", t = "b";
        Swap(ref s, ref t);
        Swap(ref points[0], ref points[2]);
        Out.Line($"{s}{t} {points[0].X} {points[2].X}");
        (int, string) tuple = (1, "one");
        ref string item = ref tuple.Item2;
        item += "!";
        Out.Line($"{tuple} {Max(ref s, ref item)}");
        foreach (ref Point q in points.AsSpan())
        {
            q.Y = 0;
        }

        int total = 0;
        foreach (ref readonly Point q in (ReadOnlySpan<Point>)points)
        {
            total += q.Sum;
        }

        Out.Line("total", total);
    }
}
