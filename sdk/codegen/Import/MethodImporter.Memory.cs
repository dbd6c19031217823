// Loads, stores and copies. Every store of an object reference goes through StoreScalar: a release where others may see it.
using System;
using System.Collections.Generic;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private string OffsetAddress(string address, long offset) =>
        offset == 0 ? address : Assign($"getelementptr i8, ptr {address}, i64 {offset}");

    private Value LoadFrom(string address, TypeShape shape, int alignment, bool isVolatile)
    {
        if (shape.Scalar is { } scalar)
        {
            return LoadScalar(address, scalar, alignment, isVolatile);
        }

        string copy = NewTemp(shape);
        CopyStruct(copy, address, shape, toHeap: false, alignment);
        if (isVolatile)
        {
            Emit("fence acquire");
        }

        return new Value(ValueKind.Struct, copy, shape);
    }

    private Value LoadScalar(string address, Scalar scalar, int alignment = 0, bool isVolatile = false)
    {
        string type = TypeShape.MemoryType(scalar);
        int natural = TypeShape.SizeOf(scalar);
        alignment = alignment == 0 ? natural : Math.Min(alignment, natural);
        bool atomic = isVolatile && alignment == natural;
        string loaded = Assign(atomic
            ? $"load atomic {type}, ptr {address} acquire, align {alignment}"
            : $"load {type}, ptr {address}, align {alignment}");
        return new Value(TypeShape.StackKind(scalar), Widen(loaded, scalar));
    }

    private string Widen(string value, Scalar scalar) => scalar switch
    {
        Scalar.I8 => Assign($"sext i8 {value} to i32"),
        Scalar.U8 => Assign($"zext i8 {value} to i32"),
        Scalar.I16 => Assign($"sext i16 {value} to i32"),
        Scalar.U16 => Assign($"zext i16 {value} to i32"),
        _ => value,
    };

    private string Narrow(string value, Scalar scalar) => scalar switch
    {
        Scalar.I8 or Scalar.U8 => Assign($"trunc i32 {value} to i8"),
        Scalar.I16 or Scalar.U16 => Assign($"trunc i32 {value} to i16"),
        _ => value,
    };

    private void StoreTo(string address, Value value, TypeShape shape, int alignment, bool isVolatile, bool toHeap)
    {
        if (shape.Scalar is { } scalar)
        {
            Value converted = CoerceValue(value, TypeShape.StackKind(scalar));
            StoreScalar(address, scalar, converted.Text, alignment, isVolatile, toHeap);
            return;
        }

        if (!value.IsStruct)
        {
            throw new UnsupportedException("a scalar stored where a struct belongs");
        }

        if (isVolatile)
        {
            Emit("fence release");
        }

        CopyStruct(address, value.Text, shape, toHeap, alignment);
    }

    /// <summary>
    /// The one place that stores scalars. A reference that others may find (<paramref name="toHeap"/>) is stored with
    /// release, so that a racing reader never sees an object without its MethodTable and fields; the collector is
    /// non-moving and stops the world, so there is no other barrier. Address 0 alignment means natural.
    /// </summary>
    private void StoreScalar(string address, Scalar scalar, string value, int alignment = 0, bool isVolatile = false, bool toHeap = false)
    {
        string type = TypeShape.MemoryType(scalar);
        int natural = TypeShape.SizeOf(scalar);
        alignment = alignment == 0 ? natural : Math.Min(alignment, natural);
        bool release = (isVolatile || (toHeap && scalar == Scalar.Ref && value != "null")) && alignment == natural;
        string narrow = Narrow(value, scalar);
        Emit(release
            ? $"store atomic {type} {narrow}, ptr {address} release, align {alignment}"
            : $"store {type} {narrow}, ptr {address}, align {alignment}");
    }

    /// <summary>Copies a struct; the two places do not overlap unless they are the same.</summary>
    private void CopyStruct(string to, string from, TypeShape shape, bool toHeap, int alignment = 0)
    {
        if (to == from)
        {
            return;
        }

        alignment = alignment == 0 ? shape.Alignment : Math.Min(alignment, shape.Alignment);
        if (toHeap && shape.HasReferences)
        {
            Emit("fence release");
        }

        if (shape.Leaves is { } leaves)
        {
            // All loads before all stores: the two may be the same place under two names.
            var values = new List<string>(leaves.Length);
            foreach (Leaf leaf in leaves)
            {
                string type = TypeShape.MemoryType(leaf.Scalar);
                int align = Math.Min(alignment, TypeShape.SizeOf(leaf.Scalar));
                values.Add(Assign($"load {type}, ptr {OffsetAddress(from, leaf.Offset)}, align {align}"));
            }

            for (int i = 0; i < leaves.Length; i++)
            {
                string type = TypeShape.MemoryType(leaves[i].Scalar);
                int align = Math.Min(alignment, TypeShape.SizeOf(leaves[i].Scalar));
                Emit($"store {type} {values[i]}, ptr {OffsetAddress(to, leaves[i].Offset)}, align {align}");
            }
        }
        else
        {
            Emit($"call void @llvm.memcpy.p0.p0.i64(ptr align {alignment} {to}, ptr align {alignment} {from}, i64 {shape.Size}, i1 false)");
        }
    }

    private void Zero(string address, TypeShape shape)
    {
        if (shape.Scalar is { } scalar)
        {
            Emit($"store {TypeShape.MemoryType(scalar)} {ZeroOf(scalar)}, ptr {address}");
        }
        else if (shape.Leaves is { } leaves && !shape.HasPadding)
        {
            foreach (Leaf leaf in leaves)
            {
                string at = OffsetAddress(address, leaf.Offset);
                Emit($"store {TypeShape.MemoryType(leaf.Scalar)} {ZeroOf(leaf.Scalar)}, ptr {at}");
            }
        }
        else
        {
            Emit($"call void @llvm.memset.p0.i64(ptr align {shape.Alignment} {address}, i8 0, i64 {shape.Size}, i1 false)");
        }
    }

    private static string ZeroOf(Scalar scalar) => scalar switch
    {
        Scalar.Ref or Scalar.Ptr => "null",
        Scalar.F32 or Scalar.F64 => "0.0",
        _ => "0",
    };

    // ---- Coercion between the stack types that IL lets meet ----

    /// <summary>The operand with its type, as the wanted stack type.</summary>
    private string Coerce(Value value, ValueKind kind) => CoerceValue(value, kind).ToString();

    private Value CoerceValue(Value value, ValueKind kind)
    {
        if (value.Kind == kind)
        {
            return value;
        }

        string? text = (value.Kind, kind) switch
        {
            (ValueKind.Pointer, ValueKind.Int64) => AsInt64(value),
            (ValueKind.Int32, ValueKind.Int64) => Assign($"sext i32 {value.Text} to i64"),
            (ValueKind.Int64, ValueKind.Int32) => Assign($"trunc i64 {value.Text} to i32"),
            (ValueKind.Pointer, ValueKind.Int32) => Assign($"trunc i64 {AsInt64(value)} to i32"),
            (ValueKind.Int64, ValueKind.Pointer) or (ValueKind.Int32, ValueKind.Pointer) => AsPointer(value),
            (ValueKind.Single, ValueKind.Double) => Assign($"fpext float {value.Text} to double"),
            (ValueKind.Double, ValueKind.Single) => Assign($"fptrunc double {value.Text} to float"),
            _ => null,
        };
        return text is null ? throw new UnsupportedException($"a {value.Kind} where a {kind} belongs") : new Value(kind, text);
    }

    private string AsInt64(Value value) => value.Kind switch
    {
        ValueKind.Int64 => value.Text,
        ValueKind.Int32 => Assign($"sext i32 {value.Text} to i64"),
        ValueKind.Pointer when value.Text == "null" => "0",
        ValueKind.Pointer => Assign($"ptrtoint ptr {value.Text} to i64"),
        _ => throw new UnsupportedException($"a {value.Kind} where an integer belongs"),
    };

    private string AsPointer(Value value) => value.Kind switch
    {
        ValueKind.Pointer => value.Text,
        ValueKind.Int64 or ValueKind.Int32 when value.Text == "0" => "null",
        ValueKind.Int64 or ValueKind.Int32 => Assign($"inttoptr i64 {AsInt64(value)} to ptr"),
        _ => throw new UnsupportedException($"a {value.Kind} where an address belongs"),
    };

    /// <summary>The address of a constant: the symbol itself, or what the symbol's cell holds.</summary>
    private string Address(JitInterface.ConstLookup lookup)
    {
        string symbol = _text.Data(lookup.Target);
        return lookup.Access switch
        {
            JitInterface.AccessType.Value => symbol,
            JitInterface.AccessType.Indirect => Assign($"load ptr, ptr {symbol}"),
            _ => throw new UnsupportedException($"an address behind {lookup.Access}"),
        };
    }
}
