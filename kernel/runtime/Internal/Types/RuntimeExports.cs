// Allocation, boxing and unboxing, as compiled code asks for them.

using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System.Runtime;

/// <summary>What the compiler and the core library call on MethodTables. ilc binds the names.</summary>
internal static unsafe class RuntimeExports
{
    // Blocks that the collector cannot describe are refused before the heap is asked.
    private const ulong LargestObject = 1ul << 40;

    /// <summary>A zeroed object of a type that is no array.</summary>
    [RuntimeExport("RhpNewFast")]
    internal static object NewFast(MethodTable* type) => Allocate(type, type->BaseSize);

    /// <summary>As <see cref="NewFast"/>. Lume runs no finalizers: an object that holds something must be disposed of.</summary>
    [RuntimeExport("RhpNewFinalizable")]
    internal static object NewFinalizable(MethodTable* type) => Allocate(type, type->BaseSize);

    /// <summary>As <see cref="NewFast"/>, for code that knows less about the type.</summary>
    [RuntimeExport("RhNewObject")]
    internal static object RhNewObject(MethodTable* type) => Allocate(type, type->BaseSize);

    /// <summary>A zeroed one-dimensional array of values.</summary>
    /// <exception cref="OverflowException">The length is negative.</exception>
    [RuntimeExport("RhpNewArrayFast")]
    internal static Array NewArrayFast(MethodTable* arrayType, nint length) => AllocateArray(arrayType, length);

    /// <summary>A zeroed one-dimensional array of references.</summary>
    /// <exception cref="OverflowException">The length is negative.</exception>
    [RuntimeExport("RhpNewPtrArrayFast")]
    internal static Array NewReferenceArrayFast(MethodTable* arrayType, nint length) => AllocateArray(arrayType, length);

    /// <summary>A zeroed one-dimensional array of any kind, or a string of the given length.</summary>
    /// <exception cref="OverflowException">The length is negative.</exception>
    [RuntimeExport("RhNewArray")]
    internal static Array RhNewArray(MethodTable* arrayType, nint length) => AllocateArray(arrayType, length);

    /// <summary>A zeroed string of the given length.</summary>
    /// <exception cref="OutOfMemoryException">The length is negative or there is no room.</exception>
    [RuntimeExport("RhNewString")]
    internal static string RhNewString(MethodTable* stringType, nint length)
    {
        if ((nuint)length > 0x3FFFFFDF)
        {
            throw OutOfMemory.Exception;
        }

        return Unsafe.As<string>(AllocateArray(stringType, length));
    }

    /// <summary>A boxed copy of a value; null for a nullable without one.</summary>
    internal static object? RhBox(MethodTable* type, ref byte data)
    {
        if (type->IsNullable)
        {
            if (data == 0)
            {
                return null;
            }

            data = ref Unsafe.Add(ref data, type->NullableValueOffset);
            type = type->NullableType;
        }

        object box = Allocate(type, type->BaseSize);
        CopyValue(ref box.GetRawData(), ref data, type);
        return box;
    }

    /// <summary>A reference to the value in a box.</summary>
    /// <exception cref="NullReferenceException">There is no box.</exception>
    /// <exception cref="InvalidCastException">The box holds another type.</exception>
    internal static ref byte RhUnbox2(MethodTable* unboxToType, object? obj)
    {
        if (obj is null)
        {
            throw new NullReferenceException();
        }

        RhUnboxTypeTest(unboxToType, obj.GetMethodTable());
        return ref obj.GetRawData();
    }

    /// <summary>Nothing when a box of the one type may be read as the other.</summary>
    /// <exception cref="InvalidCastException">It may not.</exception>
    internal static void RhUnboxTypeTest(MethodTable* type, MethodTable* boxType)
    {
        if (!CanUnbox(boxType, type))
        {
            throw new InvalidCastException();
        }
    }

    /// <summary>Writes a nullable from a box or null.</summary>
    /// <exception cref="InvalidCastException">The box holds another type.</exception>
    internal static void RhUnboxNullable(ref byte data, MethodTable* unboxToType, object? obj)
    {
        MethodTable* valueType = unboxToType->NullableType;
        if (obj is null)
        {
            Unsafe.InitBlockUnaligned(ref data, 0, unboxToType->ValueSize);
            return;
        }

        RhUnboxTypeTest(valueType, obj.GetMethodTable());
        data = 1;
        CopyValue(ref Unsafe.Add(ref data, unboxToType->NullableValueOffset), ref obj.GetRawData(), valueType);
    }

    /// <summary>A zeroed object that takes that many bytes, header word included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static object Allocate(MethodTable* type, nuint size)
    {
        nint block = InternalCalls.HeapAllocate((nint)((size + 7) & ~(nuint)7));
        if (block == 0)
        {
            ThrowOutOfMemory();
        }

        // The word in front of an object belongs to the collector and to identity hash codes.
        *(MethodTable**)(block + 8) = type;
        nint address = block + 8;
        return Unsafe.As<nint, object>(ref address);
    }

    private static Array AllocateArray(MethodTable* arrayType, nint length)
    {
        // Negative lengths look huge here; a length that fits in 31 bits times a 16-bit size cannot overflow.
        if ((nuint)length > int.MaxValue)
        {
            ThrowBadLength(length);
        }

        ulong size = arrayType->BaseSize + (ulong)length * arrayType->ComponentSize;
        if (size > LargestObject)
        {
            ThrowOutOfMemory();
        }

        Array array = Unsafe.As<Array>(Allocate(arrayType, (nuint)size));
        array._numComponents = (int)length;
        return array;
    }

    // An enum and the integer under it unbox to each other.
    private static bool CanUnbox(MethodTable* boxed, MethodTable* wanted) =>
        boxed == wanted
        || (boxed->IsPrimitive && wanted->IsPrimitive && boxed->ElementType == wanted->ElementType);

    /// <summary>Copies a value of the type.</summary>
    internal static void CopyValue(ref byte to, ref byte from, MethodTable* type)
    {
        if (type->ContainsReferences)
        {
            Buffer.BulkMoveWithWriteBarrier(ref to, ref from, type->ValueSize);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(ref to, ref from, type->ValueSize);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowBadLength(nint length)
    {
        if (length < 0)
        {
            throw new OverflowException();
        }

        ThrowOutOfMemory();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOutOfMemory() => throw OutOfMemory.Exception;
}

/// <summary>The exception for a failed allocation, made before memory can run out.</summary>
internal static class OutOfMemory
{
    internal static readonly OutOfMemoryException Exception = new();
}
