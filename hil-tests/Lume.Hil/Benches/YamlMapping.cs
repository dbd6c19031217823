// A YAML mapping read strictly: every key is asked for by name and type; what nobody asked for is an error with its place.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace Lume.Hil.Benches;

/// <summary>Typed access to one mapping. Errors are <see cref="BenchException"/> with the place in the file.</summary>
internal sealed class YamlMapping
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly string _what;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];

    private YamlMapping(string file, YamlMappingNode node, string what)
    {
        _file = file;
        _node = node;
        _what = what;
        foreach ((YamlNode key, YamlNode value) in node.Children)
        {
            _values.Add((key as YamlScalarNode)?.Value ?? throw Error(file, key, $"A key of {what} has to be a word."), value);
        }
    }

    /// <summary>Takes a node that has to be a mapping.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="node">The node.</param>
    /// <param name="what">What the mapping describes, for messages.</param>
    public static YamlMapping From(string file, YamlNode node, string what) => node is YamlMappingNode mapping
        ? new YamlMapping(file, mapping, what)
        : throw Error(file, node, $"{what} has to be a mapping (key: value), not {Kind(node)}.");

    /// <summary>An error at a node.</summary>
    public static BenchException Error(string file, YamlNode node, string what) => new(file, node.Start.Line, node.Start.Column, what);

    /// <summary>An error at the value of a key, or at the mapping where it is absent.</summary>
    public BenchException ErrorAt(string key, string what) => Error(_file, _values.GetValueOrDefault(key, _node), what);

    /// <summary>To be called when everything was asked for: anything else in the mapping is an error.</summary>
    public void Finish()
    {
        foreach (YamlNode key in _node.Children.Keys)
        {
            string name = ((YamlScalarNode)key).Value!;
            if (!_asked.Contains(name))
            {
                throw Error(_file, key, $"{_what} has no key '{name}'. There are: {string.Join(", ", _asked)}.");
            }
        }
    }

    /// <summary>Text, or null where the key is absent. Empty text is an error.</summary>
    public string? Text(string key)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out YamlNode? node) ? Text(node, $"'{key}'") : null;
    }

    /// <summary>Text that may be empty.</summary>
    public string AnyText(string key)
    {
        _asked.Add(key);
        return !_values.TryGetValue(key, out YamlNode? node) ? string.Empty
            : node is YamlScalarNode scalar ? scalar.Value ?? string.Empty
            : throw Error(_file, node, $"'{key}' has to be text, not {Kind(node)}.");
    }

    /// <summary>Text that has to be there.</summary>
    public string RequiredText(string key) => Text(key) ?? throw ErrorAt(key, $"{_what} needs '{key}'.");

    /// <summary>A whole number within limits, or null.</summary>
    public int? Number(string key, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw ErrorAt(key, $"'{key}' has to be a whole number from {least} to {most}, not '{text}'.");
    }

    /// <summary>A duration such as <c>500ms</c>, <c>30s</c>, <c>5m</c>, or null.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        (string suffix, double milliseconds) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => ("ms", 1),
            _ when text.EndsWith('s') => ("s", 1000),
            _ when text.EndsWith('m') => ("m", 60_000),
            _ => (string.Empty, 0d),
        };
        bool valid = int.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        TimeSpan duration = valid && suffix.Length > 0 ? TimeSpan.FromMilliseconds(count * milliseconds) : TimeSpan.Zero;
        return duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(1)
            ? duration
            : throw ErrorAt(key, $"'{key}' has to be a duration such as 500ms, 30s or 5m (at most a day), not '{text}'.");
    }

    /// <summary>A list of texts; empty where the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(item => Text(item, $"An item of '{key}'"))];

    /// <summary>A list of mappings; empty where the key is absent.</summary>
    public IReadOnlyList<YamlMapping> Mappings(string key, string what) => [.. Items(key).Select(item => From(_file, item, what))];

    /// <summary>A mapping below, or null.</summary>
    public YamlMapping? Mapping(string key)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out YamlNode? node) ? From(_file, node, $"'{key}'") : null;
    }

    private IEnumerable<YamlNode> Items(string key)
    {
        _asked.Add(key);
        return !_values.TryGetValue(key, out YamlNode? node) ? []
            : node is YamlSequenceNode list ? list.Children
            : throw Error(_file, node, $"'{key}' has to be a list, not {Kind(node)}.");
    }

    private string Text(YamlNode node, string what) => node is YamlScalarNode { Value: { Length: > 0 } text }
        ? text
        : throw Error(_file, node, $"{what} has to be text, not {Kind(node)}.");

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => "this",
    };
}
