// Process 1: fills the root, opens the console, becomes the first program.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Logging;
using Lume.Kernel.Processes.Exec;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Boot;

/// <summary>What init's thread runs in the kernel before it is a program.</summary>
internal sealed class FirstProgram(Board board, PathRef root)
{
    private static readonly string[] s_candidates = ["/init", "/sbin/init", "/etc/init", "/bin/init", "/bin/sh"];

    /// <summary>Ends in a program, or stops the machine with the reason.</summary>
    public void Run()
    {
        FsContext context = Thread.Current.FileSystem!;
        if (!board.UnpackInitramfs(root))
        {
            Panic.Stop("no initramfs: give QEMU one with -initrd, or name one to './lume run --initrd FILE'");
        }

        OpenConsole(context);
        Execute();
    }

    // Linux hands init an open /dev/console; an archive made without root has no such node, so devtmpfs goes on /dev first.
    private void OpenConsole(FsContext context)
    {
        FsCaller caller = new(context, Credentials.Root);
        NameOperations.MakeNode(in caller, root, "dev"u8, FileMode.Directory | (FileMode)0x1ED);
        MountDevices(in caller, context);
        Result<OpenFile> console = FileOpener.Open(in caller, root, "/dev/console"u8, OpenFlags.ReadWrite | OpenFlags.NoControllingTerminal, FileMode.None);
        if (console.IsError)
        {
            KernelLog.Write(LogLevel.Warning, "no console: init starts without open files");
            return;
        }

        FileTable files = Thread.Current.Files!;
        for (int descriptor = 0; descriptor < 3; descriptor++)
        {
            console.Value.AddReference();
            files.Install(console.Value, closeOnExec: false, limit: 3);
        }

        console.Value.Release();
    }

    private void MountDevices(in FsCaller caller, FsContext context)
    {
        PathWalker walker = caller.Walker("/dev"u8, root, WalkFlags.FollowLast);
        if (FileSystemRegistry.Find("devtmpfs"u8) is not { } type || walker.Walk() != Errno.None)
        {
            return;
        }

        Result<SuperBlock> super = type.Mount("devtmpfs"u8, default, readOnly: false);
        PathRef place = new(walker.Mount, walker.Dentry);
        if (super.IsError || MountTree.Attach(super.Value, super.Value.Root, place, MountFlags.None, AsciiText.Bytes("devtmpfs")) != Errno.None)
        {
            KernelLog.Write(LogLevel.Error, "devtmpfs could not be mounted");
        }
    }

    private static void Execute()
    {
        byte[][] environment = CollectEnvironment(out List<byte[]> arguments);
        bool isNamed = CommandLine.TryGet("rdinit"u8, out ReadOnlySpan<byte> path) || CommandLine.TryGet("init"u8, out path);
        if (isNamed)
        {
            Errno error = TryExecute(path.ToArray(), arguments, environment);
            if (error == Errno.None)
            {
                return;
            }

            Panic.Stop(error == Errno.ENOENT ? "the program that init= names is not there" : "the program that init= names cannot be executed");
        }

        Errno worst = Errno.ENOENT;
        foreach (string candidate in s_candidates)
        {
            Errno error = TryExecute(AsciiText.Bytes(candidate), arguments, environment);
            if (error == Errno.None)
            {
                return;
            }

            if (error != Errno.ENOENT)
            {
                KernelLog.Begin(LogLevel.Error).Text(candidate).Text(" cannot be executed, error ").Number((long)error).End();
                worst = error;
            }
        }

        Panic.Stop(worst == Errno.ENOENT
            ? "no init: the initramfs has none of /init, /sbin/init, /etc/init, /bin/init, /bin/sh"
            : "no init that can be executed");
    }

    private static Errno TryExecute(byte[] path, List<byte[]> arguments, byte[][] environment)
    {
        byte[][] all = new byte[arguments.Count + 1][];
        all[0] = path;
        arguments.CopyTo(all, 1);
        return ProgramExecutor.ExecuteKernelPath(path, all, environment);
    }

    private static byte[][] CollectEnvironment(out List<byte[]> arguments)
    {
        List<byte[]> environment = [AsciiText.Bytes("HOME=/"), AsciiText.Bytes("TERM=linux")];
        arguments = [];
        ReadOnlySpan<byte> rest = BootInfo.CommandLine;
        while (CommandLine.TryNext(ref rest, out ReadOnlySpan<byte> option))
        {
            if (CommandLine.IsForKernel(option))
            {
                continue;
            }

            (option.IndexOf((byte)'=') > 0 ? environment : arguments).Add(option.ToArray());
        }

        return environment.ToArray();
    }
}
