// Program: Builders.

using System.Text;

namespace Lume.Conformance.Programs.Strings;

internal static class Builders
{
    public static void Run()
    {
        StringBuilder b = new();
        b.Append("one").Append(2).Append(' ').Append(true).Append('c');
        b.Append(Opaque.Of(-5L));
        b.Insert(0, ">");
        Out.Line(b.ToString(), b.Length);
        b.Length = 4;
        b.Append('x', 3);
        Out.Line(b.ToString());
        b.Clear();
        for (int i = 0; i < 100; i++)
        {
            b.Append(i % 10);
        }

        string s = b.ToString();
        Out.Line(s[90..], s.Length);
    }
}
