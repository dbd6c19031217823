// Program: filters in shared and in specialised generic code, and catch clauses whose type is a parameter.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersInGenerics
{
    private sealed class Typed<T>(T value) : Exception("typed") { public T Value => value; }

    private sealed class Box<T>
    {
        public int Asked;

        public string Try(Action action, T wanted)
        {
            try
            {
                action();
                return "nothing";
            }
            catch (Typed<T> e) when (Ask(e.Value, wanted))
            {
                return "wanted " + typeof(T).IsValueType;
            }
            catch (Typed<T>)
            {
                return "of the type";
            }
            finally
            {
                Asked += 100;
            }
        }

        private bool Ask(T value, T wanted)
        {
            Asked++;
            return EqualityComparer<T>.Default.Equals(value, wanted);
        }
    }

    private struct Value<T>(T held)
    {
        private T _held = held;
        private int _asked;

        public int Try(Action action, T next)
        {
            try
            {
                action();
            }
            catch (Typed<T> e) when (Swap(e.Value) && _asked > 0)
            {
                _held = next;
                return _asked;
            }

            return -_asked;
        }

        public T Held => _held;

        private bool Swap(T value)
        {
            _asked += EqualityComparer<T>.Default.Equals(_held, value) ? 1 : 10;
            _held = value;
            return true;
        }
    }

    private abstract class Shape
    {
        public abstract string Try<T>(Action action, T[] log);
    }

    private sealed class Square : Shape
    {
        public override string Try<T>(Action action, T[] log)
        {
            try
            {
                action();
                return "none";
            }
            catch (Typed<T> e) when ((log[0] = e.Value) is not null)
            {
                return "square";
            }
        }
    }

    private interface IRunner
    {
        bool Run<TException>(Action action)
            where TException : Exception;
    }

    private sealed class Runner : IRunner
    {
        public bool Run<TException>(Action action)
            where TException : Exception
        {
            try
            {
                action();
                return false;
            }
            catch (TException)
            {
                return true;
            }
        }
    }

    public static void Run()
    {
        Box<string> text = new();
        Out.Line(text.Try(() => Throw("a"), "a"));
        Out.Line(text.Try(() => Throw("b"), "a"));
        Out.Line(Caught(() => text.Try(() => Throw(1), "a")));
        Out.Line("asked", text.Asked);
        Box<int> number = new();
        Out.Line(number.Try(() => Throw(5), 5));
        Out.Line(number.Try(() => Throw(6), 5));
        Out.Line("asked", number.Asked);

        Value<string> held = new("a");
        Out.Line("value", held.Try(() => Throw("a"), "next"), held.Try(() => Throw("z"), "last"));
        Out.Line(held.Held);
        Value<long> wide = new(3);
        Out.Line("value", wide.Try(() => Throw(3L), 7), wide.Held);

        Shape shape = Opaque.Ref<Shape>(new Square());
        string[] log = new string[1];
        Out.Line(shape.Try(() => Throw("seen"), log), log[0]);
        int[] numbers = new int[1];
        Out.Line(shape.Try(() => Throw(8), numbers), numbers[0]);

        IRunner runner = Opaque.Ref<IRunner>(new Runner());
        Out.Line("exactly", runner.Run<CustomException>(() => throw new CustomException("c")));
        Out.Line("derived", runner.Run<CustomException>(() => throw new DerivedException("d")));
        Out.Line("typed", runner.Run<Typed<string>>(() => Throw("t")));
        Out.Line(Caught(() => runner.Run<DerivedException>(() => throw new CustomException("not derived"))));
        Order<CustomException>(() => throw new CustomException("o"));
        Order<DerivedException>(() => throw new CustomException("o"));
    }

    private static void Throw<T>(T value) => throw new Typed<T>(value);

    private static string Caught(Action action)
    {
        try
        {
            action();
            return "not caught";
        }
        catch (Exception e)
        {
            return "caught " + e.Message;
        }
    }

    // A clause of a type parameter is asked in its turn too: before the finally, after the filter.
    private static void Order<TException>(Action action)
        where TException : Exception
    {
        try
        {
            try
            {
                try
                {
                    action();
                }
                finally
                {
                    Out.Line("finally");
                }
            }
            catch (Exception) when (Say("inner"))
            {
                Out.Line("never");
            }
        }
        catch (TException)
        {
            Out.Line("by parameter");
        }
        catch (Exception) when (!Say("outer"))
        {
            Out.Line("by filter");
        }
    }

    private static bool Say(string text)
    {
        Out.Line("filter " + text);
        return false;
    }
}
