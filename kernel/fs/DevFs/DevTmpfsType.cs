// devtmpfs: the one tmpfs that holds the kernel's device nodes.
using System;
using Lume.Abi;
using Lume.FileSystems.Tmpfs;
using Lume.Kernel.Boot;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.DevFs;

/// <summary>Every mount shows the same instance, which lives as long as the kernel.</summary>
public sealed class DevTmpfsType : FileSystemType
{
    private SuperBlock? _instance;

    /// <summary>The type.</summary>
    public DevTmpfsType()
        : base("devtmpfs", needsDevice: false)
    {
    }

    /// <inheritdoc/>
    public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly) =>
        _instance ??= MakeInstance();

    // The first mount is the kernel's own, before there are programs: no two can race here.
    private SuperBlock MakeInstance()
    {
        TmpfsSuperBlock super = new(this, TmpfsOptions.Unlimited);
        Mount mount = MountTree.MountInternal(super, "devtmpfs");
        PathRef root = new(mount, super.Root);
        StandardDevices.MakeNodes(new FsContext(root, root, FileMode.None), root);
        return super;
    }
}
