// The list of what /proc/PID contains.
using System;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>Writes a text about a process or one of its threads.</summary>
internal delegate void ProcessWriter(Process process, Thread thread, ProcText text);

/// <summary>Takes what was written to a file of a process or thread.</summary>
internal delegate Errno ProcessReader(Process process, Thread thread, ReadOnlySpan<byte> text);

/// <summary>Where a link of a process leads, or null.</summary>
internal delegate PathRef? ProcessPlace(Process process, Thread thread);

internal enum ProcessEntryKind
{
    Text,
    Link,
    Descriptors,
    DescriptorInfo,
    Tasks,
    PageMap,
}

/// <summary>One name in /proc/PID.</summary>
internal sealed class ProcessEntry
{
    private const FileMode Everyone = (FileMode)0x124;
    private const FileMode OwnerOnly = (FileMode)0x100;

    private ProcessEntry(string name, ProcessEntryKind kind, FileMode mode)
    {
        Name = name;
        Kind = kind;
        Mode = mode;
    }

    public string Name { get; }

    public ProcessEntryKind Kind { get; }

    public FileMode Mode { get; }

    public ProcessWriter? Writer { get; private init; }

    /// <summary>What writes it in /proc/PID/task/TID.</summary>
    public ProcessWriter? ThreadWriter { get; private init; }

    public ProcessReader? Reader { get; private init; }

    public ProcessPlace? Place { get; private init; }

    /// <summary>Whether only the owner and tracers may read it.</summary>
    public bool IsPrivate { get; private init; }

    public static ProcessEntry Text(string name, ProcessWriter writer, ProcessWriter? ofThread = null) =>
        new(name, ProcessEntryKind.Text, FileMode.Regular | Everyone) { Writer = writer, ThreadWriter = ofThread ?? writer };

    public static ProcessEntry Settable(string name, ProcessWriter writer, ProcessReader reader) =>
        new(name, ProcessEntryKind.Text, FileMode.Regular | Everyone | FileMode.OwnerWrite)
        {
            Writer = writer,
            ThreadWriter = writer,
            Reader = reader,
        };

    public static ProcessEntry Private(string name, ProcessWriter writer, bool isListed = false, ProcessWriter? ofThread = null) =>
        new(name, ProcessEntryKind.Text, FileMode.Regular | (isListed ? Everyone : OwnerOnly))
        {
            Writer = writer,
            ThreadWriter = ofThread ?? writer,
            IsPrivate = true,
        };

    public static ProcessEntry Link(string name, ProcessPlace place) =>
        new(name, ProcessEntryKind.Link, FileMode.SymbolicLink | (FileMode)0x1FF) { Place = place };

    public static ProcessEntry PageMap(string name) => new(name, ProcessEntryKind.PageMap, FileMode.Regular | OwnerOnly);

    public static ProcessEntry Directory(string name, ProcessEntryKind kind) =>
        new(name, kind, FileMode.Directory | (FileMode)(kind == ProcessEntryKind.Descriptors ? 0x140 : 0x16D));
}
