// The dictionaries of shared generic methods: those of the image, and those made from templates.

using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime.Loading;

/// <summary>Finds or builds what shared code looks its types and methods up in.</summary>
/// <remarks>
/// Dictionaries may refer to each other in circles, so those of one build are shown to other harts together, when all are complete.
/// Harts that build the same at the same time make two; both are right.
/// </remarks>
internal static unsafe class GenericDictionaries
{
    private const uint LayoutElement = 0x40;
    private const int MaxDepth = 24;

    [StructLayout(LayoutKind.Sequential)]
    internal struct Built
    {
        internal MethodInstance* Method;
        internal nint Dictionary;
        internal Built* Next;
    }

    private static nint s_built;

    /// <summary>The dictionary of a method, whose template lies at <paramref name="layout"/>.</summary>
    internal static nint FindOrBuild(MethodInstance* method, uint layout)
    {
        Built* fresh = null;
        nint dictionary = Find(method, null);
        if (dictionary != 0)
        {
            return dictionary;
        }

        dictionary = Build(method, layout, ref fresh, 0);
        Publish(fresh);
        return dictionary;
    }

    /// <summary>The dictionary of a method that another dictionary refers to.</summary>
    internal static nint FindOrBuild(MethodInstance* method, ref Built* fresh, int depth)
    {
        nint dictionary = Find(method, fresh);
        if (dictionary != 0)
        {
            return dictionary;
        }

        return GenericMethodCode.TryFindTemplate(method, out _, out uint layout)
            ? Build(method, layout, ref fresh, depth)
            : throw TypeSignatures.Missing("a generic method");
    }

    private static nint Find(MethodInstance* method, Built* fresh)
    {
        nint dictionary = FindBuilt(method, fresh);
        if (dictionary == 0)
        {
            dictionary = FindBuilt(method, (Built*)Volatile.Read(ref s_built));
        }

        return dictionary != 0 ? dictionary : FindCompiled(method);
    }

    private static nint FindBuilt(MethodInstance* method, Built* list)
    {
        for (Built* built = list; built != null; built = built->Next)
        {
            if (MethodInstance.Same(built->Method, method))
            {
                return built->Dictionary;
            }
        }

        return 0;
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

    private static nint Build(MethodInstance* method, uint layout, ref Built* fresh, int depth)
    {
        if (depth > MaxDepth)
        {
            throw TypeSignatures.Missing("a method of ever deeper instantiations");
        }

        NativeReader cells = FindCells(LoaderTables.Layout(layout));
        uint count = cells.Position == null ? 0 : cells.ReadUnsigned();
        Built* built = (Built*)Allocate((nuint)sizeof(Built));
        nint* dictionary = (nint*)Allocate((nuint)((count + 1) * sizeof(nint))) + 1; // the word in front is ilc's
        built->Method = method;
        built->Dictionary = (nint)dictionary;
        built->Next = fresh;
        fresh = built;
        for (uint i = 0; i < count; i++)
        {
            dictionary[i] = DictionaryCells.Read(ref cells, method, ref fresh, depth + 1);
        }

        return (nint)dictionary;
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

    private static void Publish(Built* fresh)
    {
        Built* last = fresh;
        while (last->Next != null)
        {
            last = last->Next;
        }

        nint head;
        do
        {
            head = Volatile.Read(ref s_built);
            last->Next = (Built*)head;
        }
        while (Interlocked.CompareExchange(ref s_built, (nint)fresh, head) != head);
    }

    /// <summary>Zeroed memory for good.</summary>
    internal static void* Allocate(nuint bytes)
    {
        void* memory = PermanentMemory.TryAllocate(bytes);
        return memory != null ? memory : throw new OutOfMemoryException();
    }
}
