// Program: Record copies.

namespace Lume.Conformance.Programs.Modern;

internal static class RecordCopies
{
    private record Settings(string Name, int Level)
    {
        public int[] Data { get; init; } = [1, 2];

        public int Twice => Level * 2;
    }

    private sealed record Special(string Name, int Level, bool Extra) : Settings(Name, Level);

    public static void Run()
    {
        Settings a = new("a", Opaque.Of(1));
        Settings b = a with { Level = 5 };
        Out.Line(b.Name, a.Level, b.Level, b.Twice);
        Out.Line("shared", ReferenceEquals(a.Data, b.Data));
        Settings s = new Special("s", 3, true);
        Settings t = s with { Name = "t" };
        Out.Line(t.Name, t is Special { Extra: true } ? 1 : 0);
        (string name, int level) = t;
        Out.Line(name, level);
    }
}
