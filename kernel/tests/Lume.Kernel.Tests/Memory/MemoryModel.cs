// What an address space should be, page by page, in the plainest way.
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Memory;
using Xunit;

namespace Lume.Kernel.Tests.Memory;

/// <summary>One page of the model.</summary>
internal sealed class ModelPage
{
    public Protection Protection;

    /// <summary>Bytes that several mappings share; null for private pages.</summary>
    public byte[]? Shared;

    public int SharedIndex;

    /// <summary>Content of a private page (first byte).</summary>
    public byte Value;

    public ModelPage Copy() => new() { Protection = Protection, Shared = Shared, SharedIndex = SharedIndex, Value = Value };
}

/// <summary>A window of pages beside a real address space.</summary>
internal sealed class MemoryModel
{
    public const ulong Base = 0x1000_0000;
    public const int Pages = 48;

    private readonly ModelPage?[] _pages = new ModelPage?[Pages];

    public MemoryModel(AddressSpace space) => Space = space;

    public AddressSpace Space { get; }

    public ModelPage? this[int page]
    {
        get => _pages[page];
        set => _pages[page] = value;
    }

    public static ulong AddressOf(int page) => Base + ((ulong)page << PageMath.Shift);

    public static List<(ulong Start, ulong End)> Areas(AddressSpace space)
    {
        List<(ulong, ulong)> areas = [];
        for (ulong at = 0; space.TryDescribe(at, false, default, out AreaDescription area); at = area.End)
        {
            areas.Add((area.Start, area.End));
        }

        return areas;
    }

    public MemoryModel Fork()
    {
        MemoryModel child = new(Space.TryClone(TestMachine.Limits()).Value);
        for (int i = 0; i < Pages; i++)
        {
            child._pages[i] = _pages[i]?.Copy();
        }

        return child;
    }

    /// <summary>Stores to a page in both; the real one must allow it exactly if the model does.</summary>
    public void Store(int page, byte value)
    {
        TestMachine.Run(Space);
        ModelPage? model = _pages[page];
        bool allowed = model is not null && (model.Protection & Protection.Write) != 0;
        Assert.Equal(allowed ? Errno.None : Errno.EFAULT, new UserOut<byte>(AddressOf(page)).Write(value));
        if (!allowed)
        {
            return;
        }

        if (model!.Shared is not null)
        {
            model.Shared[model.SharedIndex] = value;
        }
        else
        {
            model.Value = value;
        }
    }

    /// <summary>Every page: readable exactly if the model says so, with the model's content; and the areas cover exactly the mapped pages.</summary>
    public void Check()
    {
        TestMachine.Run(Space);
        bool[] covered = new bool[Pages];
        ulong end = 0;
        for (ulong at = 0; Space.TryDescribe(at, false, default, out AreaDescription area); at = area.End)
        {
            Assert.True(area.Start >= end && area.End > area.Start);
            end = area.End;
            for (ulong address = area.Start; address < area.End; address += PageMath.Size)
            {
                int page = (int)((address - Base) >> PageMath.Shift);
                covered[page] = true;
                Assert.Equal((AreaFlags)_pages[page]!.Protection, area.Flags & AreaFlags.Access);
            }
        }

        for (int page = 0; page < Pages; page++)
        {
            ModelPage? model = _pages[page];
            Assert.Equal(model is not null, covered[page]);
            bool readable = model is not null && (model.Protection & (Protection.Read | Protection.Write)) != 0;
            Errno error = new UserIn<byte>(AddressOf(page)).Read(out byte value);
            Assert.Equal(readable ? Errno.None : Errno.EFAULT, error);
            if (readable)
            {
                Assert.Equal(model!.Shared is not null ? model.Shared[model.SharedIndex] : model.Value, value);
            }
        }
    }
}
