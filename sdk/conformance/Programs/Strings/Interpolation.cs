// Program: Interpolation.

namespace Lume.Conformance.Programs.Strings;

internal static class Interpolation
{
    public static void Run()
    {
        int n = Opaque.Of(42);
        long l = Opaque.Of(-7L);
        string name = Opaque.Ref("lume");
        Out.Line($"{name} {n} {l} {n == 42} {'c'}");
        Out.Line($"[{n,6}] [{n,-6}] [{name,8}]");
        Out.Line($"{n:x} {n:X4} {n:D5} {l:D3}");
        Out.Line($"nested {$"<{n}>"} {{braces}}");
        Out.Line($"{(object)n} {null} {(int?)5}");
        Out.Line($"{ulong.MaxValue} {long.MinValue} {(byte)200} {(sbyte)-100}");
    }
}
