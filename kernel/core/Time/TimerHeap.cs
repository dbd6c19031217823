// Armed timers ordered by deadline: an intrusive pairing heap, so that arming a timer never allocates.
// Invariant: no child's deadline is before its parent's; Back is the parent for a first child, else the left sibling.
namespace Lume.Kernel.Time;

/// <summary>A heap of timers. Not synchronised.</summary>
internal struct TimerHeap
{
    private KernelTimer? _root;

    /// <summary>The timer with the earliest deadline, or null.</summary>
    public readonly KernelTimer? First => _root;

    /// <summary>Adds a timer that is in no heap; its deadline is set.</summary>
    public void Add(KernelTimer timer)
    {
        timer.Child = timer.Sibling = timer.Back = null;
        _root = _root == null ? timer : Meld(_root, timer);
    }

    /// <summary>Takes out a timer of this heap.</summary>
    public void Remove(KernelTimer timer)
    {
        if (!ReferenceEquals(timer, _root))
        {
            Detach(timer);
            KernelTimer? rest = Combine(timer.Child);
            if (rest != null)
            {
                _root = Meld(_root!, rest);
            }
        }
        else
        {
            _root = Combine(timer.Child);
        }

        timer.Child = timer.Sibling = timer.Back = null;
    }

    private static void Detach(KernelTimer timer)
    {
        KernelTimer back = timer.Back!;
        if (ReferenceEquals(back.Child, timer))
        {
            back.Child = timer.Sibling;
        }
        else
        {
            back.Sibling = timer.Sibling;
        }

        if (timer.Sibling != null)
        {
            timer.Sibling.Back = back;
        }

        timer.Sibling = timer.Back = null;
    }

    // Two passes, as in Fredman et al., "The pairing heap" (1986): pairs from the left, then melded from the right; no recursion.
    private static KernelTimer? Combine(KernelTimer? first)
    {
        KernelTimer? pairs = null;
        while (first != null)
        {
            KernelTimer left = first;
            KernelTimer? right = left.Sibling;
            first = right?.Sibling;
            left.Sibling = left.Back = null;
            if (right != null)
            {
                right.Sibling = right.Back = null;
                left = Meld(left, right);
            }

            left.Sibling = pairs;
            pairs = left;
        }

        KernelTimer? result = null;
        while (pairs != null)
        {
            KernelTimer? next = pairs.Sibling;
            pairs.Sibling = null;
            result = result == null ? pairs : Meld(result, pairs);
            pairs = next;
        }

        return result;
    }

    private static KernelTimer Meld(KernelTimer left, KernelTimer right)
    {
        if (right.Deadline < left.Deadline)
        {
            (left, right) = (right, left);
        }

        right.Back = left;
        right.Sibling = left.Child;
        if (left.Child != null)
        {
            left.Child.Back = right;
        }

        left.Child = right;
        return left;
    }
}
