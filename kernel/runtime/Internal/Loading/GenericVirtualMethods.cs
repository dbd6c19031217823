// Generic virtual methods: from an object and a method to code, remembered for all harts without locks.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

using Internal.Runtime.CompilerServices;

namespace Internal.Runtime.Loading;

/// <summary>Answers calls of virtual methods that have type parameters of their own.</summary>
/// <remarks>Answers are kept in a table that only grows, bounded by the methods and types that meet. Readers take no lock.</remarks>
internal static unsafe class GenericVirtualMethods
{
    private const int BucketBits = 8;

    [InlineArray(1 << BucketBits)]
    private struct Buckets
    {
        private nint _first;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        internal MethodTable* Type;
        internal MethodInstance* Method;
        internal nint Code;
        internal Entry* Next;
    }

    private static Buckets s_buckets;

    /// <summary>The code to call for objects of this type; a fat pointer when it is shared.</summary>
    /// <exception cref="NotSupportedException">The image lacks a type or method that the instantiation needs.</exception>
    internal static nint Resolve(MethodTable* type, RuntimeMethodHandle slot)
    {
        MethodInstance* method = (MethodInstance*)slot.Value;
        ref nint bucket = ref Bucket(type, method);
        for (Entry* entry = (Entry*)Volatile.Read(ref bucket); entry != null; entry = entry->Next)
        {
            if (entry->Type == type && entry->Method == method)
            {
                return entry->Code;
            }
        }

        nint code = LoadingWork.FindCode(type, method);
        Publish(type, method, code, ref bucket);
        return code;
    }

    /// <summary>The same without remembering, for methods that are described only for the moment.</summary>
    internal static nint Find(MethodTable* type, MethodInstance* method)
    {
        GenericVirtualSlots.Find(type, method, out MethodTable* declaring, out uint token);
        MethodInstance* target = MethodInstance.TryCopy(method, declaring, token);
        return target != null ? GenericMethodCode.Find(target) : throw new OutOfMemoryException();
    }

    // Two harts may add the same answer; both entries call the same code. Without memory the answer is found anew.
    private static void Publish(MethodTable* type, MethodInstance* method, nint code, ref nint bucket)
    {
        Entry* entry = (Entry*)PermanentMemory.TryAllocate((nuint)sizeof(Entry));
        if (entry == null)
        {
            return;
        }

        entry->Type = type;
        entry->Method = method;
        entry->Code = code;
        nint head;
        do
        {
            head = Volatile.Read(ref bucket);
            entry->Next = (Entry*)head;
        }
        while (Interlocked.CompareExchange(ref bucket, (nint)entry, head) != head);
    }

    private static ref nint Bucket(MethodTable* type, MethodInstance* method)
    {
        ulong hash = (((ulong)type >> 3) + ((ulong)method << 16)) * 0x9E37_79B9_7F4A_7C15;
        return ref ((nint*)Unsafe.AsPointer(ref s_buckets))[(int)(hash >> (64 - BucketBits))];
    }
}
