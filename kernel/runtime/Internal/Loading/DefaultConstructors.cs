// Constructors without parameters of types that only the running program names.

namespace Internal.Runtime.Loading;

/// <summary>Finds them among the methods that ilc keeps since a type takes the place of a parameter that says <c>new()</c>.</summary>
internal static unsafe class DefaultConstructors
{
    private const uint IsDefaultConstructor = 8;
    private const uint HasCode = 0x20;

    /// <summary>The code; 0 when the type has none. Structs with such a constructor are refused: the table has only code for boxed ones.</summary>
    internal static nint Find(MethodTable* type)
    {
        if (!LoaderTables.TryOpenAll(ImageTable.InvokeMap, out NativeHashtable methods))
        {
            return 0;
        }

        while (methods.TryNext(out NativeReader entry))
        {
            uint flags = entry.ReadUnsigned();
            if ((flags & (IsDefaultConstructor | HasCode)) != (IsDefaultConstructor | HasCode))
            {
                continue;
            }

            entry.ReadUnsigned(); // the metadata of the method
            if (SharedForms.IsFormOf(type, LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned())))
            {
                return !type->IsValueType
                    ? (nint)LoaderTables.Reference(ImageTable.CommonFixups, entry.ReadUnsigned())
                    : throw TypeSignatures.Missing("the constructor of a generic struct");
            }
        }

        return 0;
    }
}
