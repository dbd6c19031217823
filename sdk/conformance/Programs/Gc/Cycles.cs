// Program: Cycles.

namespace Lume.Conformance.Programs.Gc;

internal static class Cycles
{
    private sealed class Person(string name)
    {
        public readonly string Name = name;
        public readonly List<Person> Friends = [];
        public Person? Best;
    }

    public static void Run()
    {
        Person[] people = new Person[20];
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < people.Length; i++)
            {
                people[i] = new Person("p" + round + i);
            }

            for (int i = 0; i < people.Length; i++)
            {
                people[i].Best = people[(i + 1) % people.Length];
                people[i].Friends.Add(people[(i * 7) % people.Length]);
                people[i].Friends.Add(people[i]);
            }

            GC.Collect();
        }

        Person at = people[0];
        string text = "";
        for (int i = 0; i < 25; i++)
        {
            at = i % 3 == 0 ? at.Friends[0] : at.Best!;
            text += at.Name[^1];
        }

        Out.Line(text);
    }
}
