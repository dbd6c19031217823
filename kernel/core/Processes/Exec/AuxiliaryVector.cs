// The auxiliary vector: what the kernel tells a new program about itself. Source: getauxval(3), Linux fs/binfmt_elf.c's order.
using System;
using Lume.Abi;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Collects type and value pairs.</summary>
internal ref struct AuxiliaryVector
{
    /// <summary>Pairs that fit.</summary>
    public const int Capacity = 24;

    private readonly Span<ulong> _words;

    /// <summary>Collects into <paramref name="words"/>, 2 * <see cref="Capacity"/> long.</summary>
    public AuxiliaryVector(Span<ulong> words) => _words = words;

    /// <summary>Words in use.</summary>
    public int Length { get; private set; }

    /// <summary>The words.</summary>
    public readonly ReadOnlySpan<ulong> Words => _words[..Length];

    /// <summary>Adds a pair.</summary>
    public void Add(AuxiliaryType type, ulong value)
    {
        _words[Length++] = (ulong)type;
        _words[Length++] = value;
    }
}
