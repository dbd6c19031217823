// The tables of the image that tell what a generic method is compiled to.

namespace Internal.Runtime.Loading;

/// <summary>Finds the tables, and what the numbers in them stand for.</summary>
internal static unsafe class LoaderTables
{
    /// <summary>The entries of a table that may have this hash; none when the image lacks the table.</summary>
    internal static bool TryOpen(ImageTable table, uint hash, out NativeHashtable entries)
    {
        ReadyToRunHeader.Find(table, out byte* start, out byte* _);
        entries = start == null ? default : NativeHashtable.Matching(start, hash);
        return start != null;
    }

    /// <summary>All entries of a table; none when the image lacks it.</summary>
    internal static bool TryOpenAll(ImageTable table, out NativeHashtable entries)
    {
        ReadyToRunHeader.Find(table, out byte* start, out byte* _);
        entries = start == null ? default : NativeHashtable.All(start);
        return start != null;
    }

    /// <summary>A position in the table of signatures and templates.</summary>
    internal static NativeReader Layout(uint offset)
    {
        ReadyToRunHeader.Find(ImageTable.NativeLayout, out byte* start, out byte* _);
        return new NativeReader(start + offset);
    }

    /// <summary>The symbol behind a number of one of the tables of references.</summary>
    internal static byte* Reference(ImageTable references, uint index)
    {
        ReadyToRunHeader.Find(references, out byte* start, out byte* _);
        return ReadyToRunHeader.Follow(start + (4 * index));
    }

    /// <summary>The type behind a number.</summary>
    internal static MethodTable* Type(ImageTable references, uint index) => (MethodTable*)Reference(references, index);

    /// <summary>The open type of a constructed one; other types are their own.</summary>
    internal static MethodTable* Definition(MethodTable* type) =>
        type->IsGeneric && !type->IsGenericDefinition ? type->GenericDefinition : type;
}
