// Program: Mutual constructors.

namespace Lume.Conformance.Programs.Statics;

internal static class MutualConstructors
{
    private static class First
    {
        public static int Value = Second.Value + Opaque.Of(1);

        static First()
        {
        }
    }

    private static class Second
    {
        public static int Value = First.Value + Opaque.Of(10);

        static Second()
        {
        }
    }

    public static void Run() => Out.Line("values", First.Value, Second.Value);
}
