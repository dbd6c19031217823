// Finds the code of an interface method for a type.

using System;

namespace Internal.Runtime;

/// <summary>Looks an interface method up in the dispatch maps of a type and its bases (ECMA-335 II.12.2).</summary>
/// <remarks>First the classes from derived to base, each by exact interface and then by variance; then, in the same order, default
/// interface methods.</remarks>
internal static unsafe class DispatchResolver
{
    /// <summary>The code for method <paramref name="slot"/> of <paramref name="contract"/> on objects of <paramref name="type"/>; 0 when there is none.</summary>
    /// <exception cref="EntryPointNotFoundException">The method was made abstract again.</exception>
    /// <exception cref="AmbiguousImplementationException">Two default methods fit equally.</exception>
    internal static nint Find(MethodTable* type, MethodTable* contract, int slot)
    {
        nint code = FindAlongBases(type, contract, slot, defaults: false);
        return code != 0 ? code : FindAlongBases(type, contract, slot, defaults: true);
    }

    /// <summary>
    /// The code for the static method <paramref name="slot"/> of <paramref name="contract"/> as <paramref name="type"/> or a base implements it,
    /// and the type that shared code wants as its context, or null. 0 when there is none.
    /// </summary>
    internal static nint FindStatic(MethodTable* type, MethodTable* contract, int slot, out MethodTable* context)
    {
        for (MethodTable* current = type; current != null; current = current->BaseType)
        {
            DispatchMap* map = current->DispatchMap;
            if (map == null)
            {
                continue;
            }

            foreach (DispatchMap.StaticEntry entry in DispatchMap.Statics(map))
            {
                if (entry.Method.InterfaceSlot == slot && current->Interfaces[entry.Method.Interface] == contract)
                {
                    context = entry.Context == 0 ? null : entry.Context == 1 ? current : current->Interfaces[entry.Context - 2];
                    return CodeOf(type, current, entry.Method.Implementation);
                }
            }
        }

        context = null;
        return 0;
    }

    private static nint FindAlongBases(MethodTable* type, MethodTable* contract, int slot, bool defaults)
    {
        for (MethodTable* current = type; current != null; current = current->BaseType)
        {
            int implementation = FindEntry(current, contract, slot, defaults);
            if (implementation >= 0)
            {
                return CodeOf(type, current, implementation);
            }
        }

        return 0;
    }

    private static nint CodeOf(MethodTable* type, MethodTable* declaring, int implementation)
    {
        if (implementation < declaring->VtableSlots)
        {
            // A derived type may have overridden the slot, so its own vtable counts.
            return type->Vtable[implementation];
        }

        if (implementation == DispatchMap.Reabstraction)
        {
            throw new EntryPointNotFoundException("Entry point was not found.");
        }

        if (implementation == DispatchMap.Diamond)
        {
            throw new System.Runtime.AmbiguousImplementationException();
        }

        return declaring->SealedVirtualSlot(implementation - declaring->VtableSlots);
    }

    // The implementation slot, or -1.
    private static int FindEntry(MethodTable* type, MethodTable* contract, int slot, bool defaults)
    {
        if (!contract->IsInterface)
        {
            return type == contract ? slot : -1;
        }

        DispatchMap* map = type->DispatchMap;
        if (map == null)
        {
            return -1;
        }

        int exact = FindExact(type, map, contract, slot, defaults);
        if (exact >= 0)
        {
            return exact;
        }

        bool varies = contract->HasVariance || (type->IsArray && contract->IsGeneric);
        return varies ? FindVariant(type, map, contract, slot, defaults) : -1;
    }

    private static int FindExact(MethodTable* type, DispatchMap* map, MethodTable* contract, int slot, bool defaults)
    {
        MethodTable** interfaces = type->Interfaces;
        DispatchMap.Entry* entry = DispatchMap.First(map, defaults);
        for (int left = map->Count(defaults); left > 0; left--, entry++)
        {
            if (entry->InterfaceSlot == slot && interfaces[entry->Interface] == contract)
            {
                return entry->Implementation;
            }
        }

        return -1;
    }

    private static int FindVariant(MethodTable* type, DispatchMap* map, MethodTable* contract, int slot, bool defaults)
    {
        MethodTable** interfaces = type->Interfaces;
        DispatchMap.Entry* entry = DispatchMap.First(map, defaults);
        for (int left = map->Count(defaults); left > 0; left--, entry++)
        {
            if (entry->InterfaceSlot == slot
                && Assignability.IsVariantInstance(interfaces[entry->Interface], contract, type->IsArray))
            {
                return entry->Implementation;
            }
        }

        return -1;
    }
}
