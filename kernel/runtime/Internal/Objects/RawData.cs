// Views of objects as the compiler lays them out: a MethodTable pointer, then fields.

using System.Runtime.CompilerServices;

namespace System.Runtime.CompilerServices
{
    /// <summary>Any object, seen as the bytes that follow its MethodTable pointer. ilc's unboxing stubs use the name.</summary>
    /// <remarks>Sound only through <see cref="Unsafe.As{T}(object)"/>: no object of this type is ever made.</remarks>
    internal sealed class RawData
    {
#pragma warning disable CS0649 // an overlay: nobody assigns it
        internal byte Data;
#pragma warning restore CS0649
    }
}

namespace Internal.Runtime
{
    /// <summary>A one-dimensional array of any type, seen as its length and bytes.</summary>
    internal sealed class RawArray
    {
#pragma warning disable CS0649 // an overlay: nobody assigns it
        internal uint Length;
        internal uint Padding;
        internal byte Data;
#pragma warning restore CS0649
    }

    /// <summary>How runtime code reaches the header of an object.</summary>
    internal static unsafe class ObjectExtensions
    {
        /// <summary>The type of the object; raises NullReferenceException for null.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static MethodTable* GetMethodTable(this object o) => o.m_pEEType;

        /// <summary>The first byte after the MethodTable pointer.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static ref byte GetRawData(this object o) => ref Unsafe.As<RawData>(o).Data;

        /// <summary>The address of the object; it stays valid because the collector does not move objects.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static nint GetAddress(this object? o) => Unsafe.As<object?, nint>(ref o);
    }
}
