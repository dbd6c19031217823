// Single instructions that C# cannot say. The code generator emits them inline (docs/contracts.md).

using System.Runtime.CompilerServices;

namespace Lume.Hal.RiscV64;

/// <summary>Machine instructions.</summary>
public static class Machine
{
    /// <summary>csrr. The number must be a constant.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCsr(int csr);

    /// <summary>csrw. The number must be a constant.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCsr(int csr, ulong value);

    /// <summary>csrrw: returns the old value.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong SwapCsr(int csr, ulong value);

    /// <summary>csrrs: sets bits, returns the old value.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong SetCsr(int csr, ulong bits);

    /// <summary>csrrc: clears bits, returns the old value.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ClearCsr(int csr, ulong bits);

    /// <summary>fence rw,rw.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Fence();

    /// <summary>fence iorw,iorw.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void FenceIo();

    /// <summary>fence.i.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void FenceI();

    /// <summary>wfi.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Wfi();

    /// <summary>pause.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Pause();

    /// <summary>ebreak.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Ebreak();

    /// <summary>sfence.vma of everything.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SfenceVma();

    /// <summary>sfence.vma of one address, all identifiers.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SfenceVma(ulong va);

    /// <summary>sfence.vma of one address and identifier.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SfenceVma(ulong va, ulong asid);

    /// <summary>sfence.vma of one identifier; global entries stay.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SfenceVmaAsid(ulong asid);

    /// <summary>The register tp.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadThreadPointer();

    /// <summary>Sets the register tp.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteThreadPointer(ulong value);

    /// <summary>The register sp.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadStackPointer();

    /// <summary>The register s0.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadFramePointer();

    /// <summary>rdtime.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTime();

    /// <summary>ecall to the firmware: returns the SBI error, stores the SBI value.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long SbiCall(ulong extension, ulong function, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5, ref ulong value);
}
