// Program: Throwing constructors.

namespace Lume.Conformance.Programs.Statics;

internal static class ThrowingConstructors
{
    private static class Bad
    {
        public static int Value;

        static Bad()
        {
            Log.Note("bad");
            Value = Opaque.Of(1) / Opaque.Of(0);
        }
    }

    public static void Run()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Out.Line("no", Bad.Value);
            }
            catch (TypeInitializationException e)
            {
                Out.Caught("outer", e);
                Out.Caught("inner", e.InnerException!);
            }
        }

        Log.Show();
    }
}
