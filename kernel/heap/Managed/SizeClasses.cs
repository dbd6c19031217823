// Sizes of slots, and the spans they live in.

namespace Lume.Heap;

/// <summary>
/// 8-byte steps up to 128 bytes, then eight steps for each doubling: a slot wastes at most an eighth of itself.
/// </summary>
internal static class SizeClasses
{
    /// <summary>The smallest slot: the word before the object, its MethodTable, one field (or nothing, as in <c>new object()</c>).</summary>
    public const int Smallest = 24;

    /// <summary>The biggest slot; longer objects get frames of their own.</summary>
    public const int Largest = 8192;

    /// <summary>Number of classes.</summary>
    public const int Count = LinearCount + (8 * Doublings);

    /// <summary>Entries of the table from size in words, rounded up, to class.</summary>
    public const int TableLength = (Largest / 8) + 1;

    private const int LinearEnd = 128;
    private const int LinearCount = ((LinearEnd - Smallest) / 8) + 1;
    private const int Doublings = 6;

    /// <summary>Bytes of a slot of a class.</summary>
    public static int SlotSize(int sizeClass)
    {
        if (sizeClass < LinearCount)
        {
            return Smallest + (sizeClass * 8);
        }

        int index = sizeClass - LinearCount;
        int start = LinearEnd << (index / 8);
        return start + ((index % 8 + 1) * (start / 8));
    }

    /// <summary>Frames in a span of a class: at least eight slots up to 512 bytes a slot, at least four beyond.</summary>
    public static int SpanFrames(int sizeClass)
    {
        int slot = SlotSize(sizeClass);
        return slot <= 512 ? 1 : slot <= 1024 ? 2 : slot <= 2048 ? 4 : 8;
    }

    /// <summary>Fills the table that maps (bytes + 7) / 8 to the class, <see cref="TableLength"/> entries.</summary>
    public static unsafe void FillTable(byte* table)
    {
        int sizeClass = 0;
        for (int words = 0; words < TableLength; words++)
        {
            if (words * 8 > SlotSize(sizeClass))
            {
                sizeClass++;
            }

            table[words] = (byte)sizeClass;
        }
    }
}
