// Remembered names of a directory against a dictionary.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class DentryTableTests
{
    [Fact]
    public void Names_are_found_until_they_are_removed_or_moved()
    {
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 40], Gen.Int[0, 40]).Array[1, 400].Sample(steps =>
        {
            Dentry[] directories = [Dentry.CreateRoot(null), Dentry.CreateRoot(null)];
            Dictionary<(int, int), Dentry> model = [];
            foreach ((int kind, int name, int other) in steps)
            {
                (int, int) key = (name & 1, name);
                (int, int) target = (other & 1, other);
                switch (kind)
                {
                    case 0 or 1 when !model.ContainsKey(key):
                        model[key] = directories[key.Item1].AddChild(Name(name), null);
                        break;
                    case 2 when model.Remove(key, out Dentry? removed):
                        removed.Unhash();
                        Assert.False(removed.IsHashed);
                        break;
                    case 3 when !model.ContainsKey(target) && model.Remove(key, out Dentry? moved):
                        moved.Move(directories[target.Item1], Name(other));
                        model[target] = moved;
                        break;
                }

                for (int i = 0; i <= 40; i++)
                {
                    model.TryGetValue((i & 1, i), out Dentry? expected);
                    Assert.Same(expected, directories[i & 1].FindChild(Name(i).Span));
                    Assert.Null(directories[1 - (i & 1)].FindChild(Name(i).Span));
                }
            }

            return true;
        }, iter: 300);
    }

    [Fact]
    public void Absent_names_are_forgotten_when_there_are_too_many()
    {
        Dentry directory = Dentry.CreateRoot(null);
        for (int i = 0; i < 1000; i++)
        {
            directory.AddChild(Name(i), null);
        }

        int remembered = 0;
        for (int i = 0; i < 1000; i++)
        {
            remembered += directory.FindChild(Name(i).Span) is null ? 0 : 1;
        }

        Assert.InRange(remembered, 1, 256);
    }

    [Fact]
    public void Shrinking_forgets_what_is_absent_or_gone_and_names_the_directories_that_stay()
    {
        MortalSuperBlock super = new();
        Dentry directory = super.Root;
        MortalInode[] inodes = [.. Enumerable.Range(0, 100).Select(i => new MortalInode(super, isDirectory: i % 2 == 0))];
        Dentry[] dentries = [.. inodes.Select((inode, i) => directory.AddChild(Name(i), inode))];
        Dentry absent = directory.AddChild(Name(1000), null);
        foreach (MortalInode inode in inodes.Take(90))
        {
            inode.IsAlive = false;
        }

        List<Dentry> directories = [];
        directory.ShrinkChildren(directories);

        Assert.Null(directory.FindChild(absent.Name.Span));
        for (int i = 0; i < inodes.Length; i++)
        {
            Assert.Equal(i >= 90, dentries[i].IsHashed);
            Assert.Same(i >= 90 ? dentries[i] : null, directory.FindChild(Name(i).Span));
        }

        Assert.Equal(dentries.Skip(90).Where((_, i) => i % 2 == 0).ToHashSet(), directories.ToHashSet());
    }

    private static ByteName Name(int number) => new(Encoding.ASCII.GetBytes($"name{number}"));

    // A file system whose objects end by themselves, as processes do.
    private sealed class MortalSuperBlock : SuperBlock
    {
        public MortalSuperBlock()
            : base(new MortalType())
        {
            NeedsRevalidation = true;
            Root = Dentry.CreateRoot(new MortalInode(this, isDirectory: true));
        }

        public override StatFs GetStatistics() => default;
    }

    private sealed class MortalInode(SuperBlock super, bool isDirectory)
        : Inode(super, 1, isDirectory ? FileMode.Directory : FileMode.Regular)
    {
        public bool IsAlive { get; set; } = true;

        public override bool Revalidate() => IsAlive;
    }

    private sealed class MortalType() : FileSystemType("mortal", needsDevice: false)
    {
        public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly) => Errno.ENODEV;
    }
}
