// Random operations on tmpfs, each compared with the model, and the whole tree at the end.
using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.FileSystems.Tests;

public sealed class TmpfsModelTests
{
    // Few names, so that operations meet each other; with dots, slashes and links in the middle.
    private static readonly Gen<string> s_path =
        from parts in Gen.OneOf("a", "b", "c", "d", ".", "..", "a", "b").Array[1, 4]
        from slash in Gen.OneOf("", "", "", "", "/")
        select "/" + string.Join("/", parts) + slash;

    private static readonly Gen<Step> s_step = Gen.Select(
        Gen.Int[0, 10], s_path, s_path, Gen.Int[0, 9000], (kind, first, second, number) => new Step(kind, first, second, number));

    [Fact]
    public void Every_operation_answers_as_the_model_does()
    {
        s_step.Array[1, 120].Sample(
            steps =>
            {
                using TestTree tree = new();
                TreeModel model = new();
                foreach (Step step in steps)
                {
                    (Errno expected, Errno actual) = Apply(step, tree, model);
                    if (expected != actual)
                    {
                        throw new InvalidOperationException($"{step}: expected {expected}, got {actual}");
                    }
                }

                Compare(tree, model.Root, "");
                return true;
            },
            iter: 1500,
            threads: 1);
    }

    private static (Errno Expected, Errno Actual) Apply(Step step, TestTree tree, TreeModel model)
    {
        (int kind, string first, string second, int number) = step;
        switch (kind)
        {
            case 0:
            case 1:
                return (model.Make(first, ModelNode.Directory()), tree.MakeDirectory(first));
            case 2:
                byte[] content = new byte[number];
                Array.Fill(content, (byte)number);
                return (model.Write(first, content), tree.WriteAll(first, content));
            case 3:
                return (model.Unlink(first), tree.Unlink(first));
            case 4:
                return (model.RemoveDirectory(first), tree.RemoveDirectory(first));
            case 5:
                return (model.Link(first, second), tree.Link(first, second));
            case 6:
                string target = number % 2 == 0 ? second : second.TrimStart('/');
                return target.Length == 0
                    ? (Errno.None, Errno.None)
                    : (model.Make(first, new ModelNode { Target = target }), tree.MakeLink(first, target));
            case 7:
            case 8:
                RenameFlags flags = (RenameFlags)(number % 3);
                return (model.Rename(first, second, flags == RenameFlags.NoReplace, flags == RenameFlags.Exchange),
                    tree.Rename(first, second, flags));
            case 9:
                return (model.Walk(first, true, out _), tree.Find(first).Error);
            default:
                return (model.Walk(first, false, out _), tree.Find(first, WalkFlags.None).Error);
        }
    }

    private static void Compare(TestTree tree, ModelNode node, string path)
    {
        Inode inode = tree.Find(path.Length == 0 ? "/" : path, WalkFlags.None).Value.Inode;
        Assert.Equal(node.IsDirectory, inode.IsDirectory);
        Assert.Equal((uint)node.Links, inode.LinkCount);
        if (node.Target is not null)
        {
            Assert.Equal(TestTree.Bytes(node.Target), inode.ReadLink().Value);
        }
        else if (!node.IsDirectory)
        {
            Assert.Equal(node.Content, tree.ReadAll(path));
        }
        else
        {
            IEnumerable<string> expected = node.Names!.Keys.Concat([".", ".."]).Order(StringComparer.Ordinal);
            Assert.Equal(expected, tree.List(path.Length == 0 ? "/" : path, 64).Order(StringComparer.Ordinal));
            foreach ((string name, ModelNode child) in node.Names)
            {
                Compare(tree, child, path + "/" + name);
            }
        }
    }

    private sealed record Step(int Kind, string First, string Second, int Number);
}
