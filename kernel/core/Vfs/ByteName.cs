// Names of files as the bytes that user space gave: no encoding, no conversion, hashed once.
using System;

namespace Lume.Kernel.Vfs;

/// <summary>One component of a path, borrowed from the path's buffer, with its hash.</summary>
public readonly ref struct NameSpan
{
    /// <summary>A borrowed name whose hash the walker already has.</summary>
    public NameSpan(ReadOnlySpan<byte> bytes, uint hash)
    {
        Bytes = bytes;
        Hash = hash;
    }

    /// <summary>A borrowed name; the hash is computed here.</summary>
    public NameSpan(ReadOnlySpan<byte> bytes)
        : this(bytes, ByteName.HashOf(bytes))
    {
    }

    /// <summary>The bytes, 1 to 255 of them, without '/' and NUL.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The hash, see <see cref="ByteName.HashOf"/>.</summary>
    public uint Hash { get; }

    /// <summary>Whether it is ".".</summary>
    public bool IsDot => Bytes.Length == 1 && Bytes[0] == (byte)'.';

    /// <summary>Whether it is "..".</summary>
    public bool IsDotDot => Bytes.Length == 2 && Bytes[0] == (byte)'.' && Bytes[1] == (byte)'.';

    /// <summary>A copy that may be kept.</summary>
    public ByteName ToName() => new(Bytes.ToArray(), Hash);
}

/// <summary>A kept name: immutable bytes and their hash.</summary>
public readonly struct ByteName : IEquatable<ByteName>
{
    /// <summary>NAME_MAX: longest component in bytes.</summary>
    public const int MaxLength = 255;

    private const uint HashSeed = 0x811C_9DC5;
    private const uint HashPrime = 0x0100_0193;

    private readonly byte[]? _bytes;

    internal ByteName(byte[] bytes, uint hash)
    {
        _bytes = bytes;
        Hash = hash;
    }

    /// <summary>A name from bytes, copied.</summary>
    public ByteName(ReadOnlySpan<byte> bytes)
        : this(bytes.ToArray(), HashOf(bytes))
    {
    }

    /// <summary>The hash of the bytes.</summary>
    public uint Hash { get; }

    /// <summary>Length in bytes.</summary>
    public int Length => _bytes is null ? 0 : _bytes.Length;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The same name, borrowed.</summary>
    public NameSpan Span => new(_bytes, Hash);

    /// <summary>FNV-1a, one byte at a time, so that the walker can fold it into its scan for '/'.</summary>
    public static uint HashOf(ReadOnlySpan<byte> bytes)
    {
        uint hash = HashSeed;
        for (int i = 0; i < bytes.Length; i++)
        {
            hash = (hash ^ bytes[i]) * HashPrime;
        }

        return hash;
    }

    /// <summary>
    /// Cuts the first component off <paramref name="path"/>: up to the first '/' or the end, at most
    /// <paramref name="path"/>'s length; its hash comes from the same pass.
    /// </summary>
    /// <returns>The component's length in bytes.</returns>
    public static int Scan(ReadOnlySpan<byte> path, out uint hash)
    {
        uint value = HashSeed;
        int length = 0;
        while (length < path.Length)
        {
            byte next = path[length];
            if (next == (byte)'/')
            {
                break;
            }

            value = (value ^ next) * HashPrime;
            length++;
        }

        hash = value;
        return length;
    }

    /// <summary>Whether the bytes are the same.</summary>
    public bool Matches(NameSpan other) => Hash == other.Hash && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public bool Equals(ByteName other) => Hash == other.Hash && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Hash;
}
