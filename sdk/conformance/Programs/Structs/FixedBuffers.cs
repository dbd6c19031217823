// Program: Fixed buffers.

namespace Lume.Conformance.Programs.Structs;

internal static unsafe class FixedBuffers
{
    private struct Buffer
    {
        public int Count;
        public fixed int Values[8];
        public fixed byte Bytes[5];
    }

    private sealed class Holder
    {
        public Buffer B;
    }

    public static void Run()
    {
        Buffer b = default;
        for (int i = 0; i < 8; i++)
        {
            b.Values[i] = i * i;
            b.Count++;
        }

        b.Bytes[4] = 200;
        Buffer copy = b;
        b.Values[3] = -1;
        Out.Line("values", b.Values[3], copy.Values[3], copy.Values[7]);
        Out.Line("bytes", copy.Bytes[4], sizeof(Buffer));
        Holder h = new() { B = copy };
        fixed (int* p = h.B.Values)
        {
            p[2] = 1000;
        }

        Out.Line("class", h.B.Values[2], h.B.Count);
    }
}
