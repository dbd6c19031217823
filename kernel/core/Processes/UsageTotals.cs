// What threads have used: CPU time, faults, switches, input and output.
using Lume.Abi;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

/// <summary>Sums for getrusage, times and wait4; times in nanoseconds.</summary>
internal struct UsageTotals
{
    public long User;
    public long System;
    public long MinorFaults;
    public long MajorFaults;
    public long Voluntary;
    public long Involuntary;
    public long MaximumResident;
    public IoTotals Io;

    public void Add(Thread thread)
    {
        thread.SplitTime(out long user, out long system);
        User += user;
        System += system;
        MinorFaults += thread.MinorFaults;
        MajorFaults += thread.MajorFaults;
        Voluntary += thread.VoluntarySwitches;
        Involuntary += thread.InvoluntarySwitches;
        Io.Add(in thread.Io);
    }

    public void Add(in UsageTotals other)
    {
        User += other.User;
        System += other.System;
        MinorFaults += other.MinorFaults;
        MajorFaults += other.MajorFaults;
        Voluntary += other.Voluntary;
        Involuntary += other.Involuntary;
        Io.Add(in other.Io);
        MaximumResident = global::System.Math.Max(MaximumResident, other.MaximumResident);
    }

    public readonly ResourceUsage ToUsage() => new()
    {
        User = Timeval.FromNanoseconds(User),
        System = Timeval.FromNanoseconds(System),
        MinorFaults = MinorFaults,
        MajorFaults = MajorFaults,
        VoluntarySwitches = Voluntary,
        InvoluntarySwitches = Involuntary,
        MaximumResident = MaximumResident,
    };
}
