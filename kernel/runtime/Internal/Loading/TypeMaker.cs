// Instantiations and arrays that the image does not have, made from ilc's templates.

using System;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Internal.Runtime.Loading;

/// <summary>Finds types by their parts, and makes those that are missing. Each exists once. Only during <see cref="LoadingWork"/>.</summary>
/// <remarks>
/// A template exists for every shared form that shared code may ask for. ilc gives such a form the full vtable, and lists every
/// type of the image with the form, so a type that is not listed exists nowhere.
/// </remarks>
internal static unsafe class TypeMaker
{
    /// <summary>One type that was made here.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Entry
    {
        internal MethodTable* Type;
        internal TypeTemplate Template;
        internal Entry* Next;
        internal Entry* NextIncomplete;
        internal bool IsComplete;
    }

    // The objects of static fields: the words that compiled code reads lie where the collector does not look.
    private sealed class KeptAlive
    {
        internal object Statics = null!;
        internal KeptAlive? Next;
    }

    private static Entry* s_newest;
    private static Entry* s_incomplete;
    private static KeptAlive? s_kept;

    /// <summary>The list of all, for <see cref="Forget"/>.</summary>
    internal static Entry* Newest => s_newest;

    /// <summary>Drops what was made after <paramref name="newest"/>, since something it needs could not be made.</summary>
    internal static void Forget(Entry* newest)
    {
        s_newest = newest;
        s_incomplete = null;
    }

    /// <summary>The type with these arguments. It may have to be completed: <see cref="CompleteAll"/>.</summary>
    /// <exception cref="NotSupportedException">The image has no template for it.</exception>
    internal static MethodTable* FindOrMake(MethodTable* definition, MethodTable** arguments, int count)
    {
        MethodTable* type = FindInImage(definition, arguments, count);
        for (Entry* made = s_newest; type == null && made != null; made = made->Next)
        {
            type = IsInstance(made->Type, definition, arguments, count) ? made->Type : null;
        }

        if (type != null)
        {
            return type;
        }

        if (!TypeTemplate.TryFind(definition, arguments, count, out TypeTemplate template))
        {
            throw TypeSignatures.Missing("an instantiated type");
        }

        type = Copy(ref template, arguments, count, 0);
        type->Made->Definition = definition;
        MakeStatics(type, ref template);
        Register(type, ref template);
        return type;
    }

    /// <summary>The array type; rank 0 is a vector. It may have to be completed.</summary>
    /// <exception cref="NotSupportedException">The image has no template for it.</exception>
    internal static MethodTable* FindOrMakeArray(MethodTable* element, int rank)
    {
        MethodTable* type = FindArrayInImage(element, rank);
        for (Entry* made = s_newest; type == null && made != null; made = made->Next)
        {
            type = IsArrayOf(made->Type, element, rank) ? made->Type : null;
        }

        if (type != null)
        {
            return type;
        }

        TypeTemplate template = rank == 0 ? FindVector(element) : new TypeTemplate { Form = FindOrMakeArray(element, 0) };
        type = Copy(ref template, &element, 1, rank);
        type->SetRelated(element);
        Register(type, ref template);
        return type;
    }

    /// <summary>Gives all new types their bases and interfaces.</summary>
    internal static void CompleteAll()
    {
        while (s_incomplete != null)
        {
            Entry* entry = s_incomplete;
            s_incomplete = entry->NextIncomplete;
            Complete(entry);
        }
    }

    private static void Complete(Entry* entry)
    {
        if (entry->IsComplete)
        {
            return;
        }

        entry->IsComplete = true;
        MethodTable* type = entry->Type;
        if (entry->Template.Base.Position != null)
        {
            NativeReader at = entry->Template.Base;
            type->SetRelated(TypeSignatures.Read(ref at, type, null));
        }

        if (!type->IsArray && !type->IsInterface)
        {
            CopyDictionariesOfBases(type);
        }

        if (entry->Template.Interfaces.Position != null)
        {
            NativeReader at = entry->Template.Interfaces;
            uint count = at.ReadUnsigned();
            for (uint i = 0; i < count && i < type->InterfaceCount; i++)
            {
                type->Interfaces[i] = TypeSignatures.Read(ref at, type, null);
            }
        }
    }

    // The copied vtable has the entries of the shared form, where dictionaries are missing.
    private static void CopyDictionariesOfBases(MethodTable* type)
    {
        for (MethodTable* current = type->BaseType; current != null; current = current->BaseType)
        {
            for (Entry* made = s_newest; made != null; made = made->Next)
            {
                if (made->Type == current)
                {
                    Complete(made);
                }
            }

            if (SharedForms.IsShared(current))
            {
                int slot = DictionarySlot(current);
                type->Vtable[slot] = current->Vtable[slot];
            }
        }
    }

