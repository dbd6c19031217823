// The records that the code generator left, one per method.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Lume.Bind;

/// <summary>What a method names: a symbol, and how far behind it; 2 for a pair of code and generic context.</summary>
internal readonly record struct Slot(string Name, long Addend);

internal sealed class GeneratedMethod
{
    public required int Number { get; init; }
    public required string Group { get; init; }
    public required string Text { get; init; }
    public required string[] Declarations { get; init; }
    public required (string Name, string Declaration)[] Named { get; init; }
    public required string[] Metadata { get; init; }

    /// <summary>The instructions, calls and look-ups that it was made of.</summary>
    public required string[] Uses { get; init; }

    /// <summary>The symbol of the body; found in ilc's object.</summary>
    public string Symbol { get; set; } = "";

    /// <summary>Other symbols of the same body (exports).</summary>
    public List<string> Aliases { get; } = [];

    /// <summary>The symbols behind the slots, in order.</summary>
    public Slot[] Slots { get; set; } = [];

    public static List<GeneratedMethod> ReadAll(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        var methods = new List<GeneratedMethod>();
        int at = 0;
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
            methods.Add(new Reader(file, at + 4).ReadMethod());
            at += 4 + length;
        }

        return methods;
    }

    private struct Reader(byte[] file, int at)
    {
        private int _at = at;

        public GeneratedMethod ReadMethod() => new()
        {
            Number = ReadNumber(),
            Group = ReadText(),
            Text = ReadText(),
            Declarations = ReadTexts(),
            Named = ReadPairs(),
            Metadata = ReadTexts(),
            Uses = ReadTexts(),
        };

        private int ReadNumber()
        {
            int value = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(_at));
            _at += 4;
            return value;
        }

        private string ReadText()
        {
            int length = ReadNumber();
            string text = Encoding.UTF8.GetString(file, _at, length);
            _at += length;
            return text;
        }

        private string[] ReadTexts()
        {
            var texts = new string[ReadNumber()];
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i] = ReadText();
            }

            return texts;
        }

        private (string, string)[] ReadPairs()
        {
            var pairs = new (string, string)[ReadNumber()];
            for (int i = 0; i < pairs.Length; i++)
            {
                pairs[i] = (ReadText(), ReadText());
            }

            return pairs;
        }
    }
}
