// Program: throw and throw e, inner exceptions, finally that changes what is returned, exceptions in constructors, initializers, iterators, lambdas, static calls and operators.

namespace Lume.Conformance.Programs.Exceptions;

internal static class RethrowAndState
{
    private sealed class Custom(string message, int code, Exception? inner = null) : Exception(message, inner) { public int Code => code; public override string Message => "<" + base.Message + ">"; }
    private sealed class Fragile { public static int Made; public int X = Made++ > 0 ? throw new Custom("field", 1) : 5; public Fragile() { if (X == 5 && Made > 5) { throw new Custom("ctor", 2); } } public static Fragile operator +(Fragile a, int b) => throw new Custom("op", b); public static implicit operator int(Fragile f) => throw new Custom("cast", 4); public int this[int i] => throw new IndexOutOfRangeException("own"); public override string ToString() => throw new Custom("text", 6); }
    private static string s_log = "";

    private static int Try(Func<int> f)
    {
        int result = 1;
        try
        {
            result = f();
            return result;
        }
        catch (Custom e) when (e.Code > 100)
        {
            return e.Code;
        }
        catch (Custom e)
        {
            s_log += e.Message;
            result = -e.Code;
            return result;
        }
        catch (ArithmeticException e)
        {
            s_log += Out.NameOf(e);
            return -50;
        }
        finally
        {
            result = 1000;
            s_log += ".";
        }
    }

    private static void Chain(int n)
    {
        try
        {
            if (n == 0)
            {
                throw new Custom("root", 7);
            }

            Chain(n - 1);
        }
        catch (Exception e)
        {
            if (n % 2 == 0)
            {
                throw new Custom("level" + n, n, e);
            }

            throw;
        }
        finally
        {
            s_log += n;
        }
    }

    private static IEnumerable<int> Lazy()
    {
        yield return 1;
        throw new Custom("lazy", 3);
    }

    public static void Run()
    {
        Fragile f = new();
        int zero = Opaque.Of(0);
        Out.Line("field", Try(() => new Fragile().X));
        Out.Line("op", Try(() => (f + 9).X), Try(() => f));
        Out.Line("divide", Try(() => 5 / zero), Try(() => 5 % zero), Try(() => int.MinValue / (zero - 1)));
        Out.Line("checked", Try(() => checked(int.MaxValue - (zero - 1))), Try(() => checked((byte)(zero - 1))));
        Out.Line("lazy", Try(() => { int s = 0; foreach (int i in Lazy()) { s += i; } return s; }));
        Out.Line("code", Try(() => throw new Custom("big", 500)), Try(() => 42));
        Out.Line(s_log);
        s_log = "";
        try
        {
            Chain(5);
        }
        catch (Custom e)
        {
            string text = "";
            for (Exception? x = e; x is not null; x = x.InnerException)
            {
                text += x.Message + ((x as Custom)?.Code ?? 0);
            }

            Out.Line(text + s_log + (e.GetBaseException() as Custom)!.Code);
        }

        foreach (Action a in (Action[])[() => f.ToString(), () => _ = f[2], () => _ = $"{f}", () => ((object)f).Equals(((string?)null)!.Length), () => throw null!, () => _ = (string)(object)f, () => Array.Find((int[])null!, x => true), () => _ = new List<int> { 1 }[1], () => _ = "abc"[3], () => _ = "abc".Substring(4), () => _ = new Dictionary<int, int>()[1], () => _ = Enum.Parse<DayOfWeek>("x"), () => new Queue<int>().Peek(), () => ((IList<int>)new int[1]).Add(1), () => _ = (int)(object)1L, () => _ = ((int[])(object)new int[1])[zero + 7]])
        {
            try
            {
                a();
                Out.Line("fine");
            }
            catch (Exception e) when (e is not Custom)
            {
                Out.Caught("caught", e);
            }
            catch (Custom e)
            {
                Out.Line("custom", e.Code);
            }
        }
    }
}
