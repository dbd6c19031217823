// Reads lume-bench.yaml. Strict: what is not understood is an error that names the place and what is allowed.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Lume.Hil.Benches;

/// <summary>Reads bench files.</summary>
public static partial class BenchReader
{
    /// <summary>How the address of a machine that the runner starts itself begins.</summary>
    public const string QemuScheme = "qemu:";

    /// <summary>The version of the file's format.</summary>
    public const int Version = 1;

    private const int MostCharacters = 1 << 20;
    private const int DeepestNesting = 16;

    private static readonly TimeSpan s_patternLimit = TimeSpan.FromSeconds(1);

    /// <summary>Addresses that <c>port</c> takes, for messages and docs.</summary>
    public const string PortForms = "/dev/ttyUSB0, tcp://HOST:PORT, unix:PATH, rfc2217://HOST:PORT, ssh://[USER@]HOST/dev/ttyUSB0, qemu:MACHINE";

    /// <summary>Reads a file. Paths in it are relative to its folder.</summary>
    /// <exception cref="BenchException">Its content cannot be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Bench Read(string file) => Parse(File.ReadAllText(file), file, Path.GetDirectoryName(Path.GetFullPath(file))!);

    /// <summary>Reads text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="folder">What paths are relative to.</param>
    /// <exception cref="BenchException">It cannot be used.</exception>
    public static Bench Parse(string text, string file, string folder)
    {
        YamlMapping root = YamlMapping.From(file, Load(text, file), "The file");
        if (root.Number("version", Version, Version) is null)
        {
            throw root.ErrorAt("version", $"The file needs 'version: {Version}'.");
        }

        IReadOnlyList<YamlMapping> boards = root.Mappings("boards", "A board");
        if (boards.Count == 0)
        {
            throw root.ErrorAt("boards", "'boards' has to list at least one board.");
        }

        Dictionary<string, BoardSpec> known = new(StringComparer.Ordinal);
        List<BoardSpec> specs = [];
        foreach (YamlMapping board in boards)
        {
            BoardSpec spec = ReadBoard(board, folder);
            if (!known.TryAdd(spec.Id, spec))
            {
                throw board.ErrorAt("id", $"There are two boards with the id '{spec.Id}'.");
            }

            specs.Add(spec);
        }

        QuarantineEntry[] quarantine = [.. root.Mappings("quarantine", "A quarantine entry").Select(entry => ReadQuarantine(entry, known))];
        root.Finish();
        return new Bench(file, specs, quarantine);
    }

    // Two passes: over the events, where depth, anchors and tags are refused before anything recurses over them, then over the tree.
    private static YamlNode Load(string text, string file)
    {
        if (text.Length > MostCharacters)
        {
            throw new BenchException(file, 1, 1, $"The file is larger than {MostCharacters >> 20} MiB.");
        }

        try
        {
            RequireShallow(text, file);
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw new BenchException(file, 1, 1, $"The file has to be one YAML document; it holds {stream.Documents.Count}.");
        }
        catch (Exception e) when (e is not BenchException)
        {
            // On some malformed texts the library fails by itself (InvalidOperationException, ArgumentException) and knows no place.
            Mark place = (e as YamlException)?.Start ?? Mark.Empty;
            throw new BenchException(file, Math.Max(1, place.Line), Math.Max(1, place.Column), $"This is not YAML: {e.Message}");
        }
    }

