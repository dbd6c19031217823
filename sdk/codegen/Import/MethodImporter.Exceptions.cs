// Protected regions. Each region's calls unwind to a landing pad, which walks the clauses that cover it, inner first.
// A finally is imported once; a selector says where control goes when it ends. Filters run in the second pass, inline.
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
    private string[] _selectorSlots = [];
    private List<string>[] _continuations = [];
    private readonly SortedSet<int> _landingPads = [];
    private bool[] _dispatchUsed = [];

    private void ReadClauses()
    {
        int count = _info.EHCount;
        _clauses = new EHClause[count];
        _exceptionSlots = new string[count];
        _selectorSlots = new string[count];
        _continuations = new List<string>[count];
        _dispatchUsed = new bool[count];
        for (int i = 0; i < count; i++)
        {
            _clauses[i] = _ee.EHClauseOf(_info.Method, i);
            _text.Uses.Add($"clause {_clauses[i].Flags}");
            _exceptionSlots[i] = _text.Alloca("ptr", 8);
            _selectorSlots[i] = IsFinally(i) ? _text.Alloca("i32", 8) : "";
            _continuations[i] = [];
        }
    }

    private bool IsFinally(int clause) => (_clauses[clause].Flags & (EHFlags.Finally | EHFlags.Fault)) != 0;

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
        int filter = FilterAround(_offset);
        if (filter >= 0)
        {
            // An exception that leaves a filter is dropped, and the filter has declined.
            _landingPads.Add(~filter);
            return $"filterpad{filter}";
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
            GoToDispatch(NextClause(clause), Assign($"load ptr, ptr {_exceptionSlots[clause]}"));
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
            bool filter = (_clauses[i].Flags & EHFlags.Filter) != 0 && _clauses[i].TokenOrFilter == block.Offset;
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

    /// <summary>The clause whose filter the offset is in, or -1.</summary>
    private int FilterAround(int offset)
    {
        for (int i = 0; i < _clauses.Length; i++)
        {
            if ((_clauses[i].Flags & EHFlags.Filter) != 0 && offset >= _clauses[i].TokenOrFilter && offset < _clauses[i].HandlerOffset)
            {
                return i;
            }
        }

        return -1;
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

    private void ImportEndFilter()
    {
        Value accept = CoerceValue(Pop(), ValueKind.Int32);
        int clause = FilterAround(_offset);
        string bit = Assign($"icmp ne i32 {accept.Text}, 0");
        EnqueueHandler(_clauses[clause].HandlerOffset);
        Emit($"br i1 {bit}, label %{BlockAt(_clauses[clause].HandlerOffset).Label}, label %next{clause}");
        EndPath();
    }

    private void ImportRethrow()
    {
        string exception = Assign($"load ptr, ptr {_exceptionSlots[HandlerAround(_offset)]}");
        EmitHelperCall(Helpers.Rethrow, "void|(ptr)", $"ptr {exception}");
        Emit("unreachable");
        EndPath();
    }

    // ---- Dispatch ----

    private readonly HashSet<int> _padsWritten = [];
    private string _resumeSlot = "";

    /// <summary>
    /// Makes the landing pads that imported code asked for, and enqueues the handlers that they reach. Handlers may
    /// ask for more: the driver calls this until it answers false.
    /// </summary>
    private bool WriteLandingPads()
    {
        bool progress = false;
        foreach (int clause in new List<int>(_landingPads))
        {
            if (_padsWritten.Add(clause))
            {
                WriteLandingPad(clause);
                progress = true;
            }
        }

        return progress;
    }

    private void WriteLandingPad(int clause)
    {
        StringBuilder saved = _code;
        _code = _text.Cold;
        StartLabel(clause < 0 ? $"filterpad{~clause}" : $"pad{clause}");
        string pair = Assign("landingpad { ptr, i32 } cleanup");
        if (clause < 0)
        {
            Emit($"br label %next{~clause}");
            _code = saved;
            return;
        }

        string exception = Assign($"extractvalue {{ ptr, i32 }} {pair}, 0");
        GoToDispatch(clause, exception);
        _code = saved;
    }

    private void GoToDispatch(int clause, string exception)
    {
        if (clause < 0)
        {
            if (_resumeSlot.Length == 0)
            {
                _resumeSlot = _text.Alloca("ptr", 8);
            }

            Emit($"store ptr {exception}, ptr {_resumeSlot}");
            Emit("br label %resume");
            return;
        }

        Emit($"store ptr {exception}, ptr {_exceptionSlots[clause]}");
        Emit($"br label %dispatch{clause}");
        if (!_dispatchUsed[clause])
        {
            _dispatchUsed[clause] = true;
            WriteDispatch(clause);
        }
    }

    private void WriteDispatch(int clause)
    {
        StringBuilder saved = _code;
        int savedOffset = _offset;
        string savedLocation = _location;
        EHClause c = _clauses[clause];
        SetLocation(c.HandlerOffset);
        var code = _code = new StringBuilder();
        StartLabel($"dispatch{clause}");
        if (IsFinally(clause))
        {
            Emit($"store i32 0, ptr {_selectorSlots[clause]}");
            Emit($"br label %{EnqueueFinally(clause)}");
        }
        else if ((c.Flags & EHFlags.Filter) != 0)
        {
            Emit($"br label %{EnqueueHandler(c.TokenOrFilter).Label}");
            StartLabel($"next{clause}");
            GoToDispatch(NextClause(clause), Assign($"load ptr, ptr {_exceptionSlots[clause]}"));
        }
        else
        {
            WriteCatch(clause, EnqueueHandler(c.HandlerOffset).Label);
        }

        _text.Cold.Append(code);
        _code = saved;
        _offset = savedOffset;
        _location = savedLocation;
    }

    private void WriteCatch(int clause, string handler)
    {
        string exception = Assign($"load ptr, ptr {_exceptionSlots[clause]}");
        ResolvedToken token = _ee.Resolve(_info.Scope, (uint)_clauses[clause].TokenOrFilter, TokenKind.Class);
        GenericHandleResult type = _ee.EmbedHandle(ref token, false, _info.Method);
        string table = HandleAddress(ref token, ref type);
        string function = _text.Function(_ee.Helper(Helpers.IsInstanceOfException).Target, "signext i32|(ptr, ptr)");
        string match = EmitCall("signext i32", function, $"ptr {table}, ptr {exception}", mayThrow: false);
        string bit = Assign($"icmp ne i32 {match}, 0");
        Emit($"br i1 {bit}, label %{handler}, label %next{clause}");
        StartLabel($"next{clause}");
        GoToDispatch(NextClause(clause), exception);
    }

    /// <summary>The clause to try when this one declines: the next that covers all of its protected region.</summary>
    private int NextClause(int clause)
    {
        EHClause c = _clauses[clause];
        for (int i = clause + 1; i < _clauses.Length; i++)
        {
            EHClause outer = _clauses[i];
            if (outer.TryOffset <= c.TryOffset && c.TryOffset + c.TryLength <= outer.TryOffset + outer.TryLength)
            {
                return i;
            }
        }

        return -1;
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

        if (_resumeSlot.Length > 0)
        {
            _code = _text.Cold;
            StartLabel("resume");
            string exception = Assign($"load ptr, ptr {_resumeSlot}");
            string pair = Assign($"insertvalue {{ ptr, i32 }} poison, ptr {exception}, 0");
            Emit($"resume {{ ptr, i32 }} {Assign($"insertvalue {{ ptr, i32 }} {pair}, i32 1, 1")}");
        }
    }
}
