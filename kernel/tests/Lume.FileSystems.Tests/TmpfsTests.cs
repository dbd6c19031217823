// tmpfs through the VFS, one behaviour each.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lume.Abi;
using Lume.FileSystems.Tmpfs;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.FileSystems.Tests;

public sealed class TmpfsTests : IDisposable
{
    private readonly TestTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_written_file_reads_back()
    {
        byte[] content = new byte[10_000];
        new Random(1).NextBytes(content);
        Assert.Equal(Errno.None, _tree.WriteAll("/file", content));
        Assert.Equal(content, _tree.ReadAll("/file"));
        Assert.Equal(10_000, _tree.Find("/file").Value.Inode.Size);
        Assert.Equal(24, _tree.Find("/file").Value.Inode.Blocks);
    }

    [Fact]
    public void Exclusive_creation_of_a_present_name_fails_even_for_a_dangling_link()
    {
        Assert.Equal(Errno.None, _tree.MakeLink("/link", "nowhere"));
        Assert.Equal(Errno.EEXIST, _tree.Open("/link", OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.WriteOnly).Error);
        Assert.Equal(Errno.None, _tree.Touch("/link"));
        Assert.True(_tree.Find("/nowhere").IsOk);
    }

    [Fact]
    public void Opening_flags_give_the_errors_of_linux()
    {
        _tree.MakeDirectory("/dir");
        _tree.Touch("/file");
        _tree.MakeLink("/link", "file");
        Assert.Equal(Errno.EISDIR, _tree.Open("/dir", OpenFlags.WriteOnly).Error);
        Assert.Equal(Errno.EISDIR, _tree.Open("/dir", OpenFlags.Create).Error);
        Assert.Equal(Errno.EISDIR, _tree.Open("/new/", OpenFlags.Create).Error);
        Assert.Equal(Errno.ENOTDIR, _tree.Open("/file", OpenFlags.Directory).Error);
        Assert.Equal(Errno.ENOTDIR, _tree.Open("/file/", OpenFlags.ReadOnly).Error);
        Assert.Equal(Errno.ELOOP, _tree.Open("/link", OpenFlags.NoFollow).Error);
        Assert.Equal(Errno.ENOENT, _tree.Open("/missing", OpenFlags.ReadOnly).Error);
        Assert.Equal(Errno.ENOENT, _tree.Open("", OpenFlags.ReadOnly).Error);
        Assert.Equal(Errno.ENAMETOOLONG, _tree.Open("/" + new string('x', 256), OpenFlags.ReadOnly).Error);
        Assert.Equal(Errno.ENAMETOOLONG, _tree.Open(new string('/', 4096), OpenFlags.ReadOnly).Error);
        Assert.Equal(Errno.EINVAL, _tree.Open("/x", OpenFlags.Create | OpenFlags.Directory).Error);
    }

    [Fact]
    public void An_unlinked_file_lives_until_it_is_closed()
    {
        long before = TestTree.FramesInUse;
        _tree.WriteAll("/file", new byte[100_000]);
        OpenFile file = _tree.Open("/file", OpenFlags.ReadWrite).Value;
        Assert.Equal(Errno.None, _tree.Unlink("/file"));
        Assert.Equal(Errno.ENOENT, _tree.Find("/file").Error);
        UserBuffer buffer = new(new byte[100_000]);
        Assert.Equal(100_000, file.Read(ref buffer).Value);
        Assert.NotEqual(before, TestTree.FramesInUse);
        file.Release();
        Assert.Equal(before, TestTree.FramesInUse);
        Assert.Equal(0, _tree.Super.UsedPages);
        Assert.Equal(1, _tree.Super.UsedInodes);
    }

    [Fact]
    public void A_temporary_file_has_no_name_and_goes_with_its_last_descriptor()
    {
        OpenFile file = _tree.Open("/", OpenFlags.TemporaryFile | OpenFlags.ReadWrite).Value;
        UserBuffer buffer = new(new byte[5000]);
        Assert.Equal(5000, file.Write(ref buffer).Value);
        Assert.Empty(Names("/"));
        file.Release();
        Assert.Equal(1, _tree.Super.UsedInodes);
    }

