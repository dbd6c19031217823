// A type definition in the metadata that ilc keeps.

using System;
using System.Text;

namespace Internal.Runtime.Loading;

/// <summary>Reads one definition. The tables are part of the image, so nothing is checked.</summary>
/// <remarks>
/// A definition is seven numbers (flags, base, namespace, name, size, packing, outer type), then lists: nested types, methods,
/// fields, properties, events, generic parameters, interfaces, attributes. A list is a count and as many offsets.
/// A namespace is what it lies in and a name; a generic parameter is number, flags, kind and name; a name is a length and UTF-8.
/// </remarks>
internal unsafe readonly struct DefinedType
{
    private const uint OffsetMask = 0x01FF_FFFF;
    private const int KindBits = 7;

    private readonly byte* _metadata;
    private readonly uint _namespace;
    private readonly uint _name;
    private readonly uint _outer;

    private DefinedType(byte* metadata, uint offset)
    {
        _metadata = metadata;
        NativeReader at = new(metadata + offset);
        Skip(ref at, 2);
        _namespace = at.ReadUnsigned();
        _name = at.ReadUnsigned();
        Skip(ref at, 2);
        _outer = at.ReadUnsigned();
        Lists = at;
    }

    /// <summary>The lists, from the nested types on.</summary>
    internal NativeReader Lists { get; }

    /// <summary>The name without namespace and outer type; of a generic type with the number of its parameters.</summary>
    internal string Name => ReadName(_metadata, _name);

    /// <summary>The namespace, of a nested type that of the outermost; null for the global one.</summary>
    internal string? Namespace => TryGetOuter(out DefinedType outer) ? outer.Namespace : NamespaceAt(_namespace);

    /// <summary>Namespace, outer types and name.</summary>
    internal string FullName =>
        TryGetOuter(out DefinedType outer) ? outer.FullName + "+" + Name : Namespace is { } space ? space + "." + Name : Name;

    /// <summary>The definition of a type that is no array, pointer or reference. False when the image has none.</summary>
    internal static bool TryFind(MethodTable* type, out DefinedType definition)
    {
        type = LoaderTables.Definition(type);
        ReadyToRunHeader.Find(ImageTable.Metadata, out byte* metadata, out byte* _);
        if (metadata != null && LoaderTables.TryOpen(ImageTable.Types, type->HashCode, out NativeHashtable types))
        {
            while (types.TryNext(out NativeReader entry))
            {
                if (LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned()) == type)
                {
                    definition = new DefinedType(metadata, entry.ReadUnsigned() & OffsetMask);
                    return true;
                }
            }
        }

        definition = default;
        return false;
    }

    /// <summary>The names of the generic parameters, those of outer types first.</summary>
    internal void AppendParameters(StringBuilder to)
    {
        NativeReader at = Lists;
        for (int list = 0; list < 5; list++)
        {
            SkipList(ref at);
        }

        for (uint left = at.ReadUnsigned(); left > 0; left--)
        {
            NativeReader parameter = new(_metadata + at.ReadUnsigned());
            Skip(ref parameter, 3);
            to.Append(ReadName(_metadata, parameter.ReadUnsigned())).Append(left > 1 ? "," : "");
        }
    }

    internal static void SkipList(ref NativeReader at) => Skip(ref at, at.ReadUnsigned());

    internal static void Skip(ref NativeReader at, uint count)
    {
        for (; count > 0; count--)
        {
            at.ReadUnsigned();
        }
    }

    private bool TryGetOuter(out DefinedType outer)
    {
        outer = _outer == 0 ? default : new DefinedType(_metadata, _outer);
        return _outer != 0;
    }

    // The global namespace has no name; what it lies in is the assembly.
    private string? NamespaceAt(uint offset)
    {
        NativeReader at = new(_metadata + offset);
        uint parent = at.ReadUnsigned() >> KindBits;
        uint name = at.ReadUnsigned();
        return name == 0 || ReadName(_metadata, name) is not { Length: > 0 } own
            ? null
            : NamespaceAt(parent) is { } outer ? outer + "." + own : own;
    }

    private static string ReadName(byte* metadata, uint offset) =>
        Encoding.UTF8.GetString(new NativeReader(metadata + offset).ReadBytes());
}
