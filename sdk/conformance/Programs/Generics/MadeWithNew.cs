// Program: new T() in generic virtual methods.

namespace Lume.Conformance.Programs.Generics;

internal static class MadeWithNew
{
    private class P { public int N = 3; public P() => N += 4; }
    private sealed class Q : P { public Q() => N += 10; }
    private sealed class R<T> { public int N = typeof(T) == typeof(P) ? 1 : 2; }
    private struct S { public int N; public S() => N = 77; }
    private struct Z { public int N; }
    private struct G<T> { public int N; public T? Value; public string Text; public G() { N = typeof(T) == typeof(P) ? 5 : 6; Text = "g" + N; } }

    private abstract class Factory
    {
        public abstract T Make<T>() where T : new();
        public abstract T[] Many<T>(int n) where T : new();
        public abstract object Nested<T>() where T : new();
        public abstract string Deep<T>() where T : new();
    }

    private sealed class Real : Factory
    {
        public override T Make<T>() => new();

        public override T[] Many<T>(int n)
        {
            T[] all = new T[n];
            for (int i = 0; i < n; i++)
            {
                all[i] = new T();
            }

            return all;
        }

        public override string Deep<T>() => Make<G<R<T>>>().Text + Make<G<T[]>>().N + new G<List<T>>().Text + Many<G<T>>(2)[1].Text;

        public override object Nested<T>() => (Make<T>(), Many<T>(2), Make<R<T>>());
    }

    public static void Run()
    {
        Factory f = Opaque.Ref<Factory>(new Real());
        Out.Line("P", f.Make<P>().N, f.Make<Q>().N, f.Many<Q>(3)[2].N);
        Out.Line("S", f.Make<S>().N, f.Make<Z>().N);
        Out.Line("R", f.Make<R<P>>().N, f.Make<R<Q>>().N);
        Out.Line("G", f.Make<G<P>>().N, f.Make<G<Q>>().N, f.Make<G<int>>().N);
        Out.Line(f.Make<G<P>>().Text, f.Make<G<string>>().Text);
        Out.Line(f.Deep<P>(), f.Deep<Q>());
        Out.Line("list", f.Make<List<Q>>().Count);
        var n = ((P, P[], R<P>))f.Nested<P>();
        Out.Line("nested", n.Item1.N, n.Item2.Length, n.Item3.N);
        Out.Line("activator", Activator.CreateInstance<Q>().N);
    }
}
