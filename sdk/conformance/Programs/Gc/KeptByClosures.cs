// Program: Kept by closures.

namespace Lume.Conformance.Programs.Gc;

internal static class KeptByClosures
{
    public static void Run()
    {
        Func<string> f = Make(Opaque.Of(5));
        Action<int> chain = MakeChain();
        InteriorReferences.Churn();
        chain(3);
        Out.Line(f());
        IEnumerator<string> e = Iterate("it" + Opaque.Of(9)).GetEnumerator();
        e.MoveNext();
        InteriorReferences.Churn();
        e.MoveNext();
        Out.Line(e.Current);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Func<string> Make(int n)
    {
        string text = "captured" + n;
        int[] data = [n, n + 1];
        return () => text + data[1];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Action<int> MakeChain()
    {
        string a = "chain" + Opaque.Of(1);
        Action<int> first = n => Out.Line(a, n);
        string b = "link" + Opaque.Of(2);
        first += n => Out.Line(b, n * 2);
        return first;
    }

    private static IEnumerable<string> Iterate(string s)
    {
        string kept = s + "-kept";
        yield return s;
        yield return kept;
    }
}
