// struct statmount. Source: Linux uapi/linux/mount.h.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Mounts;

/// <summary>What statmount says of one mount: numbers, and behind them the texts, each by its place.</summary>
internal sealed class MountStatement
{
    // STATMOUNT_*.
    private const ulong OfSuper = 1, OfMount = 2, Source = 4, RootText = 8, PointText = 0x10, TypeText = 0x20, Namespace = 0x40, OptionsText = 0x80;

    private const int FixedSize = 512;
    private const int MaximumText = (2 * PathWalker.MaxPath) + 1024;
    private const uint Private = 1 << 18;

    private readonly byte[] _fixed = new byte[FixedSize];
    private readonly byte[] _text = new byte[MaximumText];
    private int _textLength;
    private ulong _mask;

    public MountStatement(Mount mount, PathRef root, ulong wanted)
    {
        if ((wanted & OfSuper) != 0)
        {
            DescribeSuper(mount.Super);
        }

        if ((wanted & OfMount) != 0)
        {
            DescribeMount(mount);
        }

        // No mount is the slave of another: there is nothing that it came from, and that is known.
        _mask |= wanted & Source;
        Span<byte> path = new byte[PathWalker.MaxPath];
        if ((wanted & TypeText) != 0)
        {
            int length = PathText.Append(path, 0, mount.Super.Type.Name);
            AddText(TypeText, 36, path[..length]);
        }

        if ((wanted & RootText) != 0)
        {
            int start = PathText.WriteBackwards(mount.Root, path);
            AddText(RootText, 104, start < 0 ? default : path[start..]);
        }

        if ((wanted & PointText) != 0)
        {
            int start = PathText.WriteBackwards(new PathRef(mount, mount.Root), root, path, out bool isReachable);
            AddText(PointText, 108, start < 0 || !isReachable ? default : path[start..]);
        }

        if ((wanted & OptionsText) != 0)
        {
            int length = mount.Super.FormatOptions(path);
            AddText(OptionsText, 4, length == 0 ? default : path[1..length]);
        }

        if ((wanted & Namespace) != 0)
        {
            _mask |= Namespace;
            Put(112, 1UL);
        }

        Put(8, _mask);
    }

    /// <summary>As much of the numbers as there is room for; the texts whole. EOVERFLOW, EFAULT.</summary>
    public Errno CopyTo(UserSpan buffer)
    {
        int numbers = (int)Math.Min(buffer.Length, FixedSize);
        if (_textLength != 0 && buffer.Length < (ulong)(FixedSize + _textLength))
        {
            return Errno.EOVERFLOW;
        }

        Put(0, (uint)(numbers + _textLength));
        Errno error = _textLength == 0
            ? Errno.None
            : new UserSpan(buffer.Address + FixedSize, (ulong)_textLength).Write(_text.AsSpan(0, _textLength));
        return error != Errno.None ? error : new UserSpan(buffer.Address, (ulong)numbers).Write(_fixed.AsSpan(0, numbers));
    }

    private void DescribeSuper(SuperBlock super)
    {
        _mask |= OfSuper;
        Put(16, DeviceNumber.Major(super.Device));
        Put(20, DeviceNumber.Minor(super.Device));
        Put(24, (ulong)super.GetStatistics().Type);
        Put(32, super.IsReadOnly ? 1u : 0u);
    }

    private void DescribeMount(Mount mount)
    {
        Mount parent = mount.Parent ?? mount;
        _mask |= OfMount;
        Put(40, mount.UniqueId);
        Put(48, parent.UniqueId);
        Put(56, (uint)mount.Id);
        Put(60, (uint)parent.Id);
        Put(64, Attributes(mount.Flags));
        Put(72, (ulong)Private);
    }

    // MOUNT_ATTR_*: the first four are the flags themselves.
    private static ulong Attributes(MountFlags flags)
    {
        const ulong never = 0x10, always = 0x20, notOfDirectories = 0x80;
        ulong attributes = (ulong)(flags & (MountFlags.ReadOnly | MountFlags.NoSetId | MountFlags.NoDevices | MountFlags.NoExecute));
        attributes |= (flags & MountFlags.NoAccessTime) != 0 ? never : (flags & MountFlags.RelativeAccessTime) != 0 ? 0 : always;
        return (flags & MountFlags.NoDirectoryAccessTime) != 0 ? attributes | notOfDirectories : attributes;
    }

    // The first byte is an empty text, for all that there is none of.
    private void AddText(ulong which, int field, ReadOnlySpan<byte> text)
    {
        _textLength = Math.Max(_textLength, 1);
        if (text.IsEmpty)
        {
            return;
        }

        _mask |= which;
        Put(field, (uint)_textLength);
        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length + 1;
    }

    private void Put(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_fixed.AsSpan(offset), value);

    private void Put(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_fixed.AsSpan(offset), value);
}
