// Program: Generic delegates.

namespace Lume.Conformance.Programs.Delegates;

internal static class GenericDelegates
{
    private delegate TResult Transform<in T, out TResult>(T value);

    public static void Run()
    {
        Transform<int, string> f = n => n > 5 ? "big" : "small";
        Out.Line(f(Opaque.Of(9)));
        Transform<object, string> g = o => o is string s ? s : "object";
        Transform<string, object> h = g;
        Out.Line((string)h("variance"));
        Func<long, long> twice = Twice;
        Func<string, string> same = Twice;
        Out.Line(same("t"), twice(4));
        Out.Line("static generic", new Holder<byte>().Make()(200), new Holder<long>().Make()(1L << 40));
    }

    private static T Twice<T>(T value) => value;

    private sealed class Holder<T>
    {
        public Func<T, T> Make() => Pass;

        private T Pass(T value) => value;
    }
}
