// Program: Interior references.

namespace Lume.Conformance.Programs.Gc;

internal static class InteriorReferences
{
    private sealed class Holder
    {
        public long Before = 1;
        public int Value = 5;
        public long After = 2;
    }

    public static void Run()
    {
        ref int field = ref MakeField(Opaque.Of(42));
        ref string element = ref MakeElement("element");
        Churn();
        field++;
        element += "!";
        Churn();
        Out.Line(element, field);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref int MakeField(int value)
    {
        Holder h = new() { Value = value };
        return ref h.Value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref string MakeElement(string s)
    {
        string[] array = new string[100];
        array[70] = s + s.Length;
        return ref array[70];
    }

    internal static void Churn()
    {
        for (int i = 0; i < 200; i++)
        {
            object o = i % 2 == 0 ? new int[i % 30] : new string('c', i % 20);
        }

        GC.Collect();
    }
}
