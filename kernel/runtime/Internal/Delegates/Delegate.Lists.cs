// Delegates that call several methods in order. Delegates are immutable, so lists share arrays where one extends another.

using System.Runtime.CompilerServices;
using System.Threading;

namespace System;

public abstract partial class Delegate
{
    // A list element, which ilc knows by name; a struct so that storing needs no covariance check and no user array can look like a list.
    private struct Wrapper
    {
        public Delegate Value;
    }

    /// <summary>Whether the delegate calls exactly one method.</summary>
    public bool HasSingleTarget => _helperObject is not Wrapper[];

    /// <summary>A delegate that calls <paramref name="a"/>, then <paramref name="b"/>.</summary>
    /// <exception cref="ArgumentException">They have different types.</exception>
    public static Delegate? Combine(Delegate? a, Delegate? b)
    {
        if (a is null)
        {
            return b;
        }

        return b is null ? a : a.Append(b);
    }

    /// <summary>A delegate that calls all of them in order.</summary>
    public static Delegate? Combine(params Delegate?[]? delegates)
    {
        Delegate? result = null;
        if (delegates is not null)
        {
            for (int i = 0; i < delegates.Length; i++)
            {
                result = Combine(result, delegates[i]);
            }
        }

        return result;
    }

    /// <summary><paramref name="source"/> without the last occurrence of <paramref name="value"/>'s list; null when nothing is left.</summary>
    /// <exception cref="ArgumentException">They have different types.</exception>
    public static Delegate? Remove(Delegate? source, Delegate? value)
    {
        if (source is null || value is null)
        {
            return source;
        }

        RequireSameType(source, value);
        return source.Without(value);
    }

    /// <summary><paramref name="source"/> without any occurrence of <paramref name="value"/>.</summary>
    public static Delegate? RemoveAll(Delegate? source, Delegate? value)
    {
        Delegate? before;
        do
        {
            before = source;
            source = Remove(source, value);
        }
        while (!ReferenceEquals(before, source));
        return source;
    }

    /// <summary>The delegates that this one calls, each with a single method.</summary>
    public virtual Delegate[] GetInvocationList()
    {
        int count = ListCount;
        Delegate[] result = new Delegate[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = ListItem(i);
        }

        return result;
    }

    private int ListCount => _helperObject is Wrapper[] ? (int)_extraFunctionPointerOrData : 1;

    private Delegate ListItem(int index) => _helperObject is Wrapper[] list ? list[index].Value : this;

    private Delegate Append(Delegate next)
    {
        RequireSameType(this, next);
        int count = ListCount;
        int added = next.ListCount;
        int total = checked(count + added);

        if (_helperObject is Wrapper[] shared && total <= shared.Length && TryClaim(shared, count, next, added))
        {
            return NewList(shared, total);
        }

        Wrapper[] list = new Wrapper[Math.Max(total, checked(count * 2))];
        for (int i = 0; i < count; i++)
        {
            list[i].Value = ListItem(i);
        }

        for (int i = 0; i < added; i++)
        {
            list[count + i].Value = next.ListItem(i);
        }

        return NewList(list, total);
    }

    // Extends a list in place when its spare slots are free; two threads may try, so each slot is claimed atomically.
    private static bool TryClaim(Wrapper[] list, int start, Delegate next, int added)
    {
        for (int i = 0; i < added; i++)
        {
            Delegate item = next.ListItem(i);
            Delegate? present = Interlocked.CompareExchange(ref list[start + i].Value!, item, null!);
            if (present is not null && !ReferenceEquals(present, item))
            {
                return false;
            }
        }

        return true;
    }

    private Delegate? Without(Delegate value)
    {
        int count = ListCount;
        int removed = value.ListCount;
        int at = LastIndexOf(value, count, removed);
        if (at < 0)
        {
            return this;
        }

        int left = count - removed;
        if (left == 0)
        {
            return null;
        }

        if (left == 1)
        {
            return ListItem(at == 0 ? removed : 0);
        }

        Wrapper[] list = new Wrapper[left];
        for (int i = 0; i < left; i++)
        {
            list[i].Value = ListItem(i < at ? i : i + removed);
        }

        return NewList(list, left);
    }

    private int LastIndexOf(Delegate value, int count, int length)
    {
        for (int at = count - length; at >= 0; at--)
        {
            int i = 0;
            while (i < length && ListItem(at + i).Equals(value.ListItem(i)))
            {
                i++;
            }

            if (i == length)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool SameEntries(Wrapper[] a, int startA, Wrapper[] b, int startB, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!a[startA + i].Value.Equals(b[startB + i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private Delegate NewList(Wrapper[] list, int count)
    {
        Delegate result = Unsafe.As<Delegate>(MemberwiseClone());
        result._firstParameter = result;
        result._functionPointer = GetThunk(MulticastThunk);
        result._helperObject = list;
        result._extraFunctionPointerOrData = count;
        return result;
    }

    private static void RequireSameType(Delegate a, Delegate b)
    {
        if (!SameType(a, b))
        {
            throw new ArgumentException("Delegates must be of the same type.");
        }
    }
}
