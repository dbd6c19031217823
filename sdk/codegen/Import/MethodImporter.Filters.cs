// Exception filters. They run while the search for a handler goes up a stack that is still whole, so each is a function of its own.
// What it shares with its method lies in a block (docs/adr/0003):
//
//   0      the parameters, 8 bytes each
//   8n     the variables that a filter names
//
// The method becomes two functions: one has the name and the block, and calls the body with the block as ninth parameter.
// Eight travel in registers, so the ninth lies where the body's frame begins, and the runtime finds it there.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;
using Lume.CodeGen.Output;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private const int ParameterRegisters = 8;
    private const int ParameterSize = 8;

    // The clause whose filter is imported; -1 for the method itself.
    private int _filter = -1;
    private readonly List<int> _filters = [];
    private readonly HashSet<(bool IsArgument, int Index)> _shared = [];
    private readonly StringBuilder _sharedAddresses = new();
    private int _sharedCount;
    private int _blockSize;
    private int _blockAlignment = 8;

    private bool NeedsBlock => _shared.Count > 0 || _filters.Count > 0;

    private string AddFilter(int clause)
    {
        _text.Uses.Add(IsFilter(clause) ? "filter" : "filter for a type of the generic context");
        _filters.Add(clause);
        return MethodText.Part($"clause{clause}");
    }

    /// <summary>Looks which variables the filters name. A filter stands right in front of its handler.</summary>
    private void FindSharedVariables()
    {
        _blockSize = ParameterSize * _signature.ParameterTypes().Count;
        for (int i = 0; i < _clauses.Length; i++)
        {
            if (!IsFilter(i))
            {
                continue;
            }

            EHClause clause = _clauses[i];
            if (Array.Exists(_clauses, c => c.TryOffset >= clause.TokenOrFilter && c.TryOffset < clause.HandlerOffset))
            {
                throw new UnsupportedException("a protected region in an exception filter");
            }

            var reader = new ILReader(_info.IL, _info.ILSize, clause.TokenOrFilter);
            while (reader.MoveNext() && reader.Offset < clause.HandlerOffset)
            {
                if (reader.Variable is { } variable)
                {
                    _shared.Add(variable);
                }
            }
        }
    }

    /// <summary>The address of an argument or a local: a stack slot, or a place in the block.</summary>
    private string DeclareSlot(bool isArgument, int index, TypeShape shape)
    {
        int alignment = Math.Max(8, shape.Alignment);
        if (!_shared.Contains((isArgument, index)))
        {
            return _text.Alloca(shape.MemoryName, alignment);
        }

        int offset = (_blockSize + alignment - 1) & -alignment;
        _blockSize = offset + shape.Size;
        _blockAlignment = Math.Max(_blockAlignment, alignment);
        string name = $"%v{_sharedCount++}";
        _sharedAddresses.Append(CultureInfo.InvariantCulture, $"  {name} = getelementptr i8, ptr %block, i64 {offset}\n");
        return name;
    }

    /// <summary>Whether the variable holds a value already: a filter finds those that it shares as its method left them.</summary>
    private bool IsSetByMethod(bool isArgument, int index) => _filter >= 0 && _shared.Contains((isArgument, index));

    /// <summary>The parameters under their names, and the places of shared variables, out of the block.</summary>
    private void WriteBlockReads(StringBuilder result)
    {
        List<string> types = _signature.ParameterTypes();
        for (int i = 0; i < types.Count; i++)
        {
            result.Append(CultureInfo.InvariantCulture, $"  %p{i} = getelementptr i8, ptr %block, i64 {ParameterSize * i}\n");
            result.Append(CultureInfo.InvariantCulture, $"  %a{i} = load {types[i]}, ptr %p{i}\n");
        }

        result.Append(_sharedAddresses);
    }

    private void WriteBodyHeader(StringBuilder result, string subprogram)
    {
        result.Append("define hidden ").Append(_signature.ReturnWithAttributes).Append(' ').Append(MethodText.Part("body")).Append('(');
        for (int i = 0; i < ParameterRegisters; i++)
        {
            result.Append("ptr, ");
        }

        result.Append("ptr %block) #0");
        WriteHeaderEnd(result, subprogram);
    }

    /// <summary>
    /// The function with the method's name. The call of the body goes through a pointer that LLVM cannot see through, and so
    /// stays as it is: neither inlined nor given other parameters.
    /// </summary>
    private void WriteEntry(StringBuilder result)
    {
        WriteHeader(result, _lines.Subprogram(_text, ".entry"));
        SetLocation(0);
        _code = result;
        StartLabel("entry");
        Emit($"%block = alloca [{_blockSize} x i8], align {_blockAlignment}");
        List<string> types = _signature.ParameterTypes();
        for (int i = 0; i < types.Count; i++)
        {
            Emit($"store {types[i]} %a{i}, ptr {OffsetAddress("%block", ParameterSize * i)}");
        }

        string code = Assign($"call ptr asm \"\", \"=r,0\"(ptr {MethodText.Part("body")})");
        string call = $"call {_signature.ReturnWithAttributes} {code}({string.Concat(System.Linq.Enumerable.Repeat("ptr poison, ", ParameterRegisters))}ptr %block)";
        if (_signature.ReturnType == "void")
        {
            Emit(call);
            Emit("ret void");
        }
        else
        {
            Emit($"ret {_signature.ReturnType} {Assign(call)}");
        }

        result.Append("}\n");
    }

    private void WriteFilters(StringBuilder result)
    {
        foreach (int clause in _filters)
        {
            _text.StartFunction();
            MethodInfo info = _info;
            result.Append(new MethodImporter(_ee, ref info, _text) { _filter = clause }.Import());
        }
    }

    /// <summary>A filter as a function: i32(exception, block).</summary>
    private string ImportFilter()
    {
        ReadClauses();
        int start = IsFilter(_filter) ? _clauses[_filter].TokenOrFilter : _clauses[_filter].HandlerOffset;
        string subprogram = _lines.Subprogram(_text, $".filter{_filter}", start);
        SetLocation(start);
        FindBlocks();
        FindSharedVariables();
        var prologue = _code = new StringBuilder();
        DeclareArguments();
        DeclareLocals();
        Emit($"store ptr %exception, ptr {_exceptionSlots[_filter]}");
        if (IsFilter(_filter))
        {
            Emit($"br label %{EnqueueHandler(start).Label}");
            ImportBlocks();
        }
        else
        {
            Emit($"ret i32 {TestType(_filter)}");
        }

        var result = new StringBuilder();
        string name = MethodText.Part($"filter{_filter}");
        result.Append(CultureInfo.InvariantCulture, $"{MethodText.Part($"clause{_filter}")} = hidden constant {{ i64, ptr }} {{ i64 0, ptr {name} }}\n");
        result.Append(CultureInfo.InvariantCulture, $"define hidden signext i32 {name}(ptr %exception, ptr %block) #0");
        WriteHeaderEnd(result, subprogram);
        WriteBlocks(result, prologue);
        return result.ToString();
    }

    // Only the generic context tells the type that the clause catches.
    private string TestType(int clause)
    {
        GenericHandleResult type = TypeOf(clause, out ResolvedToken token);
        string table = HandleAddress(ref token, ref type);
        string function = _text.Function(_ee.Helper(Helpers.IsInstanceOfException).Target, "signext i32|(ptr, ptr)");
        return EmitCall("signext i32", function, $"ptr {table}, ptr %exception", mayThrow: false);
    }

    private void ImportEndFilter()
    {
        Value accept = CoerceValue(Pop(), ValueKind.Int32);
        Emit($"ret i32 {accept.Text}");
        EndPath();
    }
}
