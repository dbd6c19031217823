// Writes "newc" cpio archives, the initramfs format (Linux Documentation/driver-api/early-userspace/buffer-format.rst).
// Same entries in, same bytes out: numbers are given in order, owner and times are 0.
using System;
using System.IO;
using System.Text;

namespace Lume.Hil.Images;

/// <summary>Writes one newc archive to a stream.</summary>
public sealed class CpioWriter : IDisposable
{
    private const int HeaderLength = 110;
    private const int Alignment = 4;
    private const int BlockLength = 512;
    private const uint TypeFifo = 0x1000;
    private const uint TypeCharacter = 0x2000;
    private const uint TypeDirectory = 0x4000;
    private const uint TypeBlock = 0x6000;
    private const uint TypeFile = 0x8000;
    private const uint TypeLink = 0xA000;
    private const uint ModeMask = 0xFFF;
    private const string EndName = "TRAILER!!!";

    private readonly Stream _stream;
    private long _position;
    private uint _inode;
    private bool _ended;

    /// <summary>Writes to <paramref name="stream"/>, which stays open.</summary>
    public CpioWriter(Stream stream) => _stream = stream;

    /// <summary>A folder. Parents come before children; the writer does not add them.</summary>
    public void AddDirectory(string name, uint mode = 0x1ED) => Add(name, TypeDirectory | (mode & ModeMask), [], links: 2);

    /// <summary>A regular file.</summary>
    public void AddFile(string name, ReadOnlySpan<byte> content, uint mode = 0x1A4) => Add(name, TypeFile | (mode & ModeMask), content);

    /// <summary>A symbolic link.</summary>
    public void AddSymbolicLink(string name, string target) => Add(name, TypeLink | 0x1FF, Encoding.UTF8.GetBytes(target));

    /// <summary>A character device.</summary>
    public void AddCharacterDevice(string name, uint major, uint minor, uint mode = 0x1B6) =>
        Add(name, TypeCharacter | (mode & ModeMask), [], major: major, minor: minor);

    /// <summary>A block device.</summary>
    public void AddBlockDevice(string name, uint major, uint minor, uint mode = 0x1B0) =>
        Add(name, TypeBlock | (mode & ModeMask), [], major: major, minor: minor);

    /// <summary>A named pipe.</summary>
    public void AddFifo(string name, uint mode = 0x1A4) => Add(name, TypeFifo | (mode & ModeMask), []);

    /// <summary>Writes the end of the archive. Nothing can be added afterwards.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        _inode = 0;
        WriteEntry(EndName, 0, [], 1, 0, 0);
        Pad(BlockLength);
    }

    private void Add(string name, uint mode, ReadOnlySpan<byte> content, uint links = 1, uint major = 0, uint minor = 0)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        _inode++;
        WriteEntry(name.TrimStart('/'), mode, content, links, major, minor);
    }

    private void WriteEntry(string name, uint mode, ReadOnlySpan<byte> content, uint links, uint major, uint minor)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(name);
        string header = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"070701{_inode:X8}{mode:X8}{0:X8}{0:X8}{links:X8}{0:X8}{(uint)content.Length:X8}{0:X8}{0:X8}{major:X8}{minor:X8}{encoded.Length + 1:X8}{0:X8}");
        System.Diagnostics.Debug.Assert(header.Length == HeaderLength, "newc headers have 110 characters");
        Write(Encoding.ASCII.GetBytes(header));
        Write(encoded);
        Write([0]);
        Pad(Alignment);
        Write(content);
        Pad(Alignment);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }

    private void Pad(int alignment)
    {
        int length = (int)((alignment - (_position % alignment)) % alignment);
        Write(new byte[length]);
    }
}
