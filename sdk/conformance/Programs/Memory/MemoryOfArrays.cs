// Program: Memory of arrays.

namespace Lume.Conformance.Programs.Memory;

internal static class MemoryOfArrays
{
    private sealed class Buffer
    {
        public Memory<byte> Window;
        public ReadOnlyMemory<char> Text;
    }

    public static void Run()
    {
        byte[] bytes = new byte[10];
        Buffer b = new() { Window = bytes.AsMemory(2, 5), Text = "characters".AsMemory(3) };
        b.Window.Span.Fill((byte)Opaque.Of(7));
        b.Window.Slice(1, 2).Span[0] = 1;
        Out.Line("bytes", bytes[2], bytes[3], bytes[7]);
        Out.Line("text", b.Text.Span.ToString());
        Out.Line("lengths", b.Window.Length, b.Text.Length);
    }
}
