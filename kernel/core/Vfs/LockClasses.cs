// The spinlock classes of the VFS. Sleeping locks come before all of them:
// rename lock, directory inode, inode in it, mount tree, position of an open file, descriptor table, pipe, watches, signals of files.
using System;
using Lume.Hal;

namespace Lume.Kernel.Vfs;

/// <summary>The index of one file's pages: a leaf under everything that touches files and memory.</summary>
internal readonly struct PageCacheLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "page_cache"u8;

    public static int Rank => LockRank.PageCache;

    public static bool MasksInterrupts => false;
}

/// <summary>The ready list of an epoll set; taken by wakers under a wait queue's lock, interrupts included.</summary>
internal readonly struct EpollLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "epoll"u8;

    public static int Rank => LockRank.WaitQueue + 1;

    public static bool MasksInterrupts => true;
}

/// <summary>The counter of an eventfd and other small state of open files that interrupts do not touch.</summary>
internal readonly struct FileStateLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "file_state"u8;

    public static int Rank => LockRank.File;

    public static bool MasksInterrupts => false;
}
