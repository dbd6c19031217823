// What a profile is: stacks of names, and how often each was seen.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Lume.Hil.Profiling;

/// <summary>Counted stacks.</summary>
public sealed class Profile
{
    private const int LongestTop = 40;

    /// <summary>Calls and how often they were seen, below a root that stands for all.</summary>
    public Node Root { get; } = new("all");

    /// <summary>Samples of harts that did something.</summary>
    public int Busy => Root.Count;

    /// <summary>Samples of harts that waited for an interrupt; they are in no stack.</summary>
    public int Idle { get; private set; }

    /// <summary>Counts one sample.</summary>
    /// <param name="stack">Names, outermost call first.</param>
    public void Add(IEnumerable<string> stack)
    {
        Node node = Root;
        node.Count++;
        foreach (string name in stack)
        {
            node = node.Below(name);
            node.Count++;
        }

        node.Self++;
    }

    /// <summary>Counts a hart that did nothing.</summary>
    public void AddIdle() => Idle++;

    /// <summary>Every name with the samples in itself and those in it and what it calls (recursion counted once), most in itself first.</summary>
    public IReadOnlyList<(string Name, int Self, int Total)> Functions()
    {
        Dictionary<string, (int Self, int Total)> known = [];
        Count(Root, [], known);
        return [.. known.OrderByDescending(pair => pair.Value.Self).ThenByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value.Self, pair.Value.Total))];
    }

    /// <summary>Writes the functions with the most samples as a table.</summary>
    public void WriteTop(TextWriter writer)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Busy} samples, and {Idle} of idle harts"));
        writer.WriteLine("   self   total  function");
        foreach ((string name, int self, int total) in Functions().Take(LongestTop))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Percent(self),6:0.0}% {Percent(total),6:0.0}%  {name}"));
        }
    }

    private double Percent(int count) => Busy == 0 ? 0 : 100.0 * count / Busy;

    private static void Count(Node node, HashSet<string> above, Dictionary<string, (int Self, int Total)> known)
    {
        foreach (Node child in node.Children)
        {
            (int self, int total) = known.GetValueOrDefault(child.Name);
            bool isFirst = above.Add(child.Name);
            known[child.Name] = (self + child.Self, total + (isFirst ? child.Count : 0));
            Count(child, above, known);
            if (isFirst)
            {
                above.Remove(child.Name);
            }
        }
    }

    /// <summary>One function called from one chain of calls.</summary>
    public sealed class Node(string name)
    {
        private readonly SortedDictionary<string, Node> _children = new(StringComparer.Ordinal);

        /// <summary>The function.</summary>
        public string Name => name;

        /// <summary>Samples in it and below.</summary>
        public int Count { get; internal set; }

        /// <summary>Samples in it alone.</summary>
        public int Self { get; internal set; }

        /// <summary>What it called, by name.</summary>
        public IReadOnlyCollection<Node> Children => _children.Values;

        internal Node Below(string child)
        {
            if (!_children.TryGetValue(child, out Node? node))
            {
                _children[child] = node = new Node(child);
            }

            return node;
        }
    }
}
