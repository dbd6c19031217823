// Program: Interfaces on arrays.

namespace Lume.Conformance.Programs.Interfaces;

internal static class InterfacesOnArrays
{
    public static void Run()
    {
        int[] numbers = [3, 1, 2];
        IList<int> list = Opaque.Ref<IList<int>>(numbers);
        Out.Line("list", list.Count, list[1], list.IndexOf(2));
        IReadOnlyList<int> read = numbers;
        int sum = 0;
        foreach (int n in (IEnumerable<int>)Opaque.Ref(numbers))
        {
            sum += n;
        }

        Out.Line("read", read.Count, read[0], sum);
        try
        {
            list.Add(4);
        }
        catch (NotSupportedException e)
        {
            Out.Caught("add", e);
        }

        ICollection<string> texts = Opaque.Ref<ICollection<string>>(new[] { "a", "b" });
        Out.Line("contains", texts.Contains("b"));
    }
}
