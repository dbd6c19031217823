// Program: Generic iterators.

namespace Lume.Conformance.Programs.Modern;

internal static class GenericIterators
{
    private sealed class Box<T>(T[] items)
    {
        public IEnumerable<(int Index, T Item)> Numbered()
        {
            int i = 0;
            foreach (T item in items)
            {
                yield return (i++, item);
            }
        }
    }

    public static void Run()
    {
        foreach ((int index, string item) in new Box<string>(["a", "b"]).Numbered())
        {
            Out.Line(item, index);
        }

        foreach ((int index, long item) in new Box<long>([10, Opaque.Of(20L)]).Numbered())
        {
            Out.Line("long", index, item);
        }
    }
}
