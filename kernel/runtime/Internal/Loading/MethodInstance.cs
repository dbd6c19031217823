// A generic method with its arguments.

using System.Runtime.InteropServices;

namespace Internal.Runtime.Loading;

/// <summary>As ilc lays a method handle out: declaring type, token, and as many arguments as counted behind.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MethodInstance
{
    // Some tables keep flags or the kind of record above the row of the token.
    private const uint TokenMask = 0x00FF_FFFF;
    private const int CountMask = 0xFFFF;

    internal MethodTable* Declaring;
    internal uint RawToken;
    internal int RawCount;

    internal readonly uint Token => RawToken & TokenMask;

    internal readonly int Count => RawCount & CountMask;

    internal static MethodTable** Arguments(MethodInstance* method) => (MethodTable**)(method + 1);

    internal static bool SameToken(uint left, uint right) => ((left ^ right) & TokenMask) == 0;

    /// <summary>A copy of the method for another declaring type, with the same arguments; null without memory.</summary>
    internal static MethodInstance* TryCopy(MethodInstance* method, MethodTable* declaring, uint token)
    {
        MethodInstance* copy = TryCreate(declaring, token, method->Count);
        for (int i = 0; copy != null && i < method->Count; i++)
        {
            Arguments(copy)[i] = Arguments(method)[i];
        }

        return copy;
    }

    /// <summary>A method whose arguments are not filled in yet; null without memory.</summary>
    internal static MethodInstance* TryCreate(MethodTable* declaring, uint token, int count)
    {
        MethodInstance* created = (MethodInstance*)PermanentMemory.TryAllocate((nuint)(sizeof(MethodInstance) + (sizeof(nint) * count)));
        if (created != null)
        {
            created->Declaring = declaring;
            created->RawToken = token;
            created->RawCount = count;
        }

        return created;
    }

    internal static bool Same(MethodInstance* left, MethodInstance* right)
    {
        if (left->Declaring != right->Declaring || left->Token != right->Token || left->Count != right->Count)
        {
            return false;
        }

        for (int i = 0; i < left->Count; i++)
        {
            if (Arguments(left)[i] != Arguments(right)[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads {type, token, arguments} of a table entry, and tells whether they are this method.</summary>
    internal static bool Matches(MethodInstance* method, ref NativeReader entry)
    {
        bool same = LoaderTables.Type(ImageTable.NativeReferences, entry.ReadUnsigned()) == method->Declaring;
        same &= SameToken(entry.ReadUnsigned(), method->Token);
        uint count = entry.ReadUnsigned();
        same &= count == method->Count;
        for (int i = 0; i < count; i++)
        {
            MethodTable* argument = LoaderTables.Type(ImageTable.NativeReferences, entry.ReadUnsigned());
            same = same && argument == Arguments(method)[i];
        }

        return same;
    }
}
