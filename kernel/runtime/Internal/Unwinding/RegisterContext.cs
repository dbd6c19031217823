// The registers that unwinding follows, as Native/Throw.S stores them.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Internal.Runtime.Unwinding;

/// <summary>Register values by DWARF number: 0 to 31 are x0 to x31, 32 to 63 are f0 to f31, 64 is the alternative return address.</summary>
/// <remarks>Native/Throw.S writes and reads this layout: value n at byte 8n, then the program counter at 520.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct RegisterContext
{
    internal const int Count = 65;
    internal const int ReturnAddress = 1;
    internal const int StackPointer = 2;
    internal const int FramePointer = 8;
    internal const int FirstArgument = 10;
    internal const int SecondArgument = 11;

    [InlineArray(Count)]
    private struct Values
    {
        private ulong _first;
    }

    private Values _values;

    /// <summary>The program counter: in the frame itself, or after the call that the frame makes.</summary>
    internal ulong ProgramCounter;

    /// <summary>One register; numbers beyond the last read as 0 and are not written.</summary>
    internal ulong this[uint register]
    {
        readonly get => register < Count ? _values[(int)register] : 0;
        set
        {
            if (register < Count)
            {
                _values[(int)register] = value;
            }
        }
    }

    /// <summary>The stack pointer.</summary>
    internal ulong Stack
    {
        readonly get => _values[StackPointer];
        set => _values[StackPointer] = value;
    }
}
