// Turns kernel addresses into C# methods and lines, through LLVM's symbolizer as a child process.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using Lume.Hil.Host;

namespace Lume.Hil.Symbols;

/// <summary>One place in the source that an address stands for.</summary>
/// <param name="Method">Method name as the compiler recorded it.</param>
/// <param name="Place">File and line, or empty when unknown.</param>
public readonly record struct SourcePlace(string Method, string Place)
{
    internal const string Assembly = "(assembly)";

    /// <summary>True for assembly: it has lines, but no methods.</summary>
    public bool IsAssembly => Method == Assembly;

    /// <inheritdoc/>
    public override string ToString() => Place.Length == 0 ? Method : $"{Method} ({Place})";
}

/// <summary>Symbols of one kernel. Thread-safe; ends its child process with <see cref="Dispose"/>.</summary>
public sealed partial class KernelSymbols : IDisposable
{
    private const string Unknown = "??";

    private readonly ElfText _text;
    private readonly Process _process;
    private readonly Lock _guard = new();
    private readonly Dictionary<ulong, IReadOnlyList<SourcePlace>> _known = [];

    private KernelSymbols(ElfText text, Process process)
    {
        _text = text;
        _process = process;
    }

    /// <summary>Opens a kernel's symbols; null when there is no such file or no symbolizer.</summary>
    public static KernelSymbols? TryOpen(string elf)
    {
        if (!File.Exists(elf) || HostTools.FindInPath(HostTools.Symbolizer.Program) is not { } symbolizer)
        {
            return null;
        }

        ProcessStartInfo start = new(symbolizer)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["--obj=" + elf, "--functions=short", "--inlines", "--relativenames", "--output-style=LLVM"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            ElfText text = new(elf);
            Process process = HostProcess.StartBound(start);
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return new KernelSymbols(text, process);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The method at an address, innermost inlined one first; empty when the address is not in the kernel's code.</summary>
    public IReadOnlyList<SourcePlace> Resolve(ulong address)
    {
        if (!_text.Contains(address))
        {
            return [];
        }

        lock (_guard)
        {
            if (!_known.TryGetValue(address, out IReadOnlyList<SourcePlace>? places))
            {
                places = Ask(address);
                _known[address] = places;
            }

            return places;
        }
    }

    /// <summary>
    /// What the kernel addresses in a line of console output stand for, one line of text each; empty when there are none.
    /// </summary>
    public IReadOnlyList<string> Explain(string line)
    {
        List<string> lines = [];
        bool isBacktrace = BacktraceLine().IsMatch(line);
        foreach (Match match in Address().Matches(line))
        {
            ulong address = ulong.Parse(match.Groups["digits"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

            // A return address belongs to the call before it; after a call that never returns it is another function's already.
            foreach (SourcePlace place in Resolve(isBacktrace ? address - 1 : address))
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"    {address:x16}  {place}"));
            }
        }

        return lines;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        HostProcess.Kill(_process);
        _process.Dispose();
    }

    /// <summary>Reads one answer: pairs of lines (method, file:line:column) up to an empty line.</summary>
    internal static IReadOnlyList<SourcePlace> ParseAnswer(TextReader reader)
    {
        List<SourcePlace> places = [];
        while (reader.ReadLine() is { Length: > 0 } method)
        {
            string place = reader.ReadLine() ?? string.Empty;
            // Assembly has lines, but no functions.
            string tidy = TidyPlace(place);
            if (method != Unknown || tidy.Length != 0)
            {
                places.Add(new SourcePlace(method == Unknown ? SourcePlace.Assembly : method, tidy));
            }
        }

        return places;
    }

    private static string TidyPlace(string place)
    {
        if (place.StartsWith(Unknown, StringComparison.Ordinal))
        {
            return string.Empty;
        }

        // "file:line:column": the column says little for a return address.
        int colon = place.LastIndexOf(':');
        string tidy = colon > 0 && place.AsSpan(0, colon).Contains(':') ? place[..colon] : place;
        return tidy.StartsWith("./", StringComparison.Ordinal) ? tidy[2..] : tidy;
    }

    private IReadOnlyList<SourcePlace> Ask(ulong address)
    {
        try
        {
            _process.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"0x{address:x}\n"));
            _process.StandardInput.Flush();
            return ParseAnswer(_process.StandardOutput);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // A symbolizer that died costs the names, not the test.
            return [];
        }
    }

    [GeneratedRegex(@"^\s*(0x)?[0-9a-fA-F]{16}\s*$")]
    private static partial Regex BacktraceLine();

    [GeneratedRegex(@"(?<![0-9a-zA-Z])(0x)?(?<digits>[0-9a-fA-F]{8,16})(?![0-9a-zA-Z])")]
    private static partial Regex Address();
}
