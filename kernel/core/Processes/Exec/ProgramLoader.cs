// From an ELF file and strings to an address space that is ready to run. Nothing of the calling process changes here, so every
// failure is a clean error; the point of no return is the caller's.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Loads programs. Reads the current user memory (for strings) and the files; builds a new address space.</summary>
public static partial class ProgramLoader
{
    /// <summary>First size of the stack's area; it grows on demand.</summary>
    private const ulong InitialStack = 33 * PageMath.Size;

    /// <summary>
    /// Loads a program. ENOEXEC, EINVAL and ELIBBAD for bad files, E2BIG, EFAULT for strings, ENOMEM, EIO, and what opening the
    /// interpreter gives.
    /// </summary>
    public static Result<LoadedProgram> Load<TArguments, TEnvironment, TOpener>(
        in ProgramRequest request, ref TArguments arguments, ref TEnvironment environment, ref TOpener opener)
        where TArguments : struct, IStringSource
        where TEnvironment : struct, IStringSource
        where TOpener : struct, IInterpreterOpener
    {
        Errno error = ReadImage(request.File.Pages, out ElfImage? image);
        if (error != Errno.None)
        {
            return error;
        }

        IMappedFile? interpreterFile = null;
        ElfImage? interpreter = null;
        if (image!.InterpreterLength != 0)
        {
            error = OpenInterpreter(request.File.Pages, image, ref opener, out interpreterFile, out interpreter);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Result<AddressSpace> created = AddressSpace.TryCreate(request.Limits);
        Result<LoadedProgram> result = created.Error;
        if (created.IsOk)
        {
            AddressSpace space = created.Value;
            ProgramParts parts = new(space, image, interpreter, interpreterFile);
            result = Build(in request, in parts, ref arguments, ref environment);
            if (result.IsError)
            {
                space.Release();
            }
        }

        interpreterFile?.Release();
        return result;
    }

    private static Result<LoadedProgram> Build<TArguments, TEnvironment>(
        in ProgramRequest request, in ProgramParts parts, ref TArguments arguments, ref TEnvironment environment)
        where TArguments : struct, IStringSource
        where TEnvironment : struct, IStringSource
    {
        AddressSpace space = parts.Space;
        ProgramPlacement placement = new(request.Random[16..], request.Limits[ResourceLimit.Stack]);
        space.MapTop = placement.MapTop;
        ProgramAddresses at = default;
        Errno error = MapImages(in request, in parts, in placement, ref at);
        if (error == Errno.None)
        {
            error = MapStackAndVdso(in parts, in placement, ref at);
        }

        if (error != Errno.None)
        {
            return error;
        }

        StackBuilder stack = new(space, placement.StackTop, StringSpace(request.Limits[ResourceLimit.Stack]));
        error = FillStack(ref stack, in request, in parts, in at, ref arguments, ref environment, out ProgramLayout layout);
        stack.Dispose();
        if (error != Errno.None)
        {
            return error;
        }

        layout.Vdso = at.Vdso;
        space.Layout = DescribeImage(parts.Image, at.Bias, layout);
        ulong breakStart = PageMath.RoundUp(parts.Image.End + at.Bias) + placement.BreakDistance;
        space.StartBreak(breakStart);
        ulong entry = parts.Interpreter is null
            ? parts.Image.Header.Entry + at.Bias
            : parts.Interpreter.Header.Entry + at.InterpreterBias;
        return new LoadedProgram(space, entry, layout.StackStart);
    }

    private static ulong StringSpace(ulong stackLimit) =>
        Math.Max(Math.Min(stackLimit / 4, ExecLimits.MaximumSpace), ExecLimits.GuaranteedSpace);

    private static Errno ReadImage(MemoryObject pages, out ElfImage? image)
    {
        image = null;
        Span<byte> start = stackalloc byte[ElfHeader.Size];
        Errno error = FileBytes.ReadExactly(pages, 0, start, Errno.ENOEXEC);
        if (error != Errno.None)
        {
            return error;
        }

        error = ElfHeader.TryParse(start, out ElfHeader header);
        if (error != Errno.None)
        {
            return error;
        }

        byte[] programHeaders = new byte[header.ProgramHeaderBytes];
        error = FileBytes.ReadExactly(pages, header.ProgramHeaderOffset, programHeaders, Errno.ENOEXEC);
        return error == Errno.None ? ElfImage.TryBuild(in header, programHeaders, out image) : error;
    }

    private static Errno OpenInterpreter<TOpener>(
        MemoryObject pages, ElfImage image, ref TOpener opener, out IMappedFile? file, out ElfImage? interpreter)
        where TOpener : struct, IInterpreterOpener
    {
        file = null;
        interpreter = null;
        byte[] path = new byte[image.InterpreterLength];
        Errno error = FileBytes.ReadExactly(pages, image.InterpreterOffset, path, Errno.EIO);
        if (error != Errno.None)
        {
            return error;
        }

        if (path[^1] != 0)
        {
            return Errno.ENOEXEC;
        }

        ReadOnlySpan<byte> name = path.AsSpan(0, path.AsSpan().IndexOf((byte)0));
        Result<IMappedFile> opened = opener.Open(name);
        if (opened.IsError)
        {
            return opened.Error;
        }

        error = ReadImage(opened.Value.Pages, out interpreter);
        if (error != Errno.None)
        {
            opened.Value.Release();
            return error is Errno.ENOEXEC or Errno.EINVAL ? Errno.ELIBBAD : error;
        }

        file = opened.Value;
        return Errno.None;
    }

    private readonly ref struct ProgramParts
    {
        public readonly AddressSpace Space;
        public readonly ElfImage Image;
        public readonly ElfImage? Interpreter;
        public readonly IMappedFile? InterpreterFile;

        public ProgramParts(AddressSpace space, ElfImage image, ElfImage? interpreter, IMappedFile? interpreterFile)
        {
            Space = space;
            Image = image;
            Interpreter = interpreter;
            InterpreterFile = interpreterFile;
        }
    }

    private struct ProgramAddresses
    {
        public ulong Bias;
        public ulong InterpreterBias;
        public ulong Vdso;
    }
}
