// Which method overrides or implements a generic virtual method.

using System;
using System.Runtime;

namespace Internal.Runtime.Loading;

/// <summary>Looks overrides up in ilc's tables, along the bases of a type, as <see cref="DispatchResolver"/> does for other methods.</summary>
internal static unsafe class GenericVirtualSlots
{
    private const uint Diamond = 0xFFFF_FFFF;
    private const uint Reabstraction = 0xFFFF_FFFE;

    /// <summary>The type and token of the method that a call on objects of this type reaches.</summary>
    internal static void Find(MethodTable* type, MethodInstance* slot, out MethodTable* declaring, out uint token)
    {
        declaring = slot->Declaring;
        token = slot->Token;
        if (declaring->IsInterface && !TryFindImplementation(type, slot, defaults: false, out declaring, out token)
            && !TryFindImplementation(type, slot, defaults: true, out declaring, out token))
        {
            throw new EntryPointNotFoundException("The type does not implement the interface method.");
        }

        if (!declaring->IsInterface)
        {
            FindOverride(type, ref declaring, ref token);
        }
    }

    private static void FindOverride(MethodTable* type, ref MethodTable* declaring, ref uint token)
    {
        MethodTable* calling = LoaderTables.Definition(declaring);
        uint callingHash = (calling->HashCode << 13) ^ calling->HashCode;
        for (MethodTable* current = type; current != null; current = current->BaseType)
        {
            MethodTable* open = LoaderTables.Definition(current);
            if (!LoaderTables.TryOpen(ImageTable.GenericVirtualMethods, callingHash ^ open->HashCode, out NativeHashtable entries))
            {
                return;
            }

            while (entries.TryNext(out NativeReader entry))
            {
                bool same = LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned()) == calling;
                same &= LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned()) == open;
                if (same && MethodInstance.SameToken(entry.ReadUnsigned(), token))
                {
                    token = entry.ReadUnsigned();
                    declaring = current;
                    return;
                }
            }
        }
    }

    private static bool TryFindImplementation(MethodTable* type, MethodInstance* slot, bool defaults, out MethodTable* declaring, out uint token)
    {
        for (MethodTable* current = type; current != null; current = current->BaseType)
        {
            if (TryFindOn(type, current, slot, defaults, variant: false, out declaring, out token)
                || TryFindOn(type, current, slot, defaults, variant: true, out declaring, out token))
            {
                return true;
            }
        }

        declaring = null;
        token = 0;
        return false;
    }

    private static bool TryFindOn(
        MethodTable* type, MethodTable* current, MethodInstance* slot, bool defaults, bool variant, out MethodTable* declaring, out uint token)
    {
        declaring = null;
        token = 0;
        MethodTable* contract = LoaderTables.Definition(slot->Declaring);
        if (!LoaderTables.TryOpen(ImageTable.InterfaceGenericVirtualMethods, contract->HashCode, out NativeHashtable entries))
        {
            return false;
        }

        while (entries.TryNext(out NativeReader entry))
        {
            bool same = LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned()) == contract;
            if (!MethodInstance.SameToken(entry.ReadUnsigned(), slot->Token) || !same)
            {
                continue;
            }

            for (uint left = entry.ReadUnsigned(); left > 0; left--)
            {
                uint method = entry.ReadUnsigned();
                bool special = method is Diamond or Reabstraction;
                MethodTable* target = special ? null : LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned());
                bool isDefault = special || target->IsInterface;
                MethodTable* found = FindInterface(ref entry, current, slot, variant, wanted: isDefault == defaults);
                if (found != null)
                {
                    ThrowSpecial(method);
                    declaring = isDefault ? DefaultOwner(type, target, found) : Constructed(type, target);
                    token = method;
                    return true;
                }
            }
        }

        return false;
    }

    // Reads the list of {implementing type, its interfaces} to its end; the interface of the current type that fits, or null.
    private static MethodTable* FindInterface(ref NativeReader entry, MethodTable* current, MethodInstance* slot, bool variant, bool wanted)
    {
        MethodTable* found = null;
        MethodTable* open = LoaderTables.Definition(current);
        for (uint types = entry.ReadUnsigned(); types > 0; types--)
        {
            bool applies = LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned()) == open && wanted;
            for (uint signatures = entry.ReadUnsigned(); signatures > 0; signatures--)
            {
                uint signature = entry.ReadUnsigned();
                if (applies && found == null)
                {
                    NativeReader at = LoaderTables.Layout(signature);
                    MethodTable* candidate = TypeSignatures.Read(ref at, current, slot);
                    TypeMaker.CompleteAll();
                    bool fits = variant ? Assignability.IsAssignable(candidate, slot->Declaring) : candidate == slot->Declaring;
                    found = fits ? candidate : null;
                }
            }
        }

        return found;
    }

    private static void ThrowSpecial(uint method)
    {
        if (method == Diamond)
        {
            throw new AmbiguousImplementationException();
        }

        if (method == Reabstraction)
        {
            throw new EntryPointNotFoundException("Entry point was not found.");
        }
    }

    // The type among the bases that was made from an open type.
    private static MethodTable* Constructed(MethodTable* type, MethodTable* open)
    {
        for (MethodTable* current = type; current != null; current = current->BaseType)
        {
            if (LoaderTables.Definition(current) == open)
            {
                return current;
            }
        }

        return open;
    }

    // The interface that has the default method: the one called, or one that inherits from it.
    private static MethodTable* DefaultOwner(MethodTable* type, MethodTable* open, MethodTable* called)
    {
        if (!open->IsGenericDefinition)
        {
            return open;
        }

        if (LoaderTables.Definition(called) == open)
        {
            return called;
        }

        for (int i = 0; i < type->InterfaceCount; i++)
        {
            MethodTable* candidate = type->Interfaces[i];
            if (LoaderTables.Definition(candidate) == open && Assignability.Implements(candidate, called))
            {
                return candidate;
            }
        }

        throw TypeSignatures.Missing("an override");
    }
}
