// fanotify: a group of marks, and the file through which its events are read. Source: fanotify(7).
// Everything here is under FileNotices.Lock, but for looks at whether the queue is empty.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>An open fanotify group.</summary>
public sealed partial class MarkGroup : NoticeFile
{
    /// <summary>Limits of one user as Linux has them: groups, marks; and events that wait in one group.</summary>
    public const int MaxGroups = 128, MaxMarks = 8192, MaxQueued = 16384;

    private readonly UserAccount _account;
    private readonly MarkGroupFlags _reports;
    private readonly OpenFlags _eventFlags;

    // Made by somebody without CAP_SYS_ADMIN: it is told who did something only if that was the reader.
    private readonly bool _isRestricted;
    private bool _isClosed;

    private MarkGroup(UserAccount account, MarkGroupFlags flags, OpenFlags eventFlags, bool isRestricted)
        : base(OpenFlags.ReadWrite | ((flags & MarkGroupFlags.NonBlock) != 0 ? OpenFlags.NonBlock : 0))
    {
        _account = account;
        _reports = flags;
        _eventFlags = eventFlags | OpenFlags.LargeFile;
        _isRestricted = isRestricted;
    }

    /// <summary>All groups, those that are asked first before others.</summary>
    internal static List<MarkGroup> All { get; } = [];

    /// <summary>Whether it may ask for permission events.</summary>
    public bool IsAsked => (_reports & MarkGroupFlags.ClassMask) != 0;

    /// <summary>Whether only inodes may be marked.</summary>
    public bool IsRestricted => _isRestricted;

    /// <summary>What events carry instead of descriptors.</summary>
    public MarkGroupFlags Handles => _reports & MarkGroupFlags.HandleMask;

    /// <inheritdoc/>
    protected override bool IgnoresSeek => true;

    /// <summary>A new group; the flags are checked. EMFILE.</summary>
    /// <param name="account">Who pays.</param>
    /// <param name="flags">As given to fanotify_init.</param>
    /// <param name="eventFlags">How files are opened for the reader.</param>
    /// <param name="isRestricted">Whether its maker has no CAP_SYS_ADMIN.</param>
    public static Result<MarkGroup> Create(UserAccount account, MarkGroupFlags flags, OpenFlags eventFlags, bool isRestricted)
    {
        if (Interlocked.Increment(ref account.MarkGroups) > MaxGroups)
        {
            Interlocked.Decrement(ref account.MarkGroups);
            return Errno.EMFILE;
        }

        MarkGroup group = new(account, flags, eventFlags, isRestricted);
        using (FileNotices.Lock.Enter())
        {
            group.Enlist();
        }

        return group;
    }

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[fanotify]");

    /// <inheritdoc/>
    protected override void Closed()
    {
        MarkEvent? left;
        using (FileNotices.Lock.Enter())
        {
            _isClosed = true;
            RemoveAll(null);
            AllowAll();
            left = TakeAll();
            Delist();
        }

        _answers.WakeAll();
        while (left is not null)
        {
            left.Drop();
            left = left.Next;
        }

        Interlocked.Decrement(ref _account.MarkGroups);
    }

    // Higher classes first, and in a class who came first.
    private void Enlist()
    {
        int place = All.Count;
        while (place > 0 && All[place - 1].Rank < Rank)
        {
            place--;
        }

        All.Insert(place, this);
        FileNotices.CountAskers(IsAsked ? 1 : 0);
    }

    private void Delist()
    {
        All.Remove(this);
        FileNotices.CountAskers(IsAsked ? -1 : 0);
    }

    private uint Rank => (uint)(_reports & MarkGroupFlags.ClassMask);
}
