// What a file handle of tmpfs finds, one behaviour each.
using System;
using Lume.Abi;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.FileSystems.Tests;

public sealed class FileHandleTests : IDisposable
{
    private readonly TestTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_handle_finds_the_file_under_its_new_name()
    {
        ulong number = Remember("/old");
        Assert.Equal(Errno.None, _tree.Rename("/old", "/new"));
        Dentry? place = Find(number);
        Assert.NotNull(place);
        Assert.True(place.Name.Bytes.SequenceEqual("new"u8));
    }

    [Fact]
    public void A_handle_of_a_deleted_file_is_good_while_somebody_has_it_open()
    {
        ulong number = Remember("/file");
        OpenFile open = _tree.Open("/file", OpenFlags.ReadOnly).Value;
        Assert.Equal(Errno.None, _tree.Unlink("/file"));
        Assert.NotNull(Find(number));
        open.Release();
        Assert.Null(Find(number));
    }

    [Fact]
    public void A_handle_of_a_removed_directory_finds_nothing()
    {
        Assert.Equal(Errno.None, _tree.MakeDirectory("/folder"));
        Dentry place = _tree.Find("/folder").Value.Dentry;
        _tree.Super.Handles.TryRemember(place);
        Assert.Equal(Errno.None, _tree.RemoveDirectory("/folder"));
        Assert.Null(Find(place.Inode!.Number));
    }

    [Fact]
    public void Without_a_handle_having_been_made_a_number_finds_nothing()
    {
        Assert.Equal(Errno.None, _tree.Touch("/file"));
        Assert.Null(Find(_tree.Find("/file").Value.Inode.Number));
        Assert.Null(_tree.Super.Handles.Find(Remember("/other"), _tree.Super.Handles.Generation + 1));
    }

    [Fact]
    public void A_handle_leads_to_a_name_that_there_is_rather_than_to_one_that_is_gone()
    {
        ulong number = Remember("/old");
        Dentry gone = _tree.Find("/old").Value.Dentry;
        Assert.Equal(Errno.None, _tree.Link("/old", "/new"));
        Assert.Equal(Errno.None, _tree.Unlink("/old"));
        Assert.True(_tree.Super.Handles.TryRemember(_tree.Find("/new").Value.Dentry));
        Assert.True(_tree.Super.Handles.TryRemember(gone));
        Assert.True(Find(number)!.Name.Bytes.SequenceEqual("new"u8));
    }

    [Fact]
    public void No_handle_is_remembered_of_a_file_whose_data_is_gone()
    {
        ulong number = Remember("/file");
        Dentry gone = _tree.Find("/file").Value.Dentry;
        Assert.Equal(Errno.None, _tree.Unlink("/file"));
        Assert.False(_tree.Super.Handles.TryRemember(gone));
        Assert.Null(Find(number));
    }

    private ulong Remember(string path)
    {
        Assert.Equal(Errno.None, _tree.Touch(path));
        Dentry place = _tree.Find(path).Value.Dentry;
        _tree.Super.Handles.TryRemember(place);
        return place.Inode!.Number;
    }

    private Dentry? Find(ulong number) => _tree.Super.Handles.Find(number, _tree.Super.Handles.Generation);
}
