// Copying and clearing arrays whose element types are known only at run time, and the interfaces without type parameters.

using System.Collections;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

public abstract unsafe partial class Array : ICloneable, IList
{
    public static void Copy(Array sourceArray, Array destinationArray, int length)
    {
        ArgumentNullException.ThrowIfNull(sourceArray);
        ArgumentNullException.ThrowIfNull(destinationArray);
        CopyCore(sourceArray, 0, destinationArray, 0, length);
    }

    public static void Copy(Array sourceArray, long sourceIndex, Array destinationArray, long destinationIndex, long length) =>
        Copy(sourceArray, checked((int)sourceIndex), destinationArray, checked((int)destinationIndex), checked((int)length));

    public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
    {
        ArgumentNullException.ThrowIfNull(sourceArray);
        ArgumentNullException.ThrowIfNull(destinationArray);
        CopyCore(sourceArray, sourceIndex - sourceArray.GetLowerBound(0), destinationArray, destinationIndex - destinationArray.GetLowerBound(0), length);
    }

    public void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
        {
            throw new ArgumentException("Only single dimensional arrays are supported for the requested action.");
        }

        Copy(this, GetLowerBound(0), array, index, Length);
    }

    public static void Clear(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        SpanHelpers.ClearWithoutReferences(ref array.FirstElement, (nuint)array.Length * array.ElementSize);
    }

    public static void Clear(Array array, int index, int length)
    {
        ArgumentNullException.ThrowIfNull(array);
        index -= array.GetLowerBound(0);
        if (index < 0 || length < 0 || index > array.Length - length)
        {
            throw new IndexOutOfRangeException();
        }

        SpanHelpers.ClearWithoutReferences(ref ElementAt(array, index), (nuint)length * array.ElementSize);
    }

    public object Clone() => MemberwiseClone();

    public object? GetValue(int index) => Box(OffsetOf(index));

    public void SetValue(object? value, int index) => Unbox(value, OffsetOf(index));

    public IEnumerator GetEnumerator() => new Enumerator(this);

    public bool IsReadOnly => false;

    public bool IsFixedSize => true;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    int ICollection.Count => Length;

    object? IList.this[int index]
    {
        get => GetValue(index);
        set => SetValue(value, index);
    }

    int IList.Add(object? value) => throw new NotSupportedException("Collection was of a fixed size.");

    bool IList.Contains(object? value) => IndexOf(this, value) >= 0;

    void IList.Clear() => Clear(this);

    int IList.IndexOf(object? value) => IndexOf(this, value);

    void IList.Insert(int index, object? value) => throw new NotSupportedException("Collection was of a fixed size.");

    void IList.Remove(object? value) => throw new NotSupportedException("Collection was of a fixed size.");

    void IList.RemoveAt(int index) => throw new NotSupportedException("Collection was of a fixed size.");

    public static int IndexOf(Array array, object? value)
    {
        ArgumentNullException.ThrowIfNull(array);
        for (int i = 0; i < array.Length; i++)
        {
            if (Equals(array.Box(i), value))
            {
                return i + array.GetLowerBound(0);
            }
        }

        return -1;
    }

    // Indices count from 0 here, over all dimensions.
    private static void CopyCore(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
    {
        if (source.Rank != destination.Rank)
        {
            throw new RankException("The specified arrays must have the same number of dimensions.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(sourceIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(destinationIndex);
        if ((uint)length > (uint)(source.Length - sourceIndex))
        {
            throw new ArgumentException("Source array was not long enough. Check the source index, length, and the array's lower bounds.", "sourceArray");
        }

        if ((uint)length > (uint)(destination.Length - destinationIndex))
        {
            throw new ArgumentException("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", "destinationArray");
        }

        MethodTable* from = source.m_pEEType->RelatedParameterType;
        MethodTable* to = destination.m_pEEType->RelatedParameterType;
        if (from == to || SameBits(from, to) || (!from->IsValueType && !to->IsValueType && Assignability.IsAssignable(from, to)))
        {
            CopyBits(source, sourceIndex, destination, destinationIndex, length);
        }
        else if (Widens(from, to))
        {
            CopyWidening(source, sourceIndex, destination, destinationIndex, length);
        }
        else
        {
            CopyOneByOne(source, sourceIndex, destination, destinationIndex, length);
        }
    }

    // From an integer to a longer one that holds all its values.
    private static bool Widens(MethodTable* from, MethodTable* to)
    {
        if (!IsInteger(from) || !IsInteger(to))
        {
            return false;
        }

        uint narrow = from->ValueSize, wide = to->ValueSize;
        bool isSigned = IsSigned(from->ElementType);
        return to->ElementType == ElementType.Char
            ? from->ElementType is ElementType.Byte or ElementType.UInt16
            : wide == narrow ? from->ElementType == ElementType.Char : wide > narrow && (!isSigned || IsSigned(to->ElementType));
    }

    private static bool IsInteger(MethodTable* type) =>
        type->IsPrimitive && type->ElementType is >= ElementType.Char and <= ElementType.UInt64;

    private static bool IsSigned(ElementType type) => type is ElementType.SByte or ElementType.Int16 or ElementType.Int32 or ElementType.Int64;

    private static void CopyWidening(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
    {
        ElementType from = source.m_pEEType->RelatedParameterType->ElementType;
        uint size = destination.m_pEEType->RelatedParameterType->ValueSize;
        for (int i = 0; i < length; i++)
        {
            ref byte at = ref ElementAt(source, sourceIndex + i);
            long value = from switch
            {
                ElementType.SByte => (sbyte)at,
                ElementType.Byte => at,
                ElementType.Int16 => Unsafe.As<byte, short>(ref at),
                ElementType.Char or ElementType.UInt16 => Unsafe.As<byte, ushort>(ref at),
                ElementType.Int32 => Unsafe.As<byte, int>(ref at),
                _ => Unsafe.As<byte, uint>(ref at),
            };

            // The low bytes come first.
            SpanHelpers.Memmove(ref ElementAt(destination, destinationIndex + i), ref Unsafe.As<long, byte>(ref value), size);
        }
    }

    // An enum and its underlying type, or two integers of the same size.
    private static bool SameBits(MethodTable* from, MethodTable* to) =>
        from->IsPrimitive && to->IsPrimitive && Signless(from->ElementType) == Signless(to->ElementType);

    private static ElementType Signless(ElementType type) => type switch
    {
        ElementType.SByte => ElementType.Byte,
        ElementType.Int16 => ElementType.UInt16,
        ElementType.Int32 => ElementType.UInt32,
        ElementType.Int64 or ElementType.IntPtr or ElementType.UIntPtr => ElementType.UInt64,
        _ => type,
    };

    private static void CopyBits(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
    {
        nuint bytes = (nuint)length * source.ElementSize;
        ref byte from = ref ElementAt(source, sourceIndex);
        ref byte to = ref ElementAt(destination, destinationIndex);
        if (source.m_pEEType->ContainsReferences)
        {
            Buffer.BulkMoveWithWriteBarrier(ref to, ref from, bytes);
        }
        else
        {
            SpanHelpers.Memmove(ref to, ref from, bytes);
        }
    }

    // Boxing, unboxing and casts down: each element is checked.
    private static void CopyOneByOne(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
    {
        MethodTable* from = source.m_pEEType->RelatedParameterType;
        MethodTable* to = destination.m_pEEType->RelatedParameterType;
        if ((from->IsValueType && to->IsValueType) || !(Assignability.IsAssignable(from, to) || Assignability.IsAssignable(to, from) || from->IsInterface || to->IsInterface))
        {
            throw new ArrayTypeMismatchException("Source array type cannot be assigned to destination array type.");
        }

        for (int i = 0; i < length; i++)
        {
            object? element = source.Box(sourceIndex + i);
            if (element is null ? to->IsValueType : !Assignability.IsAssignable(element.m_pEEType, to))
            {
                throw new InvalidCastException("At least one element in the source array could not be cast down to the destination array type.");
            }

            destination.Unbox(element, destinationIndex + i);
        }
    }

    private int OffsetOf(int index)
    {
        if (Rank != 1)
        {
            throw new ArgumentException("Array was not a one-dimensional array.");
        }

        index -= GetLowerBound(0);
        if ((uint)index >= (uint)Length)
        {
            throw new IndexOutOfRangeException();
        }

        return index;
    }

    private static ref byte ElementAt(Array array, int index) =>
        ref Unsafe.AddByteOffset(ref array.FirstElement, (nuint)index * array.ElementSize);

    private object? Box(int index)
    {
        ref byte element = ref ElementAt(this, index);
        MethodTable* type = m_pEEType->RelatedParameterType;
        return type->IsValueType ? Runtime.RuntimeExports.RhBox(type, ref element) : Unsafe.As<byte, object?>(ref element);
    }

    private void Unbox(object? value, int index)
    {
        ref byte element = ref ElementAt(this, index);
        MethodTable* type = m_pEEType->RelatedParameterType;
        if (!type->IsValueType)
        {
            if (value is not null && !Assignability.IsAssignable(value.m_pEEType, type))
            {
                throw new InvalidCastException("Object cannot be stored in an array of this type.");
            }

            Unsafe.As<byte, object?>(ref element) = value;
        }
        else if (type->IsNullable)
        {
            Runtime.RuntimeExports.RhUnboxNullable(ref element, type, value);
        }
        else if (value is null)
        {
            SpanHelpers.ClearWithoutReferences(ref element, type->ValueSize);
        }
        else if (value.m_pEEType == type)
        {
            Buffer.BulkMoveWithWriteBarrier(ref element, ref value.GetRawData(), type->ValueSize);
        }
        else
        {
            throw new InvalidCastException("Object cannot be stored in an array of this type.");
        }
    }

    // Walks arrays of any rank.
    private sealed class Enumerator(Array array) : IEnumerator
    {
        private int _index = -1;

        public object? Current
        {
            get
            {
                if ((uint)_index >= (uint)array.Length)
                {
                    ThrowHelper.ThrowEnumNotPositioned();
                }

                return array.Box(_index);
            }
        }

        public bool MoveNext()
        {
            _index = _index < array.Length ? _index + 1 : _index;
            return _index < array.Length;
        }

        public void Reset() => _index = -1;
    }
}
