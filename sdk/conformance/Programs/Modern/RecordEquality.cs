// Program: Record equality.

namespace Lume.Conformance.Programs.Modern;

internal static class RecordEquality
{
    private record Person(string Name, int Age);

    private sealed record Employee(string Name, int Age, string Title) : Person(Name, Age);

    public static void Run()
    {
        Person a = new("Ann", Opaque.Of(30));
        Person b = new(new string(['A', 'n', 'n']), 30);
        Person c = new Employee("Ann", 30, "Boss");
        Out.Line("equal", a == b);
        Out.Line("hash", a.GetHashCode() == b.GetHashCode());
        Out.Line("derived", a == c);
        Out.Line("derived", c.Equals(new Employee("Ann", 30, "Boss")));
        Out.Line("null", a == null);
        Out.Line("identity", ReferenceEquals(a, b));
    }
}
