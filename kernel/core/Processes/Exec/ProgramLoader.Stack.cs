// The loader's part that fills the first stack. Layout from the top down, as Linux makes it:
//   8 zero bytes, the path, environment strings, argument strings, 16 random bytes,
//   auxiliary vector, null, environment pointers, null, argument pointers, argc  <- stack pointer
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

public static partial class ProgramLoader
{
    private const ulong ClockTicksPerSecond = 100;

    /// <summary>Letters of the extensions that user mode may count on, one bit each: the boards run RV64GC. Source: Linux uapi/asm/hwcap.h.</summary>
    private const ulong HardwareCapabilities =
        (1UL << ('I' - 'A')) | (1UL << ('M' - 'A')) | (1UL << 0) | (1UL << ('F' - 'A')) | (1UL << ('D' - 'A')) | (1UL << ('C' - 'A'));

    private static Errno FillStack<TArguments, TEnvironment>(
        ref StackBuilder stack, in ProgramRequest request, in ProgramParts parts, in ProgramAddresses at,
        ref TArguments arguments, ref TEnvironment environment, out ProgramLayout layout)
        where TArguments : struct, IStringSource
        where TEnvironment : struct, IStringSource
    {
        layout = default;
        Errno error = stack.PushBytes(stackalloc byte[sizeof(ulong)], sizeof(ulong));
        error = error == Errno.None ? PushPath(ref stack, request.Path) : error;
        ulong pathAddress = stack.Position;
        layout.EnvironmentEnd = stack.Position;
        error = error == Errno.None ? PushAll(ref stack, ref environment) : error;
        layout.EnvironmentStart = stack.Position;
        layout.ArgumentsEnd = stack.Position;
        error = error == Errno.None ? PushAll(ref stack, ref arguments) : error;
        layout.ArgumentsStart = stack.Position;
        error = error == Errno.None ? stack.PushBytes(request.Random[..16], 16) : error;
        if (error != Errno.None)
        {
            return error;
        }

        Span<ulong> words = stackalloc ulong[AuxiliaryVector.Capacity * 2];
        AuxiliaryVector vector = new(words);
        Describe(ref vector, in request, in parts, in at);
        vector.Add(AuxiliaryType.Random, stack.Position);
        vector.Add(AuxiliaryType.ExecutableName, pathAddress);
        vector.Add(AuxiliaryType.Null, 0);

        stack.ReserveWords((ulong)(1 + arguments.Count + 1 + environment.Count + 1 + vector.Length));
        return WritePointers(ref stack, arguments.Count, environment.Count, vector.Words, ref layout);
    }

    private static Errno PushPath(ref StackBuilder stack, ReadOnlySpan<byte> path)
    {
        Errno error = stack.PushBytes([0], 1);
        return error == Errno.None ? stack.PushBytes(path, 1) : error;
    }

    private static Errno PushAll<TSource>(ref StackBuilder stack, ref TSource source)
        where TSource : struct, IStringSource
    {
        for (int i = source.Count - 1; i >= 0; i--)
        {
            Errno error = stack.PushString(ref source, i);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return Errno.None;
    }

    private static void Describe(ref AuxiliaryVector vector, in ProgramRequest request, in ProgramParts parts, in ProgramAddresses at)
    {
        ElfImage image = parts.Image;
        vector.Add(AuxiliaryType.MinimumSignalStack, ExecSignalStack.Minimum);
        vector.Add(AuxiliaryType.HardwareCapabilities, HardwareCapabilities);
        vector.Add(AuxiliaryType.PageSize, PageMath.Size);
        vector.Add(AuxiliaryType.ClockTicks, ClockTicksPerSecond);
        vector.Add(AuxiliaryType.ProgramHeaders, image.ProgramHeadersAddress == 0 ? 0 : image.ProgramHeadersAddress + at.Bias);
        vector.Add(AuxiliaryType.ProgramHeaderSize, ElfProgramHeader.Size);
        vector.Add(AuxiliaryType.ProgramHeaderCount, (ulong)image.Header.ProgramHeaderCount);
        vector.Add(AuxiliaryType.InterpreterBase, at.InterpreterBias);
        vector.Add(AuxiliaryType.Flags, 0);
        vector.Add(AuxiliaryType.Entry, image.Header.Entry + at.Bias);
        vector.Add(AuxiliaryType.UserId, request.UserId);
        vector.Add(AuxiliaryType.EffectiveUserId, request.EffectiveUserId);
        vector.Add(AuxiliaryType.GroupId, request.GroupId);
        vector.Add(AuxiliaryType.EffectiveGroupId, request.EffectiveGroupId);
        vector.Add(AuxiliaryType.Secure, request.IsSecure ? 1UL : 0UL);
        vector.Add(AuxiliaryType.HardwareCapabilities2, 0);
        vector.Add(AuxiliaryType.VdsoAddress, at.Vdso);
        vector.Add(AuxiliaryType.SequenceFeatureSize, RestartableSequence.FeatureSize);
        vector.Add(AuxiliaryType.SequenceAlignment, RestartableSequence.Size);
    }

    private static Errno WritePointers(
        ref StackBuilder stack, int argumentCount, int environmentCount, scoped ReadOnlySpan<ulong> vector, ref ProgramLayout layout)
    {
        ulong word = stack.Position;
        layout.StackStart = word;
        Errno error = stack.WriteWord(word, (ulong)argumentCount);
        word += sizeof(ulong);
        error = error == Errno.None ? WriteStrings(ref stack, ref word, layout.ArgumentsStart, argumentCount) : error;
        error = error == Errno.None ? WriteStrings(ref stack, ref word, layout.EnvironmentStart, environmentCount) : error;
        layout.AuxiliaryStart = word;
        foreach (ulong value in vector)
        {
            error = error == Errno.None ? stack.WriteWord(word, value) : error;
            word += sizeof(ulong);
        }

        layout.AuxiliaryEnd = word;
        return error;
    }

    /// <summary>
    /// Writes the addresses of strings that lie one behind the other, and a null. They are found by their zeroes: that needs no table
    /// of a size that user mode chooses, and racing changes of the strings can at worst shift where the program sees them begin.
    /// </summary>
    private static Errno WriteStrings(ref StackBuilder stack, ref ulong word, ulong address, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ulong start = address;
            Errno error = stack.SkipString(ref address);
            error = error == Errno.None ? stack.WriteWord(word, start) : error;
            if (error != Errno.None)
            {
                return error;
            }

            word += sizeof(ulong);
        }

        Errno last = stack.WriteWord(word, 0);
        word += sizeof(ulong);
        return last;
    }
}
