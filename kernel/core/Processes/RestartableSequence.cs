// Restartable sequences: a few instructions of a program that run from start to end on one hart without anybody between, or start again.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>
/// A thread's registration. The area is user memory that may hold anything. Touched by the thread itself only.
/// Source: rseq(2), Linux uapi/linux/rseq.h.
/// </summary>
/// <remarks>
/// Area (32 bytes): cpu_id_start 0, cpu_id 4, rseq_cs 8 (address of the sequence, or 0), flags 16, node_id 20.
/// Sequence (32 bytes): version 0, flags 4, start 8, length 16, abort address 24; the signature stands in the four bytes before the abort address.
/// </remarks>
internal struct RestartableSequence
{
    /// <summary>Bytes of the area as this kernel fills it, for AT_RSEQ_FEATURE_SIZE: up to node_id.</summary>
    public const uint FeatureSize = 24;

    /// <summary>Smallest length of an area, and its alignment.</summary>
    public const uint Size = 32;

    private const ulong SequenceOffset = 8;
    private const uint Uninitialized = uint.MaxValue;

    private ulong _area;
    private uint _length;
    private uint _signature;

    private struct Location
    {
        public uint StartHart, Hart;
    }

    // What the address in the area leads to, word by word.
    private const int KindWord = 0, StartWord = 1, LengthWord = 2, AbortWord = 3, Words = 4;

    /// <summary>Whether the thread has an area.</summary>
    public readonly bool IsRegistered => _area != 0;

    /// <summary>Registers an area. EINVAL, EPERM, EBUSY, EFAULT as rseq(2).</summary>
    public Errno Register(ulong area, uint length, uint signature)
    {
        if (IsRegistered)
        {
            Errno mismatch = Match(area, length, signature);
            return mismatch != Errno.None ? mismatch : Errno.EBUSY;
        }

        if (length < Size || area % Size != 0)
        {
            return Errno.EINVAL;
        }

        // What the memory held before is no sequence.
        if (!UserLayout.IsUserRange(area, length)
            || !UserAccess.Read(area + SequenceOffset, out ulong old)
            || (old != 0 && !UserAccess.Write(area + SequenceOffset, 0UL)))
        {
            return Errno.EFAULT;
        }

        _area = area;
        _length = length;
        _signature = signature;
        return Errno.None;
    }

    /// <summary>Takes the registration back; the arguments must be those that it was made with. EINVAL, EPERM, EFAULT.</summary>
    public Errno Unregister(ulong area, uint length, uint signature)
    {
        Errno mismatch = IsRegistered ? Match(area, length, signature) : Errno.EINVAL;
        if (mismatch != Errno.None)
        {
            return mismatch;
        }

        Errno error = WriteLocation(0, Uninitialized);
        if (error == Errno.None)
        {
            this = default;
        }

        return error;
    }

    /// <summary>
    /// The thread was interrupted, and goes on in user mode on the current hart: a sequence that it is in starts again at its abort
    /// address, and the area tells the hart. Interrupts are on; the thread does not change its hart before it is in user mode, or this runs again.
    /// </summary>
    /// <returns>False when the area or the sequence is bad: the program gets SIGSEGV.</returns>
    public readonly bool TryResume(ref TrapFrame frame)
    {
        uint hart = (uint)Hart.Index;
        return TryAbort(ref frame) && WriteLocation(hart, hart) == Errno.None;
    }

    /// <summary>Before a signal's frame is made, which must hold the abort address where a sequence was interrupted. False as <see cref="TryResume"/>.</summary>
    public readonly bool TryAbort(ref TrapFrame frame)
    {
        if (!UserAccess.Read(_area + SequenceOffset, out ulong address))
        {
            return false;
        }

        if (address == 0)
        {
            return true;
        }

        Span<ulong> sequence = stackalloc ulong[Words];
        if (!UserLayout.IsUserRange(address, Size) || !UserAccess.ReadAll(address, sequence) || !IsSound(sequence))
        {
            return false;
        }

        if (frame.Pc - sequence[StartWord] < sequence[LengthWord])
        {
            frame.Pc = sequence[AbortWord];
        }

        return UserAccess.Write(_area + SequenceOffset, 0UL);
    }

    // Version and flags are 0 in every sequence that is known.
    private readonly bool IsSound(ReadOnlySpan<ulong> sequence) =>
        sequence[KindWord] == 0
        && UserLayout.IsUserRange(sequence[StartWord], sequence[LengthWord])
        && sequence[AbortWord] is >= sizeof(uint) and < UserLayout.End
        && sequence[AbortWord] - sequence[StartWord] >= sequence[LengthWord]
        && UserAccess.Read(sequence[AbortWord] - sizeof(uint), out uint signature)
        && signature == _signature;

    private readonly Errno Match(ulong area, uint length, uint signature)
    {
        if (area != _area || length != _length)
        {
            return Errno.EINVAL;
        }

        return signature == _signature ? Errno.None : Errno.EPERM;
    }

    // The node is always 0.
    private readonly Errno WriteLocation(uint start, uint hart)
    {
        const ulong nodeOffset = 20;
        Location location = new() { StartHart = start, Hart = hart };
        return UserAccess.Write(_area, in location) && UserAccess.Write(_area + nodeOffset, 0U) ? Errno.None : Errno.EFAULT;
    }
}
