// Arrays of several dimensions.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Makes arrays that <c>newarr</c> cannot. The compiler binds the names.</summary>
internal static unsafe class ArrayHelpers
{
    /// <summary>A zeroed array: one length per dimension, or lower bound and length in pairs.</summary>
    /// <param name="type">The array type.</param>
    /// <param name="dimensions">How many numbers follow.</param>
    /// <param name="numbers">The first of the numbers.</param>
    /// <exception cref="OverflowException">A length is negative or there are too many elements.</exception>
    internal static Array NewObjArray(MethodTable* type, int dimensions, int* numbers)
    {
        int rank = type->ArrayRank;
        if (type->IsSzArray)
        {
            return NewJagged(type, dimensions, numbers);
        }

        bool paired = dimensions == 2 * rank;

        ulong total = 1;
        for (int i = 0; i < rank; i++)
        {
            int length = numbers[paired ? 2 * i + 1 : i];
            if (length < 0)
            {
                throw new OverflowException();
            }

            total *= (uint)length;
            if (total > int.MaxValue)
            {
                throw new OutOfMemoryException("Array dimensions exceeded supported range.");
            }
        }

        ulong size = type->BaseSize + total * type->ComponentSize;
        Array array = Unsafe.As<Array>(RuntimeExports.Allocate(type, (nuint)size));
        array._numComponents = (int)total;
        ref int bounds = ref Unsafe.As<byte, int>(ref Unsafe.Add(ref array.GetRawData(), 8));
        for (int i = 0; i < rank; i++)
        {
            Unsafe.Add(ref bounds, i) = numbers[paired ? 2 * i + 1 : i];
            Unsafe.Add(ref bounds, rank + i) = paired ? numbers[2 * i] : 0;
        }

        return array;
    }

    // newobj on T[][] with several lengths: each length fills one level.
    private static Array NewJagged(MethodTable* type, int dimensions, int* lengths)
    {
        Array array = RuntimeExports.RhNewArray(type, lengths[0]);
        if (dimensions > 1)
        {
            object?[] rows = Unsafe.As<object?[]>(array);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = NewJagged(type->RelatedParameterType, dimensions - 1, lengths + 1);
            }
        }

        return array;
    }
}
