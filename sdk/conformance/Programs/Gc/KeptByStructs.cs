// Program: Kept by structs.

namespace Lume.Conformance.Programs.Gc;

internal static class KeptByStructs
{
    private struct Inner
    {
        public string Name;
        public long Number;
        public object Box;
    }

    private struct Outer
    {
        public long Before;
        public Inner A;
        public Inner B;
    }

    public static void Run()
    {
        Outer local = Make("local");
        Outer[] array = [Make("x"), Make("y"), Make("z")];
        object boxed = Make("boxed");
        InteriorReferences.Churn();
        Outer back = (Outer)boxed;
        Out.Line(local.A.Name + (string)local.B.Box, local.Before);
        Out.Line(array[2].A.Name + array[1].B.Name + back.B.Name, array[0].B.Number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outer Make(string s) => new()
    {
        Before = s.Length,
        A = new Inner { Name = s + "A", Box = s + "boxA" },
        B = new Inner { Name = s + "B", Number = s.Length * 10, Box = s + "boxB" },
    };
}
