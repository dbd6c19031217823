// The boards that one CI agent serves.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Lume.Hil.Host;

namespace Lume.Hil.Benches;

/// <summary>A choice of boards.</summary>
public static class Shard
{
    /// <summary>The boards that were named, or all; of those every <c>count</c>-th, from <c>index</c> on, when a shard such as <c>2/3</c> is given.</summary>
    /// <exception cref="LumeException">A board is unknown, the shard is malformed, or nothing is left.</exception>
    public static IReadOnlyList<BoardSpec> Choose(Bench bench, IReadOnlyCollection<string> ids, string? shard)
    {
        if (ids.FirstOrDefault(id => bench.Find(id) is null) is { } unknown)
        {
            throw new LumeException($"{bench.File} has no board '{unknown}'. There are: {string.Join(", ", bench.Boards.Select(board => board.Id))}.");
        }

        BoardSpec[] named = [.. bench.Boards.Where(board => ids.Count == 0 || ids.Contains(board.Id))];
        (int index, int count) = shard is null ? (1, 1) : Parse(shard);
        BoardSpec[] chosen = [.. named.Where((_, i) => i % count == index - 1)];
        return chosen.Length > 0 ? chosen : throw new LumeException($"Shard {shard} of {named.Length} boards is empty: use at most {named.Length} shards.");
    }

    private static (int Index, int Count) Parse(string shard)
    {
        string[] parts = shard.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index >= 1 && index <= count
            ? (index, count)
            : throw new LumeException($"'{shard}' is no shard: write 1/3, 2/3, 3/3.");
    }
}
