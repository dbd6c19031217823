// Program: Generic interface over structs.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericInterfaceOverStructs
{
    private interface IConvert<TFrom, TTo>
    {
        TTo Convert(TFrom value);
    }

    private readonly struct Doubler : IConvert<int, long>, IConvert<string, string>
    {
        public long Convert(int value) => value * 2L;

        public string Convert(string value) => value + value;
    }

    public static void Run()
    {
        Out.Line("int", Apply<Doubler, int, long>(default, Opaque.Of(int.MaxValue)));
        Out.Line(Apply<Doubler, string, string>(default, "ab"));
        IConvert<int, long> boxed = new Doubler();
        Out.Line("boxed", boxed.Convert(21));
        Out.Line(Apply<IConvert<string, string>, string, string>(new Doubler(), "cd"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TTo Apply<T, TFrom, TTo>(T converter, TFrom value)
        where T : IConvert<TFrom, TTo> => converter.Convert(value);
}
