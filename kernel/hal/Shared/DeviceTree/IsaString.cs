// What a hart can do, as its device tree node says it in the old way or the new.

using System;

namespace Lume.Hal;

/// <summary>Extensions of a hart: riscv,isa-extensions (a list) or riscv,isa (one string, "rv64imafdc_zba_sstc").</summary>
public static class IsaString
{
    private const int BaseLength = 4;

    /// <summary>True when the hart of a cpu node has an extension, in lower case.</summary>
    public static bool HasExtension(DeviceNode cpu, ReadOnlySpan<byte> name)
    {
        if (cpu.HasProperty("riscv,isa-extensions"u8))
        {
            return cpu.ListContains("riscv,isa-extensions"u8, name);
        }

        return cpu.TryGetString("riscv,isa"u8, out ReadOnlySpan<byte> isa) && Contains(isa, name);
    }

    internal static bool Contains(ReadOnlySpan<byte> isa, ReadOnlySpan<byte> name)
    {
        if (isa.Length < BaseLength || name.IsEmpty)
        {
            return false;
        }

        isa = isa.Slice(BaseLength);
        int letters = isa.IndexOf((byte)'_');
        ReadOnlySpan<byte> single = letters < 0 ? isa : isa.Slice(0, letters);
        if (name.Length == 1)
        {
            // "g" stands for imafd; letters after the first multi-letter name (s, x, z) belong to that name.
            int end = single.IndexOfAny((byte)'s', (byte)'x', (byte)'z');
            single = end < 0 ? single : single.Slice(0, end);
            return single.IndexOf(name[0]) >= 0 || (single.IndexOf((byte)'g') >= 0 && "imafd"u8.IndexOf(name[0]) >= 0);
        }

        while (letters >= 0)
        {
            isa = isa.Slice(letters + 1);
            letters = isa.IndexOf((byte)'_');
            if ((letters < 0 ? isa : isa.Slice(0, letters)).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
