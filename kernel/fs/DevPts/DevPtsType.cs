// devpts: a node for each pseudo-terminal, and ptmx. Source: Linux Documentation/filesystems/devpts.rst, mount(8).
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.DevPts;

/// <summary>The kind "devpts". All mounts show one instance: there are no containers to keep apart.</summary>
public sealed class DevPtsType : FileSystemType
{
    private DevPtsSuperBlock? _instance;

    /// <summary>The type.</summary>
    public DevPtsType()
        : base("devpts", needsDevice: false)
    {
    }

    /// <inheritdoc/>
    public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly)
    {
        DevPtsSuperBlock? instance = Volatile.Read(ref _instance);
        if (instance is null)
        {
            DevPtsSuperBlock made = new(this);
            instance = Interlocked.CompareExchange(ref _instance, made, null) ?? made;
        }

        Errno error = instance.Reconfigure(options);
        return error == Errno.None ? instance : error;
    }
}

/// <summary>The instance.</summary>
internal sealed class DevPtsSuperBlock : SuperBlock
{
    private const long Magic = 0x1CD1;
    private const uint MultiplexerMajor = 5, MultiplexerMinor = 2;
    private const ulong FirstNodeNumber = 3;

    private readonly DevPtsNode?[] _nodes = new DevPtsNode?[Pty.MaxCount];
    private FileMode _mode = (FileMode)0x180;
    private uint? _userId;
    private uint? _groupId;

    public DevPtsSuperBlock(FileSystemType type)
        : base(type)
    {
        NeedsRevalidation = true;
        Multiplexer = new DevPtsNode(this, 2, FileMode.CharacterDevice, DeviceNumber.Make(MultiplexerMajor, MultiplexerMinor), null);
        Root = Dentry.CreateRoot(new DevPtsRoot(this));
    }

    public DevPtsNode Multiplexer { get; }

    public override StatFs GetStatistics() => new()
    {
        Type = Magic,
        BlockSize = BlockSize,
        FragmentSize = BlockSize,
        NameLength = ByteName.MaxLength,
    };

    public override Errno Reconfigure(ReadOnlySpan<byte> options)
    {
        while (!options.IsEmpty)
        {
            int end = options.IndexOf((byte)',');
            ReadOnlySpan<byte> option = end < 0 ? options : options[..end];
            options = end < 0 ? default : options[(end + 1)..];
            if (!option.IsEmpty && !TrySet(option))
            {
                return Errno.EINVAL;
            }
        }

        return Errno.None;
    }

    public override int FormatOptions(Span<byte> destination)
    {
        int length = 0;
        if (_groupId is { } group)
        {
            length += AsciiText.Write(destination, ",gid=");
            length += AsciiText.WriteDecimal(destination[length..], group);
        }

        length += AsciiText.Write(destination[length..], ",mode=");
        length += WriteOctal(destination[length..], _mode);
        length += AsciiText.Write(destination[length..], ",ptmxmode=");
        return length + WriteOctal(destination[length..], Multiplexer.Mode);
    }

    /// <summary>The node of a pair, made when first looked for, so that a changed owner stays.</summary>
    public DevPtsNode NodeOf(Pty pair)
    {
        DevPtsNode? node = Volatile.Read(ref _nodes[pair.Index]);
        if (node is not null && ReferenceEquals(node.Pair, pair))
        {
            return node;
        }

        DevPtsNode made = new(
            this, FirstNodeNumber + (ulong)pair.Index, FileMode.CharacterDevice | _mode, DeviceNumber.Make(Pty.Major, (uint)pair.Index), pair);
        made.SetOwner(_userId ?? pair.UserId, _groupId ?? pair.GroupId);
        DevPtsNode? found = Interlocked.CompareExchange(ref _nodes[pair.Index], made, node);
        return ReferenceEquals(found, node) ? made : found!;
    }

