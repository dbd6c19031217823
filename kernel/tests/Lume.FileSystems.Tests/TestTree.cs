// A machine with memory and a tree of tmpfs for the tests of file systems.
using System;
using System.Collections.Generic;
using System.Text;
using Lume.Abi;
using Lume.FileSystems.Tmpfs;
using Lume.Hal;
using Lume.Hal.Fake;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Xunit;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Lume.FileSystems.Tests;

/// <summary>A new root file system; every operation as a user program would ask for it.</summary>
internal sealed class TestTree : IDisposable
{
    private const ulong RamSize = 128UL << 20;

    private static FakeMachine? s_machine;

    public TestTree(Credentials? credentials = null, TmpfsOptions? options = null)
    {
        Enter();
        FramesBefore = FramesInUse;
        Credentials = credentials ?? Credentials.Root;
        Super = new TmpfsSuperBlock(new TmpfsType(), options ?? TmpfsOptions.Unlimited);
        Root = MountTree.MountRoot(Super, "test");
        Context = new FsContext(Root, Root, FileMode.None);
    }

    public TmpfsSuperBlock Super { get; }

    public PathRef Root { get; }

    public FsContext Context { get; }

    public Credentials Credentials { get; set; }

    public long FramesBefore { get; }

    public static long FramesInUse
    {
        get
        {
            FrameStatistics statistics = FrameAllocator.Statistics;
            return statistics.Total - statistics.Free;
        }
    }

    private FsCaller Caller => new(Context, Credentials);

    public static void Enter()
    {
        if (s_machine is null)
        {
            FakeMachine machine = new(1);
            MemoryRange[] ram = [new MemoryRange(FakeMachine.TakeRam(RamSize).Value, RamSize)];
            Assert.True(FrameAllocator.Initialize(ram, default(ReadOnlySpan<MemoryRange>)));
            Scheduler.Initialize();
            RandomPool.Initialize();
            s_machine = machine;
        }

        s_machine.Enter(0);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public Result<OpenFile> Open(string path, OpenFlags flags, uint mode = 0x1A4) =>
        FileOpener.Open(Caller, Context.CurrentDirectory, Bytes(path), flags, (FileMode)mode);

    public Errno Touch(string path) => Close(Open(path, OpenFlags.Create | OpenFlags.WriteOnly));

    public Errno MakeDirectory(string path, uint mode = 0x1FF) =>
        NameOperations.MakeNode(Caller, Context.CurrentDirectory, Bytes(path), FileMode.Directory | (FileMode)mode);

    public Errno MakeLink(string path, string target) =>
        NameOperations.MakeSymbolicLink(Caller, Context.CurrentDirectory, Bytes(path), Bytes(target));

    public Errno Unlink(string path) => NameOperations.Unlink(Caller, Context.CurrentDirectory, Bytes(path));

    public Errno RemoveDirectory(string path) => NameOperations.RemoveDirectory(Caller, Context.CurrentDirectory, Bytes(path));

    public Errno Rename(string from, string to, RenameFlags flags = RenameFlags.None) =>
        NameOperations.Rename(Caller, Context.CurrentDirectory, Bytes(from), Context.CurrentDirectory, Bytes(to), flags);

    public Errno Link(string from, string to)
    {
        Result<PathRef> found = Find(from, WalkFlags.None);
        return found.IsOk
            ? NameOperations.Link(Caller, found.Value.Mount, found.Value.Inode, Context.CurrentDirectory, Bytes(to))
            : found.Error;
    }

    public Result<PathRef> Find(string path, WalkFlags flags = WalkFlags.FollowLast)
    {
        PathWalker walker = Caller.Walker(Bytes(path), Context.CurrentDirectory, flags);
        Errno error = walker.Walk();
        return error == Errno.None ? walker.ToPathRef() : error;
    }

    public Errno ChangeDirectory(string path)
    {
        Result<PathRef> found = Find(path, WalkFlags.FollowLast | WalkFlags.Directory);
        if (found.IsOk)
        {
            Context.SetCurrentDirectory(found.Value);
        }

        return found.Error;
    }

    public string CurrentDirectory()
    {
        byte[] buffer = new byte[4096];
        int start = PathText.WriteBackwards(Context.CurrentDirectory, Context.Root, buffer, out _);
        return Encoding.UTF8.GetString(buffer.AsSpan(start));
    }

    public Errno WriteAll(string path, ReadOnlySpan<byte> content)
    {
        Result<OpenFile> file = Open(path, OpenFlags.Create | OpenFlags.WriteOnly | OpenFlags.Truncate);
        if (file.IsError)
        {
            return file.Error;
        }

        UserBuffer buffer = new(content.ToArray());
        Result<long> written = file.Value.Write(ref buffer);
        file.Value.Release();
        return written.Error;
    }

    public byte[]? ReadAll(string path)
    {
        Result<OpenFile> file = Open(path, OpenFlags.ReadOnly);
        if (file.IsError)
        {
            return null;
        }

        byte[] content = new byte[file.Value.Inode.Size + 10];
        UserBuffer buffer = new(content);
        long length = file.Value.Read(ref buffer).Value;
        file.Value.Release();
        return content[..(int)length];
    }

    public List<string> List(string path, int bufferSize = 4096)
    {
        OpenFile directory = Open(path, OpenFlags.Directory).Value;
        List<string> names = [];
        byte[] buffer = new byte[bufferSize];
        while (true)
        {
            DirectorySink sink = new(buffer);
            Assert.Equal(Errno.None, directory.ReadDirectory(ref sink));
            if (sink.Length == 0)
            {
                break;
            }

            AddNames(buffer.AsSpan(0, sink.Length), names);
        }

        directory.Release();
        return names;
    }

    public static void AddNames(ReadOnlySpan<byte> records, List<string> names)
    {
        while (!records.IsEmpty)
        {
            int size = BitConverter.ToUInt16(records[16..]);
            ReadOnlySpan<byte> name = records[19..size];
            names.Add(Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]));
            records = records[size..];
        }
    }

    public void Dispose()
    {
        // What the tests leave in the tree is released as an unmount would.
        Context.RemoveSharer();
        typeof(SuperBlock).GetMethod("RemoveMount", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .Invoke(Super, null);
        Assert.Equal(0, Super.UsedPages);
        Assert.Equal(FramesBefore, FramesInUse);
    }

    private static Errno Close(Result<OpenFile> file)
    {
        if (file.IsOk)
        {
            file.Value.Release();
        }

        return file.Error;
    }
}
