// Program: Nested and partial.

namespace Lume.Conformance.Programs.Classes;

internal static class NestedAndPartial
{
    private partial class Outer
    {
        private int _secret = 5;

        public class Inner
        {
            public int Steal(Outer o) => o._secret++;

            public class Deeper
            {
                public static int Count = 3;
            }
        }

        public partial int Get();
    }

    private partial class Outer
    {
        public partial int Get() => _secret;
    }

    public static void Run()
    {
        Outer o = new();
        Out.Line("stolen", new Outer.Inner().Steal(o), o.Get(), ++Outer.Inner.Deeper.Count);
    }
}
