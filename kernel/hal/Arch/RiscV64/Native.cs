// The assembly routines beside this file, and what the hal calls in core.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lume.Hal.RiscV64;

internal static unsafe class Native
{
    [RuntimeImport("lume_hal_switch")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Switch(ContextBlock* from, ContextBlock* to);

    [RuntimeImport("lume_hal_prepare")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Prepare(ContextBlock* context);

    [RuntimeImport("lume_hal_spill")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Spill(ulong* registers);

    [RuntimeImport("lume_hal_float_save")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SaveFloat(ContextBlock* context);

    [RuntimeImport("lume_hal_float_load")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoadFloat(ContextBlock* context);

    [RuntimeImport("lume_hal_user_copy")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern nuint UserCopy(void* to, void* from, nuint length);

    [RuntimeImport("lume_hal_user_clear")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern nuint UserClear(void* to, nuint length);

    [RuntimeImport("lume_hal_user_string")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long UserString(void* to, void* from, nuint limit);

    [RuntimeImport("lume_hal_user_length")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long UserLength(void* from, nuint limit);

    [RuntimeImport("lume_hal_user_load32")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int UserLoad32(void* from, uint* value);

    [RuntimeImport("lume_hal_user_exchange32")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int UserExchange32(void* at, uint expected, uint desired, uint* previous);

    [RuntimeImport("lume_hal_probe_stimecmp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int ProbeStimecmp();

    [RuntimeImport("lume_hal_vdso")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte* Vdso(nuint* length);

    [RuntimeImport("lume_hal_image")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ImageAddresses* Image();

    /// <summary>Core's: resolves a page fault of a user access made by the kernel. 1: try again.</summary>
    [RuntimeImport("lume_user_fault")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int UserFault(ulong address, ulong cause);
}

#pragma warning disable CS0649 // the linker fills these in

/// <summary>What only the linker knows; a table in Image.S.</summary>
internal unsafe struct ImageAddresses
{
    public ulong Start;
    public ulong TextEnd;
    public ulong ReadOnlyEnd;
    public ulong End;
    public ulong BootStack;
    public ulong BootStackTop;
    public ulong* Physical;
    public ulong* KernelTranslation;
    public HartBlock* Harts;
    public ulong SecondaryEntry;
    public FixupEntry* Fixups;
    public FixupEntry* FixupsEnd;
    public byte* BuildId;
    public byte* BuildIdEnd;
}

/// <summary>A faulting instruction in [From, To) goes on at Handler.</summary>
internal struct FixupEntry
{
    public ulong From;
    public ulong To;
    public ulong Handler;
}
