// What the entries of an archive become in the file system.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Initramfs;

/// <summary>
/// Makes files, directories, links and nodes under a root, as Linux's initramfs does: later entries replace earlier ones, entries
/// that share an inode number become hard links. What cannot be made is counted in <see cref="Refused"/>.
/// </summary>
public sealed class CpioTree
{
    private readonly FsContext _context;
    private readonly Credentials _credentials;
    private readonly Dictionary<LinkKey, byte[]> _links = new();
    private byte[] _path = [];
    private OpenFile? _file;

    /// <summary>Unpacks at the context's root.</summary>
    public CpioTree(FsContext context, Credentials credentials)
    {
        _context = context;
        _credentials = credentials;
    }

    /// <summary>Entries that the file system refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The error of the first such entry.</summary>
    public Errno FirstError { get; private set; }

    /// <summary>Entries made.</summary>
    public int Made { get; private set; }

    private FsCaller Caller => new(_context, _credentials);

    /// <summary>Inode numbers mean something only within one archive.</summary>
    public void ForgetLinks() => _links.Clear();

    /// <summary>An entry's header and name have arrived.</summary>
    public void BeginEntry(in CpioHeader entry, ReadOnlySpan<byte> name)
    {
        CloseFile();
        _path = name.ToArray();
        switch (entry.Mode & FileMode.TypeMask)
        {
            case FileMode.Regular:
                Note(BeginFile(entry));
                break;
            case FileMode.Directory:
                Note(MakeDirectory(entry));
                break;
            case FileMode.SymbolicLink:
                break;
            case FileMode.CharacterDevice or FileMode.BlockDevice or FileMode.Fifo or FileMode.Socket:
                Note(MakeSpecial(entry));
                break;
            default:
                Note(Errno.EINVAL);
                break;
        }
    }

    /// <summary>Data of the current entry.</summary>
    public void WriteFile(Span<byte> bytes)
    {
        if (_file is null)
        {
            return;
        }

        UserBuffer buffer = new(bytes);
        Result<long> written = _file.Write(ref buffer);
        if (written.IsError || written.Value != bytes.Length)
        {
            Note(written.IsError ? written.Error : Errno.ENOSPC);
            CloseFile();
        }
    }

    /// <summary>All data of the current entry has arrived.</summary>
    public void FinishFile(in CpioHeader entry)
    {
        if (_file is null)
        {
            return;
        }

        Inode inode = _file.Inode;
        SetAttributes(_file.Location!.Mount, inode, entry);
        CloseFile();
    }

    /// <summary>A symbolic link and its target.</summary>
    public void MakeLink(in CpioHeader entry, ReadOnlySpan<byte> target)
    {
        int end = target.IndexOf((byte)0);
        target = end < 0 ? target : target[..end];
        RemoveDifferent(FileMode.None);
        Errno error = NameOperations.MakeSymbolicLink(Caller, _context.Root, _path, target);
        Note(error == Errno.None ? Adjust(entry) : error);
    }

    /// <summary>Ends the current file, if any.</summary>
    public void CloseFile()
    {
        _file?.Release();
        _file = null;
    }

    private Errno BeginFile(in CpioHeader entry)
    {
        RemoveDifferent(FileMode.Regular);
        bool isLinked = entry.Links > 1 && TryLink(entry);

        // Of several names of one file one brings the data, and it need not be the first.
        OpenFlags flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.NoFollow;
        if (!isLinked || entry.FileSize != 0)
        {
            flags |= OpenFlags.Truncate;
        }

        Result<OpenFile> opened = FileOpener.Open(Caller, _context.Root, _path, flags, entry.Mode);
        if (opened.IsError)
        {
            return opened.Error;
        }

        _file = opened.Value;
        return Errno.None;
    }

    private bool TryLink(in CpioHeader entry)
    {
        LinkKey key = new(entry.Inode, entry.DeviceMajor, entry.DeviceMinor);
        if (!_links.TryGetValue(key, out byte[]? first))
        {
            _links.Add(key, _path);
            return false;
        }

        PathWalker walker = Caller.Walker(first, _context.Root, WalkFlags.None);
        if (walker.Walk() != Errno.None || !walker.Inode.IsRegular)
        {
            return false;
        }

        NameOperations.Unlink(Caller, _context.Root, _path);
        return NameOperations.Link(Caller, walker.Mount, walker.Inode, _context.Root, _path) == Errno.None;
    }

    private Errno MakeDirectory(in CpioHeader entry)
    {
        RemoveDifferent(FileMode.Directory);
        Errno error = NameOperations.MakeNode(Caller, _context.Root, _path, FileMode.Directory | entry.Mode);
        return error is Errno.None or Errno.EEXIST ? Adjust(entry) : error;
    }

    private Errno MakeSpecial(in CpioHeader entry)
    {
        RemoveDifferent(FileMode.None);
        ulong device = DeviceNumber.Make(entry.SpecialMajor, entry.SpecialMinor);
        Errno error = NameOperations.MakeNode(Caller, _context.Root, _path, entry.Mode, device);
        return error == Errno.None ? Adjust(entry) : error;
    }

    // Makes way for an entry of this type: what is there of another type goes, as far as it can.
    private void RemoveDifferent(FileMode type)
    {
        PathWalker walker = Caller.Walker(_path, _context.Root, WalkFlags.None);
        if (walker.Walk() != Errno.None || walker.Inode.Type == type)
        {
            return;
        }

        if (walker.Inode.IsDirectory)
        {
            NameOperations.RemoveDirectory(Caller, _context.Root, _path);
        }
        else
        {
            NameOperations.Unlink(Caller, _context.Root, _path);
        }
    }

    private Errno Adjust(in CpioHeader entry)
    {
        PathWalker walker = Caller.Walker(_path, _context.Root, WalkFlags.None);
        Errno error = walker.Walk();
        if (error == Errno.None)
        {
            SetAttributes(walker.Mount, walker.Inode, entry);
        }

        return error;
    }

    private void SetAttributes(Mount mount, Inode inode, in CpioHeader entry)
    {
        AttributeOperations.ChangeOwner(mount, inode, entry.UserId, entry.GroupId, _credentials);
        if (!inode.IsSymbolicLink)
        {
            AttributeOperations.ChangeMode(mount, inode, entry.Mode & FileMode.ChangeableMask, _credentials);
        }

        long time = (long)entry.ModificationTime * Timespec.NanosecondsPerSecond;
        AttributeOperations.ChangeTimes(mount, inode, time, time, _credentials);
    }

    private void Note(Errno error)
    {
        if (error == Errno.None)
        {
            Made++;
            return;
        }

        if (Refused++ == 0)
        {
            FirstError = error;
        }
    }

    private readonly record struct LinkKey(uint Inode, uint Major, uint Minor);
}
