// Entry points of floating-point text.

using System.Globalization;

namespace System;

internal static partial class Number
{
    internal static string FormatFloat(double value, string? format, bool isSingle) => throw new PlatformNotSupportedException();

    internal static bool TryParseDouble(ReadOnlySpan<char> text, NumberStyles style, out double result) => throw new PlatformNotSupportedException();

    internal static bool TryParseSingle(ReadOnlySpan<char> text, NumberStyles style, out float result) => throw new PlatformNotSupportedException();
}
