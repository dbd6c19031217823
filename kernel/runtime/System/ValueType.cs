// The base of structs. ilc overrides __GetFieldHelper in each struct whose equality is not that of its bits.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>The base of value types: two are equal when all their fields are.</summary>
public abstract unsafe class ValueType
{
    // What a struct answers when it is asked for the number of its fields and may be compared as bits.
    private const int UseFastHelper = -1;
    private const int GetNumFields = -1;

    public override string? ToString() => GetType().ToString();

    /// <summary>The offset and type of a field, or the number of fields. The compiler writes the overrides.</summary>
    internal virtual int __GetFieldHelper(int index, out MethodTable* mt)
    {
        mt = default;
        return UseFastHelper;
    }

    public override bool Equals([NotNullWhen(true)] object? obj)
    {
        if (obj is null || obj.m_pEEType != m_pEEType)
        {
            return false;
        }

        ref byte mine = ref this.GetRawData();
        ref byte other = ref obj.GetRawData();
        int fields = __GetFieldHelper(GetNumFields, out _);
        if (fields == UseFastHelper)
        {
            return SpanHelpers.SequenceEqual(ref mine, ref other, m_pEEType->ValueSize);
        }

        for (int i = 0; i < fields; i++)
        {
            int offset = __GetFieldHelper(i, out MethodTable* type);
            if (!FieldsEqual(type, ref Unsafe.Add(ref mine, offset), ref Unsafe.Add(ref other, offset)))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add((int)m_pEEType->HashCode);
        ref byte data = ref this.GetRawData();
        int fields = __GetFieldHelper(GetNumFields, out _);
        if (fields == UseFastHelper)
        {
            hash.AddBytes(new ReadOnlySpan<byte>(ref data, (int)m_pEEType->ValueSize));
        }

        for (int i = 0; i < fields; i++)
        {
            int offset = __GetFieldHelper(i, out MethodTable* type);
            object? value = FieldValue(type, ref Unsafe.Add(ref data, offset));
            hash.Add(value?.GetHashCode() ?? 0);
        }

        return hash.ToHashCode();
    }

    private static bool FieldsEqual(MethodTable* type, ref byte mine, ref byte other) =>
        Equals(FieldValue(type, ref mine), FieldValue(type, ref other));

    private static object? FieldValue(MethodTable* type, ref byte field) =>
        type->IsValueType ? Runtime.RuntimeExports.RhBox(type, ref field) : Unsafe.As<byte, object?>(ref field);
}
