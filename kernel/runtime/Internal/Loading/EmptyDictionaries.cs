// What shared code calls that is entered with an empty dictionary.

using System.Runtime;

namespace Internal.Runtime.Loading;

/// <summary>The way to the loader, which is in the image only if something makes dictionaries: that then sets <see cref="Fill"/>.</summary>
internal static unsafe class EmptyDictionaries
{
    /// <summary>Fills the dictionaries of a type, or else the given one of a method.</summary>
    internal static delegate*<MethodTable*, nint*, void> Fill;

    [RuntimeExport("lume_fill_method_dictionary")]
    private static void FillMethod(nint* dictionary) => Fill(null, dictionary);

    [RuntimeExport("lume_fill_type_dictionaries")]
    private static void FillType(MethodTable* type) => Fill(type, null);
}
