// fanotify: what a group wants to hear about one inode, mount or file system.
using Lume.Abi;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>A mark. Under <see cref="FileNotices.Lock"/>.</summary>
internal sealed class Mark : Watch
{
    private readonly bool _isEvictable;
    private FileEvents _ignored;
    private bool _survivesModify;

    // FAN_MARK_IGNORE was used: the options of what is ignored count, instead of old rules.
    private bool _hasIgnoreOptions;

    public Mark(MarkGroup group, IWatched target, MarkFlags flags)
        : base(target)
    {
        Group = group;
        Kind = flags & MarkFlags.KindMask;
        _isEvictable = (flags & MarkFlags.Evictable) != 0;
        Attach();
    }

    /// <summary>Whose it is.</summary>
    public MarkGroup Group { get; }

    /// <summary>What is marked.</summary>
    public MarkFlags Kind { get; }

    /// <summary>The group's other marks.</summary>
    public Mark? NextOfGroup { get; set; }

    /// <summary>As above.</summary>
    public Mark? PreviousOfGroup { get; set; }

    /// <inheritdoc/>
    public override void Hear(in FileNotice notice, WatchRole role)
    {
        if ((notice.What & FileEvents.Modify) != 0 && !_survivesModify)
        {
            _ignored = FileEvents.None;
        }

        bool applies = (!notice.IsOfDirectory || (Mask & FileEvents.IsDirectory) != 0)
            && (role != WatchRole.Parent || (Mask & FileEvents.OnChild) != 0);
        Group.Collect(applies ? Mask : FileEvents.None, IgnoredOf(notice, role), role);
    }

    /// <inheritdoc/>
    public override void End() => Group.Remove(this);

    /// <summary>Whether FAN_MARK_ADD may change it so. EEXIST.</summary>
    public Errno CheckChange(MarkFlags flags)
    {
        bool isRefused = ((flags & MarkFlags.Evictable) != 0 && !_isEvictable)
            || ((flags & MarkFlags.IgnoredMask) != 0 && _hasIgnoreOptions)
            || ((flags & (MarkFlags.Ignore | MarkFlags.SurvivesModify)) == MarkFlags.Ignore && _survivesModify);
        return isRefused ? Errno.EEXIST : Errno.None;
    }

    /// <summary>FAN_MARK_ADD.</summary>
    public void Add(FileEvents mask, MarkFlags flags)
    {
        if ((flags & MarkFlags.IgnoreBits) == 0)
        {
            Mask |= mask;
            return;
        }

        _ignored |= mask;
        _hasIgnoreOptions |= (flags & MarkFlags.Ignore) != 0;
        _survivesModify |= (flags & MarkFlags.SurvivesModify) != 0;
    }

    /// <summary>FAN_MARK_REMOVE. False when nothing is left that programs asked for.</summary>
    /// <param name="mask">What.</param>
    /// <param name="flags">From the mask, or from what is ignored.</param>
    /// <param name="kept">Bits that programs neither set nor clear.</param>
    public bool Take(FileEvents mask, MarkFlags flags, FileEvents kept)
    {
        mask &= ~kept;
        if ((flags & MarkFlags.IgnoreBits) == 0)
        {
            Mask &= ~mask;
        }
        else
        {
            _ignored &= ~mask;
        }

        return ((Mask | _ignored) & ~kept) != 0;
    }

    // Source: Linux include/linux/fsnotify_backend.h, fsnotify_effective_ignore_mask.
    private FileEvents IgnoredOf(in FileNotice notice, WatchRole role)
    {
        const FileEvents options = FileEvents.IsDirectory | FileEvents.OnChild;
        if ((_ignored & ~options) == 0 || (!notice.IsOfDirectory && role != WatchRole.Parent))
        {
            return _ignored & ~options;
        }

        FileEvents ignored = _ignored;
        if (!_hasIgnoreOptions)
        {
            ignored = (ignored & ~options) | FileEvents.IsDirectory | (Mask & FileEvents.OnChild);
        }

        bool counts = (!notice.IsOfDirectory || (ignored & FileEvents.IsDirectory) != 0)
            && (role != WatchRole.Parent || (ignored & FileEvents.OnChild) != 0);
        return counts ? ignored : FileEvents.None;
    }
}
