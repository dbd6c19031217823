// The file in which the plugin leaves the methods for the binder.
using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace Lume.CodeGen.Output;

/// <summary>
/// A sequence of records, each: u32 length, then fields as (u32 length, UTF-8). A record is written with one call
/// and in any order; the number in front ties it to the dummy body that carries the same number.
/// </summary>
internal static class Container
{
    private static readonly object s_lock = new();
    private static FileStream? s_file;
    private static int s_next;

    /// <summary>The number of the next method; it never reaches the output, so its order does not matter.</summary>
    public static int NextNumber() => System.Threading.Interlocked.Increment(ref s_next);

    public static void Write(int number, string group, string text, MethodText method)
    {
        var record = new MemoryStream();
        record.Write(new byte[4]);
        WriteNumber(record, number);
        WriteText(record, group);
        WriteText(record, text);
        WriteNumber(record, method.Declarations.Count);
        foreach (string? declaration in method.Declarations)
        {
            WriteText(record, declaration ?? "");
        }

        WriteNumber(record, method.NamedDeclarations.Count);
        foreach ((string name, string declaration) in method.NamedDeclarations)
        {
            WriteText(record, name);
            WriteText(record, declaration);
        }

        WriteNumber(record, method.Metadata.Count);
        foreach (string node in method.Metadata)
        {
            WriteText(record, node);
        }

        WriteNumber(record, method.Uses.Count);
        foreach (string use in method.Uses)
        {
            WriteText(record, use);
        }

        byte[] bytes = record.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - 4);
        lock (s_lock)
        {
            s_file ??= Create();
            s_file.Write(bytes);
        }
    }

    private static FileStream Create()
    {
        string path = Environment.GetEnvironmentVariable("LUME_CODEGEN_OUTPUT")
            ?? throw new InvalidOperationException("LUME_CODEGEN_OUTPUT must name the file for the generated code");
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    private static void WriteNumber(MemoryStream record, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        record.Write(bytes);
    }

    private static void WriteText(MemoryStream record, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteNumber(record, bytes.Length);
        record.Write(bytes);
    }
}
