// Program: A calculator: lexer, recursive descent, syntax trees as records, a visitor and errors with places.

using System.Globalization;
using System.Text;

namespace Lume.Conformance.Programs.Whole;

internal static class Calculator
{
    private enum Kind
    {
        Number,
        Name,
        Sign,
        End,
    }

    private readonly record struct Token(Kind Kind, string Text, int At);

    private abstract record Node
    {
        public sealed record Constant(double Value) : Node;

        public sealed record Variable(string Name) : Node;

        public sealed record Unary(char Sign, Node Of) : Node;

        public sealed record Binary(char Sign, Node Left, Node Right) : Node;

        public sealed record Call(string Name, params Node[] Arguments) : Node;
    }

    private sealed class SyntaxException(string message, int at) : Exception(message)
    {
        public int At { get; } = at;
    }

    private static IEnumerable<Token> Tokens(string text)
    {
        int i = 0;
        while (true)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            int start = i;
            if (i == text.Length)
            {
                yield return new Token(Kind.End, "", i);
                yield break;
            }

            switch (text[i])
            {
                case (>= '0' and <= '9') or '.':
                    while (i < text.Length && (char.IsDigit(text[i]) || text[i] == '.'))
                    {
                        i++;
                    }

                    yield return new Token(Kind.Number, text[start..i], start);
                    break;
                case var c when char.IsLetter(c):
                    while (i < text.Length && char.IsLetterOrDigit(text[i]))
                    {
                        i++;
                    }

                    yield return new Token(Kind.Name, text[start..i], start);
                    break;
                case '+' or '-' or '*' or '/' or '^' or '(' or ')' or ',':
                    i++;
                    yield return new Token(Kind.Sign, text.Substring(start, 1), start);
                    break;
                default:
                    throw new SyntaxException($"unknown character '{text[i]}'", i);
            }
        }
    }

    private sealed class Parser : IDisposable
    {
        private static readonly Dictionary<string, (int Power, bool FromRight)> s_powers = new()
        {
            ["+"] = (1, false), ["-"] = (1, false), ["*"] = (2, false), ["/"] = (2, false), ["^"] = (4, true),
        };

        private readonly IEnumerator<Token> _tokens;

        public Parser(string text)
        {
            _tokens = Tokens(text).GetEnumerator();
            _tokens.MoveNext();
        }

        public Node Parse()
        {
            Node node = Expression(0);
            return _tokens.Current.Kind == Kind.End ? node : throw Unexpected();
        }

        public void Dispose() => _tokens.Dispose();

        private SyntaxException Unexpected() => new(_tokens.Current is { Kind: Kind.End } ? "unexpected end" : $"unexpected \"{_tokens.Current.Text}\"", _tokens.Current.At);

        private Node Expression(int least)
        {
            Node left = Prefix();
            while (_tokens.Current is { Kind: Kind.Sign, Text: var sign } && s_powers.TryGetValue(sign, out (int Power, bool FromRight) how) && how.Power > least)
            {
                _tokens.MoveNext();
                left = new Node.Binary(sign[0], left, Expression(how.FromRight ? how.Power - 1 : how.Power));
            }

            return left;
        }

        private Node Prefix()
        {
            Token token = _tokens.Current;
            switch (token)
            {
                case { Kind: Kind.Number }:
                    _tokens.MoveNext();
                    return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                        ? new Node.Constant(value)
                        : throw new SyntaxException($"not a number: {token.Text}", token.At);
                case { Kind: Kind.Sign, Text: "-" }:
                    _tokens.MoveNext();
                    return new Node.Unary('-', Expression(3));
                case { Kind: Kind.Sign, Text: "(" }:
                    _tokens.MoveNext();
                    Node inner = Expression(0);
                    Expect(")");
                    return inner;
                case { Kind: Kind.Name }:
                    _tokens.MoveNext();
                    return _tokens.Current is { Text: "(" } ? new Node.Call(token.Text, [.. Arguments()]) : new Node.Variable(token.Text);
                default:
                    throw Unexpected();
            }
        }

        private List<Node> Arguments()
        {
            Expect("(");
            List<Node> all = [];
            while (_tokens.Current.Text != ")")
            {
                if (all.Count > 0)
                {
                    Expect(",");
                }

                all.Add(Expression(0));
            }

            Expect(")");
            return all;
        }

        private void Expect(string text)
        {
            if (_tokens.Current.Text != text)
            {
                throw Unexpected();
            }

            _tokens.MoveNext();
        }
    }

    private static double Evaluate(Node node, IReadOnlyDictionary<string, double> names) => node switch
    {
        Node.Constant(var value) => value,
        Node.Variable { Name: var name } when names.TryGetValue(name, out double value) => value,
        Node.Variable(var name) => throw new KeyNotFoundException($"no {name}"),
        Node.Unary('-', var of) => -Evaluate(of, names),
        Node.Binary(var sign, var left, var right) => (sign, Evaluate(left, names), Evaluate(right, names)) switch
        {
            ('+', var a, var b) => a + b,
            ('-', var a, var b) => a - b,
            ('*', var a, var b) => a * b,
            ('/', _, 0) => throw new DivideByZeroException(),
            ('/', var a, var b) => a / b,
            ('^', var a, var b) => Power(a, (int)b),
            _ => throw new InvalidOperationException(),
        },
        Node.Call("max", [var first, .. var rest]) => Fold(first, rest, names, Math.Max),
        Node.Call("min", [var first, .. var rest]) => Fold(first, rest, names, Math.Min),
        Node.Call(var name, { Length: var count }) => throw new MissingMemberException($"{name}/{count}"),
        _ => double.NaN,
    };

    private static double Fold(Node first, Node[] rest, IReadOnlyDictionary<string, double> names, Func<double, double, double> by)
    {
        double result = Evaluate(first, names);
        foreach (Node node in rest)
        {
            result = by(result, Evaluate(node, names));
        }

        return result;
    }

    private static double Power(double of, int to)
    {
        double result = 1;
        for (int i = 0; i < Math.Abs(to); i++)
        {
            result *= of;
        }

        return to < 0 ? 1 / result : result;
    }

    private static StringBuilder Show(Node node, StringBuilder to) => node switch
    {
        Node.Constant c => to.Append(c.Value.ToString("0.###", CultureInfo.InvariantCulture)),
        Node.Variable v => to.Append(v.Name),
        Node.Unary u => Show(u.Of, to.Append('(').Append(u.Sign)).Append(')'),
        Node.Binary b => Show(b.Right, Show(b.Left, to.Append('(')).Append(' ').Append(b.Sign).Append(' ')).Append(')'),
        Node.Call c => to.Append(c.Name).Append('[').Append(string.Join("; ", Array.ConvertAll(c.Arguments, a => Show(a, new StringBuilder()).ToString()))).Append(']'),
        _ => to,
    };

    public static void Run()
    {
        Dictionary<string, double> names = new(StringComparer.OrdinalIgnoreCase) { ["x"] = Opaque.Of(3), ["pi"] = 3.25 };
        foreach (string text in (string[])["1 + 2*3", "-2^2^3/4", "(1+X)*-pi", "max(1, x^2, 7) - min(4)", "2^-3", "1/(x-3)", "1 +", "3 $ 4", "f(1,2,,)", "f(1,2)", "y*2", "1.2.3", "((1)", "", "max(1,2))"])
        {
            try
            {
                using Parser parser = new(text);
                Node tree = parser.Parse();
                Out.Line($"{text} = {Show(tree, new())} = {Evaluate(tree, names).ToString("R", CultureInfo.InvariantCulture)}");
            }
            catch (SyntaxException e) when (e.At == text.Length)
            {
                Out.Line($"{text}: {e.Message} at the end");
            }
            catch (SyntaxException e)
            {
                Out.Line($"{text}: {e.Message} at {e.At}\n{new string(' ', e.At)}^");
            }
            catch (Exception e) when (e is KeyNotFoundException or ArithmeticException or MissingMemberException)
            {
                Out.Line($"{text}: {e.GetType().Name}: {(e is ArithmeticException ? "by zero" : e.Message)}");
            }
        }

        Out.Line("same", new Node.Binary('+', new Node.Constant(1), new Node.Variable("a")) == new Node.Binary('+', new Node.Constant(1), new Node.Variable("a")));
    }
}
