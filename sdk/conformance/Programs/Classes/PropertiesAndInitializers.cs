// Program: Properties and initializers.

namespace Lume.Conformance.Programs.Classes;

internal static class PropertiesAndInitializers
{
    private sealed class Person
    {
        public required string Name { get; init; }

        public int Age { get; set; } = 30;

        public List<string> Tags { get; } = [];

        public Person? Friend { get; set; }

        public string Summary => field ??= Name + "/" + Tags.Count.ToString();
    }

    public static void Run()
    {
        Person p = new()
        {
            Name = "Ada",
            Tags = { "a", "b" },
            Friend = new Person { Name = "Bob", Age = Opaque.Of(7) },
        };
        p.Age += p.Friend.Age;
        Out.Line(p.Summary, p.Age);
        p.Tags.Add("c");
        Out.Line(p.Summary, p.Tags.Count);
        Out.Line(p.Friend?.Friend?.Name ?? "nobody", p.Friend?.Age ?? 0);
    }
}
