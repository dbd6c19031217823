// Random sequences of the mmap family, fork and stores, against the page model, on changing harts with a TLB that never forgets by itself.
using System;
using System.Collections.Generic;
using CsCheck;
using Lume.Abi;
using Lume.Hal.Fake;
using Lume.Kernel.Memory;
using Xunit;

namespace Lume.Kernel.Tests.Memory;

public sealed class AddressSpaceModelTests
{
    private const int SharedPages = 8;

    private static readonly Gen<(int Kind, int Page, int Count, int Extra, int Hart)> s_step =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, MemoryModel.Pages - 1], Gen.Int[1, 12], Gen.Int[0, 255], Gen.Int[0, 3]);

    [Fact]
    public void Any_sequence_of_changes_agrees_with_the_page_model_and_leaks_no_frame()
    {
        TestMachine.Enter();
        s_step.List[1, 60].Sample(Run, iter: 1500, threads: 1);
    }

    private static void Run(List<(int Kind, int Page, int Count, int Extra, int Hart)> steps)
    {
        FakeMachine machine = TestMachine.Enter();
        long before = TestMachine.FramesInUse;
        AnonymousMemory shared = new((ulong)SharedPages << PageMath.Shift);
        shared.AddOwner();
        byte[] sharedBytes = new byte[SharedPages];
        byte[] content = new byte[SharedPages << PageMath.Shift];
        for (int i = 0; i < SharedPages; i++)
        {
            content[i << PageMath.Shift] = (byte)(100 + i);
        }

        FakeFile file = new(content);
        List<MemoryModel> models = [new(TestMachine.NewSpace())];
        foreach ((int kind, int page, int count, int extra, int hart) in steps)
        {
            machine.Enter(hart);
            MemoryModel model = models[extra % models.Count];
            TestMachine.Run(model.Space);
            int pages = Math.Min(count, MemoryModel.Pages - page);
            Step(models, model, kind, page, pages, extra, (shared, sharedBytes, file, content));
        }

        foreach (MemoryModel model in models)
        {
            model.Check();
        }

        for (int hart = 0; hart < 4; hart++)
        {
            machine.Enter(hart);
            TestMachine.Run(null);
        }

        machine.Enter(0);
        models.ForEach(m => m.Space.Release());
        file.Release();
        shared.RemoveOwner();
        Assert.Equal(0, file.References);

        // The zero page, made once by whichever test loads first, stays.
        Assert.InRange(TestMachine.FramesInUse - before, 0, 1);
    }

    private static void Step(
        List<MemoryModel> models, MemoryModel model, int kind, int page, int pages, int extra,
        (AnonymousMemory Shared, byte[] Bytes, FakeFile File, byte[] Content) sources)
    {
        Protection protection = (Protection)(extra & 3);
        switch (kind)
        {
            case 0 or 1:
                MapAnonymous(model, page, pages, protection);
                break;
            case 2:
                MapObject(model, page, pages, protection, extra, sources);
                break;
            case 3:
                Assert.Equal(Errno.None, model.Space.Unmap(MemoryModel.AddressOf(page), (ulong)pages << PageMath.Shift));
                Fill(model, page, pages, _ => null);
                break;
            case 4:
                Protect(model, page, pages, protection);
                break;
            case 5 when models.Count < 3:
                models.Add(model.Fork());
                break;
            case 6:
                Move(model, page, pages, extra % MemoryModel.Pages);
                break;
            case 7:
                model.Check();
                break;
            default:
                model.Store(page, (byte)extra);
                break;
        }
    }

    private static void MapAnonymous(MemoryModel model, int page, int pages, Protection protection)
    {
        MapFlags flags = MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed;
        MapRequest request = AddressSpaceTests.Request(MemoryModel.AddressOf(page), (ulong)pages, protection, flags);
        Assert.True(model.Space.Map(request).IsOk);
        Fill(model, page, pages, _ => new ModelPage { Protection = protection });
    }

    private static void MapObject(
        MemoryModel model, int page, int pages, Protection protection, int extra,
        (AnonymousMemory Shared, byte[] Bytes, FakeFile File, byte[] Content) sources)
    {
        int first = extra % SharedPages;
        pages = Math.Min(pages, SharedPages - first);
        bool isShared = (extra & 4) != 0;
        MapFlags flags = (isShared ? MapFlags.Shared : MapFlags.Private) | MapFlags.Fixed;
        MapRequest request = AddressSpaceTests.Request(MemoryModel.AddressOf(page), (ulong)pages, protection, flags);
        request.Offset = (ulong)first << PageMath.Shift;
        request.Object = isShared ? sources.Shared : null;
        request.File = isShared ? null : sources.File;
        Assert.True(model.Space.Map(request).IsOk);
        Fill(model, page, pages, i => isShared
            ? new ModelPage { Protection = protection, Shared = sources.Bytes, SharedIndex = first + i }
            : new ModelPage { Protection = protection, Value = sources.Content[(first + i) << PageMath.Shift] });
    }

    private static void Protect(MemoryModel model, int page, int pages, Protection protection)
    {
        Errno expected = Errno.None;
        for (int i = page; i < page + pages; i++)
        {
            if (model[i] is null)
            {
                expected = Errno.ENOMEM;
                break;
            }

            model[i]!.Protection = protection;
        }

        Assert.Equal(expected, model.Space.Protect(MemoryModel.AddressOf(page), (ulong)pages << PageMath.Shift, protection));
    }

    private static void Move(MemoryModel model, int page, int pages, int target)
    {
        pages = Math.Min(pages, MemoryModel.Pages - target);
        ulong size = (ulong)pages << PageMath.Shift;
        List<ModelPage?> moved = [];
        for (int i = 0; i < pages; i++)
        {
            moved.Add(model[page + i]);
        }

        Result<ulong> result = model.Space.Remap(
            MemoryModel.AddressOf(page), size, size, RemapFlags.MayMove | RemapFlags.Fixed, MemoryModel.AddressOf(target));
        if (Math.Abs(target - page) < pages)
        {
            Assert.Equal(Errno.EINVAL, result.Error);
            return;
        }

        if (result.IsError)
        {
            // Only one area can be moved at a time; the target is left alone then.
            Assert.Equal(Errno.EFAULT, result.Error);
            return;
        }

        Fill(model, target, pages, i => moved[i]);
        Fill(model, page, pages, _ => null);
    }

    private static void Fill(MemoryModel model, int page, int pages, Func<int, ModelPage?> make)
    {
        for (int i = 0; i < pages; i++)
        {
            model[page + i] = make(i);
        }
    }
}
