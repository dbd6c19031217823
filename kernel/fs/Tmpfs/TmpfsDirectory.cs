// A directory of tmpfs.
using System;
using Lume.Abi;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>A directory. Link counts follow Unix: 2, and one for each directory in it.</summary>
public sealed class TmpfsDirectory : TmpfsInode
{
    // What Linux shows per name in st_size of a tmpfs directory (BOGO_DIRENT_SIZE).
    private const int SizePerName = 20;

    // Cookies 0 to 2 belong to "." and "..".
    private const long FirstCookie = 3;

    internal TmpfsDirectory(TmpfsSuperBlock super, ulong number, in NodeRequest request)
        : base(super, number, request)
    {
        LinkCount = 2;
    }

    /// <inheritdoc/>
    public override bool HasFlags => true;

    /// <inheritdoc/>
    public override long Size => Names.Count * SizePerName;

    internal NameTable<Inode> Names { get; } = new(FirstCookie);

    /// <inheritdoc/>
    public override Result<Inode> Lookup(NameSpan name) => Names.Find(name) is { } node ? node : Errno.ENOENT;

    /// <inheritdoc/>
    public override Result<Inode> Create(ByteName name, in NodeRequest request)
    {
        if (!Instance.TryReserveInode())
        {
            return Errno.ENOSPC;
        }

        Inode node = MakeNode(request);
        Names.Add(name, node);
        if (node.IsDirectory)
        {
            LinkCount++;
        }

        NoteNames();
        return node;
    }

    /// <inheritdoc/>
    public override Result<Inode> CreateUnnamed(in NodeRequest request)
    {
        if (!Instance.TryReserveInode())
        {
            return Errno.ENOSPC;
        }

        TmpfsFile file = new(Instance, Instance.NextNumber(), request);
        file.SetLinks(0);
        return file;
    }

    /// <inheritdoc/>
    public override Errno Link(ByteName name, Inode target)
    {
        TmpfsInode node = (TmpfsInode)target;
        Names.Add(name, node);
        node.SetLinks(node.LinkCount + 1);
        node.NoteChange(NoteNames());
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Unlink(NameSpan name, Inode target)
    {
        TmpfsInode node = (TmpfsInode)target;
        Names.Remove(name);
        node.SetLinks(node.LinkCount - 1);
        node.NoteChange(NoteNames());
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno RemoveDirectory(NameSpan name, Inode target)
    {
        TmpfsDirectory node = (TmpfsDirectory)target;
        if (node.Names.Count != 0)
        {
            return Errno.ENOTEMPTY;
        }

        Names.Remove(name);
        LinkCount--;
        node.SetLinks(0);
        node.NoteChange(NoteNames());
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Rename(in RenameRequest request)
    {
        TmpfsDirectory destination = (TmpfsDirectory)request.NewDirectory;
        TmpfsInode node = (TmpfsInode)request.Node;
        TmpfsInode? replaced = (TmpfsInode?)request.Replaced;
        if (request.Exchange)
        {
            Names.Replace(request.OldName, replaced!);
            destination.Names.Replace(request.NewName.Span, node);
            replaced!.NoteChange(Clock.Realtime);
            CountMoved(node, this, destination);
            CountMoved(replaced, destination, this);
        }
        else
        {
            if (replaced is TmpfsDirectory { Names.Count: not 0 })
            {
                return Errno.ENOTEMPTY;
            }

            Names.Remove(request.OldName);
            if (replaced is null)
            {
                destination.Names.Add(request.NewName, node);
            }
            else
            {
                destination.Names.Replace(request.NewName.Span, node);
                destination.ForgetReplaced(replaced);
            }

            CountMoved(node, this, destination);
        }

        node.NoteChange(NoteNames());
        destination.NoteNames();
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        while (Names.TryGetFrom(cursor, out ByteName name, out Inode? node, out long next))
        {
            if (!sink.TryAdd(name.Bytes, node!.Number, node.Mode, next))
            {
                break;
            }

            cursor = next;
        }

        return Errno.None;
    }

    private static void CountMoved(TmpfsInode node, TmpfsDirectory from, TmpfsDirectory to)
    {
        if (node.IsDirectory)
        {
            from.SetLinks(from.LinkCount - 1);
            to.SetLinks(to.LinkCount + 1);
        }
    }

    private void ForgetReplaced(TmpfsInode replaced)
    {
        if (replaced.IsDirectory)
        {
            replaced.SetLinks(0);
            LinkCount--;
        }
        else
        {
            replaced.SetLinks(replaced.LinkCount - 1);
        }

        replaced.NoteChange(Clock.Realtime);
    }

    private TmpfsInode MakeNode(in NodeRequest request)
    {
        ulong number = Instance.NextNumber();
        TmpfsInode node = (request.Mode & FileMode.TypeMask) switch
        {
            FileMode.Regular => new TmpfsFile(Instance, number, request),
            FileMode.Directory => new TmpfsDirectory(Instance, number, request),
            FileMode.SymbolicLink => new TmpfsLink(Instance, number, request),
            _ => new TmpfsSpecial(Instance, number, request),
        };
        node.Inherit(Flags & InodeFlags.Inherited);
        return node;
    }

    private long NoteNames()
    {
        long now = Clock.Realtime;
        ModificationTime = now;
        ChangeTime = now;
        return now;
    }
}
