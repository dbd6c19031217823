// Flags of the mmap family. Source: Linux asm-generic/mman.h, mmap(2).
using System;

namespace Lume.Abi;

/// <summary>PROT_*.</summary>
[Flags]
public enum Protection : uint
{
    /// <summary>PROT_NONE.</summary>
    None = 0,
    /// <summary>PROT_READ.</summary>
    Read = 1,
    /// <summary>PROT_WRITE.</summary>
    Write = 2,
    /// <summary>PROT_EXEC.</summary>
    Execute = 4,
    /// <summary>PROT_GROWSDOWN.</summary>
    GrowsDown = 0x0100_0000,
    /// <summary>PROT_GROWSUP.</summary>
    GrowsUp = 0x0200_0000,
}

/// <summary>MAP_*.</summary>
[Flags]
public enum MapFlags : uint
{
    /// <summary>MAP_SHARED.</summary>
    Shared = 1,
    /// <summary>MAP_PRIVATE.</summary>
    Private = 2,
    /// <summary>MAP_SHARED_VALIDATE.</summary>
    SharedValidate = 3,
    /// <summary>MAP_DROPPABLE.</summary>
    Droppable = 8,
    /// <summary>MAP_HUGE_2MB and MAP_HUGE_1GB: sizes of huge pages.</summary>
    HugeSizes = 0x7C00_0000,
    /// <summary>The mask of the three above.</summary>
    TypeMask = 0xF,
    /// <summary>MAP_FIXED.</summary>
    Fixed = 0x10,
    /// <summary>MAP_ANONYMOUS.</summary>
    Anonymous = 0x20,
    /// <summary>MAP_GROWSDOWN.</summary>
    GrowsDown = 0x100,
    /// <summary>MAP_DENYWRITE, ignored.</summary>
    DenyWrite = 0x800,
    /// <summary>MAP_EXECUTABLE, ignored.</summary>
    Executable = 0x1000,
    /// <summary>MAP_LOCKED.</summary>
    Locked = 0x2000,
    /// <summary>MAP_NORESERVE.</summary>
    NoReserve = 0x4000,
    /// <summary>MAP_POPULATE.</summary>
    Populate = 0x8000,
    /// <summary>MAP_NONBLOCK.</summary>
    NonBlock = 0x1_0000,
    /// <summary>MAP_STACK, ignored.</summary>
    Stack = 0x2_0000,
    /// <summary>MAP_HUGETLB.</summary>
    HugeTlb = 0x4_0000,
    /// <summary>MAP_SYNC.</summary>
    Sync = 0x8_0000,
    /// <summary>MAP_FIXED_NOREPLACE.</summary>
    FixedNoReplace = 0x10_0000,
}

/// <summary>MREMAP_*.</summary>
[Flags]
public enum RemapFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>MREMAP_MAYMOVE.</summary>
    MayMove = 1,
    /// <summary>MREMAP_FIXED.</summary>
    Fixed = 2,
    /// <summary>MREMAP_DONTUNMAP.</summary>
    DontUnmap = 4,
}

/// <summary>MADV_*.</summary>
public enum MemoryAdvice : uint
{
    /// <summary>MADV_NORMAL.</summary>
    Normal = 0,
    /// <summary>MADV_RANDOM.</summary>
    Random = 1,
    /// <summary>MADV_SEQUENTIAL.</summary>
    Sequential = 2,
    /// <summary>MADV_WILLNEED.</summary>
    WillNeed = 3,
    /// <summary>MADV_DONTNEED.</summary>
    DontNeed = 4,
    /// <summary>MADV_FREE.</summary>
    Free = 8,
    /// <summary>MADV_REMOVE.</summary>
    Remove = 9,
    /// <summary>MADV_DONTFORK.</summary>
    DontFork = 10,
    /// <summary>MADV_DOFORK.</summary>
    DoFork = 11,
    /// <summary>MADV_MERGEABLE.</summary>
    Mergeable = 12,
    /// <summary>MADV_UNMERGEABLE.</summary>
    Unmergeable = 13,
    /// <summary>MADV_HUGEPAGE.</summary>
    HugePage = 14,
    /// <summary>MADV_NOHUGEPAGE.</summary>
    NoHugePage = 15,
    /// <summary>MADV_DONTDUMP.</summary>
    DontDump = 16,
    /// <summary>MADV_DODUMP.</summary>
    DoDump = 17,
    /// <summary>MADV_WIPEONFORK.</summary>
    WipeOnFork = 18,
    /// <summary>MADV_KEEPONFORK.</summary>
    KeepOnFork = 19,
    /// <summary>MADV_COLD.</summary>
    Cold = 20,
    /// <summary>MADV_PAGEOUT.</summary>
    PageOut = 21,
}

/// <summary>MS_* of msync.</summary>
[Flags]
public enum SyncFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>MS_ASYNC.</summary>
    Async = 1,
    /// <summary>MS_INVALIDATE.</summary>
    Invalidate = 2,
    /// <summary>MS_SYNC.</summary>
    Sync = 4,
}

/// <summary>Types of the auxiliary vector. Source: Linux uapi/linux/auxvec.h, asm/auxvec.h.</summary>
public enum AuxiliaryType : ulong
{
    /// <summary>AT_NULL.</summary>
    Null = 0,
    /// <summary>AT_PHDR.</summary>
    ProgramHeaders = 3,
    /// <summary>AT_PHENT.</summary>
    ProgramHeaderSize = 4,
    /// <summary>AT_PHNUM.</summary>
    ProgramHeaderCount = 5,
    /// <summary>AT_PAGESZ.</summary>
    PageSize = 6,
    /// <summary>AT_BASE.</summary>
    InterpreterBase = 7,
    /// <summary>AT_FLAGS.</summary>
    Flags = 8,
    /// <summary>AT_ENTRY.</summary>
    Entry = 9,
    /// <summary>AT_UID.</summary>
    UserId = 11,
    /// <summary>AT_EUID.</summary>
    EffectiveUserId = 12,
    /// <summary>AT_GID.</summary>
    GroupId = 13,
    /// <summary>AT_EGID.</summary>
    EffectiveGroupId = 14,
    /// <summary>AT_PLATFORM.</summary>
    Platform = 15,
    /// <summary>AT_HWCAP.</summary>
    HardwareCapabilities = 16,
    /// <summary>AT_CLKTCK.</summary>
    ClockTicks = 17,
    /// <summary>AT_SECURE.</summary>
    Secure = 23,
    /// <summary>AT_RANDOM.</summary>
    Random = 25,
    /// <summary>AT_HWCAP2.</summary>
    HardwareCapabilities2 = 26,
    /// <summary>AT_RSEQ_FEATURE_SIZE.</summary>
    SequenceFeatureSize = 27,
    /// <summary>AT_RSEQ_ALIGN.</summary>
    SequenceAlignment = 28,
    /// <summary>AT_EXECFN.</summary>
    ExecutableName = 31,
    /// <summary>AT_SYSINFO_EHDR.</summary>
    VdsoAddress = 33,
    /// <summary>AT_MINSIGSTKSZ.</summary>
    MinimumSignalStack = 51,
}
