// A program's arguments: what the caller gave, behind what scripts put in front.
using System;
using Lume.Abi;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Strings of the kernel followed by a source's strings without the first ones.</summary>
/// <typeparam name="TSource">Where the rest comes from.</typeparam>
public struct ArgumentList<TSource> : IStringSource
    where TSource : struct, IStringSource
{
    private readonly byte[][] _leading;
    private readonly int _skipped;
    private TSource _source;

    /// <summary>A list.</summary>
    /// <param name="leading">Strings that come first.</param>
    /// <param name="source">The others.</param>
    /// <param name="skipped">How many of the source's first strings are left out.</param>
    public ArgumentList(byte[][] leading, TSource source, int skipped)
    {
        _leading = leading;
        _source = source;
        _skipped = Math.Min(skipped, source.Count);
    }

    /// <inheritdoc/>
    public readonly int Count => _leading.Length + _source.Count - _skipped;

    /// <inheritdoc/>
    public Errno GetLength(int index, out int length)
    {
        if (index < _leading.Length)
        {
            return new KernelStrings(_leading).GetLength(index, out length);
        }

        return _source.GetLength(index - _leading.Length + _skipped, out length);
    }

    /// <inheritdoc/>
    public Errno Read(int index, int offset, Span<byte> destination)
    {
        if (index < _leading.Length)
        {
            return new KernelStrings(_leading).Read(index, offset, destination);
        }

        return _source.Read(index - _leading.Length + _skipped, offset, destination);
    }
}
