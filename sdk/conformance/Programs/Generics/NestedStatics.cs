// Program: nested generic types with statics of their own, constructors per instantiation, static lambdas and caches.

namespace Lume.Conformance.Programs.Generics;

internal static class NestedStatics
{
    private class Outer<T>
        where T : notnull
    {
        public static int Count;
        public static readonly List<string> Trace = [];

        public class Inner<U>
        {
            public static int Count;
            public static readonly string Name = Describe();
            public static (T?, U?) Last;

            private static string Describe()
            {
                Trace.Add("inner");
                return (typeof(T) == typeof(string)) + "/" + (typeof(U) == typeof(int));
            }

            public class Deep
            {
                public static T?[] Items = new T?[2];
                public static readonly Func<T?, string> Format = static x => x is null ? "null" : x.ToString()!;

                static Deep() => Trace.Add("deep");

                public static U? Get() => default;
            }
        }

        public struct Value
        {
            public static Value Default = new() { Number = 3 };
            public int Number;
            public T Held;
        }

        public static class Cache
        {
            public static readonly Dictionary<T, int> Map = [];
            public static int Next(T key) => Map[key] = Map.TryGetValue(key, out int n) ? n + 1 : ++Count;
        }
    }

    private sealed class Derived : Outer<string>.Inner<int>
    {
        public static string Both => Name + Count;
    }

    public static void Run()
    {
        Outer<string>.Inner<int>.Count += 5;
        Outer<string>.Inner<object>.Count += 7;
        Outer<int>.Inner<int>.Count = 1;
        Out.Line($"{Outer<string>.Inner<int>.Count} {Outer<string>.Inner<object>.Count} {Outer<object>.Inner<int>.Count} {Outer<int>.Inner<int>.Count}");
        Out.Line(Outer<string>.Inner<int>.Name + " " + Outer<object>.Inner<string>.Name + " " + Derived.Both);
        Out.Line($"{Outer<string>.Trace.Count} {Outer<object>.Trace.Count} {Outer<int>.Trace.Count}");
        Out.Line(Outer<string>.Inner<long>.Deep.Format("x") + Outer<string>.Inner<long>.Deep.Items.Length + Outer<string>.Inner<long>.Deep.Get());
        Out.Line(Outer<int>.Inner<string>.Deep.Format(4) + Outer<int>.Inner<string>.Deep.Items.Length + (Outer<int>.Inner<string>.Deep.Get() is null));
        Out.Line($"{Outer<string>.Trace.Count} {Outer<int>.Trace.Count}");
        Out.Line($"{Outer<string>.Value.Default.Number} {Outer<long>.Value.Default.Held}");
        Outer<string>.Value.Default.Held = "h";
        Out.Line($"{Outer<string>.Value.Default.Held} {Outer<object>.Value.Default.Held is null}");
        Out.Line($"{Outer<string>.Cache.Next("a")} {Outer<string>.Cache.Next("b")} {Outer<string>.Cache.Next("a")} {Outer<int>.Cache.Next(9)} {Outer<(int, string)>.Cache.Next((1, "x"))} {Outer<string>.Count}");
        Outer<string>.Inner<int>.Last = ("l", 2);
        Out.Line($"{Outer<string>.Inner<int>.Last} {Outer<string>.Inner<uint>.Last}");
    }
}
