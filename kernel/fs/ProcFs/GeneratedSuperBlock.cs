// What procfs and sysfs have in common: an instance whose files are written when they are read.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>An instance of a generated file system.</summary>
public abstract class GeneratedSuperBlock : SuperBlock
{
    private readonly long _magic;
    private long _lastNumber;

    private protected GeneratedSuperBlock(FileSystemType type, long magic)
        : base(type)
    {
        _magic = magic;
    }

    /// <inheritdoc/>
    public override StatFs GetStatistics() => new()
    {
        Type = _magic,
        BlockSize = BlockSize,
        FragmentSize = BlockSize,
        NameLength = ByteName.MaxLength,
    };

    internal ulong NextNumber() => (ulong)Interlocked.Increment(ref _lastNumber);
}
