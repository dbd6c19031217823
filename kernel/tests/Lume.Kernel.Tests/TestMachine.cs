// One fake machine with frames, scheduler and a current thread for all tests of core, one test at a time.
using System;
using Lume.Hal;
using Lume.Hal.Fake;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Xunit;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Lume.Kernel.Tests;

/// <summary>
/// The machine is made once per process: core keeps frames in statics (the zero page), so the allocator must not start over.
/// Each test begins with <see cref="Enter"/>.
/// </summary>
internal static class TestMachine
{
    private const ulong RamSize = 64UL << 20;

    private static FakeMachine? s_machine;
    private static AddressSpace? s_current;

    /// <summary>The machine; the calling host thread is its hart 0 afterwards.</summary>
    public static FakeMachine Enter()
    {
        if (s_machine is null)
        {
            FakeMachine machine = new(4);
            MemoryRange[] ram = [new MemoryRange(FakeMachine.TakeRam(RamSize).Value, RamSize)];
            Assert.True(FrameAllocator.Initialize(ram, []));
            Scheduler.Initialize();
            RandomPool.Initialize();
            for (int hart = 1; hart < machine.HartCount; hart++)
            {
                machine.Enter(hart);
                Scheduler.AdoptHart();
            }

            machine.UserFault = OnUserFault;
            s_machine = machine;
        }

        s_machine.Enter(0);
        return s_machine;
    }

    /// <summary>Limits as init has them.</summary>
    public static ResourceLimits Limits() => ResourceLimits.CreateDefault();

    /// <summary>A new address space.</summary>
    public static AddressSpace NewSpace(ResourceLimits? limits = null)
    {
        Enter();
        return AddressSpace.TryCreate(limits ?? Limits()).Value;
    }

    /// <summary>The current hart runs on this address space from now on; null leaves user memory.</summary>
    public static void Run(AddressSpace? space)
    {
        s_current = space;
        if (space is null)
        {
            PageTable.ActivateKernel();
        }
        else
        {
            space.Activate();
        }
    }

    /// <summary>Frames that are not free, as the allocator counts.</summary>
    public static long FramesInUse
    {
        get
        {
            FrameStatistics statistics = FrameAllocator.Statistics;
            return statistics.Total - statistics.Free;
        }
    }

    private static int OnUserFault(ulong address, ulong cause)
    {
        const ulong storeFault = 15;
        FaultAccess access = cause == storeFault ? FaultAccess.Write : FaultAccess.Read;
        return s_current is not null && s_current.Resolve(address, access) == FaultOutcome.Resolved ? 1 : 0;
    }
}
