// Program: Generic static constructors.

namespace Lume.Conformance.Programs.Statics;

internal static class GenericStaticConstructors
{
    private static class PerType<T>
    {
        public static readonly string Name;

        static PerType()
        {
            Name = typeof(T) == typeof(int) ? "int" : typeof(T).IsValueType ? "value" : "class";
            Log.Note("init " + Name);
        }
    }

    public static void Run()
    {
        Out.Line(PerType<int>.Name + PerType<string>.Name + PerType<int>.Name + PerType<object>.Name);
        Log.Show();
        Out.Line(Get<long>() + Get<string>());
        Log.Show();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Get<T>() => PerType<T>.Name;
}