    private static void RequireShallow(string text, string file)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            ParsingEvent now = parser.Current!;
            depth += now.NestingIncrease;
            bool special = now is AnchorAlias || (now is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty));
            if (depth > DeepestNesting || special)
            {
                throw new BenchException(file, now.Start.Line, now.Start.Column, special ? "Anchors, aliases and tags are not used here." : "This is nested too deeply.");
            }
        }
    }

    private static BoardSpec ReadBoard(YamlMapping board, string folder)
    {
        string id = board.RequiredText("id");
        if (!Name().IsMatch(id))
        {
            throw board.ErrorAt("id", $"'id' has to be letters, digits, '-', '_' and '.' (it names folders), at most 40, not '{id}'.");
        }

        BoardSpec spec = new()
        {
            Id = id,
            Board = board.RequiredText("board"),
            Port = RequirePort(board, board.RequiredText("port")),
            Baud = board.Number("baud", 50, 20_000_000) ?? 115200,
            Fixtures = board.Texts("fixtures"),
            Image = InFolder(folder, board.Text("image")),
            Reset = board.Text("reset"),
            Prompt = Pattern(board, "prompt"),
            Retries = board.Number("retries", 0, 10) ?? 2,
            Boot = [.. board.Mappings("boot", "A step of 'boot'").Select(ReadStep)],
            Limits = ReadLimits(board.Mapping("limits")),
        };
        if (board.Mapping("power") is { } power)
        {
            spec = spec with { PowerOn = power.RequiredText("on"), PowerOff = power.RequiredText("off") };
            power.Finish();
        }

        if (board.Mapping("qemu") is { } qemu)
        {
            spec = spec.IsQemu ? spec with { Qemu = ReadQemu(qemu, folder) } : throw board.ErrorAt("qemu", "'qemu' goes with a port 'qemu:MACHINE' only.");
        }

        board.Finish();
        return spec;
    }

    private static string RequirePort(YamlMapping board, string port)
    {
        bool good = port switch
        {
            _ when port.StartsWith(QemuScheme, StringComparison.Ordinal) => port.Length > QemuScheme.Length,
            _ when port.StartsWith("unix:", StringComparison.Ordinal) => port.Length > "unix:".Length,
            _ when port.StartsWith("ssh://", StringComparison.Ordinal) => SshAddress().IsMatch(port),
            _ when port.StartsWith("tcp://", StringComparison.Ordinal) || port.StartsWith("rfc2217://", StringComparison.Ordinal) =>
                Uri.TryCreate(port, UriKind.Absolute, out Uri? uri) && uri is { Host.Length: > 0, Port: > 0, AbsolutePath: "" or "/" },
            _ => port.StartsWith('/'),
        };
        return good ? port : throw board.ErrorAt("port", $"'{port}' is no port. Allowed are: {PortForms}.");
    }

    private static QemuSpec ReadQemu(YamlMapping qemu, string folder)
    {
        QemuSpec spec = new()
        {
            Harts = qemu.Number("harts", 1, 512),
            Memory = qemu.Text("memory"),
            Initrd = InFolder(folder, qemu.Text("initrd")),
            Append = qemu.AnyText("append"),
            Extra = qemu.Texts("extra"),
        };
        qemu.Finish();
        return spec.Memory is null || Size().IsMatch(spec.Memory)
            ? spec
            : throw qemu.ErrorAt("memory", $"'memory' has to be a number with M or G, such as 256M, not '{spec.Memory}'.");
    }

    private static BootStep ReadStep(YamlMapping step)
    {
        Regex expect = Pattern(step, "expect") ?? throw step.ErrorAt("expect", "A step of 'boot' needs 'expect'.");
        BootStep read = new(expect, step.AnyText("send"), step.Duration("within"));
        step.Finish();
        return read;
    }

    private static Limits ReadLimits(YamlMapping? limits)
    {
        Limits usual = new();
        if (limits is null)
        {
            return usual;
        }

        Limits read = new()
        {
            Boot = limits.Duration("boot") ?? usual.Boot,
            Command = limits.Duration("command") ?? usual.Command,
            Test = limits.Duration("test") ?? usual.Test,
            Lock = limits.Duration("lock") ?? usual.Lock,
        };
        limits.Finish();
        return read;
    }

    private static QuarantineEntry ReadQuarantine(YamlMapping entry, Dictionary<string, BoardSpec> boards)
    {
        string until = entry.RequiredText("until");
        string issue = entry.RequiredText("issue");
        QuarantineEntry read = new(
            entry.RequiredText("test"),
            entry.Texts("boards"),
            Uri.TryCreate(issue, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https"
                ? link
                : throw entry.ErrorAt("issue", $"'issue' has to be an http or https link, not '{issue}'."),
            DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day
                : throw entry.ErrorAt("until", $"'until' has to be a date such as 2027-01-31, not '{until}'."));
        entry.Finish();
        return read.Boards.FirstOrDefault(id => !boards.ContainsKey(id)) is { } unknown
            ? throw entry.ErrorAt("boards", $"There is no board '{unknown}'. There are: {string.Join(", ", boards.Keys)}.")
            : read;
    }

    private static Regex? Pattern(YamlMapping mapping, string key)
    {
        try
        {
            return mapping.Text(key) is { } text ? new Regex(text, RegexOptions.CultureInvariant | RegexOptions.Multiline, s_patternLimit) : null;
        }
        catch (ArgumentException e)
        {
            throw mapping.ErrorAt(key, $"'{key}' is no regular expression: {e.Message}");
        }
    }

    private static string? InFolder(string folder, string? path) => path is null ? null : Path.Combine(folder, path);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[1-9][0-9]{0,6}[MG]$")]
    private static partial Regex Size();

    // The host must not look like an option of ssh.
    [GeneratedRegex("^ssh://([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]{1,5})?/[A-Za-z0-9._/:@+-]+$")]
    private static partial Regex SshAddress();
}
