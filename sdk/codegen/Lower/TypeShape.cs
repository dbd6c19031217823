// How a C# type lies in memory and how it travels in registers.
using System;
using System.Collections.Generic;
using Lume.CodeGen.JitInterface;

namespace Lume.CodeGen.Lower;

/// <summary>A scalar as memory holds it. <c>Ref</c> is an object reference, <c>Ptr</c> any other address.</summary>
internal enum Scalar : byte { I8, U8, I16, U16, I32, I64, F32, F64, Ref, Ptr }

internal readonly record struct Leaf(int Offset, Scalar Scalar);

/// <summary>
/// The shape of a value: a scalar, a small struct (at most <see cref="MaxLeaves"/> scalar leaves that do not
/// overlap: travels as its leaves), or a block of bytes (travels by address).
/// </summary>
internal sealed class TypeShape
{
    public const int MaxLeaves = 4;

    public required int Size { get; init; }
    public required int Alignment { get; init; }

    /// <summary>The leaves in offset order; null for a block of bytes.</summary>
    public Leaf[]? Leaves { get; init; }

    /// <summary>Set when the value is a scalar and not a struct.</summary>
    public Scalar? Scalar { get; init; }

    /// <summary>The struct holds object references, so copying it to the heap is a publication.</summary>
    public bool HasReferences { get; init; }

    /// <summary>Some bytes belong to no leaf; they must be zeroed where a C# program could read them.</summary>
    public bool HasPadding
    {
        get
        {
            int covered = 0;
            foreach (Leaf leaf in Leaves ?? [])
            {
                covered += SizeOf(leaf.Scalar);
            }

            return covered < Size;
        }
    }

    public bool IsScalar => Scalar is not null;
    public bool IsBlock => Leaves is null && Scalar is null;

    public static string MemoryType(Scalar scalar) => scalar switch
    {
        Lower.Scalar.I8 or Lower.Scalar.U8 => "i8",
        Lower.Scalar.I16 or Lower.Scalar.U16 => "i16",
        Lower.Scalar.I32 => "i32",
        Lower.Scalar.I64 => "i64",
        Lower.Scalar.F32 => "float",
        Lower.Scalar.F64 => "double",
        _ => "ptr",
    };

    public static int SizeOf(Scalar scalar) => scalar switch
    {
        Lower.Scalar.I8 or Lower.Scalar.U8 => 1,
        Lower.Scalar.I16 or Lower.Scalar.U16 => 2,
        Lower.Scalar.I32 or Lower.Scalar.F32 => 4,
        _ => 8,
    };

    /// <summary>The stack type that a scalar of memory widens to.</summary>
    public static ValueKind StackKind(Scalar scalar) => scalar switch
    {
        Lower.Scalar.I64 => ValueKind.Int64,
        Lower.Scalar.F32 => ValueKind.Single,
        Lower.Scalar.F64 => ValueKind.Double,
        Lower.Scalar.Ref or Lower.Scalar.Ptr => ValueKind.Pointer,
        _ => ValueKind.Int32,
    };

    /// <summary>The register type of a scalar: integers of up to 32 bits travel as an i32.</summary>
    public static string RegisterType(Scalar scalar) => Value.TypeName(StackKind(scalar));

    public string MemoryName => Scalar is { } s ? MemoryType(s) : $"[{Size} x i8]";

    private static readonly TypeShape[] s_scalars = MakeScalars();

    private static TypeShape[] MakeScalars()
    {
        var shapes = new TypeShape[(int)Lower.Scalar.Ptr + 1];
        for (int i = 0; i < shapes.Length; i++)
        {
            int size = SizeOf((Scalar)i);
            shapes[i] = new TypeShape { Size = size, Alignment = size, Scalar = (Scalar)i, HasReferences = i == (int)Lower.Scalar.Ref };
        }

        return shapes;
    }

    public static TypeShape Of(Scalar scalar) => s_scalars[(int)scalar];

