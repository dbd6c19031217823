// MethodTables as ilc lays them out, made by hand, and objects of them.

using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Lume.Heap.Tests;

internal sealed unsafe class FakeType
{
    private const uint HasComponentSize = 0x80000000;
    private const uint HasReferences = 0x01000000;

    private readonly uint _baseSize;
    private readonly uint _componentSize;

    private FakeType(uint baseSize, uint componentSize, long[] series)
    {
        _baseSize = baseSize;
        _componentSize = componentSize;
        byte* memory = (byte*)NativeMemory.AllocZeroed((nuint)(series.Length * 8) + 64);
        byte* type = memory + (series.Length * 8);
        for (int i = 0; i < series.Length; i++)
        {
            *(long*)(type - (8 * (i + 1))) = series[i];
        }

        *(uint*)type = (componentSize != 0 ? HasComponentSize | componentSize : 0) | (series.Length != 0 ? HasReferences : 0);
        *(uint*)(type + 4) = baseSize;
        Address = (nint)type;
    }

    public nint Address { get; }

    /// <summary>A class of so many eight-byte fields without references.</summary>
    public static FakeType Plain(int fields) => new((uint)(16 + (8 * (fields == 0 ? 1 : fields))), 0, []);

    /// <summary>A class whose fields with these numbers (from 0, ascending) are references.</summary>
    public static FakeType WithReferences(int fields, params int[] references)
    {
        uint baseSize = (uint)(16 + (8 * fields));
        List<long> series = [references.Length];
        foreach (int field in references)
        {
            series.Add(8 + (8 * field));
            series.Add(8 - (long)baseSize);
        }

        return new FakeType(baseSize, 0, series.ToArray());
    }

    /// <summary>An array of references.</summary>
    public static FakeType ReferenceArray() => new(24, 8, [1, 16, -24]);

    /// <summary>An array of bytes.</summary>
    public static FakeType ByteArray() => new(24, 1, []);

    /// <summary>An array of structs {reference, two references' room of data, reference}.</summary>
    public static FakeType StructArray() => new(24, 32, [-2, 16, Pair(1, 16), Pair(1, 0)]);

    public nint New(int length = 0)
    {
        nint block = ManagedHeap.Allocate((nint)((_baseSize + ((long)_componentSize * length) + 7) & ~7L));
        if (block == 0)
        {
            return 0;
        }

        *(nint*)(block + 8) = Address;
        if (_componentSize != 0)
        {
            *(int*)(block + 16) = length;
        }

        return block + 8;
    }

    private static long Pair(uint references, uint skip) => references | ((long)skip << 32);
}
