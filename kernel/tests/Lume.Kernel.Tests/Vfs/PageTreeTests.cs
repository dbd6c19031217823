// The sparse index of a file's pages against a sorted dictionary.
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Hal;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class PageTreeTests
{
    private static readonly Gen<ulong> s_index =
        from bits in Gen.Int[0, 51]
        from value in Gen.ULong
        select value & ((1UL << bits) - 1) & PageTree.MaxIndex;

    [Fact]
    public void It_answers_as_a_dictionary_does()
    {
        Gen.Select(Gen.Int[0, 3], s_index).Array[1, 300].Sample(steps =>
        {
            PageTree tree = default;
            SortedDictionary<ulong, ulong> model = [];
            ulong frame = 1;
            foreach ((int kind, ulong index) in steps)
            {
                switch (kind)
                {
                    case 0 or 1 when !model.ContainsKey(index):
                        Insert(ref tree, index, new Frame(frame));
                        model[index] = frame++;
                        break;
                    case 2:
                        model.TryGetValue(index, out ulong removed);
                        Assert.Equal(removed, tree.Remove(index).Number);
                        model.Remove(index);
                        break;
                    default:
                        model.TryGetValue(index, out ulong found);
                        Assert.Equal(found, tree.Get(index).Number);
                        bool hasNext = model.Keys.Any(key => key >= index);
                        Assert.Equal(hasNext, tree.FindNext(index, out ulong next));
                        Assert.True(!hasNext || next == model.Keys.First(key => key >= index));
                        break;
                }

                Assert.Equal(model.Count, tree.Count);
            }

            return true;
        }, iter: 2000);
    }

    private static void Insert(ref PageTree tree, ulong index, Frame frame)
    {
        PageTreeSpares spares = default;
        while (!tree.TryInsert(index, frame, ref spares))
        {
            spares.Refill();
        }
    }
}
