// riscv_hwprobe: what user code may use of the harts. Source: Linux Documentation/arch/riscv/hwprobe.rst.
using System;
using System.Runtime.InteropServices;
using Lume.Abi;
using Lume.Kernel.Devices;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.SystemInfo;

internal static class HardwareProbe
{
    private const uint WhichCpus = 1;
    private const int VendorId = 0, ArchitectureId = 1, ImplementationId = 2, BaseBehavior = 3, Extensions = 4, Misaligned = 5;
    private const int ZeroBlockSize = 6, HighestAddress = 7, TimeFrequency = 8, MisalignedScalar = 9;

    [StructLayout(LayoutKind.Sequential)]
    internal struct Pair
    {
        public long Key;
        public ulong Value;
    }

    public static SyscallResult Invoke(UserRef<Pair> pairs, ulong count, ulong setSize, UserRef<ulong> set, uint flags)
    {
        if ((flags & ~WhichCpus) != 0)
        {
            return Errno.EINVAL;
        }

        Result<ulong> harts = ReadSet(setSize, set, isAnswer: flags == WhichCpus);
        if (harts.IsError)
        {
            return harts.Error;
        }

        return flags == WhichCpus ? FindHarts(pairs.In, count, harts.Value, set.Out) : Answer(pairs, count, harts.Value);
    }

    // No set means all harts; of a set only those that run count. A set for the answer may be empty: then all are candidates.
    private static Result<ulong> ReadSet(ulong size, UserRef<ulong> set, bool isAnswer)
    {
        ulong online = SchedulingControl.OnlineMask;
        if (set.IsNull || size == 0)
        {
            return size == 0 && set.IsNull && !isAnswer ? online : Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        Errno error = new UserSpan(set.Address, size).Read(bytes[..(int)Math.Min(size, sizeof(ulong))]);
        if (error != Errno.None)
        {
            return error;
        }

        ulong bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        bits = isAnswer && bits == 0 ? online : bits & online;
        return bits == 0 ? Errno.EINVAL : bits;
    }

    private static SyscallResult Answer(UserRef<Pair> pairs, ulong count, ulong harts)
    {
        for (ulong i = 0; i < count; i++)
        {
            UserRef<Pair> place = new(pairs.Address + (i * 16));
            Errno error = place.Read(out Pair pair);
            if (error != Errno.None)
            {
                return error;
            }

            Result<ulong> value = Value(pair.Key, harts);
            pair.Key = value.IsOk ? pair.Key : -1;
            pair.Value = value.IsOk ? value.Value : 0;
            error = place.Write(in pair);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return 0;
    }

    private static SyscallResult FindHarts(UserIn<Pair> pairs, ulong count, ulong harts, UserOut<ulong> result)
    {
        for (ulong i = 0; i < count; i++)
        {
            Errno error = new UserIn<Pair>(pairs.Address + (i * 16)).Read(out Pair pair);
            if (error != Errno.None)
            {
                return error;
            }

            for (int hart = 0; hart < ProcessorFacts.Count; hart++)
            {
                Result<ulong> value = Value(pair.Key, 1UL << hart);
                bool isSet = pair.Key is BaseBehavior or Extensions;
                bool fits = value.IsOk && (isSet ? (value.Value & pair.Value) == pair.Value : value.Value == pair.Value);
                harts &= fits ? ulong.MaxValue : ~(1UL << hart);
            }
        }

        return result.Write(harts);
    }

    // What all the harts have in common; an id that they do not share is -1.
    private static Result<ulong> Value(long key, ulong harts)
    {
        const ulong imafd = 1;
        switch (key)
        {
            case VendorId:
                return ProcessorFacts.VendorId;
            case ArchitectureId:
                return ProcessorFacts.ArchitectureId;
            case ImplementationId:
                return ProcessorFacts.ImplementationId;
            case BaseBehavior:
                return imafd;
            case Extensions:
                return ProcessorFacts.ExtensionsOf(harts);
            case Misaligned or MisalignedScalar:
                return 0UL; // unknown: nobody measured it
            case ZeroBlockSize:
                return 0UL; // cbo.zero is not open to user mode
            case HighestAddress:
                return UserLayout.End - 1;
            case TimeFrequency:
                return ProcessorFacts.TimeFrequency;
            default:
                return Errno.EINVAL;
        }
    }
}
