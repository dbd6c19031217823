// How ilc lays out objects: the little of the MethodTable that the collector reads.
//
//   MethodTable: 0 u16 component size | 2 u16 flags | 4 u32 base size | ...        object: 0 MethodTable* | 8 u32 length
//   in front of it, when it has references: -8 count of series, then pairs downwards: start offset, size - object size
//   a negative count: -16 start offset, then |count| pairs {u32 references, u32 bytes to skip}, repeated to the end

namespace Lume.Heap;

/// <summary>What a reference slot inside an object is given to.</summary>
internal unsafe interface IReferenceVisitor
{
    /// <summary>Sees one slot that holds a reference or null.</summary>
    void Visit(nint* slot);
}

/// <summary>Reads object layouts.</summary>
internal static unsafe class ObjectLayout
{
    private const uint HasComponentSize = 0x80000000;
    private const uint HasReferences = 0x01000000;

    /// <summary>Bytes of an object with the word in front of it.</summary>
    public static nint SizeOf(nint obj)
    {
        byte* type = *(byte**)obj;
        nint size = (nint)(*(uint*)(type + 4));
        uint flags = *(uint*)type;
        return (flags & HasComponentSize) == 0 ? size : size + (nint)((ulong)(flags & 0xFFFF) * *(uint*)(obj + 8));
    }

    /// <summary>Whether an object's type says that it may hold references.</summary>
    public static bool MayHoldReferences(nint obj) => (**(uint**)obj & HasReferences) != 0;

    /// <summary>Shows every reference slot of an object to <paramref name="visitor"/>.</summary>
    public static void VisitReferences<TVisitor>(nint obj, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        if (!MayHoldReferences(obj))
        {
            return;
        }

        nint* type = *(nint**)obj;
        nint size = SizeOf(obj);
        nint count = type[-1];
        if (count < 0)
        {
            VisitRepeating(obj, size, type, (int)-count, ref visitor);
            return;
        }

        for (nint* series = type - 3; count != 0; count--, series -= 2)
        {
            nint* slot = (nint*)(obj + series[1]);
            nint* end = (nint*)((nint)slot + series[0] + size);
            for (; slot < end; slot++)
            {
                visitor.Visit(slot);
            }
        }
    }

    private static void VisitRepeating<TVisitor>(nint obj, nint size, nint* type, int count, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        nint* slot = (nint*)(obj + type[-2]);
        nint* end = (nint*)(obj + size - HeapSpan.ObjectOffset);
        while (slot < end)
        {
            uint* pair = (uint*)(type - 3);
            for (int i = 0; i < count; i++, pair -= 2)
            {
                for (uint references = pair[0]; references != 0; references--)
                {
                    visitor.Visit(slot++);
                }

                slot = (nint*)((nint)slot + (nint)pair[1]);
            }
        }
    }
}
