// What a test needs, read from its attributes, against what a board has.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Lume.Hil.Benches;

namespace Lume.Hil.Xunit;

/// <summary>The needs of one test.</summary>
/// <param name="Boards">Kinds or ids of boards, one of each list; no list: any board.</param>
/// <param name="Fixtures">Fixtures, all of them.</param>
/// <param name="Reset">True: the board is reset first.</param>
/// <param name="Once">True: one board is enough.</param>
public sealed record Needs(IReadOnlyList<string[]> Boards, IReadOnlyList<string> Fixtures, bool Reset, bool Once)
{
    /// <summary>Reads the attributes of a method and its class.</summary>
    public static Needs Of(MethodInfo method)
    {
        Type type = method.ReflectedType ?? method.DeclaringType!;
        return new Needs(
            [.. All<NeedsBoardAttribute>(type, method).Select(attribute => attribute.Boards)],
            [.. All<NeedsFixtureAttribute>(type, method).SelectMany(attribute => attribute.Fixtures).Distinct()],
            !All<NoResetAttribute>(type, method).Any(),
            All<OnceAttribute>(type, method).Any());
    }

    /// <summary>Null when the board has it all, else what it lacks.</summary>
    public string? MissingOn(BoardSpec board)
    {
        string[]? wanted = Boards.FirstOrDefault(any => !any.Contains(board.Board) && !any.Contains(board.Id));
        if (wanted is not null)
        {
            return $"needs board {string.Join(" or ", wanted)}; {board.Id} is a {board.Board}";
        }

        string[] missing = [.. Fixtures.Where(fixture => !board.Fixtures.Contains(fixture))];
        string has = board.Fixtures.Count == 0 ? "none" : string.Join(", ", board.Fixtures);
        return missing.Length == 0 ? null : $"needs fixture {string.Join(", ", missing)}; {board.Id} has {has}";
    }

    private static IEnumerable<T> All<T>(Type type, MethodInfo method)
        where T : Attribute => type.GetCustomAttributes<T>().Concat(method.GetCustomAttributes<T>());
}
