// fanotify: an event that waits for its reader.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Processes;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>
/// An event of a group. It keeps the file of <see cref="Place"/> and its mount from the queue on; who takes it out of the queue
/// calls <see cref="Drop"/>, without locks.
/// </summary>
internal class MarkEvent
{
    /// <summary>Bytes of struct fanotify_event_metadata, and of the records after it.</summary>
    public const int MetadataSize = 24, PidRecordSize = 8, HandleRecordSize = 12 + FileHandle.Size;

    /// <summary>The most that one event takes.</summary>
    public const int MaxSize = MetadataSize + PidRecordSize + HandleRecordSize + (2 * (HandleRecordSize + ByteName.MaxLength + 4));

    private const byte Version = 3;
    private const FileEvents NameEvents =
        FileEvents.Create | FileEvents.Delete | FileEvents.MovedFrom | FileEvents.MovedTo | FileEvents.Rename;

    private readonly MarkGroupFlags _reports;
    private readonly ulong _fileSystem;
    private byte[] _name = [];
    private byte[] _newName = [];
    private FileHandle _object, _directory, _newDirectory;

    /// <summary>An event about a place, to be opened for the reader; about nothing for null.</summary>
    public MarkEvent(FileEvents what, MarkGroupFlags reports, PathRef? place)
    {
        What = what;
        Place = place;
        _reports = reports;
        if (what != FileEvents.Overflow)
        {
            Process process = Thread.Current.Process;
            Process = (reports & MarkGroupFlags.ReportPidFile) != 0 ? process : null;
            Cause = (reports & MarkGroupFlags.ReportThread) != 0 ? Thread.Current.Id : process.Id;
        }
    }

    /// <summary>An event that carries handles. Source: Linux fs/notify/fanotify/fanotify.c, fanotify_alloc_event.</summary>
    /// <param name="what">What.</param>
    /// <param name="reports">The group's flags.</param>
    /// <param name="notice">What happened.</param>
    /// <param name="roles">Which of the group's marks wanted it, a bit for each <see cref="WatchRole"/>.</param>
    public MarkEvent(FileEvents what, MarkGroupFlags reports, in FileNotice notice, int roles)
        : this(what, reports, null)
    {
        _fileSystem = notice.Subject.Super.FileSystemId;
        bool isOfNames = (what & NameEvents) != 0;
        bool isOfDirectory = (what & FileEvents.IsDirectory) != 0;
        Dentry? directory = isOfNames || !notice.IsOfDirectory ? notice.Directory : notice.SubjectName;
        bool hasDirectory = (reports & MarkGroupFlags.ReportDirectory) != 0 && (directory is not null || notice.IsOfDirectory);
        if (!hasDirectory || (!isOfNames && notice.IsOfDirectory))
        {
            // An event on a directory itself is one of that directory, without a name.
            bool isOfItself = !isOfNames || (reports & MarkGroupFlags.ReportTarget) != 0;
            _object = isOfItself ? Take(notice.Subject, notice.SubjectName) : Take(notice.Directory!.Inode!, notice.Directory);
            return;
        }

        bool hasChild = isOfNames ? (reports & MarkGroupFlags.ReportTarget) != 0
            : (reports & MarkGroupFlags.ReportHandle) != 0 && !isOfDirectory;
        FileHandle child = hasChild ? Take(notice.Subject, notice.SubjectName) : default;
        bool hasName = (reports & MarkGroupFlags.ReportName) != 0;
        if (!hasName && !hasChild)
        {
            _object = Take(directory!.Inode!, directory);
            return;
        }

        _object = child;
        bool isRename = (what & FileEvents.Rename) != 0;
        bool isOfOld = !isRename || (roles & (1 << (int)WatchRole.Self | 1 << (int)WatchRole.FileSystem)) != 0;
        if (isOfOld)
        {
            _directory = Take(directory!.Inode!, directory);
            _name = hasName ? notice.Name.ToArray() : [];
        }

        if (isRename && (roles & (1 << (int)WatchRole.NewParent | 1 << (int)WatchRole.FileSystem)) != 0)
        {
            _newDirectory = Take(notice.NewDirectory!.Inode!, notice.NewDirectory);
            _newName = notice.NewName.ToArray();
        }
    }

    /// <summary>What happened; merging adds to it.</summary>
    public FileEvents What { get; private set; }

    /// <summary>What is opened for the reader.</summary>
    public PathRef? Place { get; }

    /// <summary>The thread or process that did it; 0 for none.</summary>
    public int Cause { get; }

    /// <summary>The process that did it, where a pidfd of it is reported.</summary>
    public Process? Process { get; }

    /// <summary>The next in the queue.</summary>
    public MarkEvent? Next { get; set; }

    /// <summary>The next older one that it may be merged with.</summary>
    public MarkEvent? NextInBucket { get; set; }

    /// <summary>Equal for events that may be merged.</summary>
    public int Hash => Cause + _name.Length + (_name.Length == 0 ? 0 : _name[^1]) + (int)(Place?.Inode.Number ?? 0)
        + (int)_object.Number + ((int)_directory.Number << 2);

