// How many pages an address space has reserved, by kind.
namespace Lume.Kernel.Memory;

/// <summary>Running totals over all areas, in pages. Guarded by the address space's mutex.</summary>
internal struct AreaCounters
{
    public ulong Virtual;
    public ulong VirtualPeak;
    public ulong Data;
    public ulong Stack;
    public ulong Executable;
    public ulong Locked;

    /// <summary>Whether the area counts against RLIMIT_DATA: private, writable, no stack (Linux's is_data_mapping).</summary>
    public static bool IsData(AreaFlags flags) =>
        (flags & (AreaFlags.Write | AreaFlags.Shared | AreaFlags.GrowsDown)) == AreaFlags.Write;

    public void Add(AreaFlags flags, ulong pages)
    {
        Virtual += pages;
        if (Virtual > VirtualPeak)
        {
            VirtualPeak = Virtual;
        }

        Apply(flags, pages);
    }

    public void Remove(AreaFlags flags, ulong pages)
    {
        Virtual -= pages;
        Apply(flags, unchecked(0 - pages));
    }

    public void Change(AreaFlags from, AreaFlags to, ulong pages)
    {
        Apply(from, unchecked(0 - pages));
        Apply(to, pages);
    }

    private void Apply(AreaFlags flags, ulong delta)
    {
        unchecked
        {
            Data += IsData(flags) ? delta : 0;
            Stack += (flags & AreaFlags.GrowsDown) != 0 ? delta : 0;
            Executable += (flags & (AreaFlags.Execute | AreaFlags.Write | AreaFlags.GrowsDown)) == AreaFlags.Execute ? delta : 0;
            Locked += (flags & AreaFlags.Locked) != 0 ? delta : 0;
        }
    }
}
