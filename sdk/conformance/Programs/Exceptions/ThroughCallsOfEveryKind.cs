// Program: Through calls of every kind.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ThroughCallsOfEveryKind
{
    private interface IThrow
    {
        void Go();
    }

    private class Thrower : IThrow
    {
        public virtual void Go() => throw new CustomException("virtual");

        public void Generic<T>(T value) => throw new CustomException(value is string ? "generic string" : "generic value");

        public T Virtual<T>() => throw new CustomException("returning");
    }

    private struct Struct : IThrow
    {
        public void Go() => throw new CustomException("struct");
    }

    public static unsafe void Run()
    {
        Thrower t = new();
        Try(t.Go);
        Try(() => ((IThrow)t).Go());
        Try(() => t.Generic("x"));
        Try(() => t.Generic(5));
        Try(() => t.Virtual<(int, string)>());
        Try(() => ((IThrow)new Struct()).Go());
        Try(() => Constrained(new Struct()));
        Action a = () => { };
        a += () => throw new CustomException("multicast");
        Try(a);
        Try(() =>
        {
            delegate*<void> f = &Plain;
            f();
        });
        Try(() =>
        {
            foreach (int i in Iterate())
            {
                Out.Line("item", i);
            }
        });
    }

    private static void Constrained<T>(T value)
        where T : IThrow => value.Go();

    private static void Plain() => throw new CustomException("pointer");

    private static IEnumerable<int> Iterate()
    {
        yield return 1;
        throw new CustomException("iterator");
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (CustomException e)
        {
            Out.Line("caught " + e.Message);
        }
    }
}
