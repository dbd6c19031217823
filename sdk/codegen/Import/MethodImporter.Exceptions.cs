// Protected regions: clauses, handlers, leaving. A finally is imported once; a selector says where control goes when it ends.
// Landing pads and filters have files of their own.
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private EHClause[] _clauses = [];
    private string[] _exceptionSlots = [];
    private string[] _tokenSlots = [];
    private string[] _selectorSlots = [];
    private List<string>[] _continuations = [];
    private readonly SortedSet<int> _landingPads = [];
    private bool[] _dispatchUsed = [];

    private void ReadClauses()
    {
        int count = _info.EHCount;
        _clauses = new EHClause[count];
        _exceptionSlots = new string[count];
        _tokenSlots = new string[count];
        _selectorSlots = new string[count];
        _clauseSymbols = new string[count];
        _continuations = new List<string>[count];
        _dispatchUsed = new bool[count];
        for (int i = 0; i < count; i++)
        {
            _clauses[i] = _ee.EHClauseOf(_info.Method, i);
            _text.Uses.Add($"clause {_clauses[i].Flags}");
            _exceptionSlots[i] = _text.Alloca("ptr", 8);
            _tokenSlots[i] = _text.Alloca("i64", 8);
            _selectorSlots[i] = IsFinally(i) ? _text.Alloca("i32", 8) : "";
            _clauseSymbols[i] = "";
            _continuations[i] = [];
        }
    }

    private bool IsFinally(int clause) => (_clauses[clause].Flags & (EHFlags.Finally | EHFlags.Fault)) != 0;

    private bool IsFilter(int clause) => (_clauses[clause].Flags & EHFlags.Filter) != 0;

    private static bool Contains(int start, int length, int offset) => offset >= start && offset < start + length;

    /// <summary>The first clause after <paramref name="after"/> that protects the offset, or -1.</summary>
    private int ClauseFor(int offset, int after = -1)
    {
        for (int i = after + 1; i < _clauses.Length; i++)
        {
            if (Contains(_clauses[i].TryOffset, _clauses[i].TryLength, offset))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where a call at the current offset unwinds to; null outside protected regions.</summary>
    private string? UnwindLabel()
    {
        if (_filter >= 0)
        {
            // The runtime takes what leaves a filter: it has declined.
            return null;
        }

        int clause = ClauseFor(_offset);
        if (clause < 0)
        {
            return null;
        }

        _landingPads.Add(clause);
        return $"pad{clause}";
    }

    // ---- Handlers as blocks of IL ----

    private Block EnqueueHandler(int offset)
    {
        Block block = BlockAt(offset);
        if (block.EntrySlots is null)
        {
            block.EntrySlots = [];
            _pending.Enqueue(block);
        }

        return block;
    }

    /// <summary>The label of a finally; at its first use also the path on which it hands an exception on.</summary>
    private string EnqueueFinally(int clause)
    {
        Block block = BlockAt(_clauses[clause].HandlerOffset);
        if (block.EntrySlots is null)
        {
            EnqueueHandler(block.Offset);
            StringBuilder saved = _code;
            var code = _code = new StringBuilder();
            StartLabel($"unwind{clause}");
            GoToNextClause(clause);
            _text.Cold.Append(code);
            _code = saved;
        }

        return block.Label;
    }

    /// <summary>A catch handler and a filter start with the exception on the stack.</summary>
    private void EnterHandler(Block block)
    {
        for (int i = 0; i < _clauses.Length; i++)
        {
            bool handler = _clauses[i].HandlerOffset == block.Offset && !IsFinally(i);
            bool filter = IsFilter(i) && _clauses[i].TokenOrFilter == block.Offset;
            if (handler || filter)
            {
                Push(Value.Pointer(Assign($"load ptr, ptr {_exceptionSlots[i]}")) with { NonNull = true });
                return;
            }
        }
    }

    // ---- Leaving ----

    /// <summary>Runs the finally blocks between here and the target, inner first, then goes there.</summary>
    private void ImportLeave(int target)
    {
        _stack.Clear();
        Block destination = BlockAt(target);
        Enqueue(destination);
        string label = destination.Label;
        for (int i = _clauses.Length - 1; i >= 0; i--)
        {
            EHClause clause = _clauses[i];
            if (!IsFinally(i) || (clause.Flags & EHFlags.Fault) != 0 || !Contains(clause.TryOffset, clause.TryLength, _offset) ||
                Contains(clause.TryOffset, clause.TryLength, target))
            {
                continue;
            }

            // Outer first here, so that each inner one continues with the one made before it.
            label = LeaveThrough(i, label);
        }

        Emit($"br label %{label}");
        EndPath();
    }

    private readonly Dictionary<(int Clause, string Label), string> _leaveStubs = [];

    private string LeaveThrough(int clause, string continuation)
    {
        if (!_leaveStubs.TryGetValue((clause, continuation), out string? stub))
        {
            stub = NewLabel("leave");
            _leaveStubs.Add((clause, continuation), stub);
            string handler = EnqueueFinally(clause);
            int selector = Continuation(clause, continuation);
            _text.Cold.Append(CultureInfo.InvariantCulture, $"{stub}:\n  store i32 {selector}, ptr {_selectorSlots[clause]}\n  br label %{handler}\n");
        }

        return stub;
    }

    /// <summary>The selector value with which the finally goes on at the label; 0 means that an exception is in flight.</summary>
    private int Continuation(int clause, string label)
    {
        int index = _continuations[clause].IndexOf(label);
        if (index < 0)
        {
            index = _continuations[clause].Count;
            _continuations[clause].Add(label);
        }

        return index + 1;
    }

    private int HandlerAround(int offset)
    {
        for (int i = 0; i < _clauses.Length; i++)
        {
            if (Contains(_clauses[i].HandlerOffset, _clauses[i].HandlerLength, offset))
            {
                return i;
            }
        }

        throw new UnsupportedException("IL that ends a handler outside of one");
    }

    private void ImportEndFinally()
    {
        int clause = HandlerAround(_offset);
        Emit($"br label %endfinally{clause}");
        EndPath();
    }

    private void ImportRethrow()
    {
        string exception = Assign($"load ptr, ptr {_exceptionSlots[HandlerAround(_offset)]}");
        EmitHelperCall(Helpers.Rethrow, "void|(ptr)", $"ptr {exception}");
        Emit("unreachable");
        EndPath();
    }

    /// <summary>Written last, when all the ways out of each finally are known.</summary>
    private void WriteFinallyExits()
    {
        for (int i = 0; i < _clauses.Length; i++)
        {
            if (!IsFinally(i) || BlockAt(_clauses[i].HandlerOffset).EntrySlots is null)
            {
                continue;
            }

            _code = _text.Cold;
            SetLocation(_clauses[i].HandlerOffset);
            StartLabel($"endfinally{i}");
            string selector = Assign($"load i32, ptr {_selectorSlots[i]}");
            var text = new StringBuilder($"switch i32 {selector}, label %unwind{i} [");
            for (int k = 0; k < _continuations[i].Count; k++)
            {
                text.Append(CultureInfo.InvariantCulture, $" i32 {k + 1}, label %{_continuations[i][k]}");
            }

            Emit(text.Append(" ]").ToString());
        }
    }
}
