// From IL offsets to C# lines, through the portable PDB beside each assembly.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Output;
using Handle = Lume.CodeGen.JitInterface.Handle;

namespace Lume.CodeGen.Debug;

/// <summary>The sequence points of one method, as LLVM debug metadata. Metadata nodes !0 and !2 are the binder's
/// compile unit and the one subroutine type.</summary>
internal sealed class LineInformation
{
    private static readonly ConcurrentDictionary<string, MetadataReader?> s_readers = new();

    private readonly string _name;
    private readonly List<(int Offset, string File, int Line, int Column)> _points = [];
    private string _subprogram = "";

    private LineInformation(string name) => _name = name;

    public static LineInformation For(Ee ee, Handle method)
    {
        var (ns, cls, name) = ee.NameOf(method);
        var information = new LineInformation(ns.Length > 0 ? $"{ns}.{cls}.{name}" : $"{cls}.{name}");
        MetadataReader? reader = s_readers.GetOrAdd(ee.AssemblyOf(ee.ClassOf(method)), Open);
        uint token = ee.MetadataToken(method);
        const uint methodTable = 0x06000000;
        if (reader is not null && (token & 0xFF000000) == methodTable && (token & 0xFFFFFF) != 0)
        {
            information.Read(reader, MetadataTokens.MethodDefinitionHandle((int)(token & 0xFFFFFF)));
        }

        return information;
    }

    // LUME_CODEGEN_SYMBOLS names the PDB files, separated by colons.
    private static MetadataReader? Open(string assembly)
    {
        string files = Environment.GetEnvironmentVariable("LUME_CODEGEN_SYMBOLS") ?? "";
        foreach (string file in files.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Path.GetFileNameWithoutExtension(file) == assembly && File.Exists(file))
            {
                return MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(File.ReadAllBytes(file))).GetMetadataReader();
            }
        }

        return null;
    }

    private void Read(MetadataReader reader, MethodDefinitionHandle method)
    {
        int rows = reader.GetTableRowCount(TableIndex.MethodDebugInformation);
        if (MetadataTokens.GetRowNumber(method) > rows)
        {
            return;
        }

        MethodDebugInformation debug = reader.GetMethodDebugInformation(method);
        if (debug.SequencePointsBlob.IsNil)
        {
            return;
        }

        foreach (SequencePoint point in debug.GetSequencePoints())
        {
            if (!point.IsHidden)
            {
                string file = reader.GetString(reader.GetDocument(point.Document).Name);
                _points.Add((point.Offset, file, point.StartLine, point.StartColumn));
            }
        }
    }

    /// <summary>"File.cs(12): " for the IL offset, or nothing when the method has no symbols.</summary>
    public string Describe(int offset) => Find(offset) is { } p ? $"{p.File}({p.Line}): " : "";

    private (string File, int Line, int Column)? Find(int offset)
    {
        if (_points.Count == 0)
        {
            return null;
        }

        var best = _points[0];
        foreach (var point in _points)
        {
            if (point.Offset <= offset)
            {
                best = point;
            }
        }

        return (best.File, best.Line, best.Column);
    }

    /// <summary>The mark of the DISubprogram of the method, or of a part of it. Code that ilc made up gets one without lines.</summary>
    public string Subprogram(MethodText text, string part = "", int offset = 0)
    {
        var first = Find(offset) ?? ("", 0, 0);
        string file = first.Item1.Length == 0 ? "!1" : text.AddMetadata($"!DIFile(filename: \"{Escape(first.Item1)}\", directory: \"\")");
        _subprogram = text.AddMetadata(
            $"distinct !DISubprogram(name: \"{Escape(_name)}{part}\", scope: {file}, file: {file}, line: {first.Item2}, type: !2, spFlags: DISPFlagDefinition, unit: !0)");
        return _subprogram;
    }

    /// <summary>What goes behind an instruction: ", !dbg !N".</summary>
    public string Location(MethodText text, int offset)
    {
        var point = Find(offset) ?? ("", 0, 0);
        return $", !dbg {text.AddMetadata($"!DILocation(line: {point.Item2}, column: {point.Item3}, scope: {_subprogram})")}";
    }

    private static string Escape(string text) => text.Replace("\\", "\\5C").Replace("\"", "\\22");
}
