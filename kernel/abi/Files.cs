// Structures of file calls: stat, statx, statfs, directory entries, poll, iovec. Source: Linux asm-generic/stat.h, uapi/linux/stat.h, dirent.h.
using System;
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>struct stat of riscv64 (asm-generic), 128 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Stat
{
    /// <summary>st_dev, encoded by <see cref="DeviceNumber"/>.</summary>
    public ulong Device;
    /// <summary>st_ino.</summary>
    public ulong Inode;
    /// <summary>st_mode.</summary>
    public FileMode Mode;
    /// <summary>st_nlink.</summary>
    public uint Links;
    /// <summary>st_uid.</summary>
    public uint UserId;
    /// <summary>st_gid.</summary>
    public uint GroupId;
    /// <summary>st_rdev.</summary>
    public ulong SpecialDevice;
    /// <summary>Explicit padding, zero.</summary>
    public ulong Padding1;
    /// <summary>st_size, bytes.</summary>
    public long Size;
    /// <summary>st_blksize, bytes.</summary>
    public int BlockSize;
    /// <summary>Explicit padding, zero.</summary>
    public int Padding2;
    /// <summary>st_blocks, units of 512 bytes.</summary>
    public long Blocks;
    /// <summary>st_atime and its nanoseconds.</summary>
    public Timespec AccessTime;
    /// <summary>st_mtime and its nanoseconds.</summary>
    public Timespec ModificationTime;
    /// <summary>st_ctime and its nanoseconds.</summary>
    public Timespec ChangeTime;
    /// <summary>Explicit padding, zero.</summary>
    public ulong Padding3;
}

/// <summary>struct statx_timestamp.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StatxTimestamp
{
    /// <summary>Seconds.</summary>
    public long Seconds;
    /// <summary>Nanoseconds.</summary>
    public uint Nanoseconds;
    /// <summary>Explicit padding, zero.</summary>
    public int Padding;
}

/// <summary>struct statx, 256 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Statx
{
    /// <summary>stx_mask: what is filled.</summary>
    public uint Mask;
    /// <summary>stx_blksize.</summary>
    public uint BlockSize;
    /// <summary>stx_attributes.</summary>
    public ulong Attributes;
    /// <summary>stx_nlink.</summary>
    public uint Links;
    /// <summary>stx_uid.</summary>
    public uint UserId;
    /// <summary>stx_gid.</summary>
    public uint GroupId;
    /// <summary>stx_mode.</summary>
    public ushort Mode;
    /// <summary>Explicit padding, zero.</summary>
    public ushort Padding1;
    /// <summary>stx_ino.</summary>
    public ulong Inode;
    /// <summary>stx_size, bytes.</summary>
    public ulong Size;
    /// <summary>stx_blocks, units of 512 bytes.</summary>
    public ulong Blocks;
    /// <summary>stx_attributes_mask.</summary>
    public ulong AttributesMask;
    /// <summary>stx_atime.</summary>
    public StatxTimestamp AccessTime;
    /// <summary>stx_btime.</summary>
    public StatxTimestamp BirthTime;
    /// <summary>stx_ctime.</summary>
    public StatxTimestamp ChangeTime;
    /// <summary>stx_mtime.</summary>
    public StatxTimestamp ModificationTime;
    /// <summary>stx_rdev_major.</summary>
    public uint SpecialMajor;
    /// <summary>stx_rdev_minor.</summary>
    public uint SpecialMinor;
    /// <summary>stx_dev_major.</summary>
    public uint DeviceMajor;
    /// <summary>stx_dev_minor.</summary>
    public uint DeviceMinor;
    /// <summary>stx_mnt_id.</summary>
    public ulong MountId;
    /// <summary>stx_dio_mem_align.</summary>
    public uint DirectMemoryAlign;
    /// <summary>stx_dio_offset_align.</summary>
    public uint DirectOffsetAlign;
    /// <summary>Spare words, zero.</summary>
    public ulong Spare0, Spare1, Spare2, Spare3, Spare4, Spare5, Spare6, Spare7, Spare8, Spare9, Spare10, Spare11;
}

