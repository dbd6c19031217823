// The table of contents that ilc writes for an image.

using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>Which table a row of the header describes.</summary>
internal enum ImageTable
{
    GCStaticRegion = 201,
    EagerConstructors = 205,
    FrozenObjects = 206,
    ModuleInitializers = 213,

    // 300 plus the number of the blob.
    Types = 301,
    Arrays = 302,
    InvokeMap = 306,
    CommonFixups = 308,
    Metadata = 313,
    GenericVirtualMethods = 318,
    InterfaceGenericVirtualMethods = 319,
    TypeTemplates = 321,
    GenericMethodTemplates = 322,
    NativeLayout = 330,
    NativeReferences = 331,
    GenericTypes = 332,
    NativeStatics = 333,
    StaticsInfo = 334,
    GenericMethods = 335,
    ExactMethodInstantiations = 336,
}

/// <summary>"RTR", versions, and rows of {table, flags, first byte, past the last byte}.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ReadyToRunHeader
{
    private const uint ExpectedSignature = 0x0052_5452;

    private uint _signature;
    private ushort _majorVersion;
    private ushort _minorVersion;
    private uint _flags;
    private ushort _rowCount;
    private byte _rowSize;
    private byte _rowType;

    [StructLayout(LayoutKind.Sequential)]
    private struct Row
    {
        internal int Table;
        internal int Flags;
        internal byte* Start;
        internal byte* End;
    }

    /// <summary>The header of the image; null when the link script kept none.</summary>
    internal static ReadyToRunHeader* Current
    {
        get
        {
            ImageSections* sections = ImageSections.Current;
            for (ReadyToRunHeader** at = (ReadyToRunHeader**)sections->ModulesStart; at < sections->ModulesEnd; at++)
            {
                // Other words of the section are marks of its start and end.
                ReadyToRunHeader* header = *at;
                if (header != null && header->_signature == ExpectedSignature)
                {
                    return header;
                }
            }

            return null;
        }
    }

    /// <summary>The bounds of a table; both null when the image has none.</summary>
    internal static void Find(ImageTable table, out byte* start, out byte* end)
    {
        start = null;
        end = null;
        ReadyToRunHeader* header = Current;
        if (header == null)
        {
            return;
        }

        Row* row = (Row*)(header + 1);
        for (int left = header->_rowCount; left > 0; left--, row++)
        {
            if (row->Table == (int)table)
            {
                start = row->Start;
                end = row->End;
                return;
            }
        }
    }

    /// <summary>Where a self-relative 32-bit word points.</summary>
    internal static byte* Follow(void* word) => (byte*)word + *(int*)word;
}
