// The first line of a script. Source: Linux fs/binfmt_script.c's rules, execve(2) "Interpreter scripts".
using System;
using Lume.Abi;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Interpreter and optional argument of a <c>#!</c> line. Pure: works on the first bytes of a file.</summary>
public readonly ref struct ScriptLine
{
    /// <summary>Bytes of a file that are looked at (BINPRM_BUF_SIZE).</summary>
    public const int Window = 256;

    private ScriptLine(ReadOnlySpan<byte> interpreter, ReadOnlySpan<byte> argument)
    {
        Interpreter = interpreter;
        Argument = argument;
    }

    /// <summary>The interpreter's path.</summary>
    public ReadOnlySpan<byte> Interpreter { get; }

    /// <summary>Everything after it, as one argument without blanks at its ends; empty when there is none.</summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>Whether the bytes begin a script.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> start) => start.Length >= 2 && start[0] == (byte)'#' && start[1] == (byte)'!';

    /// <summary>
    /// Splits the line. ENOEXEC when there is no interpreter, or when its name may go on beyond <see cref="Window"/> bytes. A cut
    /// argument is taken as far as it goes, as Linux does.
    /// </summary>
    /// <param name="start">The file's first bytes, at most <see cref="Window"/>.</param>
    /// <param name="line">The parts, inside <paramref name="start"/>.</param>
    public static Errno TryParse(ReadOnlySpan<byte> start, out ScriptLine line)
    {
        line = default;
        if (!HasMagic(start))
        {
            return Errno.ENOEXEC;
        }

        ReadOnlySpan<byte> text = start[2..];
        int end = text.IndexOf((byte)'\n');
        bool isCut = end < 0 && start.Length >= Window;
        if (end >= 0)
        {
            text = text[..end];
        }

        int zero = text.IndexOf((byte)0);
        if (zero >= 0)
        {
            text = text[..zero];
            isCut = false;
        }

        text = Trim(text, keepEnd: isCut);
        int blank = IndexOfBlank(text);
        if (text.IsEmpty || (isCut && blank < 0))
        {
            return Errno.ENOEXEC;
        }

        line = blank < 0
            ? new ScriptLine(text, default)
            : new ScriptLine(text[..blank], Trim(text[blank..], keepEnd: false));
        return Errno.None;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text, bool keepEnd)
    {
        while (!text.IsEmpty && IsBlank(text[0]))
        {
            text = text[1..];
        }

        while (!keepEnd && !text.IsEmpty && IsBlank(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    private static int IndexOfBlank(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsBlank(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';
}
