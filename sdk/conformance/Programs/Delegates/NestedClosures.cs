// Program: Nested closures.

namespace Lume.Conformance.Programs.Delegates;

internal static class NestedClosures
{
    public static void Run()
    {
        Func<int, Func<int, Func<int, int>>> curry = a => b => c => (a * 100) + (b * 10) + c;
        Out.Line("curried", curry(Opaque.Of(1))(2)(3));
        int outer = 1;
        Action act = () =>
        {
            int inner = 10;
            Action deeper = () =>
            {
                outer += inner;
                inner *= 2;
            };
            deeper();
            deeper();
            Out.Line("inner", inner);
        };
        act();
        act();
        Out.Line("outer", outer);
        Out.Line("y", Fix<int, int>(self => n => n < 2 ? 1 : n * self(n - 1))(Opaque.Of(6)));
    }

    private static Func<T, TResult> Fix<T, TResult>(Func<Func<T, TResult>, Func<T, TResult>> f) => x => f(Fix(f))(x);
}
