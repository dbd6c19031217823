// Landing pads. The search for a handler is over when one is entered: beside the exception it gets a token, which is the number of
// the chosen clause, or else says how far to unwind (docs/adr/0003). It runs what must be run, and goes on if it was not chosen.
using System.Collections.Generic;
using System.Text;
using Lume.CodeGen.JitInterface;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private readonly HashSet<int> _padsWritten = [];
    private string[] _clauseSymbols = [];
    private string _resumeException = "";
    private string _resumeToken = "";

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
        StartLabel($"pad{clause}");
        string pair = Assign($"landingpad {{ ptr, i64 }}{ClausesFrom(clause)}");
        string exception = Assign($"extractvalue {{ ptr, i64 }} {pair}, 0");
        GoToDispatch(clause, exception, Assign($"extractvalue {{ ptr, i64 }} {pair}, 1"));
        _code = saved;
    }

    /// <summary>What the search reads of a protected call: the clauses around it, inner first, and whether there is a finally.</summary>
    private string ClausesFrom(int clause)
    {
        string cleanup = "";
        var catches = new StringBuilder();
        for (int i = clause; i >= 0; i = NextClause(i))
        {
            if (IsFinally(i))
            {
                cleanup = " cleanup";
            }
            else
            {
                catches.Append(" catch ptr ").Append(ClauseSymbol(i));
            }
        }

        return cleanup + catches;
    }

    /// <summary>What stands for a clause in the tables: the MethodTable that it catches, or the mark of a filter.</summary>
    private string ClauseSymbol(int clause)
    {
        if (_clauseSymbols[clause].Length == 0)
        {
            _clauseSymbols[clause] = (IsFilter(clause) ? null : KnownType(clause)) ?? AddFilter(clause);
        }

        return _clauseSymbols[clause];
    }

    /// <summary>The MethodTable that a clause catches; null when only the generic context tells.</summary>
    private string? KnownType(int clause)
    {
        GenericHandleResult type = TypeOf(clause, out _);
        bool isKnown = type.Lookup.Kind.NeedsRuntimeLookup == 0 && type.Lookup.Const.Access == AccessType.Value;
        return isKnown ? Address(type.Lookup.Const) : null;
    }

    private GenericHandleResult TypeOf(int clause, out ResolvedToken token)
    {
        token = _ee.Resolve(_info.Scope, (uint)_clauses[clause].TokenOrFilter, TokenKind.Class);
        return _ee.EmbedHandle(ref token, false, _info.Method);
    }

    private void GoToNextClause(int clause) => GoToDispatch(
        NextClause(clause), Assign($"load ptr, ptr {_exceptionSlots[clause]}"), Assign($"load i64, ptr {_tokenSlots[clause]}"));

    private void GoToDispatch(int clause, string exception, string token)
    {
        if (clause < 0)
        {
            if (_resumeException.Length == 0)
            {
                _resumeException = _text.Alloca("ptr", 8);
                _resumeToken = _text.Alloca("i64", 8);
            }

            Emit($"store ptr {exception}, ptr {_resumeException}");
            Emit($"store i64 {token}, ptr {_resumeToken}");
            Emit("br label %resume");
            return;
        }

        Emit($"store ptr {exception}, ptr {_exceptionSlots[clause]}");
        Emit($"store i64 {token}, ptr {_tokenSlots[clause]}");
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
        else
        {
            string identity = _text.Named("llvm.eh.typeid.for.p0", "i32|(ptr)");
            string number = Assign($"zext i32 {Assign($"call i32 {identity}(ptr {ClauseSymbol(clause)})")} to i64");
            string token = Assign($"load i64, ptr {_tokenSlots[clause]}");
            string bit = Assign($"icmp eq i64 {token}, {number}");
            Emit($"br i1 {bit}, label %{EnqueueHandler(c.HandlerOffset).Label}, label %next{clause}");
            StartLabel($"next{clause}");
            GoToNextClause(clause);
        }

        _text.Cold.Append(code);
        _code = saved;
        _offset = savedOffset;
        _location = savedLocation;
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

    /// <summary>The way out when no clause here was chosen.</summary>
    private void WriteResume()
    {
        if (_resumeException.Length == 0)
        {
            return;
        }

        _code = _text.Cold;
        StartLabel("resume");
        string exception = Assign($"load ptr, ptr {_resumeException}");
        string token = Assign($"load i64, ptr {_resumeToken}");
        Emit($"call void {_text.Named("lume_unwind_on", "void|(ptr, i64)")}(ptr {exception}, i64 {token}) noreturn cold");
        Emit("unreachable");
    }
}
