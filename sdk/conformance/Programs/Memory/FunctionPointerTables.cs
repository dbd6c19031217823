// Program: Function pointer tables.

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class FunctionPointerTables
{
    private struct Table
    {
        public delegate*<long, long, long> Operation;
        public char Symbol;
    }

    public static void Run()
    {
        Table* tables = stackalloc Table[4];
        tables[0] = new Table { Operation = &Plus, Symbol = '+' };
        tables[1] = new Table { Operation = &Minus, Symbol = '-' };
        tables[2] = new Table { Operation = &Times, Symbol = '*' };
        tables[3] = new Table { Operation = &Generic<long>, Symbol = 'g' };
        for (int i = 0; i < 4; i++)
        {
            Out.Line("result", tables[i].Symbol, tables[i].Operation(Opaque.Of(20L), 3));
        }

        delegate*<long, long, long>[] array = [&Times, &Plus];
        Out.Line("array", array[0](4, 5), array[1](4, 5));
        Out.Line("same", array[1] == tables[0].Operation);
    }

    private static long Plus(long a, long b) => a + b;

    private static long Minus(long a, long b) => a - b;

    private static long Times(long a, long b) => a * b;

    private static T Generic<T>(T a, T b) => b;
}
