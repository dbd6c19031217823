// The programs on the bare machine: hal, heap and runtime, no kernel.
//
// The command line says which: name prefixes, "collect=N" to collect before every N-th allocation, "poison" to fill and
// verify freed memory, "calls" to collect at every call (image "conformance-calls"), "from=N" to begin with the N-th program,
// "unhandled" to die of an exception.

using System.Runtime;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Conformance;

internal static class Start
{
    // ilc wants an entry point; the machine enters at Boot.
    private static void Main()
    {
    }

    [RuntimeExport("lume_main")]
    internal static void Boot(ulong hart, ulong deviceTree)
    {
        BootInfo.Initialize(deviceTree);
        HeapOptions options = ReadOptions(BootInfo.CommandLine);
        if (!FrameAllocator.Initialize() || !ManagedHeap.Initialize(options))
        {
            Panic.Stop("too little memory");
        }

        RuntimeStartup.Initialize();
        ManagedHeap.EnableCollection();
        bool calls = HasWord(BootInfo.CommandLine, "calls"u8);
        if (calls)
        {
            CallProbe.Enable();
        }

        if (HasWord(BootInfo.CommandLine, "unhandled"u8))
        {
            Unhandled.Throw();
        }

        Runner.Run(ReadPrefixes(BootInfo.CommandLine), ReadNumber(BootInfo.CommandLine, "from="u8));
        bool finds = calls && CallProbe.FindsHiddenReferences();
        Out.Line("collections", ManagedHeap.Statistics.Collections);
        Out.Line("calls that collected", CallProbe.Calls);
        Out.Line("a hidden reference is found", finds);
        Power.Off();
    }

    private static HeapOptions ReadOptions(ReadOnlySpan<byte> line) =>
        new() { CollectEvery = ReadNumber(line, "collect="u8), Poison = HasWord(line, "poison"u8) };

    private static bool HasWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> wanted)
    {
        while (TryTakeWord(ref line, out ReadOnlySpan<byte> word))
        {
            if (word.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static int ReadNumber(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        int number = 0;
        while (TryTakeWord(ref line, out ReadOnlySpan<byte> word))
        {
            if (word.StartsWith(key))
            {
                foreach (byte digit in word.Slice(key.Length))
                {
                    number = (number * 10) + (digit - '0');
                }
            }
        }

        return number;
    }

    private static string[] ReadPrefixes(ReadOnlySpan<byte> line)
    {
        string[] prefixes = new string[16];
        int count = 0;
        while (TryTakeWord(ref line, out ReadOnlySpan<byte> word) && count < prefixes.Length)
        {
            if (!word.SequenceEqual("poison"u8) && !word.SequenceEqual("calls"u8) && word.IndexOf((byte)'=') < 0)
            {
                prefixes[count++] = ToText(word);
            }
        }

        string[] result = new string[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = prefixes[i];
        }

        return result;
    }

    private static string ToText(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[bytes.Length];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (char)bytes[i];
        }

        return new string(text);
    }

    private static bool TryTakeWord(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        while (line.Length != 0 && line[0] == ' ')
        {
            line = line.Slice(1);
        }

        int length = 0;
        while (length < line.Length && line[length] != ' ')
        {
            length++;
        }

        word = line.Slice(0, length);
        line = line.Slice(length);
        return length != 0;
    }
}

internal static partial class Out
{
    private static partial void Write(ReadOnlySpan<char> text)
    {
        // UTF-8, so that the bytes are those that .NET writes.
        Span<byte> bytes = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            int code = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length)
            {
                code = 0x10000 + ((code - 0xD800) << 10) + (text[++i] - 0xDC00);
            }

            int length = Encode(code, bytes);
            EarlyConsole.Write(bytes.Slice(0, length));
        }
    }

    private static int Encode(int code, Span<byte> bytes)
    {
        if (code < 0x80)
        {
            bytes[0] = (byte)code;
            return 1;
        }

        int length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        for (int i = length - 1; i > 0; i--)
        {
            bytes[i] = (byte)(0x80 | (code & 0x3F));
            code >>= 6;
        }

        bytes[0] = (byte)((0xF00 >> length) | code);
        return length;
    }
}
