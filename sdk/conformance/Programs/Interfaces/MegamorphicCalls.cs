// Program: Megamorphic calls.

namespace Lume.Conformance.Programs.Interfaces;

internal static class MegamorphicCalls
{
    private interface IValue
    {
        int Value();
    }

    private sealed class A : IValue { public int Value() => 1; }

    private sealed class B : IValue { public int Value() => 2; }

    private sealed class C : IValue { public int Value() => 3; }

    private sealed class D : IValue { public int Value() => 5; }

    private sealed class E : IValue { public int Value() => 7; }

    private sealed class F<T> : IValue { public int Value() => typeof(T).IsValueType ? 11 : 13; }

    public static void Run()
    {
        IValue[] values = [new A(), new B(), new C(), new D(), new E(), new F<int>(), new F<string>()];
        long sum = 0;
        for (int i = 0; i < 700; i++)
        {
            sum = (sum * 3 % 1000003) + values[(i * 5) % values.Length].Value();
        }

        Out.Line("sum", sum);
    }
}
