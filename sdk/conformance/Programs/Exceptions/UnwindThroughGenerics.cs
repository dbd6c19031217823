// Program: Unwind through generics.

namespace Lume.Conformance.Programs.Exceptions;

internal static class UnwindThroughGenerics
{
    public static void Run()
    {
        Out.Line("int", Guard<int>(3));
        Out.Line("string", Guard<string>(4));
        Out.Line("struct", Guard<(long, object)>(5));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Guard<T>(int depth)
    {
        int finallies = 0;
        try
        {
            Go(depth);
        }
        catch (CustomException e)
        {
            return (e.Code * 10) + finallies;
        }

        return -1;

        void Go(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new CustomException("g", typeof(T).IsValueType ? 1 : 2);
                }

                Go(n - 1);
            }
            finally
            {
                finallies++;
            }
        }
    }
}
