// The inodes of procfs: fixed directories, links and generated files.
using System;
using Lume.Abi;
using Lume.FileSystems.Tmpfs;
using Lume.Kernel.Memory;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>What all inodes of procfs have in common. Nothing can be created or removed.</summary>
public abstract class ProcNode : Inode
{
    private protected ProcNode(SuperBlock super, ulong number, FileMode mode)
        : base(super, number, mode)
    {
        LinkCount = 1;
        long now = Clock.Realtime;
        AccessTime = now;
        ModificationTime = now;
        ChangeTime = now;
    }

    /// <inheritdoc/>
    public override Errno SetAttributes(in AttributeChange change) => Errno.EPERM;

    /// <summary>Linux refuses new names here with ENOENT.</summary>
    public override Result<Inode> Create(ByteName name, in NodeRequest request) => Errno.ENOENT;
}

/// <summary>A directory whose names are fixed while the kernel is composed.</summary>
public class ProcDirectory : ProcNode
{
    private const long FirstCookie = 3;

    private readonly NameTable<ProcNode> _names = new(FirstCookie);

    /// <summary>An empty directory.</summary>
    public ProcDirectory(GeneratedSuperBlock super)
        : base(super, super.NextNumber(), FileMode.Directory | (FileMode)0x16D)
    {
        LinkCount = 2;
    }

    /// <summary>Its instance.</summary>
    protected GeneratedSuperBlock Instance => (GeneratedSuperBlock)Super;

    /// <inheritdoc/>
    public override Result<Inode> Lookup(NameSpan name) => _names.Find(name) is { } node ? node : Errno.ENOENT;

    /// <inheritdoc/>
    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        while (_names.TryGetFrom(cursor, out ByteName name, out ProcNode? node, out long next))
        {
            if (!sink.TryAdd(name.Bytes, node!.Number, node.Mode, next))
            {
                break;
            }

            cursor = next;
        }

        return Errno.None;
    }

    /// <summary>Adds a node.</summary>
    public void Add(string name, ProcNode node)
    {
        _names.Add(new ByteName(AsciiText.Bytes(name)), node);
        LinkCount += node.IsDirectory ? 1u : 0;
    }

    /// <summary>Adds a file whose text is written anew each time it is read from the start.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="writer">Writes the text.</param>
    /// <param name="reader">Takes what programs write; null: nobody may.</param>
    /// <param name="mode">Permissions.</param>
    public void AddFile(string name, TextWriter writer, TextReader? reader = null, FileMode mode = (FileMode)0x124) =>
        Add(name, new ProcSystemFile(Instance, writer, reader, mode));

    /// <summary>Adds a symbolic link.</summary>
    public void AddLink(string name, string target) => Add(name, new ProcLink(Instance, target));

    /// <summary>The directory of this name, added if it is not there.</summary>
    public ProcDirectory GetDirectory(string name) =>
        _names.Find(new ByteName(AsciiText.Bytes(name)).Span) is ProcDirectory found ? found : AddDirectory(name);

    /// <summary>Adds and returns a directory.</summary>
    public ProcDirectory AddDirectory(string name)
    {
        ProcDirectory directory = new(Instance);
        Add(name, directory);
        return directory;
    }
}

/// <summary>A symbolic link with a fixed target.</summary>
public sealed class ProcLink : ProcNode
{
    private readonly byte[] _target;

    /// <summary>A link to <paramref name="target"/>, ASCII.</summary>
    public ProcLink(GeneratedSuperBlock super, string target)
        : base(super, super.NextNumber(), FileMode.SymbolicLink | (FileMode)0x1FF)
    {
        _target = AsciiText.Bytes(target);
    }

    /// <inheritdoc/>
    public override Result<byte[]> ReadLink() => _target;
}

/// <summary>A file whose text is generated.</summary>
public abstract class ProcFile : ProcNode
{
    private protected ProcFile(SuperBlock super, ulong number, FileMode mode)
        : base(super, number, mode)
    {
    }

    /// <inheritdoc/>
    public override Result<OpenFile> Open(PathRef location, OpenFlags flags) => new ProcTextFile(location, this, flags);

    /// <summary>O_TRUNC on a file that can be written means nothing.</summary>
    public override Errno SetSize(long size) => Errno.None;

    /// <summary>Writes the text. ESRCH when the process is gone.</summary>
    internal abstract Errno Generate(ProcText text);

    /// <summary>Takes one write.</summary>
    internal virtual Errno Store(ReadOnlySpan<byte> text) => Errno.EIO;
}

/// <summary>A generated file of the whole system.</summary>
internal sealed class ProcSystemFile : ProcFile
{
    private readonly TextWriter _writer;
    private readonly TextReader? _reader;

    public ProcSystemFile(GeneratedSuperBlock super, TextWriter writer, TextReader? reader, FileMode mode)
        : base(super, super.NextNumber(), FileMode.Regular | mode)
    {
        _writer = writer;
        _reader = reader;
    }

    internal override Errno Generate(ProcText text)
    {
        _writer(text);
        return Errno.None;
    }

    internal override Errno Store(ReadOnlySpan<byte> text) => _reader is null ? Errno.EIO : _reader(text);
}

/// <summary>An open generated file: a snapshot of the text, taken anew at each read from the start.</summary>
internal sealed class ProcTextFile : OpenFile
{
    private const int MaxWrite = 4096;

    private readonly ProcFile _file;
    private ProcText? _text;

    public ProcTextFile(PathRef location, ProcFile file, OpenFlags flags)
        : base(location, file, flags)
    {
        _file = file;
    }

    public override bool IsSeekable => true;

    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        ProcText? text = _text;
        if (text is null || position == 0)
        {
            text = new ProcText();
            Errno error = _file.Generate(text);
            if (error != Errno.None)
            {
                return error;
            }

            _text = text;
        }

        if (position >= text.Length || destination.IsEmpty)
        {
            return 0;
        }

        int copied = destination.CopyOut(text.Bytes[(int)position..]);
        position += copied;
        return copied == 0 ? Errno.EFAULT : copied;
    }

    protected override Result<long> WriteCore(ref UserBuffer source, ref long position)
    {
        if (source.Remaining > MaxWrite)
        {
            return Errno.EINVAL;
        }

        byte[] bytes = new byte[source.Remaining];
        if (source.CopyIn(bytes) != bytes.Length)
        {
            return Errno.EFAULT;
        }

        Errno error = _file.Store(bytes);
        position += bytes.Length;
        return error == Errno.None ? bytes.Length : error;
    }

    protected override Result<long> SeekCore(long offset, SeekOrigin origin) => origin switch
    {
        SeekOrigin.Set => offset,
        SeekOrigin.Current => Position + offset,
        _ => Errno.EINVAL,
    };
}
