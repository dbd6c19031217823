// Program: Binary trees.

namespace Lume.Conformance.Programs.Gc;

internal static class BinaryTrees
{
    private sealed class Tree
    {
        public Tree? Left;
        public Tree? Right;

        public int Check() => 1 + (Left?.Check() ?? 0) + (Right?.Check() ?? 0);
    }

    public static void Run()
    {
        Tree kept = Make(8);
        int sum = 0;
        for (int i = 0; i < 6; i++)
        {
            sum += Make(6).Check();
        }

        GC.Collect();
        Out.Line("trees", kept.Check(), sum);
    }

    private static Tree Make(int depth) => depth == 0 ? new Tree() : new Tree { Left = Make(depth - 1), Right = Make(depth - 1) };
}
