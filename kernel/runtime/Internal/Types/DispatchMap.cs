// Which method implements each interface method: ilc's table behind a MethodTable.

using System;
using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>Four counts, then the entries: of the class, of default interface methods, and the same for static methods.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DispatchMap
{
    /// <summary>An implementation slot that means: the most specific default method is ambiguous.</summary>
    internal const int Diamond = 0xFFFE;

    /// <summary>An implementation slot that means: the interface method was made abstract again.</summary>
    internal const int Reabstraction = 0xFFFF;

    private const int HeaderSize = 8;

    private ushort _standardCount;
    private ushort _defaultCount;
    private ushort _standardStaticCount;
    private ushort _defaultStaticCount;

    /// <summary>One instance method.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Entry
    {
        /// <summary>The interface, as an index into the type's interface list.</summary>
        internal ushort Interface;

        /// <summary>The method, as its number in the interface.</summary>
        internal ushort InterfaceSlot;

        /// <summary>The vtable slot, or past the vtable the number of a sealed virtual slot.</summary>
        internal ushort Implementation;
    }

    /// <summary>One static method: as an instance method, and where its code finds its generic context.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct StaticEntry
    {
        internal Entry Method;

        /// <summary>0 nowhere, 1 the type itself, from 2 on an interface of its list.</summary>
        internal ushort Context;
    }

    /// <summary>How many instance entries: of the class itself, or default interface methods.</summary>
    internal readonly int Count(bool defaults) => defaults ? _defaultCount : _standardCount;

    /// <summary>The first instance entry of the class itself, or of the default interface methods.</summary>
    internal static Entry* First(DispatchMap* map, bool defaults) =>
        (Entry*)((byte*)map + HeaderSize) + (defaults ? map->_standardCount : 0);

    /// <summary>The static entries, of the class itself and then of the default interface methods.</summary>
    internal static Span<StaticEntry> Statics(DispatchMap* map) =>
        new((byte*)map + HeaderSize + ((map->_standardCount + map->_defaultCount) * sizeof(Entry)), map->_standardStaticCount + map->_defaultStaticCount);
}