    /// <summary>Bytes for the reader.</summary>
    public int Size => MetadataSize + RecordSize(_directory, _name.Length) + RecordSize(_newDirectory, _newName.Length)
        + RecordSize(_object, IsDot ? 1 : 0) + ((_reports & MarkGroupFlags.ReportPidFile) != 0 ? PidRecordSize : 0);

    // An event on a directory itself: its name in itself is reported.
    private bool IsDot => (_reports & MarkGroupFlags.ReportName) != 0 && (What & FileEvents.IsDirectory) != 0
        && !_directory.IsPresent && !_newDirectory.IsPresent;

    /// <summary>Begins to keep the place. False when the file is gone.</summary>
    public bool TryHold()
    {
        if (Place is { } place)
        {
            if (!place.Inode.TryHold())
            {
                return false;
            }

            place.Mount.Pin();
        }

        return true;
    }

    /// <summary>Ends <see cref="TryHold"/>. May sleep; no locks are held.</summary>
    public void Drop()
    {
        if (Place is { } place)
        {
            place.Inode.Drop();
            place.Mount.Unpin();
        }
    }

    /// <summary>Takes what a newer event says into this one if nothing but the kind of event differs.</summary>
    public bool TryMerge(MarkEvent newer)
    {
        const FileEvents apart = FileEvents.IsDirectory | FileEvents.Rename;
        bool isSame = Cause == newer.Cause && ((What ^ newer.What) & apart) == 0
            && (Place is null ? newer.Place is null : newer.Place is not null && Place.Same(newer.Place))
            && _fileSystem == newer._fileSystem && _object == newer._object && _directory == newer._directory
            && _newDirectory == newer._newDirectory
            && _name.AsSpan().SequenceEqual(newer._name) && _newName.AsSpan().SequenceEqual(newer._newName);
        What |= isSame ? newer.What : FileEvents.None;
        return isSame;
    }

    /// <summary>Writes the event as read(2) gives it.</summary>
    /// <param name="destination"><see cref="Size"/> bytes.</param>
    /// <param name="cause">Who did it, as the reader may know.</param>
    /// <param name="descriptor">The file; -1 for none.</param>
    /// <param name="pidDescriptor">The process; -1 for none.</param>
    public void Write(Span<byte> destination, int cause, int descriptor, int pidDescriptor)
    {
        destination.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(destination, destination.Length);
        destination[4] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[6..], MetadataSize);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], (uint)What);
        BinaryPrimitives.WriteInt32LittleEndian(destination[16..], descriptor);
        BinaryPrimitives.WriteInt32LittleEndian(destination[20..], cause);
        Span<byte> rest = destination[MetadataSize..];
        bool isRename = (What & FileEvents.Rename) != 0;
        rest = WriteRecord(rest, _directory, isRename ? MarkRecord.OldDirectoryAndName
            : _name.Length != 0 ? MarkRecord.DirectoryAndName : MarkRecord.Directory, _name);
        rest = WriteRecord(rest, _newDirectory, MarkRecord.NewDirectoryAndName, _newName);
        rest = WriteRecord(rest, _object, TypeOfObject(), IsDot ? "."u8 : default);
        if ((_reports & MarkGroupFlags.ReportPidFile) != 0)
        {
            rest[0] = (byte)MarkRecord.PidFile;
            BinaryPrimitives.WriteUInt16LittleEndian(rest[2..], PidRecordSize);
            BinaryPrimitives.WriteInt32LittleEndian(rest[4..], pidDescriptor);
        }
    }

    // Source: Linux fs/notify/fanotify/fanotify_user.c, copy_info_records_to_user.
    private MarkRecord TypeOfObject()
    {
        bool isOnly = (_reports & MarkGroupFlags.HandleMask) == MarkGroupFlags.ReportHandle;
        return isOnly || _directory.IsPresent || _newDirectory.IsPresent ? MarkRecord.Handle
            : IsDot ? MarkRecord.DirectoryAndName
            : (What & (NameEvents | FileEvents.IsDirectory)) != 0 ? MarkRecord.Directory
            : MarkRecord.Handle;
    }

    // The name ends with a zero; records fill whole words.
    private static int RecordSize(FileHandle handle, int nameLength) =>
        !handle.IsPresent ? 0 : (HandleRecordSize + (nameLength == 0 ? 0 : nameLength + 1) + 3) & ~3;

    private Span<byte> WriteRecord(Span<byte> destination, FileHandle handle, MarkRecord type, ReadOnlySpan<byte> name)
    {
        int size = RecordSize(handle, name.Length);
        if (size != 0)
        {
            destination[0] = (byte)type;
            BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], (ushort)size);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[4..], _fileSystem);
            handle.Write(destination[12..]);
            name.CopyTo(destination[HandleRecordSize..]);
        }

        return destination[size..];
    }

    private static FileHandle Take(Inode inode, Dentry? name)
    {
        if (name is not null)
        {
            inode.Super.Handles?.TryRemember(name);
        }

        return new FileHandle(inode);
    }
}
