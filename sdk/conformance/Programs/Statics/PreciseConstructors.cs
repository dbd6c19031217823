// Program: Precise constructors.

namespace Lume.Conformance.Programs.Statics;

internal static class PreciseConstructors
{
    private static class Lazy
    {
        public static int Value;

        static Lazy()
        {
            Log.Note("lazy");
            Value = Opaque.Of(42);
        }

        public static void Touch()
        {
        }
    }

    public static void Run()
    {
        Log.Note("before");
        Lazy.Touch();
        Log.Note("after");
        Out.Line("value", Lazy.Value);
        Lazy.Touch();
        Log.Show();
    }
}
