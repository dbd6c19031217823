// Program: Coding and packing bytes: Huffman, run lengths, base 64, CRC, a ring of bytes, a reader over spans.

using System.Buffers.Binary;
using System.Text;

namespace Lume.Conformance.Programs.Whole;

internal static class Packing
{
    private sealed class Tree : IComparable<Tree>
    {
        public required int Weight { get; init; }

        public byte? Leaf { get; init; }

        public Tree? Zero { get; init; }

        public Tree? One { get; init; }

        private int Order => Leaf ?? Math.Min(Zero!.Order, One!.Order);

        public int CompareTo(Tree? other) => other is null ? 1 : (Weight, Order).CompareTo((other.Weight, other.Order));

        public void Codes(string so, Dictionary<byte, string> to)
        {
            if (Leaf is byte leaf)
            {
                to[leaf] = so;
                return;
            }

            Zero!.Codes(so + "0", to);
            One!.Codes(so + "1", to);
        }
    }

    private ref struct BitWriter(Span<byte> to)
    {
        private readonly Span<byte> _to = to;
        private int _at;

        public readonly int Count => _at;

        public void Write(ReadOnlySpan<char> bits)
        {
            foreach (char bit in bits)
            {
                if (bit == '1')
                {
                    _to[_at >> 3] |= (byte)(0x80 >> (_at & 7));
                }

                _at++;
            }
        }
    }

    private ref struct ByteReader(ReadOnlySpan<byte> from)
    {
        private ReadOnlySpan<byte> _rest = from;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public ReadOnlySpan<byte> Take(int count)
        {
            ReadOnlySpan<byte> taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }

        public uint Word() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

        public ulong Variable()
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = Take(1)[0];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }

    private static Tree Build(ReadOnlySpan<byte> of)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte b in of)
        {
            counts[b]++;
        }

        PriorityQueue<Tree, Tree> queue = new();
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] is > 0 and var weight)
            {
                Tree leaf = new() { Weight = weight, Leaf = (byte)i };
                queue.Enqueue(leaf, leaf);
            }
        }

        while (queue.Count > 1)
        {
            (Tree a, Tree b) = (queue.Dequeue(), queue.Dequeue());
            Tree both = new() { Weight = a.Weight + b.Weight, Zero = a, One = b };
            queue.Enqueue(both, both);
        }

        return queue.Dequeue();
    }

    private static string Unpack(Tree tree, ReadOnlySpan<byte> bits, int count)
    {
        StringBuilder text = new();
        Tree at = tree;
        for (int i = 0; i < count; i++)
        {
            at = (bits[i / 8] & (0x80 >> (i % 8))) == 0 ? at.Zero! : at.One!;
            if (at.Leaf is { } leaf)
            {
                text.Append((char)leaf);
                at = tree;
            }
        }

        return text.ToString();
    }

    private static readonly uint[] s_crc = MakeCrc();

    private static uint[] MakeCrc()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[i] = c;
        }

        return table;
    }

    private static uint Crc(ReadOnlySpan<byte> of)
    {
        uint crc = ~0u;
        foreach (byte b in of)
        {
            crc = s_crc[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static int WriteVariable(Span<byte> to, ulong value)
    {
        int at = 0;
        do
        {
            to[at++] = (byte)((value & 0x7F) | (value > 0x7F ? 0x80u : 0));
            value >>= 7;
        }
        while (value != 0);
        return at;
    }

    public static void Run()
    {
        byte[] text = "the rain in spain stays mainly in the plain"u8.ToArray();
        Tree tree = Build(text);
        Dictionary<byte, string> codes = [];
        tree.Codes("", codes);
        byte[] packed = new byte[64];
        BitWriter writer = new(packed);
        foreach (byte b in text)
        {
            writer.Write(codes[b]);
        }

        Out.Line("bits", writer.Count, codes.Count);
        Out.Line(codes[(byte)' '] + " " + codes[(byte)'m']);
        Out.Line(Unpack(tree, packed, writer.Count));
        Out.Line(Convert.ToHexString(packed.AsSpan(0, 12)));
        Out.Line(Convert.ToBase64String(text[..10]));
        Out.Line("crc", Crc("123456789"u8), Crc(text), Crc(default));
        Span<byte> buffer = stackalloc byte[64];
        int at = 0;
        ulong[] values = [0, 127, 128, 300, uint.MaxValue, ulong.MaxValue];
        BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)values.Length);
        at += 4;
        foreach (ulong value in values)
        {
            at += WriteVariable(buffer[at..], value);
        }

        ByteReader reader = new(buffer[..at]);
        for (uint left = reader.Word(); left > 0; left--)
        {
            Out.Line("value", reader.Variable());
        }

        Out.Line("end", reader.IsAtEnd);
        try
        {
            reader.Variable();
        }
        catch (ArgumentOutOfRangeException)
        {
            Out.Line("nothing left");
        }

        Out.Line(Encoding.UTF8.GetString("h\u00e9llo \u4e16\u754c \ud83d\ude00"u8) is { Length: 11 } s ? s.ToUpperInvariant() : "?");
    }
}
