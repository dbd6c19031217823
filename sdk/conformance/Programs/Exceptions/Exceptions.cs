// try, catch, finally, filters, unwinding.

namespace Lume.Conformance.Programs.Exceptions;

internal class CustomException(string message, int code = 0) : Exception(message)
{
    public int Code { get; } = code;
}

internal sealed class DerivedException(string message) : CustomException(message, 77);

internal static class CatchByType
{
    public static void Run()
    {
        for (int i = 0; i < 6; i++)
        {
            try
            {
                Throw(Opaque.Of(i));
                Out.Line("nothing");
            }
            catch (DerivedException e)
            {
                Out.Line("derived " + e.Message, e.Code);
            }
            catch (CustomException e)
            {
                Out.Line("custom " + e.Message, e.Code);
            }
            catch (ArgumentException)
            {
                Out.Line("argument");
            }
            catch (Exception e)
            {
                Out.Caught("any", e);
            }
        }
    }

    private static void Throw(int i)
    {
        switch (i)
        {
            case 0: throw new DerivedException("d");
            case 1: throw new CustomException("c", 5);
            case 2: throw new ArgumentNullException("x");
            case 3: throw new NotSupportedException();
            case 4: throw new InvalidOperationException("i");
        }
    }
}

internal static class FinallyOrder
{
    public static void Run()
    {
        string log = "";
        try
        {
            log += "a";
            try
            {
                log += "b";
                throw new CustomException("x");
            }
            finally
            {
                log += "c";
            }
        }
        catch (CustomException)
        {
            log += "d";
        }
        finally
        {
            log += "e";
        }

        Out.Line(log);
    }
}

internal static class ReturnInTry
{
    private static string s_log = "";

    public static void Run()
    {
        Out.Line("value", Value(Opaque.Of(1)), Value(2), Value(3));
        Out.Line(s_log);
        Out.Line("modified", Modified());
        Out.Line("nested", Nested(Opaque.Of(5)));
    }

    private static int Value(int n)
    {
        try
        {
            if (n == 1)
            {
                return 10;
            }

            if (n == 2)
            {
                throw new CustomException("two");
            }

            s_log += "end;";
        }
        catch (CustomException)
        {
            return 20;
        }
        finally
        {
            s_log += "finally;";
        }

        return 30;
    }

    private static int Modified()
    {
        int x = 1;
        try
        {
            return x;
        }
        finally
        {
            x = 100;
        }
    }

    private static int Nested(int n)
    {
        try
        {
            try
            {
                return n;
            }
            finally
            {
                n *= 2;
                s_log += "inner;";
            }
        }
        finally
        {
            s_log += n > 5 ? "outer doubled;" : "outer;";
        }
    }
}

internal static class BreakAndContinueThroughFinally
{
    public static void Run()
    {
        string log = "";
        for (int i = 0; i < 5; i++)
        {
            try
            {
                if (i == 1)
                {
                    continue;
                }

                if (i == 3)
                {
                    break;
                }

                log += i;
            }
            finally
            {
                log += "f";
            }

            log += "-";
        }

        Out.Line(log);
        int count = 0;
    again:
        try
        {
            count++;
            if (count < Opaque.Of(4))
            {
                goto again;
            }
        }
        finally
        {
            count += 10;
        }

        Out.Line("goto", count);
    }
}

internal static class Filters
{
    private static string s_log = "";

    public static void Run()
    {
        for (int i = 0; i < 4; i++)
        {
            try
            {
                Throw(Opaque.Of(i));
            }
            catch (CustomException e) when (e.Code == 0)
            {
                Out.Line("zero");
            }
            catch (CustomException e) when (Note(e.Code) && e.Code > 1)
            {
                Out.Line("big", e.Code);
            }
            catch (CustomException e)
            {
                Out.Line("rest", e.Code);
            }
        }

        Out.Line(s_log);
    }

    private static bool Note(int code)
    {
        s_log += code;
        return true;
    }

    private static void Throw(int code) => throw new CustomException("f", code);
}

