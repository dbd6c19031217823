// Program: Delegates over generic virtual methods.

namespace Lume.Conformance.Programs.Generics;

internal static class VirtualsAsDelegates
{
    private class Maker
    {
        protected int Made;

        public virtual T Pass<T>(T value)
        {
            Made++;
            return value;
        }

        public virtual int Count<T>() => Made;
    }

    private sealed class Loud : Maker
    {
        public override T Pass<T>(T value)
        {
            Made += 10;
            return base.Pass(value);
        }

        public override int Count<T>() => typeof(T).IsValueType ? Made : -Made;
    }

    private interface IFold
    {
        A Fold<A>(A seed, Func<A, int, A> step);
    }

    private sealed class Numbers(int to) : IFold
    {
        public A Fold<A>(A seed, Func<A, int, A> step)
        {
            for (int i = 1; i <= to; i++)
            {
                seed = step(seed, i);
            }

            return seed;
        }
    }

    private delegate A Folder<A>(A seed, Func<A, int, A> step);

    public static void Run()
    {
        foreach (Maker maker in (Maker[])[new Maker(), new Loud()])
        {
            Func<int, int> ints = maker.Pass;
            Func<string, string> texts = maker.Pass;
            Func<(long, string), (long, string)> pairs = maker.Pass;
            Func<int> values = maker.Count<int>, classes = maker.Count<object>;
            Out.Line(texts("text"), ints(Opaque.Of(5)), pairs((6, "x")).Item1);
            Out.Line("counts", values(), classes());
            Out.Line("equal", ints.Equals((Func<int, int>)maker.Pass));
            Out.Line("target", ReferenceEquals(texts.Target, maker));
        }

        IFold fold = new Numbers(Opaque.Of(5));
        Folder<int> sum = fold.Fold;
        Folder<string> join = fold.Fold;
        Folder<List<int>> list = fold.Fold;
        Out.Line(join("", (s, i) => s + (char)('0' + i)), sum(0, (a, i) => a + i), list([], Add).Count);
        Out.Line("generic", Through<long>(fold, 1, (a, i) => a * i));
        Out.Line(Through<string>(fold, ">", (a, i) => a + "."));
    }

    private static List<int> Add(List<int> list, int item)
    {
        list.Add(item);
        return list;
    }

    // The delegate's method is found through the caller's own generic context.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static A Through<A>(IFold fold, A seed, Func<A, int, A> step)
    {
        Folder<A> folder = fold.Fold;
        return folder(seed, step);
    }
}