    [Fact]
    public void Holes_take_no_memory_and_read_as_zero()
    {
        OpenFile file = _tree.Open("/sparse", OpenFlags.Create | OpenFlags.ReadWrite).Value;
        UserBuffer data = new([1, 2, 3]);
        Assert.Equal(3, file.WriteAt(ref data, 1L << 40).Value);
        Assert.Equal(1, _tree.Super.UsedPages);
        Assert.Equal(1L << 40, file.Seek(0, SeekOrigin.Data).Value);
        Assert.Equal(0, file.Seek(0, SeekOrigin.Hole).Value);
        Assert.Equal((1L << 40) + 3, file.Seek(1L << 40, SeekOrigin.Hole).Value);
        Assert.Equal(Errno.ENXIO, file.Seek((1L << 40) + 3, SeekOrigin.Data).Error);
        byte[] bytes = [9, 9, 9, 9];
        UserBuffer target = new(bytes);
        Assert.Equal(4, file.ReadAt(ref target, 1000).Value);
        Assert.Equal(new byte[4], bytes);
        file.Release();
    }

    [Fact]
    public void Truncation_clears_what_was_there()
    {
        OpenFile file = _tree.Open("/file", OpenFlags.Create | OpenFlags.ReadWrite).Value;
        byte[] ones = new byte[9000];
        Array.Fill(ones, (byte)1);
        UserBuffer data = new(ones);
        file.Write(ref data);
        Assert.Equal(Errno.None, AttributeOperations.SetLength(file.Inode, 5000));
        Assert.Equal(Errno.None, AttributeOperations.SetLength(file.Inode, 9000));
        byte[] bytes = new byte[9000];
        UserBuffer target = new(bytes);
        file.ReadAt(ref target, 0);
        Assert.True(bytes[..5000].All(b => b == 1));
        Assert.True(bytes[5000..].All(b => b == 0));
        Assert.Equal(Errno.EFBIG, AttributeOperations.SetLength(file.Inode, long.MaxValue));
        file.Release();
    }

    [Fact]
    public void A_full_file_system_says_so_and_keeps_what_fitted()
    {
        using TestTree small = new(options: TmpfsOptions.Unlimited with { MaxPages = 4, MaxInodes = 3 });
        OpenFile file = small.Open("/a", OpenFlags.Create | OpenFlags.WriteOnly).Value;
        UserBuffer data = new(new byte[6 * 4096]);
        Assert.Equal(4 * 4096, file.Write(ref data).Value);
        Assert.Equal(Errno.ENOSPC, file.Write(ref data).Error);
        file.Release();
        Assert.Equal(Errno.None, small.Touch("/b"));
        Assert.Equal(Errno.ENOSPC, small.Touch("/c"));
        Assert.Equal(Errno.None, small.Unlink("/a"));
        Assert.Equal(Errno.None, small.Touch("/c"));
    }

    [Fact]
    public void Reading_a_directory_goes_on_where_it_stopped_while_names_come_and_go()
    {
        for (int i = 0; i < 200; i++)
        {
            _tree.Touch($"/f{i}");
        }

        OpenFile directory = _tree.Open("/", OpenFlags.Directory).Value;
        List<string> seen = [];
        byte[] buffer = new byte[300];
        for (int round = 0; ; round++)
        {
            DirectorySink sink = new(buffer);
            Assert.Equal(Errno.None, directory.ReadDirectory(ref sink));
            if (sink.Length == 0)
            {
                break;
            }

            TestTree.AddNames(buffer.AsSpan(0, sink.Length), seen);
            _tree.Unlink($"/f{round}");
            _tree.Touch($"/new{round}");
            _tree.Unlink($"/new{round}");
        }

        directory.Release();
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(".", seen[0]);
        Assert.Equal("..", seen[1]);
        for (int i = 100; i < 200; i++)
        {
            Assert.Contains($"f{i}", seen);
        }
    }

    [Fact]
    public void Permissions_are_checked_for_ordinary_users()
    {
        _tree.MakeDirectory("/closed", 0x1C0);
        _tree.MakeDirectory("/sticky", 0x3FF);
        _tree.Touch("/sticky/roots");
        _tree.Credentials = User(1000);
        Assert.Equal(Errno.EACCES, _tree.Find("/closed/x").Error);
        Assert.Equal(Errno.EACCES, _tree.Touch("/mine"));
        Assert.Equal(Errno.None, _tree.Touch("/sticky/mine"));
        Assert.Equal(Errno.EPERM, _tree.Unlink("/sticky/roots"));
        Assert.Equal(Errno.EACCES, _tree.Open("/sticky/roots", OpenFlags.WriteOnly).Error);
        Assert.Equal(Errno.None, _tree.Unlink("/sticky/mine"));
        Inode inode = _tree.Find("/sticky/roots").Value.Inode;
        Assert.Equal(Errno.EPERM, AttributeOperations.ChangeMode(_tree.Root.Mount, inode, 0, _tree.Credentials));
        Assert.Equal(Errno.EPERM, AttributeOperations.ChangeOwner(_tree.Root.Mount, inode, 1000, 1000, _tree.Credentials));
    }

