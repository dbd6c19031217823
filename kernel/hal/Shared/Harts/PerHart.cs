// Data that each hart has its own copy of.

namespace Lume.Hal;

/// <summary>One value for each hart, on cache lines of its own.</summary>
/// <typeparam name="T">The data of one hart.</typeparam>
public sealed class PerHart<T>
    where T : struct
{
    // The length, which every look-up reads, lies before the first: no hart may change its line.
    private readonly OwnLine<T>[] _values;

    /// <summary>One default value for each of <see cref="Hart.Count"/> harts.</summary>
    public PerHart() => _values = new OwnLine<T>[Hart.Count];

    /// <summary>The copy of the hart this runs on. The reference cannot be stored, and must not be used after a point of giving way.</summary>
    public PerHartReference<T> Local => new(ref _values[Hart.Index].Value);

    /// <summary>The copy of any hart, for statistics and stealing; the data needs a lock or atomics then.</summary>
    public ref T Of(int hart) => ref _values[hart].Value;
}

/// <summary>This hart's copy of some data. Checked builds stop the kernel when it is used after the hart gave way.</summary>
/// <typeparam name="T">The data of one hart.</typeparam>
public readonly unsafe ref struct PerHartReference<T>
    where T : struct
{
    private readonly ref T _value;
#if LUME_CHECKED
    private readonly HartBlock* _hart;
    private readonly uint _waysGiven;

    internal PerHartReference(ref T value)
    {
        _value = ref value;
        _hart = HartBlock.Current;
        _waysGiven = _hart->WaysGiven;
    }

    /// <summary>The data.</summary>
    public ref T Value
    {
        get
        {
            if (HartBlock.Current != _hart || _hart->WaysGiven != _waysGiven)
            {
                LockOrder.Fail("per-hart data used after giving way");
            }

            return ref _value;
        }
    }
#else
    internal PerHartReference(ref T value) => _value = ref value;

    /// <summary>The data.</summary>
    public ref T Value => ref _value;
#endif
}
