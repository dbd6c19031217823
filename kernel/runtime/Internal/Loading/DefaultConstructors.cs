// Constructors without parameters of types that only the running program names.

using System.Runtime;

using Internal.Runtime.CompilerServices;

namespace Internal.Runtime.Loading;

/// <summary>Finds them among the methods that ilc keeps since a type takes the place of a parameter that says <c>new()</c>.</summary>
internal static unsafe class DefaultConstructors
{
    private const uint IsDefaultConstructor = 8;
    private const uint HasCode = 0x20;

    /// <summary>The code; 0 when the type has none.</summary>
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
                nint code = (nint)LoaderTables.Reference(ImageTable.CommonFixups, entry.ReadUnsigned());
                return type->IsValueType ? ForValues(type, code) : code;
            }
        }

        return 0;
    }

    // The table has only code that finds a struct in its box.
    private static nint ForValues(MethodTable* type, nint boxedCode)
    {
        nint* pair = (nint*)LoadingWork.Allocate((nuint)(2 * sizeof(nint)));
        pair[0] = (nint)type;
        pair[1] = boxedCode;
        delegate*<ref byte, nint*, void> construct = &ConstructInBox;
        return GenericMethodCode.MakeFat((nint)construct, (nint)pair);
    }

    private static void ConstructInBox(ref byte value, nint* pair)
    {
        MethodTable* type = (MethodTable*)pair[0];
        object box = RuntimeExports.RhNewObject(type);
        RawCalls.Construct(pair[1], box);
        RuntimeExports.CopyValue(ref value, ref box.GetRawData(), type);
    }
}
