// Program: Statics per instantiation.

namespace Lume.Conformance.Programs.Generics;

internal static class StaticsPerInstantiation
{
    private static class Counter<T>
    {
        public static int Count;
        public static string Name = typeof(T).IsValueType ? "value" : "reference";
        public static T? Last;
    }

    public static void Run()
    {
        Add(1);
        Add(2);
        Add("a");
        Add(new object());
        Add("b");
        Add(3L);
        Out.Line("counts", Counter<int>.Count, Counter<string>.Count, Counter<object>.Count);
        Out.Line("long", Counter<long>.Count, Counter<long>.Last, Counter<byte>.Count);
        Out.Line(Counter<int>.Name, Counter<string>.Name);
        Out.Line("last", Counter<string>.Last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add<T>(T value)
    {
        Counter<T>.Count++;
        Counter<T>.Last = value;
    }
}