internal static class FiltersThatThrow
{
    public static void Run()
    {
        try
        {
            try
            {
                throw new CustomException("first");
            }
            catch (CustomException) when (Bad())
            {
                Out.Line("not here");
            }
        }
        catch (CustomException e)
        {
            Out.Line("outer " + e.Message);
        }
    }

    private static bool Bad() => throw new InvalidOperationException("in filter");
}

internal static class FilterSeesLocals
{
    public static void Run()
    {
        int state = Opaque.Of(1);
        string text = "before";
        try
        {
            state = 2;
            text = "inside";
            Throw();
            state = 3;
        }
        catch (CustomException) when (state == 2 && text.Length == 6)
        {
            state += 10;
            text += "!";
        }

        Out.Line(text, state);
    }

    private static void Throw() => throw new CustomException("x");
}

internal static class Rethrow
{
    public static void Run()
    {
        CustomException? seen = null;
        try
        {
            try
            {
                throw new DerivedException("same");
            }
            catch (CustomException e)
            {
                seen = e;
                throw;
            }
        }
        catch (DerivedException e)
        {
            Out.Line("same object", ReferenceEquals(e, seen));
        }

        try
        {
            try
            {
                throw new CustomException("inner");
            }
            catch (CustomException e)
            {
                throw new InvalidOperationException("outer", e);
            }
        }
        catch (InvalidOperationException e)
        {
            Out.Line(e.Message + " " + e.InnerException!.Message);
        }
    }
}

internal static class NestedRethrow
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                throw new CustomException("a");
            }
            catch (CustomException)
            {
                try
                {
                    throw new InvalidOperationException("b");
                }
                catch (InvalidOperationException)
                {
                    log += "b";
                }

                log += "rethrow";
                throw;
            }
        }
        catch (CustomException e)
        {
            log += e.Message;
        }

        Out.Line(log);
    }
}

internal static class ExceptionInFinally
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                throw new CustomException("lost");
            }
            finally
            {
                log += "f";
                throw new InvalidOperationException("wins");
            }
        }
        catch (Exception e)
        {
            log += e.Message;
        }

        Out.Line(log);
        log = "";
        try
        {
            try
            {
                log += "t";
            }
            finally
            {
                try
                {
                    throw new CustomException("x");
                }
                catch (CustomException)
                {
                    log += "caught in finally";
                }
            }
        }
        finally
        {
            log += ".";
        }

        Out.Line(log);
    }
}

internal static class ExceptionInCatch
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                throw new CustomException("one");
            }
            catch (CustomException e)
            {
                log += e.Message;
                throw new DerivedException("two");
            }
            finally
            {
                log += "finally";
            }
        }
        catch (DerivedException e)
        {
            log += e.Message;
        }

        Out.Line(log);
    }
}

internal static class ThroughManyFrames
{
    private static int s_finallies;

