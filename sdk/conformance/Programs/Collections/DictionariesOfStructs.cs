// Program: Dictionaries of structs.

namespace Lume.Conformance.Programs.Collections;

internal static class DictionariesOfStructs
{
    private readonly record struct Position(int X, int Y);

    private enum Suit
    {
        Clubs,
        Hearts,
    }

    public static void Run()
    {
        Dictionary<Position, List<int>> grid = [];
        for (int i = 0; i < 64; i++)
        {
            Position p = new(i % 4, i / 4 % 4);
            if (!grid.TryGetValue(p, out List<int>? list))
            {
                grid[p] = list = [];
            }

            list.Add(i);
        }

        Out.Line("grid", grid.Count, grid[new(1, Opaque.Of(2))].Count, grid[new(3, 3)][1]);
        Dictionary<Suit, string> suits = new() { [Suit.Hearts] = "red" };
        Out.Line(suits[(Suit)1], suits.ContainsKey(Suit.Clubs) ? 1 : 0);
        Dictionary<(string, int), long> tuples = new() { [("a", 1)] = 10 };
        Out.Line("tuple", tuples[(new string('a', 1), 1)]);
    }
}
