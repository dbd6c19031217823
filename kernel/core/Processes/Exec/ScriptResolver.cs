// Scripts: follows #! lines until a file is no script, collecting what goes in front of the arguments.
using System;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Replaces a script by its interpreter.</summary>
internal static class ScriptResolver
{
    /// <summary>
    /// As long as <paramref name="file"/> is a script, opens its interpreter instead (the script's reference is given back). ELOOP beyond
    /// the depth limit, ENOEXEC for a broken first line, EACCES and the others of opening the interpreter.
    /// </summary>
    /// <param name="thread">Who executes.</param>
    /// <param name="file">The file; the program in the end. On errors it still holds one reference.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="leading">Strings before the caller's second argument; empty when it is no script.</param>
    public static Errno Resolve(Thread thread, ref ProgramFile file, byte[] path, out byte[][] leading)
    {
        leading = [];
        byte[] start = new byte[ScriptLine.Window];
        for (int depth = 0; ; depth++)
        {
            Result<int> read = FileBytes.Read(file.Mapped.Pages, 0, start);
            if (read.IsError)
            {
                return read.Error;
            }

            ReadOnlySpan<byte> bytes = start.AsSpan(0, read.Value);
            if (!ScriptLine.HasMagic(bytes))
            {
                return Errno.None;
            }

            if (depth == ExecLimits.ScriptDepth)
            {
                return Errno.ELOOP;
            }

            Errno error = ScriptLine.TryParse(bytes, out ScriptLine line);
            if (error != Errno.None)
            {
                return error;
            }

            byte[] interpreter = line.Interpreter.ToArray();
            leading = Prepend(in line, interpreter, path, leading);
            FsContext context = thread.FileSystem!;
            FsCaller caller = new(context, thread.Credentials);
            Result<ProgramFile> next = ProgramFile.Open(caller, context.CurrentDirectory, interpreter, WalkFlags.FollowLast);
            if (next.IsError)
            {
                return next.Error;
            }

            file.Release();
            file = next.Value;
            path = interpreter;
        }
    }

    /// <summary>Interpreter, its argument, the script's path, and what stood after the former program name.</summary>
    private static byte[][] Prepend(in ScriptLine line, byte[] interpreter, byte[] path, byte[][] former)
    {
        int kept = Math.Max(0, former.Length - 1);
        int extra = line.Argument.IsEmpty ? 0 : 1;
        byte[][] result = new byte[2 + extra + kept][];
        result[0] = interpreter;
        if (extra != 0)
        {
            result[1] = line.Argument.ToArray();
        }

        result[1 + extra] = path;
        if (kept != 0)
        {
            Array.Copy(former, 1, result, 2 + extra, kept);
        }

        return result;
    }
}
