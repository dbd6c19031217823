// Descriptor tables: numbers, sharing, closing.
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class FileTableTests
{
    private const int Limit = 200;

    public FileTableTests() => TestMachine.Enter();

    [Fact]
    public void The_lowest_free_descriptor_is_given_and_limits_hold()
    {
        FileTable table = new();
        for (int i = 0; i < Limit; i++)
        {
            Assert.Equal(i, table.Install(NewFile(), false, Limit).Value);
        }

        OpenFile extra = NewFile();
        Assert.Equal(Errno.EMFILE, table.Install(extra, false, Limit).Error);
        Assert.Equal(Errno.None, table.Close(77));
        Assert.Equal(Errno.EBADF, table.Close(77));
        Assert.Equal(Errno.EMFILE, table.Install(extra, false, Limit, 78).Error);
        Assert.Equal(77, table.Install(extra, false, Limit, 50).Value);
        table.RemoveSharer();
    }

    [Fact]
    public void Random_calls_answer_as_a_dictionary_does()
    {
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, Limit - 1], Gen.Bool).Array[1, 300].Sample(
            steps =>
            {
                FileTable table = new();
                Dictionary<int, (OpenFile File, bool CloseOnExec)> model = [];
                foreach ((int kind, int number, bool flag) in steps)
                {
                    Step(table, model, kind, number, flag);
                }

                FileTable copy = table.Clone();
                table.CloseOnExec();
                for (int i = 0; i < Limit; i++)
                {
                    model.TryGetValue(i, out (OpenFile File, bool CloseOnExec) entry);
                    Assert.Same(entry.CloseOnExec ? null : entry.File, table.Acquire(i).File);
                    Assert.Same(entry.File, copy.Acquire(i).File);
                }

                table.RemoveSharer();
                Assert.All(model.Values, entry => Assert.True(entry.File.TryAddReference()));
                foreach ((OpenFile file, bool _) in model.Values)
                {
                    file.Release();
                }

                copy.RemoveSharer();
                Assert.All(model.Values, entry => Assert.False(entry.File.TryAddReference()));
                return true;
            },
            iter: 200,
            threads: 1);
    }

    private static void Step(
        FileTable table, Dictionary<int, (OpenFile File, bool CloseOnExec)> model, int kind, int number, bool flag)
    {
        switch (kind)
        {
            case 0:
            case 1:
                OpenFile file = NewFile();
                Result<int> installed = table.Install(file, flag, Limit, number);
                int expected = Enumerable.Range(number, Limit).First(i => !model.ContainsKey(i));
                Assert.Equal(expected < Limit, installed.IsOk);
                if (installed.IsOk)
                {
                    Assert.Equal(expected, installed.Value);
                    model[expected] = (file, flag);
                }

                break;
            case 2:
                Assert.Equal(model.Remove(number) ? Errno.None : Errno.EBADF, table.Close(number));
                break;
            case 3:
                OpenFile replacement = NewFile();
                Assert.Equal(Errno.None, table.Replace(number, replacement, flag, Limit));
                model[number] = (replacement, flag);
                break;
            case 4:
                bool isOpen = model.TryGetValue(number, out (OpenFile File, bool CloseOnExec) entry);
                Assert.Equal(isOpen ? Errno.None : Errno.EBADF, table.SetCloseOnExec(number, flag));
                if (isOpen)
                {
                    model[number] = (entry.File, flag);
                }

                break;
            default:
                int first = model.Keys.Where(key => key >= number).DefaultIfEmpty(-1).Min();
                Assert.Equal(first, table.NextOpen(number));
                break;
        }
    }

    private static OpenFile NewFile() => new EventFile(0, false, OpenFlags.NonBlock);
}
