// The inodes of tmpfs that are not directories.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>What the inodes of tmpfs have in common.</summary>
public abstract class TmpfsInode : Inode
{
    private TmpfsAttributes? _attributes;

    private protected TmpfsInode(TmpfsSuperBlock super, ulong number, in NodeRequest request)
        : base(super, number, request.Mode)
    {
        UserId = request.UserId;
        GroupId = request.GroupId;
        Device = request.Device;
        LinkCount = 1;
        long now = Clock.Realtime;
        AccessTime = now;
        ModificationTime = now;
        ChangeTime = now;
    }

    private protected TmpfsSuperBlock Instance => (TmpfsSuperBlock)Super;

    internal void SetLinks(uint count) => LinkCount = count;

    internal void Inherit(InodeFlags flags) => Flags = flags;

    internal void NoteChange(long now) => ChangeTime = now;

    /// <inheritdoc/>
    public override Result<byte[]> GetExtended(ReadOnlySpan<byte> name) => _attributes is null ? Errno.ENODATA : _attributes.Get(name);

    /// <inheritdoc/>
    public override Errno SetExtended(ReadOnlySpan<byte> name, byte[]? value, ExtendedFlags flags) =>
        (_attributes ??= new TmpfsAttributes(Instance)).Set(name, value, flags);

    /// <inheritdoc/>
    public override ByteName[] ListExtended() => _attributes is null ? [] : _attributes.List();

    /// <inheritdoc/>
    protected override void Evict()
    {
        _attributes?.Clear();
        Instance.Handles.Forget(Number);
        Instance.ReleaseInode();
    }
}

/// <summary>A regular file.</summary>
public sealed class TmpfsFile : TmpfsInode
{
    private readonly TmpfsPages _pages;

    internal TmpfsFile(TmpfsSuperBlock super, ulong number, in NodeRequest request)
        : base(super, number, request)
    {
        _pages = new TmpfsPages(super);
        Seals = FileSeals.Seal;
    }

    /// <inheritdoc/>
    public override bool HasFlags => true;

    /// <inheritdoc/>
    public override bool HasSeals => true;

    /// <inheritdoc/>
    public override MemoryObject Pages => _pages;

    /// <inheritdoc/>
    public override long Size => (long)_pages.Length;

    /// <inheritdoc/>
    public override long Blocks => _pages.PageCount * 8;

    /// <inheritdoc/>
    public override Errno SetSize(long size) => _pages.SetLength(size);

    /// <inheritdoc/>
    public override Errno Allocate(AllocateMode mode, long offset, long length)
    {
        switch (mode)
        {
            case AllocateMode.None:
            case AllocateMode.KeepSize:
                return _pages.Allocate(offset, length, grow: mode == AllocateMode.None);
            case AllocateMode.PunchHole | AllocateMode.KeepSize:
                _pages.PunchHole(offset, length);
                return Errno.None;
            default:
                return Errno.EOPNOTSUPP;
        }
    }

    internal void Discard() => _pages.Clear();

    /// <inheritdoc/>
    protected override void Evict()
    {
        _pages.Clear();
        base.Evict();
    }
}

/// <summary>The pages of a file, counted against the instance's limit.</summary>
internal sealed class TmpfsPages(TmpfsSuperBlock super) : PageCache
{
    protected override bool TryReserve(long pages) => super.TryReservePages(pages);

    protected override void Unreserve(long pages) => super.ReleasePages(pages);
}

/// <summary>A symbolic link.</summary>
public sealed class TmpfsLink : TmpfsInode
{
    private readonly byte[] _target;

    internal TmpfsLink(TmpfsSuperBlock super, ulong number, in NodeRequest request)
        : base(super, number, request)
    {
        _target = request.Target.ToArray();
    }

    /// <inheritdoc/>
    public override long Size => _target.Length;

    /// <inheritdoc/>
    public override Result<byte[]> ReadLink() => _target;
}

/// <summary>A device node, fifo or socket.</summary>
public sealed class TmpfsSpecial : TmpfsInode
{
    internal TmpfsSpecial(TmpfsSuperBlock super, ulong number, in NodeRequest request)
        : base(super, number, request)
    {
    }
}
