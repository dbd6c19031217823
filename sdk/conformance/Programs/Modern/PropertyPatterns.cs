// Program: Property patterns.

namespace Lume.Conformance.Programs.Modern;

internal static class PropertyPatterns
{
    private sealed class Person
    {
        public string Name = "";
        public int Age;
        public Person? Boss;

        public bool IsAdult => Age >= 18;
    }

    public static void Run()
    {
        Person boss = new() { Name = "Boss", Age = 50 };
        foreach (Person? p in (Person?[])[boss, new() { Name = "Kid", Age = Opaque.Of(5) }, new() { Name = "Worker", Age = 30, Boss = boss }, null])
        {
            Out.Line(Describe(p));
        }
    }

    private static string Describe(Person? p) => p switch
    {
        { Boss.Name: "Boss", Age: var age and > 20 } => "works for boss at " + age,
        { IsAdult: false, Name: [var first, ..] } => "child " + first,
        { Boss: null } => "own boss",
        null => "nobody",
        _ => "somebody",
    };
}
