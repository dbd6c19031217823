// The links of a process: exe, cwd, root and its descriptors.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>/proc/PID/exe, cwd, root: lead to the place itself, whatever its name is by now.</summary>
internal sealed class ProcessLink : ProcNode
{
    private readonly ProcessEntry _entry;
    private readonly Process _process;
    private readonly Thread _thread;

    public ProcessLink(ProcSuperBlock super, ulong number, ProcessEntry entry, Process process, Thread thread)
        : base(super, number, entry.Mode)
    {
        _entry = entry;
        _process = process;
        _thread = thread;
    }

    public override bool Revalidate() => ProcessAccess.IsPresent(_process);

    public override void FillStat(ref Stat stat)
    {
        base.FillStat(ref stat);
        ProcessAccess.FillOwner(_process, _thread, ref stat);
    }

    public override Result<byte[]> ReadLink()
    {
        if (!ProcessAccess.MayInspect(_thread))
        {
            return Errno.EACCES;
        }

        return _entry.Place!(_process, _thread) is { } place ? LinkText.Of(place) : Errno.ENOENT;
    }

    public override PathRef? FollowMagicLink() =>
        ProcessAccess.MayInspect(_thread) ? _entry.Place!(_process, _thread) : null;
}

/// <summary>/proc/PID/fd and fdinfo.</summary>
internal sealed class DescriptorDirectory : ProcNode
{
    private const long FirstDescriptor = 3;
    private const int LinkNumbers = 0x1_0000;
    private const int InfoNumbers = 0x4_0000;

    private readonly Process _process;
    private readonly Thread _thread;
    private readonly bool _ofInfo;

    public DescriptorDirectory(ProcSuperBlock super, ulong number, Process process, Thread thread, bool ofInfo)
        : base(super, number, FileMode.Directory | (FileMode)(ofInfo ? 0x16D : 0x140))
    {
        _process = process;
        _thread = thread;
        _ofInfo = ofInfo;
        LinkCount = 2;
    }

    public override bool Revalidate() => ProcessAccess.IsPresent(_process);

    public override void FillStat(ref Stat stat)
    {
        base.FillStat(ref stat);
        ProcessAccess.FillOwner(_process, _thread, ref stat);
    }

    public override Result<Inode> Lookup(NameSpan name)
    {
        if (!ProcessAccess.MayInspect(_thread))
        {
            return Errno.EACCES;
        }

        if (!ProcRoot.TryReadId(name.Bytes, out int descriptor) || _thread.Files?.Get(descriptor) is not { } file)
        {
            return Errno.ENOENT;
        }

        FileMode mode = (file.CanRead ? (FileMode)0x140 : 0) | (file.CanWrite ? (FileMode)0xC0 : 0);
        file.Release();
        ProcSuperBlock super = (ProcSuperBlock)Super;
        ulong number = ProcSuperBlock.NumberOf(_thread.Id, (_ofInfo ? InfoNumbers : LinkNumbers) + descriptor);
        return _ofInfo
            ? new DescriptorInfo(super, number, _thread, descriptor)
            : new DescriptorLink(super, number, _thread, descriptor, mode);
    }

    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        if (!ProcessAccess.MayInspect(_thread))
        {
            return Errno.EACCES;
        }

        if (_thread.Files is not { } files)
        {
            return Errno.None;
        }

        FileMode type = _ofInfo ? FileMode.Regular : FileMode.SymbolicLink;
        Span<byte> name = stackalloc byte[20];
        int descriptor = (int)Math.Max(0, cursor - FirstDescriptor);
        while ((descriptor = files.NextOpen(descriptor)) >= 0)
        {
            int length = AsciiText.WriteDecimal(name, (ulong)descriptor);
            ulong number = ProcSuperBlock.NumberOf(_thread.Id, (_ofInfo ? InfoNumbers : LinkNumbers) + descriptor);
            if (!sink.TryAdd(name[..length], number, type, FirstDescriptor + descriptor + 1))
            {
                return Errno.None;
            }

            descriptor++;
            cursor = FirstDescriptor + descriptor;
        }

        return Errno.None;
    }
}

/// <summary>/proc/PID/fd/N: leads to the open file's place.</summary>
internal sealed class DescriptorLink : ProcNode
{
    private readonly Thread _thread;
    private readonly int _descriptor;

    public DescriptorLink(ProcSuperBlock super, ulong number, Thread thread, int descriptor, FileMode mode)
        : base(super, number, FileMode.SymbolicLink | mode)
    {
        _thread = thread;
        _descriptor = descriptor;
    }

    // Always asked anew: the number may mean another file by now.
    public override bool Revalidate() => false;

    public override void FillStat(ref Stat stat)
    {
        base.FillStat(ref stat);
        ProcessAccess.FillOwner(_thread.Process, _thread, ref stat);
    }

    public override Result<byte[]> ReadLink()
    {
        if (_thread.Files?.Get(_descriptor) is not { } file)
        {
            return Errno.ENOENT;
        }

        byte[] text = LinkText.Of(file);
        file.Release();
        return text;
    }

    public override PathRef? FollowMagicLink()
    {
        if (_thread.Files?.Get(_descriptor) is not { } file)
        {
            return null;
        }

        PathRef place = AnonymousFiles.PlaceOf(file);
        file.Release();
        return place;
    }
}

/// <summary>/proc/PID/fdinfo/N.</summary>
internal sealed class DescriptorInfo : ProcFile
{
    private readonly Thread _thread;
    private readonly int _descriptor;

    public DescriptorInfo(ProcSuperBlock super, ulong number, Thread thread, int descriptor)
        : base(super, number, FileMode.Regular | (FileMode)0x124)
    {
        _thread = thread;
        _descriptor = descriptor;
    }

    public override bool Revalidate() => false;

    internal override Errno Generate(ProcText text)
    {
        if (_thread.Files?.Get(_descriptor) is not { } file)
        {
            return Errno.ENOENT;
        }

        text.Text("pos:\t").Number(file.Position).Line();
        text.Text("flags:\t0").Text(Octal((uint)file.Flags)).Line();
        text.Text("mnt_id:\t").Number((long)(file.Location?.Mount.Id ?? 0)).Line();
        text.Text("ino:\t").Number(file.Inode.Number).Line();
        file.Release();
        return Errno.None;
    }

    private static string Octal(uint value)
    {
        Span<char> digits = stackalloc char[11];
        int start = digits.Length;
        do
        {
            digits[--start] = (char)('0' + (value & 7));
            value >>= 3;
        }
        while (value != 0);
        return new string(digits[start..]);
    }
}

/// <summary>What readlink shows for a place or an open file.</summary>
internal static class LinkText
{
    private const int SmallPath = 256;

    public static byte[] Of(PathRef place)
    {
        Span<byte> buffer = stackalloc byte[SmallPath];
        int start = PathText.WriteBackwards(place, Thread.Current.FileSystem?.Root, buffer, out _);
        if (start < 0)
        {
            buffer = new byte[PathWalker.MaxPath];
            start = PathText.WriteBackwards(place, Thread.Current.FileSystem?.Root, buffer, out _);
        }

        return start < 0 ? [] : buffer[start..].ToArray();
    }

    public static byte[] Of(OpenFile file)
    {
        Span<byte> buffer = stackalloc byte[SmallPath];
        int length = file.CopyPath(buffer);
        if (length is 0 or SmallPath)
        {
            buffer = new byte[PathWalker.MaxPath];
            length = file.CopyPath(buffer);
        }

        return buffer[..length].ToArray();
    }
}
