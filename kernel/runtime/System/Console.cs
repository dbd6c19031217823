// Text output of programs that run without the kernel: conformance programs and benchmarks. The kernel logs elsewhere.

using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text;

namespace System;

/// <summary>Writes text, as UTF-8, to wherever the image's <c>lume_console_write</c> sends it.</summary>
public static unsafe class Console
{
    public static void WriteLine() => Write("\n");

    public static void WriteLine(string? value)
    {
        Write(value);
        Write("\n");
    }

    public static void WriteLine(object? value) => WriteLine(value?.ToString());

    public static void WriteLine(bool value) => WriteLine(value.ToString());

    public static void WriteLine(char value) => WriteLine(value.ToString());

    public static void WriteLine(int value) => WriteLine(value.ToString());

    public static void WriteLine(uint value) => WriteLine(value.ToString());

    public static void WriteLine(long value) => WriteLine(value.ToString());

    public static void WriteLine(ulong value) => WriteLine(value.ToString());

    public static void WriteLine(float value) => WriteLine(value.ToString());

    public static void WriteLine(double value) => WriteLine(value.ToString());

    public static void WriteLine(char[]? buffer) => WriteLine(new string(buffer));

    public static void WriteLine(string format, object? arg0) => WriteLine(string.Format(format, arg0));

    public static void WriteLine(string format, object? arg0, object? arg1) => WriteLine(string.Format(format, arg0, arg1));

    public static void WriteLine(string format, object? arg0, object? arg1, object? arg2) => WriteLine(string.Format(format, arg0, arg1, arg2));

    public static void WriteLine(string format, params object?[] arg) => WriteLine(string.Format(format, arg));

    public static void Write(string? value) => Write(value.AsSpan());

    public static void Write(object? value) => Write(value?.ToString());

    public static void Write(bool value) => Write(value.ToString());

    public static void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public static void Write(int value) => Write(value.ToString());

    public static void Write(uint value) => Write(value.ToString());

    public static void Write(long value) => Write(value.ToString());

    public static void Write(ulong value) => Write(value.ToString());

    public static void Write(float value) => Write(value.ToString());

    public static void Write(double value) => Write(value.ToString());

    public static void Write(string format, object? arg0) => Write(string.Format(format, arg0));

    public static void Write(string format, params object?[] arg) => Write(string.Format(format, arg));

    public static void Write(scoped ReadOnlySpan<char> value)
    {
        const int PieceLength = 96;
        byte* buffer = stackalloc byte[PieceLength * 3];
        while (!value.IsEmpty)
        {
            int length = Math.Min(value.Length, PieceLength);
            if (length < value.Length && char.IsHighSurrogate(value[length - 1]))
            {
                length--;
            }

            Utf8Text.TryEncode(value.Slice(0, length), new Span<byte>(buffer, PieceLength * 3), out int written);
            WriteBytes(buffer, written);
            value = value.Slice(length);
        }
    }

    [RuntimeImport("lume_console_write")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void WriteBytes(byte* bytes, int count);
}
