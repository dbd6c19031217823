// The packed numbers and hash tables that generic virtual methods are found with.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using CsCheck;

using Internal.Runtime.Loading;

using Xunit;

namespace Lume.Runtime.Tests;

public sealed unsafe class NativeTableTests
{
    [Fact]
    public void A_number_reads_back_at_every_length_that_holds_it() =>
        Gen.UInt.Sample(value =>
        {
            for (int length = (int)NativeReader.EncodedLength(value); length <= 5; length++)
            {
                byte[] bytes = [.. Encode(value, length), 0xAA];
                fixed (byte* start = bytes)
                {
                    NativeReader reader = new(start);
                    Assert.Equal(value, reader.ReadUnsigned());
                    Assert.Equal(length, (int)(reader.Position - start));
                    Assert.Equal(0xAA, reader.ReadByte());
                }
            }
        });

    [Fact]
    public void A_signed_number_reads_back_at_every_length_that_holds_it() =>
        Gen.Int.Sample(value =>
        {
            for (int length = SignedLength(value); length <= 5; length++)
            {
                fixed (byte* start = Encode((uint)value, length))
                {
                    NativeReader reader = new(start);
                    Assert.Equal(value, reader.ReadSigned());
                    Assert.Equal(length, (int)(reader.Position - start));
                }
            }
        });

    [Fact]
    public void A_long_number_reads_back_from_nine_bytes_and_a_short_one_from_fewer() =>
        Gen.Select(Gen.ULong, Gen.Int).Sample((wide, narrow) =>
        {
            const byte nineBytes = 0x1F;
            byte[] bytes = [nineBytes, .. BitConverter.GetBytes(wide), .. Encode((uint)narrow, SignedLength(narrow))];
            fixed (byte* start = bytes)
            {
                NativeReader reader = new(start);
                Assert.Equal(wide, reader.ReadUnsignedLong());
                Assert.Equal(9, (int)(reader.Position - start));
                Assert.Equal(narrow, reader.ReadSignedLong());
                Assert.Equal(bytes.Length, (int)(reader.Position - start));
                NativeReader signed = new(start);
                Assert.Equal((long)wide, signed.ReadSignedLong());
            }
        });

    [Fact]
    public void A_distance_counts_from_its_own_first_byte() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100]).Sample((from, to) =>
        {
            byte[] bytes = new byte[128];
            Encode((uint)(to - from), SignedLength(to - from)).CopyTo(bytes, from);
            fixed (byte* start = bytes)
            {
                Assert.Equal(to, (int)(new NativeReader(start + from).ReadRelative().Position - start));
            }
        });

    [Fact]
    public void A_table_holds_what_was_put_in() =>
        Gen.Select(Gen.UInt.Array[0, 120], Gen.Int[0, 6], Gen.Int[0, 2]).Sample((hashes, logarithm, width) =>
        {
            fixed (byte* table = Table(hashes, logarithm, width))
            {
                Assert.Equal(Enumerable.Range(0, hashes.Length), Read(NativeHashtable.All(table)).Order());
                for (int i = 0; i < hashes.Length; i++)
                {
                    int[] found = Read(NativeHashtable.Matching(table, hashes[i]));
                    Assert.Contains(i, found);
                    Assert.All(found, k => Assert.Equal(Key(hashes[i], logarithm), Key(hashes[k], logarithm)));
                    Assert.Equal(found.Length, hashes.Count(h => Key(h, logarithm) == Key(hashes[i], logarithm)));
                }
            }
        });

    [Fact]
    public void A_hash_that_nobody_has_finds_nothing() =>
        Gen.Select(Gen.UInt.Array[0, 40], Gen.Int[0, 4], Gen.UInt).Sample((hashes, logarithm, wanted) =>
        {
            fixed (byte* table = Table(hashes, logarithm, 2))
            {
                int count = Read(NativeHashtable.Matching(table, wanted)).Length;
                Assert.Equal(hashes.Count(h => Key(h, logarithm) == Key(wanted, logarithm)), count);
            }
        });

    // The low byte, and the bits above it that choose the bucket, are all that a table knows of a hash.
    private static uint Key(uint hash, int logarithm) => hash & ((0x100u << logarithm) - 1);

    private static int[] Read(NativeHashtable entries)
    {
        List<int> found = [];
        while (entries.TryNext(out NativeReader entry))
        {
            found.Add((int)entry.ReadUnsigned());
        }

        return [.. found];
    }

    /// <summary>A number in the given count of bytes; signed ones lose only copies of their sign.</summary>
    private static byte[] Encode(uint value, int length)
    {
        if (length == 5)
        {
            return [0x0F, .. BitConverter.GetBytes(value)];
        }

        uint word = (value << length) | ((1u << (length - 1)) - 1);
        return BitConverter.GetBytes(word)[..length];
    }

    private static int SignedLength(int value)
    {
        int length = 1;
        while (length < 5 && value != (value << (32 - (7 * length))) >> (32 - (7 * length)))
        {
            length++;
        }

        return length;
    }

    /// <summary>A table whose entry number i holds i: buckets first, then the entries, with distances of five bytes.</summary>
    private static byte[] Table(uint[] hashes, int logarithm, int width)
    {
        const int entrySize = 6;
        int buckets = 1 << logarithm;
        int indexSize = (buckets + 1) << width;
        int values = 1 + indexSize + (hashes.Length * entrySize);
        width = width == 0 && values > byte.MaxValue ? 1 : width;
        indexSize = (buckets + 1) << width;
        values = 1 + indexSize + (hashes.Length * entrySize);

        MemoryStream index = new(), rows = new(), payload = new();
        for (int bucket = 0; bucket <= buckets; bucket++)
        {
            index.Write(BitConverter.GetBytes(indexSize + (int)rows.Length).AsSpan(0, 1 << width));
            for (int i = 0; i < hashes.Length; i++)
            {
                if (bucket < buckets && ((hashes[i] >> 8) & (buckets - 1)) == bucket)
                {
                    rows.WriteByte((byte)hashes[i]);
                    rows.Write(Encode((uint)(values + payload.Length - (1 + indexSize + rows.Length)), 5));
                    payload.Write(Encode((uint)i, (int)NativeReader.EncodedLength((uint)i)));
                }
            }
        }

        return [(byte)((logarithm << 2) | width), .. index.ToArray(), .. rows.ToArray(), .. payload.ToArray()];
    }
}
