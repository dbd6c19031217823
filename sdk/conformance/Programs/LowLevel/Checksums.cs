// Program: Checksums.

namespace Lume.Conformance.Programs.LowLevel;

internal static class Checksums
{
    public static void Run()
    {
        byte[] data = new byte[1000];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)((i * 7) ^ (i >> 3));
        }

        Out.Hex("crc32", Crc32(data));
        Out.Hex("adler", Adler(data));
        Out.Hex("fnv", Fnv(data));
        Out.Hex("xorshift", Shift(Opaque.Of(88172645463325252UL)));
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        Span<uint> table = stackalloc uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[(int)i] = c;
        }

        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc = table[(int)((crc ^ b) & 255)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Adler(ReadOnlySpan<byte> data)
    {
        uint a = 1;
        uint b = 0;
        foreach (byte x in data)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    private static ulong Fnv(ReadOnlySpan<byte> data)
    {
        ulong h = 14695981039346656037;
        foreach (byte b in data)
        {
            h = (h ^ b) * 1099511628211;
        }

        return h;
    }

    private static ulong Shift(ulong x)
    {
        for (int i = 0; i < 100; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }

        return x;
    }
}
