// What compiled code calls at the entry of every method in the image "conformance-calls".

using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Heap;

namespace Lume.Conformance;

/// <summary>Collects at every call, once <see cref="Enable"/> was called.</summary>
internal static unsafe class CallProbe
{
    // The frames of a collection fit in this many words.
    private const int WordsBelow = 256;

    private static bool s_enabled;

    /// <summary>Calls that collected: all but the few that the heap itself makes.</summary>
    public static long Calls { get; private set; }

    public static void Enable() => s_enabled = true;

    /// <summary>Whether a call frees an object whose only reference is one that the collector cannot know: else the mode tests nothing.</summary>
    public static bool FindsHiddenReferences()
    {
        nint hidden = Hide();
        ClearBelow();
        OnEntry();
        return *(nint*)~hidden == 0;
    }

    [RuntimeExport("__cyg_profile_func_enter_bare")]
    internal static void OnEntry()
    {
        if (s_enabled)
        {
            s_enabled = false;
            ClearBelow();
            Calls += ManagedHeap.CollectAndSweep() ? 1 : 0;
            s_enabled = true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Hide()
    {
        object secret = new int[3];
        return ~*(nint*)&secret;
    }

    /// <summary>What dead frames left there would keep objects alive: the collector reads its own frames too.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ClearBelow()
    {
        nint* words = stackalloc nint[WordsBelow];
        for (int i = 0; i < WordsBelow; i++)
        {
            Volatile.Write(ref words[i], 0);
        }
    }
}