    public static Scalar? ScalarOf(CorType type) => type switch
    {
        CorType.Bool or CorType.Byte => Lower.Scalar.U8,
        CorType.SByte => Lower.Scalar.I8,
        CorType.Char or CorType.UInt16 => Lower.Scalar.U16,
        CorType.Int16 => Lower.Scalar.I16,
        CorType.Int32 or CorType.UInt32 => Lower.Scalar.I32,
        CorType.Int64 or CorType.UInt64 or CorType.NInt or CorType.NUInt => Lower.Scalar.I64,
        CorType.Single => Lower.Scalar.F32,
        CorType.Double => Lower.Scalar.F64,
        CorType.Ptr or CorType.ByRef => Lower.Scalar.Ptr,
        CorType.Class or CorType.String or CorType.Var => Lower.Scalar.Ref,
        _ => null,
    };
}

/// <summary>Asks ilc for the fields of a type and draws its shape. Handles live for one method, and so does the cache.</summary>
internal sealed class ShapeReader(Ee ee)
{
    private readonly Dictionary<Handle, TypeShape> _structs = [];

    public TypeShape Of(CorType type, Handle cls)
    {
        if (TypeShape.ScalarOf(type) is { } scalar)
        {
            return TypeShape.Of(scalar);
        }

        if (type == CorType.ValueClass)
        {
            return OfStruct(cls);
        }

        throw new UnsupportedException($"a value of kind {type}");
    }

    /// <summary>The shape of the values of a class handle: of a reference for classes.</summary>
    public TypeShape Of(Handle cls) =>
        ee.IsValueClass(cls) ? Of(ee.CorTypeOf(cls), cls) : TypeShape.Of(Scalar.Ref);

    private TypeShape OfStruct(Handle cls)
    {
        if (!_structs.TryGetValue(cls, out TypeShape? shape))
        {
            _structs.Add(cls, shape = Draw(cls));
        }

        return shape;
    }

    private TypeShape Draw(Handle cls)
    {
        int size = ee.ClassSize(cls);
        int alignment = Math.Max(1, ee.ClassAlignment(cls));
        var leaves = new List<Leaf>();
        bool small = Flatten(cls, 0, leaves) && Covers(leaves, size, alignment);
        bool references = (ee.ClassAttributes(cls) & ClassFlags.ContainsGCPointers) != 0;
        return new TypeShape
        {
            Size = size, Alignment = alignment, Leaves = small ? [.. leaves] : null, HasReferences = references,
        };
    }

    private bool Flatten(Handle cls, int at, List<Leaf> leaves)
    {
        int count = ee.FieldCount(cls);
        for (int i = 0; i < count; i++)
        {
            Handle field = ee.Field(cls, i);
            (CorType type, Handle fieldClass) = ee.FieldType(field);
            int offset = at + ee.FieldOffset(field);
            TypeShape shape = Of(type, fieldClass);
            if (shape.Scalar is { } scalar)
            {
                leaves.Add(new Leaf(offset, scalar));
            }
            else if (shape.Leaves is { } inner)
            {
                foreach (Leaf leaf in inner)
                {
                    leaves.Add(new Leaf(offset + leaf.Offset, leaf.Scalar));
                }
            }
            else
            {
                return false;
            }

            if (leaves.Count > TypeShape.MaxLeaves)
            {
                return false;
            }
        }

        return true;
    }

    // Fixed buffers and inline arrays declare one field and occupy more; unions overlap. Both are blocks of bytes.
    private static bool Covers(List<Leaf> leaves, int size, int alignment)
    {
        leaves.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        int end = 0;
        foreach (Leaf leaf in leaves)
        {
            if (leaf.Offset < end)
            {
                return false;
            }

            end = leaf.Offset + TypeShape.SizeOf(leaf.Scalar);
        }

        return leaves.Count > 0 && size <= (end + alignment - 1) / alignment * alignment;
    }
}
