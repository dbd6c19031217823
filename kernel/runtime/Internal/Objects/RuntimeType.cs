// The objects behind typeof: one per type, kept in the writable word that ilc gives each MethodTable.

using System.Runtime.CompilerServices;
using System.Threading;

using Internal.Runtime;

namespace System;

/// <summary>A type of the image.</summary>
/// <remarks>ilc lays out objects of this class itself for types it meets in static data: a MethodTable pointer and a spare word.</remarks>
internal sealed unsafe class RuntimeType : Type
{
    private readonly MethodTable* _pUnderlyingEEType;

#pragma warning disable CS0169, IDE0051 // part of the layout that ilc writes
    private readonly nint _runtimeTypeInfoHandle;
#pragma warning restore CS0169, IDE0051

    private RuntimeType(MethodTable* type) => _pUnderlyingEEType = type;

    internal override MethodTable* MethodTable => _pUnderlyingEEType;

    /// <summary>The one object for a type.</summary>
    internal static RuntimeType Of(MethodTable* type)
    {
        ref nint slot = ref *type->WritableData;
        nint address = Volatile.Read(ref slot);
        if (address == 0)
        {
            address = Create(type, ref slot);
        }

        return Unsafe.As<nint, RuntimeType>(ref address);
    }

    // The collector does not look into writable data, so these objects live outside its heap, and hold no references.
    private static nint Create(MethodTable* type, ref nint slot)
    {
        MethodTable* self = Internal.Runtime.MethodTable.Of<RuntimeType>();
        nint block = (nint)PermanentMemory.TryAllocate(self->BaseSize);
        if (block == 0)
        {
            throw System.Runtime.OutOfMemory.Exception;
        }

        nint address = block + sizeof(nint);
        ((nint*)address)[0] = (nint)self;
        ((nint*)address)[1] = (nint)type;
        nint winner = Interlocked.CompareExchange(ref slot, address, 0);
        return winner == 0 ? address : winner;
    }
}
