// Where exec's argument and environment strings come from: the old program's memory, or the kernel.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>A list of strings. User memory may change at any time: a length is only a promise, and what is read only bytes.</summary>
public interface IStringSource
{
    /// <summary>How many strings there are.</summary>
    int Count { get; }

    /// <summary>A string's length without its zero. EFAULT; E2BIG above <see cref="ExecLimits.LongestString"/>.</summary>
    Errno GetLength(int index, out int length);

    /// <summary>Copies bytes of a string. EFAULT.</summary>
    Errno Read(int index, int offset, Span<byte> destination);
}

/// <summary>Limits of exec. Source: Linux uapi/linux/binfmts.h, execve(2).</summary>
public static class ExecLimits
{
    /// <summary>Bytes of one string with its zero (MAX_ARG_STRLEN).</summary>
    public const int LongestString = 32 * 4096;

    /// <summary>Most strings of one list; the stack's size limits them long before.</summary>
    public const int MaximumStrings = 0x7fff_ffff / 16;

    /// <summary>What arguments and environment may always use, bytes (ARG_MAX).</summary>
    public const ulong GuaranteedSpace = 32 * 4096;

    /// <summary>What they may use at most: three quarters of the default stack.</summary>
    public const ulong MaximumSpace = 6UL << 20;

    /// <summary>Scripts whose interpreter is a script: how deep.</summary>
    public const int ScriptDepth = 5;
}

/// <summary>A zero-terminated array of string addresses in the current user memory.</summary>
public readonly struct UserStrings : IStringSource
{
    private readonly UserIn<ulong> _vector;

    private UserStrings(UserIn<ulong> vector, int count)
    {
        _vector = vector;
        Count = count;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Counts the array; a null array is an empty list, as in Linux. EFAULT, E2BIG.</summary>
    public static Errno TryCount(UserIn<ulong> vector, out UserStrings strings)
    {
        strings = default;
        int count = 0;
        while (!vector.IsNull)
        {
            Errno error = vector.ReadAt(count, out ulong address);
            if (error != Errno.None)
            {
                return error;
            }

            if (address == 0)
            {
                break;
            }

            if (++count > ExecLimits.MaximumStrings)
            {
                return Errno.E2BIG;
            }

            // A mapping of one page repeated can make this long.
            if ((count & 0xffff) == 0)
            {
                SafePoint.Cooperate();
            }
        }

        strings = new UserStrings(vector, count);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno GetLength(int index, out int length)
    {
        length = 0;
        Errno error = _vector.ReadAt(index, out ulong address);
        if (error != Errno.None)
        {
            return error;
        }

        length = UserMemory.StringLength(address, ExecLimits.LongestString);
        if (length < 0)
        {
            return Errno.EFAULT;
        }

        return length >= ExecLimits.LongestString ? Errno.E2BIG : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Read(int index, int offset, Span<byte> destination)
    {
        Errno error = _vector.ReadAt(index, out ulong address);
        return error == Errno.None ? new UserIn<byte>(address + (ulong)offset).ReadAll(destination) : error;
    }
}

/// <summary>Strings that the kernel holds: init's arguments, a script's interpreter.</summary>
public readonly struct KernelStrings : IStringSource
{
    private readonly byte[][] _strings;

    /// <summary>The strings, without zeros.</summary>
    public KernelStrings(byte[][] strings) => _strings = strings;

    /// <inheritdoc/>
    public int Count => _strings.Length;

    /// <inheritdoc/>
    public Errno GetLength(int index, out int length)
    {
        length = _strings[index].Length;
        return length >= ExecLimits.LongestString ? Errno.E2BIG : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Read(int index, int offset, Span<byte> destination)
    {
        _strings[index].AsSpan(offset, destination.Length).CopyTo(destination);
        return Errno.None;
    }
}
