// /proc/PID/mounts and mountinfo. Source: proc(5), fstab(5).
using System;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class MountFiles
{
    private const int OptionsSize = 256;

    public static void WriteMounts(Process process, Thread thread, ProcText text)
    {
        PathRef root = thread.FileSystem?.Root ?? new PathRef(MountTree.Root, MountTree.Root.Root);
        byte[] path = new byte[PathWalker.MaxPath];
        foreach (Mount mount in MountTree.Snapshot())
        {
            int start = PathText.WriteBackwards(new PathRef(mount, mount.Root), root, path, out bool isReachable);
            if (start < 0 || !isReachable)
            {
                continue;
            }

            text.Escaped(mount.Source).Character(' ').Escaped(path.AsSpan(start)).Character(' ').Text(mount.Super.Type.Name).Character(' ');
            WriteFlags(mount.IsReadOnly, mount.Flags, text);
            WriteOptions(mount.Super, text);
            text.Text(" 0 0").Line();
        }
    }

    public static void WriteMountInfo(Process process, Thread thread, ProcText text)
    {
        PathRef root = thread.FileSystem?.Root ?? new PathRef(MountTree.Root, MountTree.Root.Root);
        byte[] path = new byte[PathWalker.MaxPath];
        foreach (Mount mount in MountTree.Snapshot())
        {
            int start = PathText.WriteBackwards(new PathRef(mount, mount.Root), root, path, out bool isReachable);
            if (start < 0 || !isReachable)
            {
                continue;
            }

            ulong device = mount.Super.Device;
            text.Number((long)mount.Id).Character(' ').Number((long)(mount.Parent?.Id ?? mount.Id)).Character(' ');
            text.Number((ulong)DeviceNumber.Major(device)).Character(':').Number((ulong)DeviceNumber.Minor(device)).Character(' ');
            WriteRoot(mount, text);
            text.Character(' ').Escaped(path.AsSpan(start)).Character(' ');
            WriteFlags((mount.Flags & MountFlags.ReadOnly) != 0, mount.Flags, text);
            text.Text(" - ").Text(mount.Super.Type.Name).Character(' ').Escaped(mount.Source);
            text.Text(mount.Super.IsReadOnly ? " ro" : " rw");
            WriteOptions(mount.Super, text);
            text.Line();
        }
    }

    // The part of the file system that a bind mount shows.
    private static void WriteRoot(Mount mount, ProcText text)
    {
        if (mount.Root.IsRoot)
        {
            text.Character('/');
            return;
        }

        WriteDentry(mount.Root, text);
    }

    private static void WriteDentry(Dentry dentry, ProcText text)
    {
        // Names are linked upwards and wanted downwards: each is found by counting, which needs no memory.
        int depth = 0;
        for (Dentry step = dentry; !step.IsRoot; step = step.Parent)
        {
            depth++;
        }

        for (int level = depth; level > 0; level--)
        {
            Dentry step = dentry;
            for (int i = 1; i < level && !step.IsRoot; i++)
            {
                step = step.Parent;
            }

            text.Character('/').Escaped(step.Name.Bytes);
        }
    }

    private static void WriteFlags(bool isReadOnly, MountFlags flags, ProcText text)
    {
        text.Text(isReadOnly ? "ro" : "rw");
        text.Text((flags & MountFlags.NoSetId) != 0 ? ",nosuid" : "");
        text.Text((flags & MountFlags.NoDevices) != 0 ? ",nodev" : "");
        text.Text((flags & MountFlags.NoExecute) != 0 ? ",noexec" : "");
        text.Text((flags & MountFlags.NoAccessTime) != 0 ? ",noatime" : "");
        text.Text((flags & MountFlags.NoDirectoryAccessTime) != 0 ? ",nodiratime" : "");
        text.Text((flags & MountFlags.RelativeAccessTime) != 0 ? ",relatime" : "");
    }

    private static void WriteOptions(SuperBlock super, ProcText text)
    {
        Span<byte> options = stackalloc byte[OptionsSize];
        int length = super.FormatOptions(options);
        text.Raw(options[..length]);
    }
}
