// Program: The names of types: nested, generic, arrays, of objects without a ToString of their own, in messages of exceptions.

namespace Lume.Conformance.Programs.Classes;

internal static class TypeNames
{
    private enum Colour
    {
        Red,
    }

    private struct Pair<TFirst, TSecond>
    {
        public TFirst First;
        public TSecond Second;
    }

    private class Plain;

    private class Outer<T>
    {
        public class Inner;

        public struct Deep<TOther>
        {
            public T? First;
            public TOther Second;
        }
    }

    private sealed class OwnException : Exception;

    private sealed class TextException(string message) : Exception(message);

    private static string NameOf<T>() => typeof(T).Name + " " + typeof(T);

    public static void Run()
    {
        object[] objects =
        [
            1, 'c', 2.5, "text", true, (byte)1, (nint)3, Colour.Red, new Plain(), new Outer<int>(), new Outer<string>.Inner(), new Outer<Plain>.Deep<long>(),
            new Pair<int, string>(), new int[1], new string[1][], new Colour[2, 2], new List<Plain>(), new Dictionary<string, List<int>>(), (1, "b"), new object(), new Pair<Plain, int>[0],
        ];
        foreach (object o in objects)
        {
            Type type = o.GetType();
            Out.Line($"{type.Name} | {type.Namespace} | {type}");
        }

        Out.Line(new Plain().ToString());
        Out.Line(new Outer<Plain[]>.Inner() + "!");
        Out.Line(default(Pair<long, Colour>).ToString());
        Out.Line(new List<int>().ToString());
        Out.Line(NameOf<int?>());
        Out.Line(NameOf<IEnumerable<string>>());
        Out.Line(NameOf<Action<int, Plain>>());
        Out.Line(NameOf<Plain>());
        Out.Line(typeof(void).Name + typeof(int*).Name + typeof(IComparable).FullName);
        Out.Line(typeof(List<>).Name + " " + typeof(Outer<>.Deep<>));
        Out.Line(typeof(Dictionary<,>).FullName);
        Out.Line(typeof(Plain).FullName);
        Out.Line(typeof(Plain[,,]).FullName);
        foreach (Exception e in (Exception[])[new OwnException(), new TextException("why"), new Exception(), new InvalidOperationException(), new ArgumentNullException("x"), new KeyNotFoundException(), new NotSupportedException()])
        {
            Out.Line(e.ToString());
        }
    }
}
