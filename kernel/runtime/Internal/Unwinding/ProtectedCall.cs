// The clauses around a call, as LLVM lists them: a chain of actions, each with the number of a clause.

namespace Internal.Runtime.Unwinding;

/// <summary>Where a function's table of actions begins, and where its table of clauses ends: clause n is the n-th from there, back.</summary>
internal unsafe struct ClauseTable
{
    internal byte* Start;
    internal byte* End;
    internal byte* Actions;
    internal byte* TypesEnd;
    internal byte Encoding;
}

/// <summary>A call in a protected region. Clauses come inner first.</summary>
internal unsafe struct ProtectedCall
{
    private const ulong CellSize = 4;

    private readonly ClauseTable _table;
    private byte* _next;

    // A damaged chain may be a ring: no more steps than the tables have bytes.
    private ulong _stepsLeft;

    internal ProtectedCall(ulong landingPad, ref readonly ClauseTable table, ulong action)
    {
        LandingPad = landingPad;
        _table = table;
        _stepsLeft = (ulong)(table.End - table.Start);

        // 0 says that there is no chain, and anything else where it begins, plus 1.
        HasCleanup = action == 0;
        _next = action == 0 || action > (ulong)(table.End - table.Actions) ? null : table.Actions + (action - 1);
    }

    /// <summary>The code that takes the exception over.</summary>
    internal ulong LandingPad { get; }

    /// <summary>Whether the landing pad must be entered even if its clauses decline; known when there are no more of them.</summary>
    internal bool HasCleanup { get; private set; }

    /// <summary>The number of the current clause in its function, from 1.</summary>
    internal ulong Clause { get; private set; }

    /// <summary>Where the address of what the code generator put for the clause is kept; 0 when it put nothing.</summary>
    internal ulong Cell { get; private set; }

    /// <summary>Goes to the next clause. False at the end and when anything does not add up.</summary>
    internal bool TryNext()
    {
        while (_next != null && _stepsLeft-- != 0)
        {
            DwarfReader reader = new(_next, _table.End);
            long clause = reader.ReadSleb128();
            byte* link = reader.Position;
            long distance = reader.ReadSleb128();
            _next = reader.Failed || distance == 0 || !IsInside(link, distance) ? null : link + distance;
            if (reader.Failed || clause < 0)
            {
                return false;
            }

            if (clause > 0)
            {
                Clause = (ulong)clause;
                return TryReadCell();
            }

            HasCleanup = true;
        }

        return false;
    }

    private readonly bool IsInside(byte* from, long distance) => distance < 0
        ? (ulong)-distance <= (ulong)(from - _table.Start)
        : (ulong)distance < (ulong)(_table.End - from);

    private bool TryReadCell()
    {
        bool isKnown = (_table.Encoding & PointerEncoding.FormatMask) == PointerEncoding.SData4 && _table.TypesEnd != null;
        if (!isKnown || Clause > (ulong)(_table.TypesEnd - _table.Start) / CellSize)
        {
            return false;
        }

        DwarfReader reader = new(_table.TypesEnd - (Clause * CellSize), _table.TypesEnd);
        Cell = reader.ReadPointer(_table.Encoding);
        return !reader.Failed;
    }
}
