// tmpfs and ramfs as kinds of file systems.
using System;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>Makes an instance for every mount.</summary>
public sealed class TmpfsType : FileSystemType
{
    private readonly bool _hasLimits;

    /// <summary>A type of this name.</summary>
    /// <param name="name">"tmpfs" or "ramfs".</param>
    /// <param name="hasLimits">Whether an instance is limited to half of the memory by default.</param>
    public TmpfsType(string name = "tmpfs", bool hasLimits = true)
        : base(name, needsDevice: false)
    {
        _hasLimits = hasLimits;
    }

    /// <inheritdoc/>
    public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly)
    {
        Result<TmpfsOptions> parsed = TmpfsOptions.Parse(options, _hasLimits ? TmpfsOptions.Default : TmpfsOptions.Unlimited);
        if (parsed.IsError)
        {
            return parsed.Error;
        }

        return new TmpfsSuperBlock(this, parsed.Value) { IsReadOnly = readOnly };
    }

    /// <summary>The instance that the kernel starts from: no limits, permissions 0755.</summary>
    public TmpfsSuperBlock CreateRoot() => new(this, TmpfsOptions.Unlimited);
}
