// User memory on the host: through the fake TLB when a table is active, else the flat memory of the test.

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Hal.Fake;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    private const ulong LoadFault = 13;
    private const ulong StoreFault = 15;

    // An ELF header's place for the entry point, and there the two instructions that end a signal handler.
    public static ReadOnlySpan<byte> VdsoImage =>
    [
        0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0,
        0x93, 0x08, 0xb0, 0x08, 0x73, 0, 0, 0,
    ];

    public static nuint CopyFromUser(byte* target, ulong address, nuint length)
    {
        while (length != 0)
        {
            Span<byte> run = Resolve(address, LoadFault);
            nuint part = Math.Min((nuint)run.Length, length);
            if (part == 0)
            {
                break;
            }

            run.Slice(0, (int)part).CopyTo(new Span<byte>(target, (int)part));
            target += part;
            address += part;
            length -= part;
        }

        return length;
    }

    public static nuint CopyToUser(ulong address, byte* source, nuint length)
    {
        while (length != 0)
        {
            Span<byte> run = Resolve(address, StoreFault);
            nuint part = Math.Min((nuint)run.Length, length);
            if (part == 0)
            {
                break;
            }

            new ReadOnlySpan<byte>(source, (int)part).CopyTo(run);
            source += part;
            address += part;
            length -= part;
        }

        return length;
    }

    public static nuint ClearUser(ulong address, nuint length)
    {
        while (length != 0)
        {
            Span<byte> run = Resolve(address, StoreFault);
            nuint part = Math.Min((nuint)run.Length, length);
            if (part == 0)
            {
                break;
            }

            run.Slice(0, (int)part).Clear();
            address += part;
            length -= part;
        }

        return length;
    }

    public static long CopyStringFromUser(byte* target, ulong address, nuint limit)
    {
        for (nuint i = 0; i < limit; i++)
        {
            Span<byte> run = Resolve(address + i, LoadFault);
            if (run.IsEmpty)
            {
                return -1;
            }

            if (run[0] == 0)
            {
                return (long)i;
            }

            if (target != null)
            {
                target[i] = run[0];
            }
        }

        return (long)limit;
    }

    public static long UserStringLength(ulong address, nuint limit) => CopyStringFromUser(null, address, limit);

    public static bool LoadUser32(ulong address, out uint value)
    {
        Span<byte> run = Resolve(address, LoadFault);
        value = run.Length < 4 ? 0 : Volatile.Read(ref Unsafe.As<byte, uint>(ref run[0]));
        return run.Length >= 4;
    }

    public static bool CompareExchangeUser32(ulong address, uint expected, uint desired, out uint previous)
    {
        Span<byte> run = Resolve(address, StoreFault);
        previous = run.Length < 4
            ? 0
            : Interlocked.CompareExchange(ref Unsafe.As<byte, uint>(ref run[0]), desired, expected);
        return run.Length >= 4;
    }

    // The bytes from an address to the end of its page or flat region; empty when the access faults for good.
    private static Span<byte> Resolve(ulong address, ulong cause)
    {
        FakeHart hart = FakeMachine.CurrentHart;
        const int MaximumTries = 3;
        for (int i = 0; i < MaximumTries; i++)
        {
            Span<byte> run = Translate(hart, address, cause);
            if (!run.IsEmpty)
            {
                return run;
            }

            Func<ulong, ulong, int>? handler = hart.Machine.UserFault;
            if (handler == null || hart.Block->LockDepth != 0 || handler(address, cause) == 0)
            {
                break;
            }
        }

        return default;
    }

    private static Span<byte> Translate(FakeHart hart, ulong address, ulong cause)
    {
        if (hart.LoadedTable == null)
        {
            return hart.Machine.Flat(address);
        }

        PageTableEntry entry = hart.Translate(address);
        PageFlags need = PageFlags.Valid | PageFlags.User | (cause == StoreFault ? PageFlags.Write : PageFlags.Read);
        if ((entry.Flags & need) != need)
        {
            return default;
        }

        int offset = (int)(address & (MemoryLayout.PageSize - 1));
        return new Span<byte>(FakeMachine.Ram(entry.Frame.Address.Value) + offset, MemoryLayout.PageSize - offset);
    }
}
