// The kernel's own page in every program: the code that a signal handler returns to.
using System;
using System.Buffers.Binary;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>
/// One page, shared by all, readable and executable: at offset 0 <c>li a7, 139; ecall</c> (rt_sigreturn), which debuggers and
/// unwinders recognise by these very words. Source: Linux arch/riscv/kernel/vdso, RISC-V Unprivileged 2.4.
/// </summary>
internal sealed class VdsoPage : MemoryObject
{
    private const uint LoadSigreturnNumber = 0x08b0_0893;
    private const uint EnvironmentCall = 0x0000_0073;

    private static VdsoPage? s_instance;
    private readonly Frame _frame;

    private VdsoPage(Frame frame) => _frame = frame;

    /// <inheritdoc/>
    public override ulong Length => PageMath.Size;

    /// <summary>The page; made when the first program starts. Null when memory is out.</summary>
    public static VdsoPage? GetOrCreate()
    {
        VdsoPage? page = Volatile.Read(ref s_instance);
        if (page is not null)
        {
            return page;
        }

        if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame frame))
        {
            return null;
        }

        Span<byte> code = PageLease.Open(frame).Bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(code, LoadSigreturnNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(code[4..], EnvironmentCall);
        page = new VdsoPage(frame);
        VdsoPage? first = Interlocked.CompareExchange(ref s_instance, page, null);
        if (first is null)
        {
            return page;
        }

        FrameAllocator.Release(frame);
        return first;
    }

    /// <inheritdoc/>
    public override Errno GetPage(ulong index, PageIntent intent, out Frame frame) =>
        TryGetResident(index, out frame) ? Errno.None : Errno.ENXIO;

    /// <inheritdoc/>
    public override bool TryGetResident(ulong index, out Frame frame)
    {
        frame = _frame;
        if (index != 0)
        {
            return false;
        }

        FrameAllocator.AddReference(frame);
        return true;
    }
}
