// Program: Simple dispatch.

namespace Lume.Conformance.Programs.Interfaces;

internal static class SimpleDispatch
{
    private interface ICounter
    {
        int Next();

        int Step { get; set; }
    }

    private sealed class Up : ICounter
    {
        private int _n;

        public int Step { get; set; } = 1;

        public int Next() => _n += Step;
    }

    private sealed class Down : ICounter
    {
        private int _n;

        public int Step { get; set; } = 2;

        public int Next() => _n -= Step;
    }

    public static void Run()
    {
        ICounter[] counters = [new Up(), new Down(), new Up()];
        for (int round = 0; round < 4; round++)
        {
            foreach (ICounter c in counters)
            {
                c.Step += round;
                Out.Line("next", c.Next());
            }
        }
    }
}
