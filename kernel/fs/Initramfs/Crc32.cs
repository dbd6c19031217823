// The checksum of gzip: CRC-32, polynomial 0xEDB88320 (reflected), four bytes at a step. Source: RFC 1952 section 8.
using System;

namespace Lume.FileSystems.Initramfs;

/// <summary>A running CRC-32.</summary>
public struct Crc32
{
    private static readonly uint[] s_tables = BuildTables();

    private uint _state = uint.MaxValue;

    /// <summary>Of nothing.</summary>
    public Crc32()
    {
    }

    /// <summary>The checksum so far.</summary>
    public readonly uint Value => ~_state;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint[] tables = s_tables;
        uint state = _state;
        int i = 0;
        for (; i + 4 <= bytes.Length; i += 4)
        {
            state ^= bytes[i] | ((uint)bytes[i + 1] << 8) | ((uint)bytes[i + 2] << 16) | ((uint)bytes[i + 3] << 24);
            state = tables[768 + (state & 0xFF)]
                ^ tables[512 + ((state >> 8) & 0xFF)]
                ^ tables[256 + ((state >> 16) & 0xFF)]
                ^ tables[state >> 24];
        }

        for (; i < bytes.Length; i++)
        {
            state = tables[(state ^ bytes[i]) & 0xFF] ^ (state >> 8);
        }

        _state = state;
    }

    private static uint[] BuildTables()
    {
        uint[] tables = new uint[1024];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * 0xEDB8_8320);
            }

            tables[i] = value;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            uint before = tables[i - 256];
            tables[i] = (before >> 8) ^ tables[before & 0xFF];
        }

        return tables;
    }
}
