// The resource limits of a process (getrlimit, prlimit).
using System.Threading;
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Processes;

/// <summary>Soft and hard limits. Each value is one word; readers need no lock.</summary>
public sealed class ResourceLimits
{
    private readonly ulong[] _current = new ulong[(int)ResourceLimit.Count];
    private readonly ulong[] _maximum = new ulong[(int)ResourceLimit.Count];

    /// <summary>The soft limit.</summary>
    public ulong this[ResourceLimit limit] => Relaxed.Read(ref _current[(int)limit]);

    /// <summary>RLIMIT_NOFILE as descriptors are counted.</summary>
    public int OpenFiles => (int)System.Math.Min(this[ResourceLimit.OpenFiles], int.MaxValue);

    /// <summary>Both limits.</summary>
    public ResourceLimitValue Get(ResourceLimit limit) => new()
    {
        Current = Volatile.Read(ref _current[(int)limit]),
        Maximum = Volatile.Read(ref _maximum[(int)limit]),
    };

    /// <summary>Sets both; the caller has checked them.</summary>
    public void Set(ResourceLimit limit, ResourceLimitValue value)
    {
        Volatile.Write(ref _current[(int)limit], value.Current);
        Volatile.Write(ref _maximum[(int)limit], value.Maximum);
    }

    /// <summary>A copy for fork.</summary>
    public ResourceLimits Clone()
    {
        ResourceLimits copy = new();
        for (int i = 0; i < _current.Length; i++)
        {
            copy._current[i] = _current[i];
            copy._maximum[i] = _maximum[i];
        }

        return copy;
    }

    /// <summary>What init starts with: Linux's INIT_RLIMITS.</summary>
    public static ResourceLimits CreateDefault()
    {
        const ulong infinity = ResourceLimitValue.Infinity;
        ResourceLimits limits = new();
        for (int i = 0; i < (int)ResourceLimit.Count; i++)
        {
            limits.Set((ResourceLimit)i, new ResourceLimitValue { Current = infinity, Maximum = infinity });
        }

        limits.Set(ResourceLimit.Stack, new ResourceLimitValue { Current = 8 << 20, Maximum = infinity });
        limits.Set(ResourceLimit.Core, new ResourceLimitValue { Current = 0, Maximum = infinity });
        limits.Set(ResourceLimit.OpenFiles, new ResourceLimitValue { Current = 1024, Maximum = 4096 });
        limits.Set(ResourceLimit.LockedMemory, new ResourceLimitValue { Current = 8 << 20, Maximum = 8 << 20 });
        limits.Set(ResourceLimit.PendingSignals, new ResourceLimitValue { Current = 4096, Maximum = 4096 });
        limits.Set(ResourceLimit.Processes, new ResourceLimitValue { Current = 8192, Maximum = 8192 });
        limits.Set(ResourceLimit.MessageQueue, new ResourceLimitValue { Current = 819200, Maximum = 819200 });
        limits.Set(ResourceLimit.Nice, default);
        limits.Set(ResourceLimit.RealTimePriority, default);
        return limits;
    }
}
