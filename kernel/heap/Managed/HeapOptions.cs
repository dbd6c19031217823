// How the managed heap behaves: the defaults are for production, the rest for conformance runs.

namespace Lume.Heap;

/// <summary>Options of the managed heap, set once at start.</summary>
public struct HeapOptions
{
    /// <summary>Collect before every n-th allocation, wherever a collection is allowed; 0 leaves it to the heap's growth.</summary>
    public int CollectEvery;

    /// <summary>Fill freed slots with 0xDEADBEEF and verify the pattern when they are allocated again.</summary>
    public bool Poison;
}
