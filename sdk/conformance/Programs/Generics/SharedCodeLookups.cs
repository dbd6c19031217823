// Program: Shared code lookups.

namespace Lume.Conformance.Programs.Generics;

internal static class SharedCodeLookups
{
    private class A { public override string ToString() => "A"; }

    private class B { public override string ToString() => "B"; }

    private sealed class Factory<T>
        where T : class, new()
    {
        public T[] MakeArray(int n)
        {
            T[] array = new T[n];
            for (int i = 0; i < n; i++)
            {
                array[i] = new T();
            }

            return array;
        }

        public bool Is(object o) => o is T;

        public T Cast(object o) => (T)o;

        public List<T> MakeList() => [new T()];

        public Type Type => typeof(T);

        public Func<T> Maker => () => new T();
    }

    public static void Run()
    {
        Test(new Factory<A>(), new A(), new B());
        Test(new Factory<B>(), new B(), new A());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Test<T>(Factory<T> factory, object right, object wrong)
        where T : class, new()
    {
        Out.Line(factory.MakeArray(2)[1].ToString() + factory.MakeList()[0] + factory.Maker());
        Out.Line("is", factory.Is(right) ? 1 : 0, factory.Is(wrong) ? 1 : 0);
        Out.Line("type", factory.Type == right.GetType());
        try
        {
            factory.Cast(wrong);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("cast", e);
        }
    }
}
