// What a mapped area allows and how it behaves.
using System;

namespace Lume.Kernel.Memory;

/// <summary>Permissions (the low three bits equal <c>PROT_*</c>) and attributes of a <see cref="MemoryArea"/>.</summary>
[Flags]
public enum AreaFlags : uint
{
    /// <summary>Nothing is allowed (PROT_NONE, private).</summary>
    None = 0,
    /// <summary>User mode may load.</summary>
    Read = 1,
    /// <summary>User mode may store.</summary>
    Write = 2,
    /// <summary>User mode may fetch instructions.</summary>
    Execute = 4,
    /// <summary>The three permission bits.</summary>
    Access = Read | Write | Execute,
    /// <summary>Stores reach the object and every other mapping of it (MAP_SHARED).</summary>
    Shared = 1 << 3,
    /// <summary>mprotect may grant reading.</summary>
    MayRead = 1 << 4,
    /// <summary>mprotect may grant writing.</summary>
    MayWrite = 1 << 5,
    /// <summary>mprotect may grant execution.</summary>
    MayExecute = 1 << 6,
    /// <summary>The area grows towards lower addresses on a fault below it.</summary>
    GrowsDown = 1 << 7,
    /// <summary>Locked (mlock, MAP_LOCKED): counted, populated at once. Lume never evicts, so it has no other effect.</summary>
    Locked = 1 << 8,
    /// <summary>MAP_NORESERVE.</summary>
    NoReserve = 1 << 9,
    /// <summary>fork leaves it out (MADV_DONTFORK).</summary>
    DontFork = 1 << 10,
    /// <summary>fork gives the child zeroes (MADV_WIPEONFORK).</summary>
    WipeOnFork = 1 << 11,
    /// <summary>Left out of core dumps (MADV_DONTDUMP).</summary>
    DontDump = 1 << 12,
    /// <summary>The program break's area, shown as [heap].</summary>
    Heap = 1 << 13,
    /// <summary>The main thread's stack, shown as [stack].</summary>
    Stack = 1 << 14,
    /// <summary>The kernel's own page in user space, shown as [vdso]; may be neither remapped nor protected.</summary>
    Vdso = 1 << 15,
    /// <summary>Reads ahead: MADV_SEQUENTIAL.</summary>
    SequentialAccess = 1 << 16,
    /// <summary>Does not read ahead: MADV_RANDOM.</summary>
    RandomAccess = 1 << 17,
    /// <summary>May be neither unmapped, moved, replaced nor protected otherwise (mseal).</summary>
    Sealed = 1 << 18,
    /// <summary>A System V segment or a part of one: shmdt looks for it, and it is never joined with a neighbour, for the parts are counted.</summary>
    Segment = 1 << 19,
    /// <summary>Pages that only the program's own accesses reach (memfd_secret): nothing brings them in or takes hold of them for it, and locks neither begin nor end.</summary>
    Secret = 1 << 20,
    /// <summary>With <see cref="Locked"/>: pages come when they are touched (MLOCK_ONFAULT, MCL_ONFAULT).</summary>
    LockedOnFault = 1 << 21,
    /// <summary>All that a lock sets.</summary>
    AnyLock = Locked | LockedOnFault,
    /// <summary>MAP_DROPPABLE: may lose its pages when memory is short (Lume takes none), is never locked, dumped or inherited with content.</summary>
    Droppable = 1 << 22,
    /// <summary>What mlock and munlock leave as it is.</summary>
    Unlockable = Secret | Droppable,
}
