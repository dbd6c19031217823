// Program: Priority by hand.

namespace Lume.Conformance.Programs.Collections;

internal static class PriorityByHand
{
    private sealed class Heap<T>(Comparison<T> comparison)
    {
        private readonly List<T> _items = [];

        public int Count => _items.Count;

        public void Add(T item)
        {
            _items.Add(item);
            for (int i = _items.Count - 1; i > 0 && comparison(_items[i], _items[(i - 1) / 2]) < 0; i = (i - 1) / 2)
            {
                (_items[i], _items[(i - 1) / 2]) = (_items[(i - 1) / 2], _items[i]);
            }
        }

        public T Take()
        {
            T top = _items[0];
            _items[0] = _items[^1];
            _items.RemoveAt(_items.Count - 1);
            int i = 0;
            while (true)
            {
                int child = (2 * i) + 1;
                if (child >= _items.Count)
                {
                    return top;
                }

                child += child + 1 < _items.Count && comparison(_items[child + 1], _items[child]) < 0 ? 1 : 0;
                if (comparison(_items[i], _items[child]) <= 0)
                {
                    return top;
                }

                (_items[i], _items[child]) = (_items[child], _items[i]);
                i = child;
            }
        }
    }

    public static void Run()
    {
        Heap<(int Cost, string Name)> heap = new((a, b) => a.Cost - b.Cost);
        for (int i = 0; i < 20; i++)
        {
            heap.Add((i * 37 % 20, "n" + i));
        }

        string text = "";
        while (heap.Count > Opaque.Of(10))
        {
            text += heap.Take().Name;
        }

        Out.Line(text);
    }
}
