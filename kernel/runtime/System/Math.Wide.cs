// Products of double width, and what the compiler calls for checked multiplication.

namespace System;

public static partial class Math
{
    public static long BigMul(int a, int b) => (long)a * b;

    public static ulong BigMul(uint a, uint b) => (ulong)a * b;

    /// <summary>The 128-bit product: returns the high half.</summary>
    public static ulong BigMul(ulong a, ulong b, out ulong low)
    {
        ulong lowA = (uint)a;
        ulong highA = a >> 32;
        ulong lowB = (uint)b;
        ulong highB = b >> 32;
        ulong lowProduct = lowA * lowB;
        ulong middle = (highA * lowB) + (lowProduct >> 32);
        ulong otherMiddle = (lowA * highB) + (uint)middle;
        low = a * b;
        return (highA * highB) + (middle >> 32) + (otherMiddle >> 32);
    }

    /// <summary>The 128-bit product: returns the high half.</summary>
    public static long BigMul(long a, long b, out long low)
    {
        ulong high = BigMul((ulong)a, (ulong)b, out ulong unsignedLow);
        low = (long)unsignedLow;
        return (long)high - ((a >> 63) & b) - ((b >> 63) & a);
    }

    // The two below are called by name; both overflow exactly when the high half is not the extension of the low one.
    private static long MultiplyChecked(long left, long right)
    {
        long high = BigMul(left, right, out long low);
        if (high != low >> 63)
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return low;
    }

    private static ulong MultiplyChecked(ulong left, ulong right)
    {
        if (BigMul(left, right, out ulong low) != 0)
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return low;
    }
}
