// The dictionaries of shared generic methods and types: those of the image, and those made from templates.

using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime.Loading;

/// <summary>Finds or builds what shared code looks its types and methods up in. Only during <see cref="LoadingWork"/>.</summary>
internal static unsafe class GenericDictionaries
{
    private const uint LayoutElement = 0x40;

    private const int MaxCount = 4096;

    /// <summary>A dictionary that was made here, for a method or for a type.</summary>
    /// <remarks>
    /// It is filled when code that reads it is entered: code that calls itself with a longer type has a dictionary that
    /// contains the next one, for ever.
    /// </remarks>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Built
    {
        internal MethodInstance* Method;
        internal MethodTable* Type;
        internal nint* Cells;
        internal NativeReader Layout;
        internal bool IsFilled;
        internal Built* Next;
    }

    private static Built* s_newest;
    private static int s_count;

    /// <summary>The list of all, for <see cref="Forget"/>.</summary>
    internal static Built* Newest => s_newest;

    /// <summary>Drops what was made after <paramref name="newest"/>.</summary>
    internal static void Forget(Built* newest) => s_newest = newest;

    /// <summary>Counts anew.</summary>
    internal static void Begin() => s_count = 0;

    /// <summary>The dictionary of a method, whose template lies at <paramref name="layout"/>.</summary>
    internal static nint FindOrBuild(MethodInstance* method, uint layout)
    {
        nint dictionary = Find(method);
        return dictionary != 0 ? dictionary : Make(method, null, FindCells(LoaderTables.Layout(layout)));
    }

    /// <summary>The dictionary of a method that another dictionary refers to.</summary>
    internal static nint FindOrBuild(MethodInstance* method)
    {
        nint dictionary = Find(method);
        if (dictionary != 0)
        {
            return dictionary;
        }

        return GenericMethodCode.TryFindTemplate(method, out _, out uint layout)
            ? Make(method, null, FindCells(LoaderTables.Layout(layout)))
            : throw TypeSignatures.Missing("a generic method");
    }

    /// <summary>The dictionary of a type that is being made.</summary>
    internal static nint Make(MethodTable* type, NativeReader cells) => Make(null, type, cells);

    /// <summary>Fills the dictionary of a method.</summary>
    internal static void FillMethod(nint* dictionary)
    {
        Fill(dictionary);
        Volatile.Write(ref *EmptyMark(dictionary), 0);
    }

    /// <summary>Fills the dictionaries of a type and of its bases.</summary>
    internal static void FillType(MethodTable* type)
    {
        for (MethodTable* current = type; current != null; current = current->BaseType)
        {
            if (SharedForms.IsShared(current))
            {
                Fill((nint*)type->Vtable[TypeMaker.DictionarySlot(current)]);
            }
        }

        type->SetFilled();
    }

    // Those of the image are full, and not in the list.
    private static void Fill(nint* dictionary)
    {
        Built* built = s_newest;
        while (built != null && built->Cells != dictionary)
        {
            built = built->Next;
        }

        if (built == null || built->IsFilled)
        {
            return;
        }

        NativeReader at = built->Layout;
        uint count = at.Position == null ? 0 : at.ReadUnsigned();
        for (uint i = 0; i < count; i++)
        {
            built->Cells[i] = DictionaryCells.Read(ref at, built->Type, built->Method);
            TypeMaker.CompleteAll();
        }

        built->IsFilled = true;
        LoadingWork.Keep();
    }

    // The upper half of the word in front, as compiled code knows: ilc has the hash of the method there, and then 0.
    private static int* EmptyMark(nint* dictionary) => (int*)dictionary - 1;

    private static nint Find(MethodInstance* method)
    {
        for (Built* built = s_newest; built != null; built = built->Next)
        {
            if (built->Method != null && MethodInstance.Same(built->Method, method))
            {
                return (nint)built->Cells;
            }
        }

        return FindCompiled(method);
    }

    // The table is hashed by the method's name, which the image does not have.
    private static nint FindCompiled(MethodInstance* method)
    {
        if (LoaderTables.TryOpenAll(ImageTable.GenericMethods, out NativeHashtable entries))
        {
            while (entries.TryNext(out NativeReader entry))
            {
                uint dictionary = entry.ReadUnsigned();
                if (MethodInstance.Matches(method, ref entry))
                {
                    return (nint)LoaderTables.Reference(ImageTable.NativeReferences, dictionary);
                }
            }
        }

        return 0;
    }

    private static nint Make(MethodInstance* method, MethodTable* type, NativeReader layout)
    {
        NativeReader counter = layout;
        uint count = layout.Position == null ? 0 : counter.ReadUnsigned();
        Built* built = (Built*)LoadingWork.Allocate((nuint)sizeof(Built));
        built->Method = method;
        built->Type = method != null ? method->Declaring : type;
        built->Cells = (nint*)LoadingWork.Allocate((nuint)((count + 1) * sizeof(nint))) + 1;
        *EmptyMark(built->Cells) = 1;
        built->Layout = layout;
        built->Next = s_newest;
        s_newest = built;
        if (++s_count > MaxCount)
        {
            throw TypeSignatures.Missing("a set of types that grows without end");
        }

        return (nint)built->Cells;
    }

    private static NativeReader FindCells(NativeReader bag)
    {
        for (uint element = bag.ReadUnsigned(); element != 0; element = bag.ReadUnsigned())
        {
            NativeReader value = bag.ReadRelative();
            if (element == LayoutElement)
            {
                return value;
            }
        }

        return default;
    }
}
