// eventfd: a counter that can be waited for. Source: eventfd(2).
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc;

/// <summary>An open eventfd.</summary>
public sealed class EventFile : OpenFile
{
    private const ulong Limit = ulong.MaxValue - 1;

    private readonly bool _isSemaphore;
    private SpinLock<FileStateLock> _lock;
    private ulong _count;

    /// <summary>A counter that starts at <paramref name="count"/>.</summary>
    /// <param name="count">First value.</param>
    /// <param name="isSemaphore">EFD_SEMAPHORE: reads take 1 instead of everything.</param>
    /// <param name="flags">O_NONBLOCK or nothing.</param>
    public EventFile(uint count, bool isSemaphore, OpenFlags flags)
        : base(null, AnonymousFiles.HoldShared(), OpenFlags.ReadWrite | flags)
    {
        _count = count;
        _isSemaphore = isSemaphore;
    }

    /// <inheritdoc/>
    protected override bool IgnoresSeek => true;

    /// <inheritdoc/>
    public override WaitQueue Readiness { get; } = new();

    /// <inheritdoc/>
    public override PollEvents GetReadiness()
    {
        ulong count = System.Threading.Volatile.Read(ref _count);
        PollEvents events = count != 0 ? PollEvents.Readable : PollEvents.None;
        return count < Limit ? events | PollEvents.Writable : events;
    }

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[eventfd]");

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        if (destination.Remaining < sizeof(ulong))
        {
            return Errno.EINVAL;
        }

        ulong taken;
        while (!TryTake(out taken))
        {
            if (IsNonBlocking)
            {
                return Errno.EAGAIN;
            }

            CanTake condition = new(this);
            Errno error = Readiness.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Readiness.WakeAll(PollEvents.Writable);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, taken);
        return destination.CopyOut(bytes) == bytes.Length ? bytes.Length : Errno.EFAULT;
    }

    /// <inheritdoc/>
    protected override Result<long> WriteCore(ref UserBuffer source, ref long position)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (source.Remaining != bytes.Length)
        {
            return Errno.EINVAL;
        }

        if (source.CopyIn(bytes) != bytes.Length)
        {
            return Errno.EFAULT;
        }

        ulong added = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (added == ulong.MaxValue)
        {
            return Errno.EINVAL;
        }

        while (!TryAdd(added))
        {
            if (IsNonBlocking)
            {
                return Errno.EAGAIN;
            }

            CanAdd condition = new(this, added);
            Errno error = Readiness.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Readiness.WakeAll(PollEvents.Readable);
        return bytes.Length;
    }

    private bool TryTake(out ulong taken)
    {
        using (_lock.Enter())
        {
            taken = _isSemaphore ? Math.Min(_count, 1) : _count;
            _count -= taken;
        }

        return taken != 0;
    }

    private bool TryAdd(ulong added)
    {
        using (_lock.Enter())
        {
            bool fits = added <= Limit - _count;
            _count += fits ? added : 0;
            return fits;
        }
    }

    private readonly struct CanTake(EventFile file) : IWaitCondition
    {
        public bool IsMet() => System.Threading.Volatile.Read(ref file._count) != 0;
    }

    private readonly struct CanAdd(EventFile file, ulong added) : IWaitCondition
    {
        public bool IsMet() => added <= Limit - System.Threading.Volatile.Read(ref file._count);
    }
}
