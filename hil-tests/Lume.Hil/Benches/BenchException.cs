// What is wrong in a bench file, and where.
using System;

namespace Lume.Hil.Benches;

/// <summary>The file cannot be used. The message is <c>file:line:column: what is wrong, what is allowed</c>.</summary>
public sealed class BenchException(string file, long line, long column, string what) : Exception($"{file}:{line}:{column}: {what}")
{
    /// <summary>Line, from 1.</summary>
    public long Line => line;

    /// <summary>Column, from 1.</summary>
    public long Column => column;
}
