// What keeps data of one hart, or data that harts change often, off the cache lines of other data.
using System.Runtime.InteropServices;

namespace Lume.Hal;

/// <summary>
/// A value with nothing else on its cache lines, wherever it stands: for a static that harts change often, beside others that they read
/// often. A hart that changes a line takes it away from all who have it.
/// </summary>
/// <typeparam name="T">The value; without references, so that its parts stay in order.</typeparam>
public struct OwnLine<T>
    where T : struct
{
#pragma warning disable CS0169, IDE0051 // only keep others away
    private CacheLine _before;

    /// <summary>The value.</summary>
    public T Value;

    private CacheLine _after;
#pragma warning restore CS0169, IDE0051
}

/// <summary>As many bytes as a cache line of the machines Lume runs on has.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct CacheLine
{
}
