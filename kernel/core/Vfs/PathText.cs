// Places back to text: getcwd, /proc/pid/fd, /proc/pid/maps.
using System;

namespace Lume.Kernel.Vfs;

/// <summary>Absolute paths of places.</summary>
public static class PathText
{
    /// <summary>
    /// Writes the path of <paramref name="place"/> as seen from <paramref name="root"/> at the end of <paramref name="buffer"/>.
    /// A concurrent rename may show the old or the new name of each directory.
    /// </summary>
    /// <returns>Where the path begins, or -1 when it does not fit. <paramref name="isReachable"/>: false when the root was not met.</returns>
    public static int WriteBackwards(PathRef place, PathRef? root, Span<byte> buffer, out bool isReachable)
    {
        int start = buffer.Length;
        Mount mount = place.Mount;
        Dentry dentry = place.Dentry;
        isReachable = true;
        while (root is null || !ReferenceEquals(dentry, root.Dentry) || !ReferenceEquals(mount, root.Mount))
        {
            if (ReferenceEquals(dentry, mount.Root) || dentry.IsRoot)
            {
                Mount? parent = mount.Parent;
                Dentry? mountPoint = mount.MountPoint;
                if (parent is null || mountPoint is null)
                {
                    isReachable = root is null && ReferenceEquals(mount, MountTree.Root);
                    break;
                }

                mount = parent;
                dentry = mountPoint;
                continue;
            }

            if (!TryPrepend(dentry.Name.Bytes, buffer, ref start))
            {
                return -1;
            }

            dentry = dentry.Parent;
        }

        return OrRoot(buffer, start);
    }

    /// <summary>Writes the path of a name within its file system at the end of <paramref name="buffer"/>.</summary>
    /// <returns>Where the path begins, or -1 when it does not fit.</returns>
    public static int WriteBackwards(Dentry dentry, Span<byte> buffer)
    {
        int start = buffer.Length;
        for (; !dentry.IsRoot; dentry = dentry.Parent)
        {
            if (!TryPrepend(dentry.Name.Bytes, buffer, ref start))
            {
                return -1;
            }
        }

        return OrRoot(buffer, start);
    }

    /// <summary>Writes what /proc/pid/fd and maps show for an open file: its path from the global root, " (deleted)" after it if so.</summary>
    /// <returns>Length, cut to the buffer.</returns>
    public static int Write(OpenFile file, Span<byte> buffer)
    {
        if (file.Location is not { } location)
        {
            return file.WriteLabel(buffer);
        }

        int start = WriteBackwards(location, null, buffer, out _);
        if (start < 0)
        {
            return 0;
        }

        int length = buffer.Length - start;
        buffer[start..].CopyTo(buffer);
        return location.Dentry.IsHashed ? length : Append(buffer, length, " (deleted)");
    }

    /// <summary>Appends ASCII text as far as it fits.</summary>
    /// <returns>The new length.</returns>
    public static int Append(Span<byte> buffer, int length, string text)
    {
        foreach (char next in text)
        {
            if (length == buffer.Length)
            {
                break;
            }

            buffer[length++] = (byte)next;
        }

        return length;
    }

    private static bool TryPrepend(ReadOnlySpan<byte> name, Span<byte> buffer, ref int start)
    {
        if (name.Length + 1 > start)
        {
            return false;
        }

        start -= name.Length;
        name.CopyTo(buffer[start..]);
        buffer[--start] = (byte)'/';
        return true;
    }

    // Where the path begins; that of a root is a slash alone.
    private static int OrRoot(Span<byte> buffer, int start)
    {
        if (start != buffer.Length)
        {
            return start;
        }

        if (start == 0)
        {
            return -1;
        }

        buffer[--start] = (byte)'/';
        return start;
    }
}