    private bool TrySet(ReadOnlySpan<byte> option)
    {
        int equals = option.IndexOf((byte)'=');
        ReadOnlySpan<byte> name = equals < 0 ? option : option[..equals];
        ReadOnlySpan<byte> value = equals < 0 ? default : option[(equals + 1)..];
        if (AsciiText.Equal(name, "newinstance"))
        {
            return true;
        }

        bool isOctal = AsciiText.Equal(name, "mode") || AsciiText.Equal(name, "ptmxmode");
        if (!TryParse(value, isOctal ? 8u : 10u, out uint number))
        {
            return false;
        }

        if (AsciiText.Equal(name, "mode"))
        {
            _mode = (FileMode)(number & 0x1FF);
        }
        else if (AsciiText.Equal(name, "ptmxmode"))
        {
            Multiplexer.SetPermissions((FileMode)(number & 0x1FF));
        }
        else if (AsciiText.Equal(name, "gid"))
        {
            _groupId = number;
        }
        else if (AsciiText.Equal(name, "uid"))
        {
            _userId = number;
        }
        else
        {
            return false;
        }

        return true;
    }

    private static int WriteOctal(Span<byte> destination, FileMode permissions)
    {
        for (int i = 0; i < 3; i++)
        {
            destination[i] = (byte)('0' + ((uint)permissions >> (6 - (3 * i)) & 7));
        }

        return 3;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, uint radix, out uint value)
    {
        ulong sum = 0;
        value = 0;
        foreach (byte digit in text)
        {
            if (digit < '0' || digit >= '0' + radix || (sum = (sum * radix) + digit - '0') > uint.MaxValue)
            {
                return false;
            }
        }

        value = (uint)sum;
        return !text.IsEmpty;
    }
}

/// <summary>A node: a slave, or ptmx.</summary>
internal sealed class DevPtsNode : Inode
{
    public DevPtsNode(SuperBlock super, ulong number, FileMode mode, ulong device, Pty? pair)
        : base(super, number, mode)
    {
        Device = device;
        Pair = pair;
        LinkCount = 1;
        AccessTime = ModificationTime = ChangeTime = Clock.Realtime;
    }

    /// <summary>Whose slave it is; null for ptmx.</summary>
    public Pty? Pair { get; }

    public override bool Revalidate() => Pair is null || ReferenceEquals(Pty.Find((uint)Pair.Index), Pair);

    public void SetOwner(uint userId, uint groupId)
    {
        UserId = userId;
        GroupId = groupId;
    }

    public void SetPermissions(FileMode permissions) => Mode = Type | permissions;
}

/// <summary>The directory of all slaves.</summary>
internal sealed class DevPtsRoot : Inode
{
    private const long FirstCookie = 3;

    public DevPtsRoot(DevPtsSuperBlock super)
        : base(super, 1, FileMode.Directory | (FileMode)0x1ED)
    {
        LinkCount = 2;
        AccessTime = ModificationTime = ChangeTime = Clock.Realtime;
    }

    private DevPtsSuperBlock Instance => (DevPtsSuperBlock)Super;

    public override Result<Inode> Lookup(NameSpan name)
    {
        if (AsciiText.Equal(name.Bytes, "ptmx"))
        {
            return Instance.Multiplexer;
        }

        uint index = 0;
        bool isNumber = name.Bytes.Length is > 0 and <= 4 && (name.Bytes[0] != '0' || name.Bytes.Length == 1);
        foreach (byte digit in name.Bytes)
        {
            isNumber &= digit is >= (byte)'0' and <= (byte)'9';
            index = (index * 10) + digit - '0';
        }

        return isNumber && Pty.Find(index) is { } pair ? Instance.NodeOf(pair) : Errno.ENOENT;
    }

    // Cookie 3 is ptmx, then the numbers.
    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        if (cursor <= FirstCookie)
        {
            if (!sink.TryAdd("ptmx"u8, Instance.Multiplexer.Number, FileMode.CharacterDevice, FirstCookie + 1))
            {
                return Errno.None;
            }

            cursor = FirstCookie + 1;
        }

        Span<byte> name = stackalloc byte[12];
        for (long index = cursor - FirstCookie - 1; index < Pty.MaxCount; index++)
        {
            if (Pty.Find((uint)index) is not { } pair)
            {
                continue;
            }

            int length = AsciiText.WriteDecimal(name, (ulong)index);
            if (!sink.TryAdd(name[..length], Instance.NodeOf(pair).Number, FileMode.CharacterDevice, index + FirstCookie + 2))
            {
                break;
            }

            cursor = index + FirstCookie + 2;
        }

        return Errno.None;
    }
}
