// Program: What shared code of generic virtual methods looks up: statics, arrays, types, casts, handlers.

namespace Lume.Conformance.Programs.Generics;

internal static class VirtualsWithDictionaries
{
    private static class Counter<T>
    {
        public static int Count;
        public static T? Last;
        public static readonly string Name = "counter of " + (typeof(T).IsValueType ? "values" : "classes");
    }

    private sealed class Failure<T>(T value) : Exception
    {
        public T Value => value;
    }

    private class Worker
    {
        public virtual string Work<T>(T value)
        {
            Counter<T>.Count++;
            Counter<T>.Last = value;
            return Counter<T>.Name;
        }

        public virtual T[] Many<T>(T value, int count)
        {
            T[] items = new T[count];
            Array.Fill(items, value);
            return items;
        }

        public virtual bool Is<T>(object? value) => value is T;

        public virtual T As<T>(object value) => (T)value;

        public virtual string Caught<T>(Action action)
        {
            try
            {
                action();
                return "nothing";
            }
            catch (Failure<T> failure)
            {
                return failure.Value is string s ? s : "a failure";
            }
        }

        public virtual string Next<T, U>(T first, U second, int depth) =>
            depth == 0 ? (typeof(T) == typeof(string) ? "string" : "other") : Next(second, first, depth - 1);

        public virtual int Inner<T>(T value)
        {
            List<T> list = [value, value];
            Dictionary<string, T> map = new() { ["k"] = value };
            return EqualityComparer<T>.Default.Equals(list[1], map["k"]) ? list.Count + map.Count : 0;
        }
    }

    private sealed class Second : Worker
    {
        public override string Work<T>(T value) => "second " + base.Work(value);

        public override T[] Many<T>(T value, int count) => base.Many(value, count + 1);
    }

    public static void Run()
    {
        // Types that only shared code of generic virtual methods would make are not in the image: docs/adr/0005.
        _ = Opaque.Ref<object>(new Failure<object>(1));
        _ = Opaque.Ref<object>(new Dictionary<string, string>());
        _ = Opaque.Ref<object>(new List<(int, string)>());
        _ = Opaque.Ref<object>(new Dictionary<string, (int, string)>());
        foreach (Worker w in (Worker[])[new Worker(), new Second()])
        {
            Out.Line(w.Work("a"), Counter<string>.Count);
            Out.Line(w.Work(Opaque.Of(1)), Counter<int>.Count);
            Out.Line(w.Work(new object()), Counter<object>.Count);
            Out.Line(w.Work<(string, int)>(("p", 3)), Counter<(string, int)>.Count);
            Out.Line(Counter<string>.Last, Counter<int>.Last, Counter<(string, int)>.Last.Item2);
            Out.Line("arrays", w.Many("s", 2).Length, w.Many(4L, 3)[2]);
            Out.Line("covariant", ((object[])w.Many("s", 1)).Length);
            Out.Line("is", w.Is<string>("s"));
            Out.Line("is not", w.Is<List<int>>(new List<string>()));
            Out.Line("boxed", w.Is<int>(Opaque.Of(5)) && !w.Is<long>(5));
            Out.Line(w.As<string>("cast"), w.As<int>(17));
            Bad(w);
            Out.Line(w.Caught<string>(() => throw new Failure<string>("expected")));
            Out.Line(w.Caught<int>(() => throw new Failure<int>(3)));
            Out.Line(w.Next("a", 1, 3));
            Out.Line(w.Next("a", "b", 2));
            Out.Line("inner", w.Inner("x"), w.Inner(9), w.Inner((1, "y")));
        }
    }

    private static void Bad(Worker w)
    {
        try
        {
            w.As<string>(new object());
        }
        catch (InvalidCastException e)
        {
            Out.Caught("bad", e);
        }

        try
        {
            Out.Line(w.Caught<object>(() => throw new Failure<string>("other")));
        }
        catch (Failure<string> e)
        {
            Out.Line("passed by", e.Value);
        }
    }
}
