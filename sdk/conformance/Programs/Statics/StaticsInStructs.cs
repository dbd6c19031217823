// Program: Statics in structs.

namespace Lume.Conformance.Programs.Statics;

internal static class StaticsInStructs
{
    private struct Counter
    {
        public static int Made;
        public static readonly Counter Empty = new(-1);
        public int Id;

        public Counter(int id)
        {
            Id = id;
            Made++;
        }
    }

    public static void Run()
    {
        Counter a = new(Opaque.Of(5));
        Counter b = new(6);
        Out.Line("made", Counter.Made, Counter.Empty.Id, a.Id + b.Id);
    }
}
