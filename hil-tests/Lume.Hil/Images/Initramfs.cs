// The initramfs that Lume boots with: busybox, links for its applets, init's table, and what a caller adds.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace Lume.Hil.Images;

/// <summary>Builds an initramfs from files by name. Deterministic: same content, same bytes.</summary>
public sealed class Initramfs
{
    private const uint Executable = 0x1ED;
    private const uint Readable = 0x1A4;
    private const uint Sticky = 0x3FF;

    private const string InitTable =
        """
        # busybox init: what to start, and what to do at the end.
        ::sysinit:/etc/rc
        ttyS0::respawn:-/bin/sh
        ::ctrlaltdel:/bin/reboot
        ::shutdown:/bin/umount -a -r
        ::restart:/bin/init

        """;

    private const string StartScript =
        """
        #!/bin/sh
        # Runs once before the first shell.
        mount -t devtmpfs dev /dev 2>/dev/null
        mkdir -p /dev/pts
        mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
        mount -t proc proc /proc
        mount -t sysfs sys /sys 2>/dev/null
        mount -t tmpfs tmp /tmp
        hostname lume

        """;

    private const string Profile =
        """
        export PATH=/bin:/sbin:/usr/bin:/usr/sbin HOME=/root TERM="${TERM:-vt102}"
        export PS1='\u@\h:\w\$ '
        cd

        """;

    // Applets that another program looks for under a fixed path of the traditional tree.
    private static readonly string[] s_systemPrograms =
        ["init", "reboot", "poweroff", "halt", "mount", "umount", "ip", "ifconfig", "route", "modprobe", "insmod", "rmmod", "swapon", "swapoff", "mdev", "getty", "sulogin", "sysctl"];

    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private enum Kind
    {
        Directory,
        File,
        Link,
        Character,
    }

    /// <summary>The standard system around a busybox binary: folders, links, device nodes, init's table.</summary>
    /// <exception cref="IOException">The binary cannot be read.</exception>
    public static Initramfs ForBusyBox(string busyBox)
    {
        Initramfs image = new();
        byte[] binary = File.ReadAllBytes(busyBox);
        foreach (string folder in (string[])["bin", "dev", "etc", "home", "mnt", "proc", "root", "run", "sbin", "sys", "usr/bin", "usr/sbin", "var/log"])
        {
            image.AddDirectory(folder);
        }

        image.AddDirectory("tmp", Sticky).AddDirectory("root", 0x1C0);
        image.AddFile("bin/busybox", binary, Executable);
        foreach (string applet in AppletList.Read(binary).Where(name => name != "busybox"))
        {
            image.AddLink("bin/" + applet, "busybox");
        }

        foreach (string program in s_systemPrograms)
        {
            image.AddLink("sbin/" + program, "../bin/busybox");
        }

        image.AddLink("bin/sh", "busybox").AddLink("init", "bin/busybox").AddLink("usr/bin/env", "../../bin/busybox");
        image.AddDevice("dev/console", 5, 1, 0x180).AddDevice("dev/tty", 5, 0).AddDevice("dev/ttyS0", 4, 64, 0x180);
        image.AddDevice("dev/null", 1, 3).AddDevice("dev/zero", 1, 5).AddDevice("dev/full", 1, 7);
        image.AddDevice("dev/random", 1, 8).AddDevice("dev/urandom", 1, 9).AddDevice("dev/kmsg", 1, 11);
        image.AddText("etc/inittab", InitTable).AddText("etc/rc", StartScript, Executable).AddText("etc/profile", Profile);
        image.AddText("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        return image.AddText("etc/group", "root:x:0:\ntty:x:5:\nnogroup:x:65534:\n").AddText("etc/hostname", "lume\n");
    }

    /// <summary>Adds a folder, and those above it where they are missing.</summary>
    public Initramfs AddDirectory(string name, uint mode = Executable)
    {
        AddParents(name);
        _entries[name] = new Entry(Kind.Directory, [], mode, string.Empty, 0, 0);
        return this;
    }

    /// <summary>Adds or replaces a file.</summary>
    public Initramfs AddFile(string name, byte[] content, uint mode = Readable)
    {
        AddParents(name);
        _entries[name] = new Entry(Kind.File, content, mode, string.Empty, 0, 0);
        return this;
    }

    /// <summary>Adds or replaces a file with text.</summary>
    public Initramfs AddText(string name, string text, uint mode = Readable) => AddFile(name, Encoding.UTF8.GetBytes(text), mode);

    /// <summary>Adds or replaces a program of the host's file system.</summary>
    public Initramfs AddProgram(string name, string hostFile) => AddFile(name, File.ReadAllBytes(hostFile), Executable);

    /// <summary>Adds or replaces a symbolic link.</summary>
    public Initramfs AddLink(string name, string target)
    {
        AddParents(name);
        _entries[name] = new Entry(Kind.Link, [], 0, target, 0, 0);
        return this;
    }

    /// <summary>Adds or replaces a character device.</summary>
    public Initramfs AddDevice(string name, uint major, uint minor, uint mode = 0x1B6)
    {
        AddParents(name);
        _entries[name] = new Entry(Kind.Character, [], mode, string.Empty, major, minor);
        return this;
    }

    /// <summary>Takes an entry away, if it is there.</summary>
    public Initramfs Remove(string name)
    {
        _entries.Remove(name);
        return this;
    }

    /// <summary>The archive's bytes, not compressed.</summary>
    public byte[] ToCpio()
    {
        using MemoryStream stream = new();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the archive to a file; a name ending in .gz makes it gzip.</summary>
    public void Save(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        string partial = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():N}.partial";
        using (FileStream stream = File.Create(partial))
        {
            if (file.EndsWith(".gz", StringComparison.Ordinal))
            {
                using GZipStream packed = new(stream, CompressionLevel.Optimal);
                Write(packed);
            }
            else
            {
                Write(stream);
            }
        }

        File.Move(partial, file, overwrite: true);
    }

    private void Write(Stream stream)
    {
        using CpioWriter writer = new(stream);
        foreach ((string name, Entry entry) in _entries)
        {
            switch (entry.Kind)
            {
                case Kind.Directory:
                    writer.AddDirectory(name, entry.Mode);
                    break;
                case Kind.File:
                    writer.AddFile(name, entry.Content, entry.Mode);
                    break;
                case Kind.Link:
                    writer.AddSymbolicLink(name, entry.Target);
                    break;
                default:
                    writer.AddCharacterDevice(name, entry.Major, entry.Minor, entry.Mode);
                    break;
            }
        }
    }

    private void AddParents(string name)
    {
        for (int slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
        {
            _entries.TryAdd(name[..slash], new Entry(Kind.Directory, [], Executable, string.Empty, 0, 0));
        }
    }

    private sealed record Entry(Kind Kind, byte[] Content, uint Mode, string Target, uint Major, uint Minor);
}