    public static void Run()
    {
        try
        {
            Deep(Opaque.Of(200));
        }
        catch (CustomException e)
        {
            Out.Line(e.Message, e.Code, s_finallies);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Deep(int n)
    {
        if (n == 0)
        {
            throw new CustomException("deep", 9);
        }

        try
        {
            return Deep(n - 1) + 1;
        }
        finally
        {
            s_finallies++;
        }
    }
}

internal static class ThroughCallsOfEveryKind
{
    private interface IThrow
    {
        void Go();
    }

    private class Thrower : IThrow
    {
        public virtual void Go() => throw new CustomException("virtual");

        public void Generic<T>(T value) => throw new CustomException(value is string ? "generic string" : "generic value");

        public T Virtual<T>() => throw new CustomException("returning");
    }

    private struct Struct : IThrow
    {
        public void Go() => throw new CustomException("struct");
    }

    public static unsafe void Run()
    {
        Thrower t = new();
        Try(t.Go);
        Try(() => ((IThrow)t).Go());
        Try(() => t.Generic("x"));
        Try(() => t.Generic(5));
        Try(() => t.Virtual<(int, string)>());
        Try(() => ((IThrow)new Struct()).Go());
        Try(() => Constrained(new Struct()));
        Action a = () => { };
        a += () => throw new CustomException("multicast");
        Try(a);
        Try(() =>
        {
            delegate*<void> f = &Plain;
            f();
        });
        Try(() =>
        {
            foreach (int i in Iterate())
            {
                Out.Line("item", i);
            }
        });
    }

    private static void Constrained<T>(T value)
        where T : IThrow => value.Go();

    private static void Plain() => throw new CustomException("pointer");

    private static IEnumerable<int> Iterate()
    {
        yield return 1;
        throw new CustomException("iterator");
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (CustomException e)
        {
            Out.Line("caught " + e.Message);
        }
    }
}

internal static class ThrownByInstructions
{
    public static void Run()
    {
        Try(() => 1 / Opaque.Of(0));
        Try(() => (new int[2])[Opaque.Of(3)]);
        Try(() => Opaque.Ref<string?>(null)!.Length);
        Try(() => ((string)Opaque.Ref<object>(new object())).Length);
        Try(() => (int)Opaque.Ref<object>(5L));
        Try(() => checked(Opaque.Of(int.MaxValue) + 1));
        Try(() =>
        {
            Opaque.Ref<object[]>(new string[1])[0] = 1;
            return 0;
        });
        Try(() => throw Opaque.Ref<Exception?>(null)!);
        Try(() => int.MinValue / Opaque.Of(-1));
    }

    private static void Try(Func<int> body)
    {
        try
        {
            Out.Line("value", body());
        }
        catch (Exception e)
        {
            Out.Caught("caught", e);
        }
    }
}

internal static class UsingStatements
{
    private sealed class Resource(string name) : IDisposable
    {
        public static string Log = "";

        public void Dispose() => Log += "-" + name;

        public static Resource? Open(string name)
        {
            Log += "+" + name;
            return name == "none" ? null : new Resource(name);
        }
    }

    private struct Value : IDisposable
    {
        public int Id;

        public readonly void Dispose() => Resource.Log += "-v" + Id;
    }

    public static void Run()
    {
        using (Resource.Open("a"))
        using (Resource.Open("none"))
        {
            using Resource? b = Resource.Open("b");
            using Value v = new() { Id = Opaque.Of(3) };
        }

        Out.Line(Resource.Log);
        Resource.Log = "";
        try
        {
            using Resource? c = Resource.Open("c");
            throw new CustomException("x");
        }
        catch (CustomException)
        {
            Resource.Log += "!";
        }

        Out.Line(Resource.Log);
        Out.Line("returned", Early());
        Out.Line(Resource.Log);
    }

    private static int Early()
    {
        using Resource? r = Resource.Open("d");
        return Resource.Log.Length;
    }
}

internal static class LocalsAcrossHandlers
{
    private struct Big
    {
        public long A;
        public long B;
        public string C;
    }

    public static void Run()
    {
        int i = Opaque.Of(1);
        long l = 2;
        double d = 3.5;
        string s = "start";
        Big big = new() { A = 1, B = 2, C = "c" };
        Span<int> span = stackalloc int[3];
        ref int r = ref span[1];
        try
        {
            i += 10;
            l <<= 20;
            d *= 2;
            s += "+try";
            big.B = i;
            r = 5;
            Throw();
            i = -1;
        }
        catch (CustomException)
        {
            i++;
            r++;
            big.A = big.B;
        }
        finally
        {
            s += "+finally";
        }

        Out.Line(s, i, l, r);
        Out.Line(big.C, big.A, big.B);
        Out.Line("double", d);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw() => throw new CustomException("x");
}

internal static class LoopsOfExceptions
{
    public static void Run()
    {
        int caught = 0;
        int sum = 0;
        for (int i = 0; i < 200; i++)
        {
            try
            {
                sum += Work(i);
            }
            catch (CustomException e) when (e.Code % 2 == 0)
            {
                caught++;
                sum += e.Code;
            }
            catch (CustomException e)
            {
                sum -= e.Code;
            }
        }

        Out.Line("totals", caught, sum);
    }

    private static int Work(int i) => i % 3 == 0 ? throw new CustomException("w", i) : i;
}

internal static class NestedTryInEverything
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                try
                {
                    throw new CustomException("1");
                }
                catch (InvalidOperationException)
                {
                    log += "no";
                }
                finally
                {
                    log += "f1";
                }
            }
            catch (DerivedException)
            {
                log += "no";
            }
            finally
            {
                try
                {
                    log += "f2";
                    throw new InvalidOperationException();
                }
                catch (InvalidOperationException)
                {
                    log += "c2";
                }
                finally
                {
                    log += "f3";
                }
            }
        }
        catch (CustomException e)
        {
            log += e.Message;
        }

