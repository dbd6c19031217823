// A kind of file system that mount can name, and the list of those that the board gave.
using System;
using System.Collections.Generic;
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>A kind of file system. Instances are made once, by the board.</summary>
public abstract class FileSystemType
{
    /// <summary>The type that mount names, in ASCII.</summary>
    protected FileSystemType(string name, bool needsDevice)
    {
        Name = name;
        NeedsDevice = needsDevice;
    }

    /// <summary>The name in mount(2) and /proc/filesystems.</summary>
    public string Name { get; }

    /// <summary>Whether it lives on a block device ("nodev" in /proc/filesystems otherwise).</summary>
    public bool NeedsDevice { get; }

    /// <summary>Makes or finds the instance that a mount asks for.</summary>
    /// <param name="source">What mount(2) named as source, uninterpreted.</param>
    /// <param name="options">The comma separated data argument, may be empty.</param>
    /// <param name="readOnly">Whether the instance itself is to refuse changes.</param>
    public abstract Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly);
}

/// <summary>The file systems that this kernel was composed with.</summary>
public static class FileSystemRegistry
{
    private static readonly List<FileSystemType> s_types = [];

    /// <summary>The types, in the order they were registered.</summary>
    public static IReadOnlyList<FileSystemType> Types => s_types;

    /// <summary>Adds a type. Only while the board composes the kernel, on one hart.</summary>
    public static void Register(FileSystemType type) => s_types.Add(type);

    /// <summary>The type of that name, or null.</summary>
    public static FileSystemType? Find(ReadOnlySpan<byte> name)
    {
        foreach (FileSystemType type in s_types)
        {
            if (AsciiText.Equal(name, type.Name))
            {
                return type;
            }
        }

        return null;
    }
}
