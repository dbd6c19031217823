// What the remembered names of all file systems hold that could be asked for again.
using System.Collections.Generic;

namespace Lume.Kernel.Vfs;

/// <summary>The remembered names of every mounted file system.</summary>
public static class DentryCache
{
    /// <summary>
    /// Forgets names known to be absent and those whose object has ended (processes), so that a collection can have what they
    /// hold. Takes the lock of one directory at a time, as many as there are: not for a hot path.
    /// </summary>
    public static void Shrink()
    {
        // A list and not recursion: users decide how deep directories go.
        List<Dentry> directories = [];
        foreach (Mount mount in MountTree.Snapshot())
        {
            directories.Add(mount.Super.Root);
        }

        while (directories.Count > 0)
        {
            Dentry directory = directories[^1];
            directories.RemoveAt(directories.Count - 1);
            if (directory.Inode is { } inode)
            {
                inode.Lock.Acquire();
                directory.ShrinkChildren(directories);
                inode.Lock.Release();
            }
        }
    }
}