    [Fact]
    public void Mounts_cover_directories_and_dot_dot_leaves_them()
    {
        _tree.MakeDirectory("/mnt");
        _tree.Touch("/mnt/below");
        TmpfsSuperBlock inner = new(new TmpfsType(), TmpfsOptions.Unlimited);
        PathRef place = _tree.Find("/mnt").Value;
        Assert.Equal(Errno.None, MountTree.Attach(inner, inner.Root, place, MountFlags.None, [1]));
        Assert.Equal(Errno.ENOENT, _tree.Find("/mnt/below").Error);
        Assert.Equal(Errno.None, _tree.Touch("/mnt/above"));
        Assert.Equal(Errno.EBUSY, _tree.RemoveDirectory("/mnt"));
        Assert.Equal(Errno.EXDEV, _tree.Rename("/mnt/above", "/x"));
        Assert.True(_tree.Find("/mnt/../mnt/above").IsOk);
        Assert.Equal(Errno.None, _tree.ChangeDirectory("/mnt"));
        Assert.Equal("/mnt", _tree.CurrentDirectory());
        PathRef root = _tree.Find("/mnt").Value;
        Assert.Equal(Errno.EBUSY, MountTree.Detach(root, lazy: false));
        Assert.Equal(Errno.None, _tree.ChangeDirectory(".."));
        Assert.Equal("/", _tree.CurrentDirectory());
        Assert.Equal(Errno.None, MountTree.Detach(root, lazy: false));
        Assert.True(_tree.Find("/mnt/below").IsOk);
    }

    [Fact]
    public void A_lazily_detached_mount_frees_its_pages_with_the_last_file()
    {
        _tree.MakeDirectory("/mnt");
        TmpfsSuperBlock inner = new(new TmpfsType(), TmpfsOptions.Unlimited);
        MountTree.Attach(inner, inner.Root, _tree.Find("/mnt").Value, MountFlags.None, [1]);
        _tree.WriteAll("/mnt/file", new byte[50_000]);
        OpenFile file = _tree.Open("/mnt/file", OpenFlags.ReadOnly).Value;
        Assert.Equal(Errno.None, MountTree.Detach(_tree.Find("/mnt").Value, lazy: true));
        Assert.Equal(Errno.ENOENT, _tree.Find("/mnt/file").Error);
        Assert.NotEqual(0, inner.UsedPages);
        file.Release();
        Assert.Equal(0, inner.UsedPages);
    }

    [Fact]
    public void Link_counts_follow_directories_and_names()
    {
        _tree.MakeDirectory("/a");
        _tree.MakeDirectory("/a/b");
        _tree.MakeDirectory("/c");
        Assert.Equal(3u, Inode("/a").LinkCount);
        Assert.Equal(Errno.None, _tree.Rename("/a/b", "/c/b"));
        Assert.Equal(2u, Inode("/a").LinkCount);
        Assert.Equal(3u, Inode("/c").LinkCount);
        Assert.Equal(4u, Inode("/").LinkCount);
        _tree.Touch("/a/f");
        Assert.Equal(Errno.None, _tree.Link("/a/f", "/c/g"));
        Assert.Equal(2u, Inode("/c/g").LinkCount);
        Assert.Equal(Errno.EINVAL, _tree.Rename("/c", "/c/b/c"));
        Assert.Equal(Errno.ENOTEMPTY, _tree.Rename("/a", "/c"));
        Assert.Equal(Errno.None, _tree.Unlink("/a/f"));
        Assert.Equal(Errno.None, _tree.Rename("/c", "/a"));
        Assert.True(_tree.Find("/a/b").IsOk);
        Assert.Equal(Errno.ENOENT, _tree.Find("/c").Error);
    }

    private static Credentials User(uint id) => new(Credentials.Root)
    {
        UserId = id,
        EffectiveUserId = id,
        FileUserId = id,
        GroupId = id,
        EffectiveGroupId = id,
        FileGroupId = id,
        Effective = 0,
        Permitted = 0,
    };

    private Inode Inode(string path) => _tree.Find(path).Value.Inode;

    private IEnumerable<string> Names(string path) => _tree.List(path).Skip(2);
}
