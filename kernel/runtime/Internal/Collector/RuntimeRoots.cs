// Where references live outside heap and stacks, for the collector.

using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Lume.Heap")]

namespace Internal.Runtime;

/// <summary>What the collector does with a root.</summary>
internal unsafe interface IRuntimeRootVisitor
{
    /// <summary>A word that holds a reference or null.</summary>
    void VisitSlot(nint* slot);

    /// <summary>An object outside the heap that is always alive and has reference fields; its fields are roots.</summary>
    void VisitObject(nint address);
}

/// <summary>The references in the image: statics, and fields of the objects that ilc made at compile time.</summary>
internal static unsafe class RuntimeRoots
{
    // A word lies in front of every object.
    private const int HeaderSize = 8;

    private static nint[]? s_frozenWithReferences;

    /// <summary>The image's objects: addresses from here on ...</summary>
    internal static nint FrozenStart { get; private set; }

    /// <summary>... up to here are no heap objects and are never freed.</summary>
    internal static nint FrozenEnd { get; private set; }

    /// <summary>Shows all of them. Other harts must stand still.</summary>
    internal static void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRuntimeRootVisitor
    {
        GCStatics.Visit(ref visitor);
        nint[]? frozen = s_frozenWithReferences;
        if (frozen is not null)
        {
            foreach (nint address in frozen)
            {
                visitor.VisitObject(address);
            }
        }
    }

    /// <summary>Lists the image's objects that have reference fields: most are strings, which the collector need not see.</summary>
    internal static void Initialize()
    {
        ReadyToRunHeader.Find(ImageTable.FrozenObjects, out byte* start, out byte* end);
        FrozenStart = (nint)start;
        FrozenEnd = (nint)end;
        nint[] found = new nint[List(null)];
        List(found);
        s_frozenWithReferences = found;
    }

    // Objects follow each other: a header word, the object, padding to 8 bytes.
    private static int List(nint[]? found)
    {
        int count = 0;
        nint at = FrozenStart + HeaderSize;
        while (at < FrozenEnd)
        {
            MethodTable* type = *(MethodTable**)at;
            if (type->ContainsReferences)
            {
                if (found is not null)
                {
                    found[count] = at;
                }

                count++;
            }

            ulong size = type->BaseSize;
            if (type->HasComponentSize)
            {
                size += (ulong)type->ComponentSize * *(uint*)(at + sizeof(nint));
            }

            at += (nint)((size + 7) & ~7ul);
        }

        return count;
    }
}
