// procfs: one instance, which every mount shows.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>The kind "proc".</summary>
public sealed class ProcType : FileSystemType
{
    private ProcSuperBlock? _instance;

    /// <summary>The type.</summary>
    public ProcType()
        : base("proc", needsDevice: false)
    {
    }

    /// <inheritdoc/>
    public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly)
    {
        ProcSuperBlock? instance = Volatile.Read(ref _instance);
        if (instance is null)
        {
            ProcSuperBlock made = new(this);
            instance = Interlocked.CompareExchange(ref _instance, made, null) ?? made;
        }

        return instance;
    }
}

/// <summary>The instance. Names of processes come and go by themselves, so remembered names are checked before use.</summary>
public sealed class ProcSuperBlock : GeneratedSuperBlock
{
    private const long Magic = 0x9FA0;

    // Numbers from here on belong to processes: pid times NumbersPerProcess and the entry.
    private const ulong NumbersPerProcess = 0x10_0000;

    internal ProcSuperBlock(FileSystemType type)
        : base(type, Magic)
    {
        NeedsRevalidation = true;
        AllowsQuestions = false;
        ProcRoot root = new(this);
        Root = Dentry.CreateRoot(root);
        SystemFiles.AddTo(root);
    }

    internal static ulong NumberOf(int pid, int entry) => ((ulong)pid * NumbersPerProcess) + (uint)entry;
}
