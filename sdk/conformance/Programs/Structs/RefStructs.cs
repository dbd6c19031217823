// Program: Ref structs.

namespace Lume.Conformance.Programs.Structs;

internal static class RefStructs
{
    private ref struct Reader
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private int _at;

        public Reader(ReadOnlySpan<byte> bytes)
        {
            _bytes = bytes;
            _at = 0;
        }

        public bool TryRead(out byte value)
        {
            if (_at == _bytes.Length)
            {
                value = 0;
                return false;
            }

            value = _bytes[_at++];
            return true;
        }

        public void Dispose() => Out.Line("disposed", _at);
    }

    public static void Run()
    {
        Span<byte> bytes = stackalloc byte[] { 1, 2, 3, 250 };
        int sum = 0;
        using (Reader reader = new(bytes))
        {
            while (reader.TryRead(out byte b))
            {
                sum += b;
            }
        }

        Out.Line("sum", sum);
    }
}
