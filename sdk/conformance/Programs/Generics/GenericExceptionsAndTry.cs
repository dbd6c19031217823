// Program: Generic exceptions and try.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericExceptionsAndTry
{
    private sealed class Failure<T>(T data) : Exception
    {
        public T Data2 { get; } = data;
    }

    public static void Run()
    {
        Out.Line("int", Catch<int>(() => throw new Failure<int>(Opaque.Of(5))));
        Out.Line("string", Catch<string>(() => throw new Failure<string>("text")) ?? "null");
        try
        {
            Catch<int>(() => throw new Failure<long>(7));
        }
        catch (Failure<long> f)
        {
            Out.Line("passed through", f.Data2);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Catch<T>(Func<T> body)
    {
        try
        {
            return body();
        }
        catch (Failure<T> f)
        {
            return f.Data2;
        }
    }
}
