// Spans.

namespace Lume.Conformance.Programs.Memory;

internal static class SpanBasics
{
    public static void Run()
    {
        int[] array = [1, 2, 3, 4, 5, 6];
        Span<int> span = array;
        Span<int> middle = span.Slice(Opaque.Of(1), 4);
        middle[0] = 20;
        middle[^1] = 50;
        Out.Numbers("array", array);
        Out.Line("lengths", span.Length, middle.Length, middle[1..3].Length);
        middle.Fill(9);
        Out.Numbers("filled", array);
        middle.Clear();
        Out.Numbers("cleared", array);
        Out.Line("empty", Span<int>.Empty.IsEmpty);
        ReadOnlySpan<int> read = span;
        Out.Line("sum", Sum(read), Sum([]));
    }

    private static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int v in values)
        {
            sum += v;
        }

        return sum;
    }
}

internal static class SpanBounds
{
    public static void Run()
    {
        int[] array = new int[5];
        Try("index", () => array.AsSpan()[Opaque.Of(5)]);
        Try("negative", () => array.AsSpan()[Opaque.Of(-1)]);
        Try("slice", () => array.AsSpan().Slice(Opaque.Of(6)).Length);
        Try("slice length", () => array.AsSpan().Slice(3, Opaque.Of(3)).Length);
        Try("slice end", () => array.AsSpan().Slice(Opaque.Of(5)).Length);
        Try("negative length", () => array.AsSpan().Slice(0, Opaque.Of(-1)).Length);
        Try("copy", () =>
        {
            array.AsSpan().CopyTo(new int[Opaque.Of(4)]);
            return 0;
        });
        Try("range", () => array.AsSpan()[Opaque.Of(2)..Opaque.Of(1)].Length);
    }

    private static void Try(string label, Func<int> body)
    {
        try
        {
            Out.Line(label, body());
        }
        catch (Exception e)
        {
            Out.Caught(label, e);
        }
    }
}

internal static class SpanCopies
{
    public static void Run()
    {
        int[] array = [1, 2, 3, 4, 5, 6, 7, 8];
        Span<int> span = array;
        span[..5].CopyTo(span[2..]);
        Out.Numbers("forward", array);
        span[3..].CopyTo(span);
        Out.Numbers("backward", array);
        string[] names = ["a", "b", "c", "d"];
        names.AsSpan(0, 3).CopyTo(names.AsSpan(1));
        Out.Line(names[0] + names[1] + names[2] + names[3]);
        Out.Line("try", span[..2].TryCopyTo(new int[1]));
        int[] copy = span[2..4].ToArray();
        copy[0] = -1;
        Out.Line("independent", array[2], copy[0]);
    }
}

internal static class SpanSearch
{
    public static void Run()
    {
        ReadOnlySpan<byte> bytes = "hello world, hello spans"u8;
        Out.Line("index", bytes.IndexOf((byte)'o'), bytes.LastIndexOf((byte)'o'), bytes.IndexOf((byte)'?'));
        Out.Line("sequence", bytes.IndexOf("hello"u8), bytes.LastIndexOf("hello"u8));
        Out.Line("any", bytes.IndexOfAny((byte)',', (byte)'w'));
        Out.Line("starts", bytes.StartsWith("hell"u8));
        Out.Line("equal", bytes[..5].SequenceEqual(bytes[13..18]));
        Out.Line("compare", Math.Sign(bytes[..3].SequenceCompareTo("help"u8)));
        Span<int> numbers = stackalloc int[] { 4, 2, 9, 1 };
        numbers.Reverse();
        Out.Numbers("reversed", numbers);
        Out.Line("contains", numbers.Contains(9));
    }
}

internal static class StackallocSpans
{
    public static void Run()
    {
        int n = Opaque.Of(12);
        Span<long> span = n < 64 ? stackalloc long[n] : new long[n];
        for (int i = 0; i < n; i++)
        {
            span[i] = (long)i << (i * 4);
        }

        long sum = 0;
        foreach (ref readonly long v in span)
        {
            sum += v;
        }

        Out.Line("sum", sum);
        ReadOnlySpan<char> text = stackalloc char[] { 'a', 'b', 'c' };
        Out.Line("string", new string(text));
        Out.Line("text", text.ToString());
        ReadOnlySpan<int> constants = [10, 20, 30, 40];
        Out.Line("constants", constants[Opaque.Of(2)], constants.Length);
        ReadOnlySpan<byte> data = [1, 2, 255];
        Out.Line("bytes", data[Opaque.Of(2)]);
    }
}

internal static class SpansOfStructs
{
    private struct Entry
    {
        public string Name;
        public int Count;
    }

    public static void Run()
    {
        Entry[] entries = new Entry[4];
        Span<Entry> span = entries.AsSpan(1, 2);
        span[0] = new Entry { Name = "x", Count = Opaque.Of(1) };
        ref Entry second = ref span[1];
        second.Name = "y";
        second.Count += 5;
        foreach (ref Entry e in span)
        {
            e.Count *= 10;
        }

        Out.Line(entries[1].Name + entries[2].Name, entries[1].Count, entries[2].Count);
        Out.Line("untouched", entries[0].Name is null && entries[3].Name is null);
        Span<Entry> copy = span.ToArray();
        copy[0].Name = "z";
        Out.Line(entries[1].Name, copy[0].Count);
    }
}

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

internal static class ParamsSpans
{
    public static void Run()
    {
        Out.Line("none", Sum());
        Out.Line("three", Sum(1, 2, Opaque.Of(3)));
        Out.Line("span", Sum([4, 5]));
        Out.Line("text", Join("a", "b", "c", "d"));
    }

    private static int Sum(params ReadOnlySpan<int> values)
    {
        int sum = values.Length * 100;
        foreach (int v in values)
        {
            sum += v;
        }

        return sum;
    }

    private static string Join(params ReadOnlySpan<string> parts)
    {
        string result = "";
        foreach (string part in parts)
        {
            result = part + result;
        }

        return result;
    }
}

internal static class UnsafeReferences
{
    public static void Run()
    {
        int[] array = [1, 2, 3, 4];
        ref int first = ref array[0];
        Out.Line("add", Unsafe.Add(ref first, Opaque.Of(2)));
        Unsafe.Add(ref first, 3) = 40;
        Out.Line("bytes", Unsafe.ByteOffset(ref first, ref array[3]));
        Out.Line("same", Unsafe.AreSame(ref Unsafe.Add(ref first, 1), ref array[1]));
        ref byte bytes = ref Unsafe.As<int, byte>(ref array[3]);
        Out.Line("as", bytes);
        object o = "text";
        Out.Line(Unsafe.As<string>(o), Unsafe.SizeOf<long>());
        long l = 0;
        Unsafe.As<long, int>(ref l) = -1;
        Out.Line("overlay", l);
        Out.Line("null", Unsafe.IsNullRef(ref Unsafe.NullRef<int>()));
        Unsafe.SkipInit(out int skipped);
        skipped = Opaque.Of(5);
        Out.Line("skipped", skipped);
        Out.Line("bits", Unsafe.BitCast<int, uint>(Opaque.Of(-1)));
    }
}
