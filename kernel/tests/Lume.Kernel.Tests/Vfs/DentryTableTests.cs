// Remembered names of a directory against a dictionary.
using System.Collections.Generic;
using System.Text;
using CsCheck;
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

    private static ByteName Name(int number) => new(Encoding.ASCII.GetBytes($"name{number}"));
}
