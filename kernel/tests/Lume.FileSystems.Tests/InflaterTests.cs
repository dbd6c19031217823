// DEFLATE and gzip against the library of .NET, and against damage.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using CsCheck;
using Lume.FileSystems.Initramfs;
using Xunit;

namespace Lume.FileSystems.Tests;

public sealed class InflaterTests
{
    // Texts with repetitions, runs and noise, so that every kind of block and match appears.
    private static readonly Gen<byte[]> s_content =
        from parts in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40_000], Gen.Byte).Array[0, 6]
        from noise in Gen.Byte.Array[1, 3000]
        select Build([.. parts, (0, 1, 7)], noise);

    [Fact]
    public void Whatever_the_library_compresses_comes_back()
    {
        Gen.Select(s_content, Gen.Int[0, 3], Gen.Int[1, 5000]).Sample((content, level, piece) =>
        {
            byte[] compressed = Compress(content, (CompressionLevel)level);
            (InflateStatus status, byte[] output) = Decompress(compressed, piece);
            return status == InflateStatus.Ok && output.AsSpan().SequenceEqual(content);
        }, iter: 150);
    }

    [Fact]
    public void Two_members_in_a_row_are_told_apart()
    {
        byte[] first = Compress("first"u8.ToArray(), CompressionLevel.Optimal);
        byte[] second = Compress("second"u8.ToArray(), CompressionLevel.Optimal);
        for (int piece = 1; piece < first.Length + second.Length; piece++)
        {
            ImageReader reader = new(new Pieces([.. first, .. second, 1, 2, 3], piece));
            Collector sink = new();
            Assert.Equal(InflateStatus.Ok, GzipReader.ReadMember(ref reader, sink));
            Assert.Equal(InflateStatus.Ok, GzipReader.ReadMember(ref reader, sink));
            Assert.Equal("firstsecond"u8.ToArray(), sink.ToArray());
            Assert.Equal(1, reader.ReadByte());
            Assert.Equal(2, reader.ReadByte());
            Assert.Equal(3, reader.ReadByte());
            Assert.Equal(-1, reader.ReadByte());
        }
    }

    [Fact]
    public void A_truncated_stream_is_told_as_such()
    {
        byte[] compressed = Compress(Build([(1, 5000, 7), (2, 3000, 1)], [1, 2, 3]), CompressionLevel.Optimal);
        for (int length = 0; length < compressed.Length; length++)
        {
            Assert.NotEqual(InflateStatus.Ok, Decompress(compressed[..length], 100).Status);
        }
    }

    [Fact]
    public void Damage_never_does_more_than_fail()
    {
        Gen.Select(s_content, Gen.Int[0, 1 << 20].Array[1, 8], Gen.Byte).Sample((content, places, value) =>
        {
            byte[] compressed = Compress(content, CompressionLevel.Fastest);
            foreach (int place in places)
            {
                compressed[place % compressed.Length] ^= value;
            }

            (InflateStatus status, byte[] output) = Decompress(compressed, 1000);
            return status != InflateStatus.Ok || output.AsSpan().SequenceEqual(content);
        }, iter: 300);
    }

    [Fact]
    public void Noise_never_does_more_than_fail()
    {
        Gen.Byte.Array[0, 400].Sample(noise =>
        {
            Collector sink = new();
            Inflater inflater = new(new ImageReader(new Pieces(noise, 64)), sink);
            inflater.Run();
            return true;
        }, iter: 3000);
    }

    internal static byte[] Compress(byte[] content, CompressionLevel level)
    {
        MemoryStream stream = new();
        using (GZipStream gzip = new(stream, level))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private static (InflateStatus Status, byte[] Output) Decompress(byte[] compressed, int piece)
    {
        ImageReader reader = new(new Pieces(compressed, piece));
        Collector sink = new();
        InflateStatus status = GzipReader.ReadMember(ref reader, sink);
        return (status, sink.ToArray());
    }

    private static byte[] Build((int, int, byte)[] parts, byte[] noise)
    {
        List<byte> bytes = [];
        foreach ((int kind, int length, byte value) in parts)
        {
            for (int i = 0; i < length; i++)
            {
                bytes.Add(kind switch
                {
                    0 => value,
                    1 => noise[i % noise.Length],
                    2 => (byte)(i * value),
                    _ => (byte)((i * 31) ^ (i >> 3) ^ noise[i * 7 % noise.Length]),
                });
            }
        }

        return bytes.ToArray();
    }
}

/// <summary>Keeps what is written.</summary>
internal sealed class Collector : ByteSink
{
    private readonly MemoryStream _stream = new();

    public override bool Write(Span<byte> bytes)
    {
        _stream.Write(bytes);
        return true;
    }

    public byte[] ToArray() => _stream.ToArray();
}

/// <summary>An image in pieces of one size; a consumed piece is overwritten, as freed memory would be.</summary>
internal sealed class Pieces(byte[] image, int size) : ImageSource
{
    private readonly byte[] _piece = new byte[size];
    private int _position;

    public override Span<byte> Next()
    {
        Array.Fill(_piece, (byte)0xA5);
        int count = Math.Min(size, image.Length - _position);
        image.AsSpan(_position, count).CopyTo(_piece);
        _position += count;
        return _piece.AsSpan(0, count);
    }
}
