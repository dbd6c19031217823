// Program: Switch statement patterns.

namespace Lume.Conformance.Programs.Modern;

internal static class SwitchStatementPatterns
{
    public static void Run()
    {
        object[] items = [1, "two", 3L, new List<int> { 4, 5 }, 'x', 6.0];
        int total = 0;
        foreach (object item in items)
        {
            switch (item)
            {
                case int n:
                    total += n;
                    break;
                case string { Length: > 2 } s:
                    total += s.Length * 10;
                    break;
                case List<int> list when list.Count > Opaque.Of(1):
                    total += list[1] * 100;
                    goto case 'x';
                case 'x':
                    total += 1000;
                    break;
                case long l and > 2:
                    total += (int)l * 5;
                    break;
                default:
                    total -= 1;
                    break;
            }
        }

        Out.Line("total", total);
    }
}