    /// <summary>Where in the vtable the dictionary of a type is: behind the entries of its base.</summary>
    internal static int DictionarySlot(MethodTable* type) => type->BaseType == null ? 0 : type->BaseType->VtableSlots;

    // An array of more dimensions, rank, is made from the vector.
    private static MethodTable* Copy(ref TypeTemplate template, MethodTable** arguments, int count, int rank)
    {
        MethodTable* form = template.Form;
        int description = form->GCDescriptionSize;
        MethodTable* type = (MethodTable*)((byte*)LoadingWork.Allocate((nuint)(description + form->MadeSize)) + description);
        uint hash = form->HashCode;
        MethodTable** copies = (MethodTable**)LoadingWork.Allocate((nuint)(count * sizeof(nint)));
        for (int i = 0; i < count; i++)
        {
            copies[i] = arguments[i];
            hash = (hash * 31) + arguments[i]->HashCode;
        }

        form->CopyTo(type, hash);
        if (rank != 0)
        {
            type->MakeMultiDimensional(rank, form->BaseType);
        }

        type->Made->Template = form;
        type->Made->Arguments = copies;
        return type;
    }

    // From here on others find the type, its dictionary too, though that is still empty.
    private static void Register(MethodTable* type, ref TypeTemplate template)
    {
        Entry* entry = (Entry*)LoadingWork.Allocate((nuint)sizeof(Entry));
        entry->Type = type;
        entry->Template = template;
        entry->Next = s_newest;
        entry->NextIncomplete = s_incomplete;
        s_newest = entry;
        s_incomplete = entry;
        if (template.Dictionary.Position != null)
        {
            type->Vtable[DictionarySlot(template.Form)] = GenericDictionaries.Make(type, template.Dictionary);
        }
    }

    private static void MakeStatics(MethodTable* type, ref TypeTemplate template)
    {
        if (template.StaticsSize != 0 || template.ClassConstructor != 0)
        {
            nint* statics = (nint*)LoadingWork.Allocate(template.StaticsSize + (2 * (nuint)sizeof(nint)));
            statics[1] = template.ClassConstructor == 0 ? 0 : GenericMethodCode.MakeFat(template.ClassConstructor, (nint)type);
            type->Made->Statics = (nint)(statics + 2);
        }

        if (template.ReferenceStatics != null)
        {
            object statics = RuntimeExports.RhNewObject(template.ReferenceStatics);
            s_kept = new KeptAlive { Statics = statics, Next = s_kept };
            nint* word = (nint*)LoadingWork.Allocate((nuint)sizeof(nint));
            *word = statics.GetAddress();
            type->Made->ReferenceStatics = (nint)word;
        }
    }

    private static TypeTemplate FindVector(MethodTable* element) =>
        TypeTemplate.TryFindVector(element, out TypeTemplate template) ? template : throw TypeSignatures.Missing("an array type");

    private static MethodTable* FindInImage(MethodTable* definition, MethodTable** arguments, int count)
    {
        if (LoaderTables.TryOpenAll(ImageTable.GenericTypes, out NativeHashtable types))
        {
            while (types.TryNext(out NativeReader entry))
            {
                MethodTable* type = LoaderTables.Type(ImageTable.NativeReferences, entry.ReadUnsigned());
                if (IsInstance(type, definition, arguments, count))
                {
                    return type;
                }
            }
        }

        return null;
    }

    private static bool IsInstance(MethodTable* type, MethodTable* definition, MethodTable** arguments, int count)
    {
        if (!type->IsGeneric || type->GenericDefinition != definition)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (type->GenericArgument(i) != arguments[i])
            {
                return false;
            }
        }

        return true;
    }

    private static MethodTable* FindArrayInImage(MethodTable* element, int rank)
    {
        if (LoaderTables.TryOpenAll(ImageTable.Arrays, out NativeHashtable arrays))
        {
            while (arrays.TryNext(out NativeReader entry))
            {
                MethodTable* type = LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned());
                if (IsArrayOf(type, element, rank))
                {
                    return type;
                }
            }
        }

        return null;
    }

    private static bool IsArrayOf(MethodTable* type, MethodTable* element, int rank) =>
        type->IsArray && type->RelatedParameterType == element && (rank == 0 ? type->IsSzArray : !type->IsSzArray && type->ArrayRank == rank);
}