        Out.Line(log);
    }
}

internal static class ExceptionsInConstructors
{
    private sealed class Fragile
    {
        public readonly int Value;

        public Fragile(int n)
        {
            Value = n;
            if (n > 5)
            {
                throw new ArgumentOutOfRangeException(nameof(n));
            }
        }
    }

    private class Base
    {
        protected Base(bool fail)
        {
            if (fail)
            {
                throw new CustomException("base");
            }
        }
    }

    private sealed class Derived(bool fail) : Base(fail);

    public static void Run()
    {
        Fragile? f = new(Opaque.Of(3));
        try
        {
            f = new Fragile(Opaque.Of(9));
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Line(e.ParamName!, f.Value);
        }

        try
        {
            _ = new Derived(Opaque.Of(true));
        }
        catch (CustomException e)
        {
            Out.Line(e.Message);
        }
    }
}

internal static class ThrowExpressions
{
    public static void Run()
    {
        Out.Line("fine", Check("text"));
        try
        {
            Check(null);
        }
        catch (ArgumentNullException e)
        {
            Out.Line(e.ParamName);
        }

        try
        {
            Out.Line("no", Opaque.Of(5) > 3 ? throw new CustomException("ternary") : 1);
        }
        catch (CustomException e)
        {
            Out.Line(e.Message);
        }

        try
        {
            ArgumentNullException.ThrowIfNull(Opaque.Ref<object?>(null));
        }
        catch (ArgumentNullException e)
        {
            Out.Caught("helper", e);
        }
    }

    private static int Check(string? s) => (s ?? throw new ArgumentNullException(nameof(s))).Length;
}

internal static class StructsAndRefsInHandlers
{
    private struct Point
    {
        public int X;
        public string Name;
    }

    public static void Run()
    {
        Point[] points = new Point[2];
        Change(ref points[1], Opaque.Of(true));
        Change(ref points[0], Opaque.Of(false));
        Out.Line(points[1].Name, points[1].X, points[0].X);
    }

    private static void Change(ref Point p, bool fail)
    {
        try
        {
            p.X = 1;
            if (fail)
            {
                throw new CustomException("fail");
            }

            p.X = 2;
        }
        catch (CustomException e)
        {
            p.Name = e.Message;
            p.X += 100;
        }
    }
}

internal static class UnwindThroughGenerics
{
    public static void Run()
    {
        Out.Line("int", Guard<int>(3));
        Out.Line("string", Guard<string>(4));
        Out.Line("struct", Guard<(long, object)>(5));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Guard<T>(int depth)
    {
        int finallies = 0;
        try
        {
            Go(depth);
        }
        catch (CustomException e)
        {
            return (e.Code * 10) + finallies;
        }

        return -1;

        void Go(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new CustomException("g", typeof(T).IsValueType ? 1 : 2);
                }

                Go(n - 1);
            }
            finally
            {
                finallies++;
            }
        }
    }
}

internal static class GuardedCalls
{
    public static void Run()
    {
        string log = "";
        Guarded guarded = new();
        try
        {
            guarded.Do(() => throw new CustomException("x"));
        }
        catch (CustomException)
        {
            log += guarded.Depth;
        }

        guarded.Do(() => log += guarded.Depth);
        Out.Line(log + guarded.Depth);
    }

    private sealed class Guarded
    {
        public int Depth;

        public void Do(Action action)
        {
            Depth++;
            try
            {
                action();
            }
            finally
            {
                Depth--;
            }
        }
    }
}
