// Program: Kept by statics.

namespace Lume.Conformance.Programs.Gc;

internal static class KeptByStatics
{
    private static List<string>? s_list;
    private static object? s_boxed;
    private static (string Name, int[] Data) s_tuple;
    private static readonly Dictionary<string, object> s_map = [];

    private static class Generic<T>
    {
        public static T? Value;
    }

    public static void Run()
    {
        Fill();
        InteriorReferences.Churn();
        Out.Line(s_list![1] + s_tuple.Name, (int)s_boxed!, s_tuple.Data[2]);
        Out.Line((string)s_map["k1"] + Generic<string>.Value, Generic<long[]>.Value![1]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill()
    {
        s_list = ["a" + Opaque.Of(1), "b" + Opaque.Of(2)];
        s_boxed = Opaque.Of(77);
        s_tuple = ("t" + Opaque.Of(3), [1, 2, 3]);
        s_map["k" + Opaque.Of(1)] = "v" + Opaque.Of(4);
        Generic<string>.Value = "g" + Opaque.Of(5);
        Generic<long[]>.Value = [5, 6];
    }
}
