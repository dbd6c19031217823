// Program: Generic interfaces.

namespace Lume.Conformance.Programs.Interfaces;

internal static class GenericInterfaces
{
    private interface IBox<T>
    {
        T Get();

        void Set(T value);
    }

    private sealed class Box<T> : IBox<T>
    {
        private T _value = default!;

        public T Get() => _value;

        public void Set(T value) => _value = value;
    }

    private sealed class Two : IBox<int>, IBox<string>
    {
        private int _number;

        int IBox<int>.Get() => _number;

        string IBox<string>.Get() => "n" + (_number > 0 ? "+" : "-");

        void IBox<int>.Set(int value) => _number = value;

        void IBox<string>.Set(string value) => _number = value.Length;
    }

    public static void Run()
    {
        IBox<int> numbers = new Box<int>();
        IBox<string> texts = new Box<string>();
        IBox<object> objects = new Box<object>();
        numbers.Set(Opaque.Of(5));
        texts.Set("five");
        objects.Set(numbers.Get());
        Out.Line(texts.Get(), numbers.Get(), (int)objects.Get());
        object two = new Two();
        ((IBox<string>)two).Set("four");
        Out.Line(((IBox<string>)two).Get(), ((IBox<int>)two).Get());
        Out.Line("is", two is IBox<int> ? 1 : 0, two is IBox<long> ? 1 : 0);
    }
}
