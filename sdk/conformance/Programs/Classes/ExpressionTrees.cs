// Program: Expression trees.

namespace Lume.Conformance.Programs.Classes;

internal static class ExpressionTrees
{
    private abstract class Node
    {
        public abstract long Eval(long x);
    }

    private sealed class Constant(long value) : Node
    {
        public override long Eval(long x) => value;
    }

    private sealed class Variable : Node
    {
        public override long Eval(long x) => x;
    }

    private sealed class Binary(char op, Node left, Node right) : Node
    {
        public override long Eval(long x) => op switch
        {
            '+' => left.Eval(x) + right.Eval(x),
            '*' => left.Eval(x) * right.Eval(x),
            '-' => left.Eval(x) - right.Eval(x),
            _ => throw new InvalidOperationException(),
        };
    }

    public static void Run()
    {
        Node n = new Variable();
        for (int i = 1; i < 12; i++)
        {
            n = new Binary(i % 3 == 0 ? '*' : i % 3 == 1 ? '+' : '-', n, i % 4 == 0 ? new Variable() : new Constant(i));
        }

        Out.Line("values", n.Eval(Opaque.Of(1L)), n.Eval(5), n.Eval(-100));
        try
        {
            new Binary('?', n, n).Eval(0);
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("unknown", e);
        }
    }
}
