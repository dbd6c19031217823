// Program: Generic classes.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericClasses
{
    private class Stack<T>
    {
        private T[] _items = new T[2];
        private int _count;

        public int Count => _count;

        public void Push(T item)
        {
            if (_count == _items.Length)
            {
                T[] bigger = new T[_count * 2];
                Array.Copy(_items, bigger, _count);
                _items = bigger;
            }

            _items[_count++] = item;
        }

        public T Pop()
        {
            T item = _items[--_count];
            _items[_count] = default!;
            return item;
        }
    }

    private sealed class CountingStack<T> : Stack<T>
    {
        public int Pushes;

        public void PushTwice(T item)
        {
            Push(item);
            Push(item);
            Pushes += 2;
        }
    }

    public static void Run()
    {
        Stack<int> numbers = new();
        for (int i = 0; i < 10; i++)
        {
            numbers.Push(i * Opaque.Of(3));
        }

        Out.Line("numbers", numbers.Pop(), numbers.Pop(), numbers.Count);
        CountingStack<string> texts = new();
        texts.PushTwice("a");
        texts.PushTwice("b");
        Out.Line(texts.Pop() + texts.Pop() + texts.Pop(), texts.Pushes);
        Stack<(int, string)> tuples = new();
        tuples.Push((1, "one"));
        Out.Line(tuples.Pop().Item2);
    }
}
