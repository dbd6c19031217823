// The dictionaries of shared generic methods and types: those of the image, and those made from templates.

using System;
using System.Runtime.InteropServices;

namespace Internal.Runtime.Loading;

/// <summary>Finds or builds what shared code looks its types and methods up in. Only during <see cref="LoadingWork"/>.</summary>
internal static unsafe class GenericDictionaries
{
    private const uint LayoutElement = 0x40;

    // Code that calls itself with a longer type has a dictionary that contains the next one, and so on. So many are made; the
    // last stays empty, and a program that gets there stops at address 0.
    private const int MaxDepth = 16;
    private const int MaxCount = 4096;

    /// <summary>A dictionary that was made here, for a method or for a type.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Built
    {
        internal MethodInstance* Method;
        internal MethodTable* Type;
        internal nint* Cells;
        internal NativeReader Layout;
        internal int Depth;
        internal Built* Next;
        internal Built* NextEmpty;
    }

    private static Built* s_newest;
    private static Built* s_empty;
    private static int s_depth;
    private static int s_count;

    /// <summary>The list of all, for <see cref="Forget"/>.</summary>
    internal static Built* Newest => s_newest;

    /// <summary>Drops what was made after <paramref name="newest"/>.</summary>
    internal static void Forget(Built* newest)
    {
        s_newest = newest;
        s_empty = null;
    }

    /// <summary>Counts anew.</summary>
    internal static void Begin()
    {
        s_depth = 0;
        s_count = 0;
    }

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

    /// <summary>Fills all that were made, and those that this makes.</summary>
    internal static void FillAll()
    {
        TypeMaker.CompleteAll();
        while (s_empty != null)
        {
            Built* built = s_empty;
            s_empty = built->NextEmpty;
            s_depth = built->Depth + 1;
            NativeReader at = built->Layout;
            uint count = at.ReadUnsigned();
            for (uint i = 0; i < count; i++)
            {
                built->Cells[i] = DictionaryCells.Read(ref at, built->Type, built->Method);
                TypeMaker.CompleteAll();
            }
        }
    }

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
        built->Cells = (nint*)LoadingWork.Allocate((nuint)((count + 1) * sizeof(nint))) + 1; // the word in front is ilc's
        built->Layout = layout;
        built->Depth = s_depth;
        built->Next = s_newest;
        s_newest = built;
        if (++s_count > MaxCount)
        {
            throw TypeSignatures.Missing("a set of types that grows without end");
        }

        if (count != 0 && s_depth < MaxDepth)
        {
            built->NextEmpty = s_empty;
            s_empty = built;
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
