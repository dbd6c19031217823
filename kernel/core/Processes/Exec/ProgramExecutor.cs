// execve: from a path to a running program. Everything that can fail comes before ExecTransition.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Executes programs in the current process. Source: execve(2), execveat(2).</summary>
public static class ProgramExecutor
{
    /// <summary>
    /// Replaces the program of the current process. On success the current thread's user frame starts the new one.
    /// Errors as execve(2): E2BIG, EACCES, EFAULT, EIO, EINVAL, ELIBBAD, ELOOP, ENOENT, ENOEXEC, ENOMEM, ENOTDIR, ETXTBSY.
    /// </summary>
    /// <param name="file">The opened program; its reference passes to this method.</param>
    /// <param name="path">The path as the program will see it (AT_EXECFN, $0 of scripts).</param>
    /// <param name="arguments">argv.</param>
    /// <param name="environment">envp.</param>
    public static Errno Execute<TArguments, TEnvironment>(
        ProgramFile file, ReadOnlySpan<byte> path, TArguments arguments, TEnvironment environment)
        where TArguments : struct, IStringSource
        where TEnvironment : struct, IStringSource
    {
        Thread thread = Thread.Current;
        byte[] execName = path.ToArray();
        Errno error = ScriptResolver.Resolve(thread, ref file, execName, out byte[][] leading);
        if (error != Errno.None)
        {
            file.Release();
            return error;
        }

        // The program's own name is replaced by what scripts put in front; an empty list gets an empty name.
        int skipped = leading.Length == 0 || arguments.Count == 0 ? 0 : 1;
        if (leading.Length == 0 && arguments.Count == 0)
        {
            leading = [[]];
        }

        ArgumentList<TArguments> list = new(leading, arguments, skipped);
        Result<LoadedProgram> loaded = Load(thread, file, execName, ref list, ref environment, out Credentials credentials);
        error = loaded.Error;
        if (error == Errno.None)
        {
            error = ExecTransition.TryBecomeAlone(thread);
            if (error != Errno.None)
            {
                loaded.Value.Space.Release();
            }
        }

        if (error != Errno.None)
        {
            file.Release();
            return error;
        }

        Enter(thread, file, execName, loaded.Value, credentials);
        return Errno.None;
    }

    /// <summary>Opens and executes a path of the kernel's own choice (init), with strings of the kernel.</summary>
    public static Errno ExecuteKernelPath(ReadOnlySpan<byte> path, byte[][] arguments, byte[][] environment)
    {
        Thread thread = Thread.Current;
        FsContext context = thread.FileSystem!;
        FsCaller caller = new(context, thread.Credentials);
        Result<ProgramFile> file = ProgramFile.Open(caller, context.CurrentDirectory, path, WalkFlags.FollowLast);
        return file.IsOk
            ? Execute(file.Value, path, new KernelStrings(arguments), new KernelStrings(environment))
            : file.Error;
    }

    private static Result<LoadedProgram> Load<TArguments, TEnvironment>(
        Thread thread, ProgramFile file, ReadOnlySpan<byte> execName, ref TArguments arguments, ref TEnvironment environment,
        out Credentials credentials)
        where TArguments : struct, IStringSource
        where TEnvironment : struct, IStringSource
    {
        bool mayGain = !thread.Process.NoNewPrivileges && (file.File.Location!.Mount.Flags & MountFlags.NoSetId) == 0;
        credentials = ExecCredentials.Apply(thread.Credentials, file.File.Inode, mayGain, out bool isSecure);
        Span<byte> random = stackalloc byte[ProgramRequest.RandomLength];
        RandomPool.Fill(random);
        ProgramRequest request = new()
        {
            File = file.Mapped,
            Path = execName,
            Limits = thread.Process.Limits,
            Random = random,
            UserId = credentials.UserId,
            EffectiveUserId = credentials.EffectiveUserId,
            GroupId = credentials.GroupId,
            EffectiveGroupId = credentials.EffectiveGroupId,
            IsSecure = isSecure,
        };
        InterpreterOpener opener = new(thread);
        Result<LoadedProgram> loaded = ProgramLoader.Load(in request, ref arguments, ref environment, ref opener);
        random.Clear();
        return loaded;
    }

    /// <summary>The point of no return is passed.</summary>
    private static void Enter(
        Thread thread, ProgramFile file, ReadOnlySpan<byte> execName, LoadedProgram program, Credentials credentials)
    {
        program.Space.SetProgram(file);
        ExecTransition.Commit(thread, program.Space, execName[(execName.LastIndexOf((byte)'/') + 1)..]);
        bool changes = credentials.EffectiveUserId != thread.Credentials.EffectiveUserId
            || credentials.EffectiveGroupId != thread.Credentials.EffectiveGroupId;
        thread.Credentials = credentials;
        if (changes)
        {
            thread.Process.IsDumpable = false;
        }

        thread.UserFrame.Start(program.Entry, program.StackPointer);
    }

    /// <summary>Opens PT_INTERP's path as the current thread.</summary>
    private readonly struct InterpreterOpener : IInterpreterOpener
    {
        private readonly Thread _thread;

        public InterpreterOpener(Thread thread) => _thread = thread;

        public Result<IMappedFile> Open(ReadOnlySpan<byte> path)
        {
            FsContext context = _thread.FileSystem!;
            FsCaller caller = new(context, _thread.Credentials);
            Result<ProgramFile> file = ProgramFile.Open(caller, context.CurrentDirectory, path, WalkFlags.FollowLast);
            if (file.IsError)
            {
                return file.Error;
            }

            // Only the program itself stays unwritable while it runs; the interpreter's mapping holds the open file.
            IMappedFile mapped = file.Value.Mapped;
            mapped.AddReference();
            file.Value.Release();
            return new Result<IMappedFile>(mapped);
        }
    }
}
