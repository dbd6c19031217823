// The log of one console: what was shown, line by line with times, kernel addresses explained at once.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using Lume.Hil.Symbols;

namespace Lume.Hil.Consoles;

/// <summary>Writes a console's output to a file. Thread-safe.</summary>
public sealed class ConsoleLog : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly KernelSymbols? _symbols;
    private readonly StringBuilder _line = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _guard = new();
    private bool _closed;

    /// <summary>Starts a new file; folders are made.</summary>
    public ConsoleLog(string file, KernelSymbols? symbols)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _writer = new StreamWriter(file, append: false, new UTF8Encoding(false)) { AutoFlush = true };
        _symbols = symbols;
        File = file;
    }

    /// <summary>The file's path.</summary>
    public string File { get; }

    /// <summary>Console output as it came.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_guard)
        {
            foreach (char c in text)
            {
                if (c == '\n')
                {
                    EndLine();
                }
                else if (c != '\r')
                {
                    _line.Append(c);
                }
            }
        }
    }

    /// <summary>A remark of the runner, on a line of its own.</summary>
    public void Note(string text)
    {
        lock (_guard)
        {
            if (!_closed)
            {
                _writer.WriteLine("## " + text);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_guard)
        {
            if (_closed)
            {
                return;
            }

            if (_line.Length > 0)
            {
                EndLine();
            }

            _closed = true;
            _writer.Dispose();
        }
    }

    private void EndLine()
    {
        string line = _line.ToString();
        _line.Clear();
        if (_closed)
        {
            return;
        }

        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_clock.Elapsed.TotalSeconds,9:0.000}] {line}"));
        foreach (string explained in _symbols?.Explain(line) ?? [])
        {
            _writer.WriteLine("           " + explained);
        }
    }
}