/// <summary>struct statfs of riscv64, 120 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StatFs
{
    /// <summary>f_type: magic number.</summary>
    public long Type;
    /// <summary>f_bsize, bytes.</summary>
    public long BlockSize;
    /// <summary>f_blocks.</summary>
    public ulong Blocks;
    /// <summary>f_bfree.</summary>
    public ulong FreeBlocks;
    /// <summary>f_bavail.</summary>
    public ulong AvailableBlocks;
    /// <summary>f_files.</summary>
    public ulong Files;
    /// <summary>f_ffree.</summary>
    public ulong FreeFiles;
    /// <summary>f_fsid.</summary>
    public ulong Id;
    /// <summary>f_namelen.</summary>
    public long NameLength;
    /// <summary>f_frsize.</summary>
    public long FragmentSize;
    /// <summary>f_flags: ST_* flags.</summary>
    public long Flags;
    /// <summary>f_spare, zero.</summary>
    public long Spare0, Spare1, Spare2, Spare3;
}

/// <summary>How Linux packs a device number into st_dev and st_rdev (new_encode_dev).</summary>
public static class DeviceNumber
{
    /// <summary>Packs; major below 4096, minor below 2^20.</summary>
    public static ulong Make(uint major, uint minor) => (minor & 0xFF) | (major << 8) | ((ulong)(minor & ~0xFFu) << 12);

    /// <summary>Major number.</summary>
    public static uint Major(ulong device) => (uint)((device >> 8) & 0xFFF);

    /// <summary>Minor number.</summary>
    public static uint Minor(ulong device) => (uint)((device & 0xFF) | ((device >> 12) & 0xFFF00));
}

/// <summary>d_type of getdents64.</summary>
public enum DirectoryEntryType : byte
{
    /// <summary>DT_UNKNOWN.</summary>
    Unknown = 0,
    /// <summary>DT_FIFO.</summary>
    Fifo = 1,
    /// <summary>DT_CHR.</summary>
    CharacterDevice = 2,
    /// <summary>DT_DIR.</summary>
    Directory = 4,
    /// <summary>DT_BLK.</summary>
    BlockDevice = 6,
    /// <summary>DT_REG.</summary>
    Regular = 8,
    /// <summary>DT_LNK.</summary>
    SymbolicLink = 10,
    /// <summary>DT_SOCK.</summary>
    Socket = 12,
}

/// <summary>struct iovec.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IoVector
{
    /// <summary>User address.</summary>
    public ulong Base;
    /// <summary>Bytes.</summary>
    public ulong Length;
}

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PollDescriptor
{
    /// <summary>Descriptor; negative is skipped.</summary>
    public int Descriptor;
    /// <summary>Events asked for.</summary>
    public PollEvents Events;
    /// <summary>Events found.</summary>
    public PollEvents Returned;
}

/// <summary>POLL* bits; the low ones are EPOLL* too.</summary>
[Flags]
public enum PollEvents : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>POLLIN.</summary>
    In = 1,
    /// <summary>POLLPRI.</summary>
    Priority = 2,
    /// <summary>POLLOUT.</summary>
    Out = 4,
    /// <summary>POLLERR.</summary>
    Error = 8,
    /// <summary>POLLHUP.</summary>
    HangUp = 0x10,
    /// <summary>POLLNVAL.</summary>
    Invalid = 0x20,
    /// <summary>POLLRDNORM.</summary>
    ReadNormal = 0x40,
    /// <summary>POLLRDBAND.</summary>
    ReadBand = 0x80,
    /// <summary>POLLWRNORM.</summary>
    WriteNormal = 0x100,
    /// <summary>POLLWRBAND.</summary>
    WriteBand = 0x200,
    /// <summary>POLLMSG.</summary>
    Message = 0x400,
    /// <summary>POLLRDHUP.</summary>
    ReadHangUp = 0x2000,
    /// <summary>What a file that has data reports.</summary>
    Readable = In | ReadNormal,
    /// <summary>What a file that has room reports.</summary>
    Writable = Out | WriteNormal,
    /// <summary>What every poller gets unasked.</summary>
    Always = Error | HangUp,
}
