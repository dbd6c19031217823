// One instance of tmpfs: its limits and what it uses.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Heap;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>An instance of tmpfs. Limits are checked before anything is allocated.</summary>
public sealed class TmpfsSuperBlock : SuperBlock
{
    private const long Magic = 0x0102_1994;
    private const int PageShift = 12;

    private TmpfsOptions _options;
    private long _pages;
    private long _inodes;
    private long _lastNumber;

    /// <summary>An empty instance.</summary>
    public TmpfsSuperBlock(FileSystemType type, TmpfsOptions options)
        : base(type)
    {
        _options = options;
        NodeRequest request = new(FileMode.Directory | options.Mode, options.UserId, options.GroupId);
        _inodes = 1;
        Root = Dentry.CreateRoot(new TmpfsDirectory(this, NextNumber(), request));
    }

    /// <summary>Pages in use.</summary>
    public long UsedPages => Volatile.Read(ref _pages);

    /// <summary>Inodes in use.</summary>
    public long UsedInodes => Volatile.Read(ref _inodes);

    /// <inheritdoc/>
    public override FileHandles Handles { get; } = new();

    /// <inheritdoc/>
    public override StatFs GetStatistics()
    {
        long pages = _options.MaxPages;
        long inodes = _options.MaxInodes;
        long freePages = Math.Max(0, pages - UsedPages);
        return new StatFs
        {
            Type = Magic,
            BlockSize = BlockSize,
            FragmentSize = BlockSize,
            Blocks = (ulong)pages,
            FreeBlocks = (ulong)freePages,
            AvailableBlocks = (ulong)freePages,
            Files = (ulong)inodes,
            FreeFiles = (ulong)Math.Max(0, inodes - UsedInodes),
            NameLength = ByteName.MaxLength,
            Id = Device,
        };
    }

    /// <inheritdoc/>
    public override Errno Reconfigure(ReadOnlySpan<byte> options)
    {
        Result<TmpfsOptions> parsed = TmpfsOptions.Parse(options, _options);
        if (parsed.IsError)
        {
            return parsed.Error;
        }

        TmpfsOptions wanted = parsed.Value;
        bool isTooSmall = (wanted.MaxPages != 0 && wanted.MaxPages < UsedPages)
            || (wanted.MaxInodes != 0 && wanted.MaxInodes < UsedInodes);
        if (isTooSmall)
        {
            return Errno.EINVAL;
        }

        _options = wanted;
        return Errno.None;
    }

    /// <inheritdoc/>
    public override int FormatOptions(Span<byte> destination)
    {
        if (_options.MaxPages == 0)
        {
            return 0;
        }

        int length = PathText.Append(destination, 0, ",size=");
        length += AsciiText.WriteDecimal(destination[length..], (ulong)_options.MaxPages << (PageShift - 10));
        return PathText.Append(destination, length, "k");
    }

    internal ulong NextNumber() => (ulong)Interlocked.Increment(ref _lastNumber);

    internal bool TryReservePages(long count) => TryAdd(ref _pages, count, _options.MaxPages);

    internal void ReleasePages(long count) => Interlocked.Add(ref _pages, -count);

    internal bool TryReserveInode() => TryAdd(ref _inodes, 1, _options.MaxInodes);

    internal void ReleaseInode() => Interlocked.Decrement(ref _inodes);

    /// <inheritdoc/>
    protected override void Released()
    {
        // The collector takes the objects; the pages have to be given back by hand.
        Stack<TmpfsDirectory> pending = new();
        pending.Push((TmpfsDirectory)Root.Inode!);
        while (pending.Count != 0)
        {
            TmpfsDirectory directory = pending.Pop();
            long cursor = 0;
            while (directory.Names.TryGetFrom(cursor, out _, out Inode? node, out cursor))
            {
                if (node is TmpfsDirectory child)
                {
                    pending.Push(child);
                }
                else if (node is TmpfsFile file)
                {
                    file.Discard();
                }
            }
        }
    }

    // 0 is no limit.
    private static bool TryAdd(ref long counter, long count, long limit)
    {
        if (Interlocked.Add(ref counter, count) <= limit || limit == 0)
        {
            return true;
        }

        Interlocked.Add(ref counter, -count);
        return false;
    }
}
