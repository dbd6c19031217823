// The loader's part that maps: images, stack, the kernel's page.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

public static partial class ProgramLoader
{
    private static Errno MapImages(
        in ProgramRequest request, in ProgramParts parts, in ProgramPlacement placement, ref ProgramAddresses at)
    {
        ElfImage image = parts.Image;
        if (image.Header.IsDynamic)
        {
            ulong start = AlignUp(placement.DynamicBase, image.Alignment);
            at.Bias = unchecked(start - image.Start);
            if (image.End - image.Start > placement.MapTop - start)
            {
                return Errno.ENOMEM;
            }
        }

        Errno error = ElfMapper.Map(parts.Space, request.File, image, at.Bias);
        if (error != Errno.None || parts.Interpreter is null)
        {
            return error;
        }

        ElfImage interpreter = parts.Interpreter;
        if (interpreter.Header.IsDynamic)
        {
            Result<ulong> found = FindSpace(parts.Space, interpreter);
            if (found.IsError)
            {
                return found.Error;
            }

            at.InterpreterBias = unchecked(found.Value - interpreter.Start);
        }
        else if (!parts.Space.IsRangeFree(interpreter.Start, PageMath.RoundUp(interpreter.End)))
        {
            return Errno.ENOMEM;
        }

        return ElfMapper.Map(parts.Space, parts.InterpreterFile!, interpreter, at.InterpreterBias);
    }

    private static Result<ulong> FindSpace(AddressSpace space, ElfImage image)
    {
        ulong slack = image.Alignment - PageMath.Size;
        Result<ulong> found = space.FindFreeRange(PageMath.RoundUp(image.End) - image.Start + slack);
        return found.IsOk ? AlignUp(found.Value, image.Alignment) : found;
    }

    private static Errno MapStackAndVdso(in ProgramParts parts, in ProgramPlacement placement, ref ProgramAddresses at)
    {
        Protection protection = Protection.Read | Protection.Write;
        if (parts.Image.HasExecutableStack)
        {
            protection |= Protection.Execute;
        }

        Result<ulong> stack = parts.Space.Map(new MapRequest
        {
            Address = placement.StackTop - InitialStack,
            Length = InitialStack,
            Protection = protection,
            Flags = MapFlags.Private | MapFlags.Anonymous | MapFlags.FixedNoReplace | MapFlags.GrowsDown | MapFlags.NoReserve,
            ExtraFlags = AreaFlags.Stack,
        });
        if (stack.IsError)
        {
            // A program that lies where the stack must be cannot be run.
            return stack.Error == Errno.EEXIST ? Errno.ENOMEM : stack.Error;
        }

        return MapVdso(parts.Space, ref at);
    }

    private static Errno MapVdso(AddressSpace space, ref ProgramAddresses at)
    {
        VdsoPage? page = VdsoPage.GetOrCreate();
        if (page is null)
        {
            return Errno.ENOMEM;
        }

        Result<ulong> start = space.FindFreeRange(page.Length);
        if (start.IsError)
        {
            return start.Error;
        }

        Errno error = MapVdso(space, page, start.Value, VdsoPage.DataIndex, Protection.Read);
        at.Vdso = start.Value + (VdsoPage.CodeIndex * PageMath.Size);
        return error == Errno.None ? MapVdso(space, page, at.Vdso, VdsoPage.CodeIndex, Protection.Read | Protection.Execute) : error;
    }

    private static Errno MapVdso(AddressSpace space, VdsoPage page, ulong address, ulong index, Protection protection) => space.Map(new MapRequest
    {
        Address = address,
        Length = PageMath.Size,
        Protection = protection,
        MaximumProtection = protection,
        Flags = MapFlags.Private | MapFlags.FixedNoReplace,
        Object = page,
        Offset = index * PageMath.Size,
        ExtraFlags = AreaFlags.Vdso,
    }).Error;

    /// <summary>The numbers that /proc/pid/stat shows: code is what executes, data the last segment's start to the furthest file byte.</summary>
    private static ProgramLayout DescribeImage(ElfImage image, ulong bias, ProgramLayout layout)
    {
        layout.CodeStart = ulong.MaxValue;
        foreach (ref readonly ElfSegment segment in image.Segments)
        {
            ulong start = segment.Address + bias;
            ulong end = start + segment.FileSize;
            if ((segment.Protection & Protection.Execute) != 0)
            {
                layout.CodeStart = Math.Min(layout.CodeStart, start);
                layout.CodeEnd = Math.Max(layout.CodeEnd, end);
            }

            layout.DataStart = Math.Max(layout.DataStart, start);
            layout.DataEnd = Math.Max(layout.DataEnd, end);
        }

        layout.CodeStart = Math.Min(layout.CodeStart, layout.CodeEnd);
        layout.BreakStart = PageMath.RoundUp(image.End + bias);
        return layout;
    }

    private static ulong AlignUp(ulong value, ulong alignment) => (value + alignment - 1) & ~(alignment - 1);
}
