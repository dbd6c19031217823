// Program: Deconstruction.

namespace Lume.Conformance.Programs.Modern;

internal static class Deconstruction
{
    private sealed class Date(int y, int m, int d)
    {
        public void Deconstruct(out int year, out int month, out int day) => (year, month, day) = (y, m, d);
    }

    public static void Run()
    {
        (int year, _, int day) = new Date(2024, 5, Opaque.Of(6));
        Out.Line("date", year, day);
        int[] a = [1, 2];
        int i = 0;
        (a[i], i) = (50, 1);
        (a[i], _) = (60, 0);
        Out.Numbers("array", a);
        (int x, (int y, string z)) = (1, (2, "three"));
        Out.Line(z, x, y);
        foreach ((string key, int value) in new Dictionary<string, int> { ["k"] = 7 })
        {
            Out.Line(key, value);
        }
    }
}
