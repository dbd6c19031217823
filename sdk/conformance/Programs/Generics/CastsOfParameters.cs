// Program: is, as and casts with type parameters over classes, structs, nullables, arrays, delegates and interfaces.

namespace Lume.Conformance.Programs.Generics;

internal static class CastsOfParameters
{
    private interface IThing { }
    private class Thing : IThing { }
    private sealed class Sub : Thing { }
    private struct Value : IThing { public int N; }
    private enum Small : byte { A, B }

    private static string Is<T>(object? o) => o is T ? "1" : "0";
    private static string As<T>(object? o) where T : class => o as T is not null ? "1" : "0";
    private static string Nullable<T>(object? o) where T : struct => (o as T?).HasValue ? "1" : "0";
    private static string Cast<T>(object? o) { try { return (T)o! is null ? "n" : "1"; } catch (InvalidCastException) { return "0"; } catch (NullReferenceException) { return "N"; } }
    private static string Pattern<T>(T value) => value switch { int i => "i" + i, string s => "s" + s, IThing and Thing => "thing", IThing => "ithing", null => "null", _ => "?" };
    private static T? Default<T>() => default;
    private static bool IsDefault<T>(T value) => EqualityComparer<T>.Default.Equals(value, default!);
    private static U Reinterpret<T, U>(T value) => (U)(object)value!;
    private static bool Same<T, U>() => typeof(T) == typeof(U);

    public static void Run()
    {
        object?[] objects = [null, 1, 1L, "s", new Thing(), new Sub(), new Value { N = 3 }, Small.B, new int[1], new uint[1], new string[1], new Thing[1], (Func<string>)(() => ""), new List<string>(), (1, "x"), (int?)5, 'c', 1.5];
        foreach (object? o in objects)
        {
            Out.Line(Is<int>(o) + Is<int?>(o) + Is<long>(o) + Is<string>(o) + Is<object>(o) + Is<Thing>(o) + Is<IThing>(o) + Is<Value>(o) + Is<Small>(o) + Is<byte>(o) + Is<int[]>(o) + Is<uint[]>(o) + Is<object[]>(o) + Is<IThing[]>(o)
                + Is<Func<object>>(o) + Is<IEnumerable<object>>(o) + Is<(int, string)>(o) + Is<IComparable>(o) + Is<Enum>(o) + Is<ValueType>(o) + Is<Delegate>(o) + Is<Array>(o) + Is<char>(o) + Is<IEquatable<double>>(o));
            Out.Line(As<string>(o) + As<Thing>(o) + As<IThing>(o) + As<object[]>(o) + As<Func<object>>(o) + As<IList<IThing>>(o) + Nullable<int>(o) + Nullable<Value>(o) + Nullable<Small>(o)
                + Cast<int>(o) + Cast<int?>(o) + Cast<string>(o) + Cast<IThing>(o) + Cast<Value>(o) + Cast<Small>(o) + Cast<object[]>(o) + Cast<int[]>(o));
        }

        Out.Line(Pattern(5) + Pattern("t") + Pattern<object>(7) + Pattern(new Sub()) + Pattern(new Value()) + Pattern<int?>(null) + Pattern<int?>(8) + Pattern<Thing?>(null) + Pattern(2L));
        Out.Line($"{Default<int>()} {Default<string>() is null} {Default<int?>() is null} {IsDefault(0)} {IsDefault("")} {IsDefault<Value>(default)} {IsDefault(Small.A)} {Reinterpret<int, int>(5)} {Reinterpret<string, object>("q")} {Same<int, int>()} {Same<string, object>()} {Same<List<string>, List<string>>()} {Cast<int>(Small.B)} {Is<Small>(1)}");
    }
}
