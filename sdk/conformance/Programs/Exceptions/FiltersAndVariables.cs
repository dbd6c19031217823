// Program: filters read and write locals, arguments of every shape, this and captured variables, and the handler sees it.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersAndVariables
{
    private struct Pair { public int A; public long B; }

    private struct Big { public long A, B, C, D, E, F; public string Text; }

    private sealed class Counter
    {
        private int _count;

        public int Count => _count;

        public int Add(int by)
        {
            int before = _count;
            try
            {
                Throw(by);
                return -1;
            }
            catch (CustomException e) when ((_count += e.Code + by) > 0 && by++ > 0)
            {
                return (_count * 100) + (before * 10) + by;
            }
        }
    }

    private struct Holder(int start)
    {
        private int _value = start;

        public int Value => _value;

        public bool Touch(int by)
        {
            try
            {
                Throw(by);
            }
            catch (CustomException e) when (Grow(e.Code))
            {
                _value *= 10;
                return true;
            }

            return false;
        }

        private bool Grow(int by) => (_value += by) > 0;
    }

    public static void Run()
    {
        Locals(Opaque.Of(5));
        Counter counter = new();
        Out.Line("this", counter.Add(Opaque.Of(2)), counter.Add(Opaque.Of(3)), counter.Count);
        Holder holder = new(Opaque.Of(4));
        Out.Line("struct this", holder.Touch(3) ? holder.Value : -1);
        Pair pair = new() { A = Opaque.Of(3), B = 4 };
        Big big = new() { A = 1, B = 2, C = 3, D = 4, E = 5, F = Opaque.Of(6), Text = "big" };
        int byRef = Opaque.Of(9);
        Out.Line("arguments", Arguments(1, 2L, 'c', true, pair, big, "text", ref byRef, Opaque.Of(0.5), 1.25f, 11, 12, 13));
        Out.Line("reference", byRef);
        Out.Line("caller's struct", big.A + big.F, pair.A);
        Out.Line(Returned(Opaque.Of(7)).Text, Returned(8).F);
        Out.Line("pair", ReturnedPair(5).A, ReturnedPair(6).B);
        Captured(Opaque.Of(6));
        Spans();
        InLoop();
    }

    private static void Throw(int code) => throw new CustomException("t", code);

    private static void Locals(int value)
    {
        int number = value;
        long wide = 1;
        double real = 0.5;
        string text = "a";
        Pair pair = default;
        try
        {
            number++;
            wide <<= 40;
            Throw(number);
            number = 100;
        }
        catch (CustomException e) when (Opaque.Of(e.Code) == number)
        {
            number += 10;
            text += number;
        }

        try
        {
            real *= 4;
            Throw(2);
        }
        catch (CustomException e) when ((wide += e.Code) > 0 && (text += "b").Length > 2 && (pair.B = wide) != 0 && (real += 1) > 0)
        {
            text += "c";
            pair.A = number;
        }

        Out.Line(text, number, wide, pair.A + pair.B);
        Out.Line("real", real);
    }

    private static long Arguments(
        int a, long b, char c, bool d, Pair pair, Big big, string text, ref int reference, double real, float single, int x, int y, int z)
    {
        try
        {
            a += 10;
            big.A = 50;
            Throw(1);
            return 0;
        }
        catch (CustomException e) when (
            a == 11 && b == 2 && c == 'c' && d && pair.A == 3 && pair.B == 4 && big.F == 6 && big.A == 50 && big.Text == "big" && text.Length == 4
            && ++reference == 10 && real == 0.5 && single == 1.25f && x + y + z == 36 && (pair.B += 7) == 11 && (big.A += e.Code) == 51 && (z = 99) == 99)
        {
            return a + pair.B + big.A + z + x;
        }
    }

    private static Big Returned(int value)
    {
        Big result = default;
        try
        {
            result.Text = "r";
            Throw(value);
        }
        catch (CustomException e) when ((result.F = e.Code) > 0)
        {
            result.Text += value;
        }

        return result;
    }

    private static Pair ReturnedPair(int value)
    {
        try
        {
            Throw(value);
        }
        catch (CustomException e) when (e.Code == value--)
        {
            return new Pair { A = value, B = e.Code };
        }

        return default;
    }

    private static void Captured(int start)
    {
        int captured = start;
        string log = "";
        Func<int, bool> grow = by => (captured += by) > 0;
        Action run = () =>
        {
            try
            {
                Throw(captured);
            }
            catch (CustomException e) when (grow(e.Code))
            {
                log += captured;
            }
        };
        run();
        run();
        try
        {
            run();
            Throw(captured);
        }
        catch (CustomException e) when (e.Code == captured && grow(1))
        {
            log += "!" + captured;
        }

        Out.Line(log, captured);
    }

    private static void Spans()
    {
        Span<int> numbers = stackalloc int[4];
        numbers[2] = Opaque.Of(7);
        ref int third = ref numbers[2];
        try
        {
            Throw(7);
        }
        catch (CustomException e) when (numbers[2] == e.Code && third++ == 7)
        {
            third += 10;
        }

        Out.Numbers("span", numbers);
    }

    private static void InLoop()
    {
        int sum = 0;
        for (int i = 0; i < 5; i++)
        {
            int local = i * 2;
            try
            {
                if (i == 3)
                {
                    continue;
                }

                Throw(i);
            }
            catch (CustomException e) when (local == e.Code * 2 && (local += 1) > 0)
            {
                sum += local;
                if (i == 4)
                {
                    break;
                }
            }
            finally
            {
                sum += 100;
            }
        }

        Out.Line("loop", sum);
    }
}
