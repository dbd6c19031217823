// Where the linker put the unwind tables, frozen data and code of the image.

using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Internal.Runtime.Unwinding;

namespace Internal.Runtime;

/// <summary>The table of section bounds in Native/Sections.S. A section that the link script does not name begins and ends at 0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ImageSections
{
    internal byte* FrameIndexStart;
    internal byte* FrameIndexEnd;
    internal byte* FramesStart;
    internal byte* FramesEnd;
    internal byte* CallTablesStart;
    internal byte* CallTablesEnd;
    internal byte* ModulesStart;
    internal byte* ModulesEnd;

    /// <summary>The bounds.</summary>
    internal static ImageSections* Current => Get();

    /// <summary>The unwind entries of the image.</summary>
    internal static FrameTable Frames
    {
        get
        {
            ImageSections* sections = Current;
            return new FrameTable(sections->FramesStart, sections->FramesEnd, sections->FrameIndexStart, sections->FrameIndexEnd);
        }
    }

    [RuntimeImport("lume_image_sections")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ImageSections* Get();
}
