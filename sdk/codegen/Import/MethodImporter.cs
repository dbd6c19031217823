// Imports the IL of one method into LLVM IR: one pass over the reachable blocks. This part drives; the other
// parts of the class import one family of opcodes each.
using System;
using System.Collections.Generic;
using System.Text;
using Lume.CodeGen.Debug;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;
using Lume.CodeGen.Output;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private readonly Ee _ee;
    private readonly MethodInfo _info;
    private readonly MethodText _text;
    private readonly ShapeReader _shapes;
    private readonly Signature _signature;
    private readonly LineInformation _lines;
    private readonly List<Value> _stack = [];
    private readonly SortedDictionary<int, Block> _blocks = [];
    private readonly Queue<Block> _pending = [];

    private StringBuilder _code = new();
    private Block _block = null!;
    private string _location = "";
    private int _offset;
    private bool _reachable;

    public MethodImporter(Ee ee, ref MethodInfo info, MethodText text)
    {
        _ee = ee;
        _info = info;
        _text = text;
        _shapes = new ShapeReader(ee);
        SigInfo sig = info.Args;
        bool generic = (info.Options & (MethodOptions.ContextFromMethodDictionary | MethodOptions.ContextFromMethodTable)) != 0;
        _signature = Signature.From(ee, _shapes, ref sig, generic);
        _lines = LineInformation.For(ee, info.Method);
    }

    public string Import()
    {
        try
        {
            return _filter >= 0 ? ImportFilter() : ImportMethod();
        }
        catch (Exception e) when (e is EeException or UnsupportedException { Location.Length: 0 })
        {
            throw new UnsupportedException($"unsupported: {e.Message}", e) { Location = _lines.Describe(_offset) };
        }
    }

    private string ImportMethod()
    {
        string subprogram = _lines.Subprogram(_text);
        SetLocation(0);
        ReadClauses();
        FindBlocks();
        FindSharedVariables();
        var prologue = _code = new StringBuilder();
        DeclareArguments();
        DeclareLocals();
        TriggerOwnConstructor();
        Enqueue(BlockAt(0));
        Emit($"br label %{BlockAt(0).Label}");
        ImportBlocks();

        var result = new StringBuilder();
        if (!NeedsBlock)
        {
            WriteHeader(result, subprogram);
            WriteBlocks(result, prologue);
            return result.ToString();
        }

        WriteBodyHeader(result, subprogram);
        WriteBlocks(result, prologue);
        WriteFilters(result);
        WriteEntry(result);
        return result.ToString();
    }

    private void ImportBlocks()
    {
        do
        {
            while (_pending.TryDequeue(out Block? block))
            {
                ImportBlock(block);
            }
        }
        while (WriteLandingPads() || _pending.Count > 0);
        WriteFinallyExits();
        WriteResume();
    }

    private void WriteBlocks(StringBuilder result, StringBuilder prologue)
    {
        result.Append("entry:\n").Append(_text.Allocas);
        if (_filter >= 0 || NeedsBlock)
        {
            WriteBlockReads(result);
        }

        WriteDictionaryCheck(result);
        result.Append(prologue);
        foreach (Block block in _blocks.Values)
        {
            result.Append(block.Code);
        }

        result.Append(_text.Cold).Append("}\n");
    }

    private void WriteHeader(StringBuilder result, string subprogram)
    {
        result.Append("define ").Append(_signature.ReturnWithAttributes).Append(' ').Append(MethodText.Self).Append('(');
        List<string> types = _signature.ParameterTypes();
        for (int i = 0; i < types.Count; i++)
        {
            result.Append(i == 0 ? "" : ", ").Append(Signature.WithExtension(types[i])).Append(" %a").Append(i);
        }

        MethodFlags flags = _ee.MethodAttributes(_info.Method);
        string inlining = (flags & MethodFlags.NoInline) != 0 ? " noinline"
            : (flags & MethodFlags.ForceInline) != 0 ? " inlinehint" : "";

        result.Append(") #0").Append(inlining);
        WriteHeaderEnd(result, subprogram);
    }

    private void WriteHeaderEnd(StringBuilder result, string subprogram)
    {
        // Bit 1 of a code address marks a fat function pointer, so code must not begin at an odd half-word.
        result.Append(CallProbe.AttributeFor(_ee, _info.Method)).Append(" align 4").Append(_clauses.Length > 0 ? " personality ptr @__lume_personality" : "");
        result.Append(subprogram.Length > 0 ? $" !dbg {subprogram}" : "").Append(" {\n");
    }

    // ---- Blocks ----

    private Block BlockAt(int offset) =>
        _blocks.TryGetValue(offset, out Block? block) ? block : throw new UnsupportedException($"a branch into the middle of IL_{offset:x4}");

    private void FindBlocks()
    {
        AddBlock(0);
        foreach (EHClause clause in _clauses)
        {
            AddBlock(clause.TryOffset);
            AddBlock(clause.HandlerOffset);
            AddBlock(clause.TryOffset + clause.TryLength);
            AddBlock(clause.HandlerOffset + clause.HandlerLength);
            if ((clause.Flags & EHFlags.Filter) != 0)
            {
                AddBlock(clause.TokenOrFilter);
            }
        }

        var reader = new ILReader(_info.IL, _info.ILSize);
        while (reader.MoveNext())
        {
            foreach (int target in reader.BranchTargets())
            {
                AddBlock(target);
            }

            if (reader.EndsBlock)
            {
                AddBlock(reader.NextOffset);
            }
        }
    }

    private void AddBlock(int offset)
    {
        if (offset >= 0 && offset < _info.ILSize && !_blocks.ContainsKey(offset))
        {
            _blocks.Add(offset, new Block(offset));
        }
    }

    /// <summary>
    /// Hands control and the evaluation stack to a block. What is on the stack crosses in stack slots, one per
    /// depth, typed by whoever comes first; LLVM makes phi nodes of them.
    /// </summary>
    private void Enqueue(Block target)
    {
        if (target.EntrySlots is null)
        {
            target.EntrySlots = new EntrySlot[_stack.Count];
            for (int i = 0; i < _stack.Count; i++)
            {
                Value v = _stack[i];
                string slot = v.IsStruct ? NewTemp(v.Struct!) : _text.Alloca(v.Type, 8);
                target.EntrySlots[i] = new EntrySlot(v.Kind, slot, v.Struct);
            }

            _pending.Enqueue(target);
        }

        if (target.EntrySlots.Length != _stack.Count)
        {
            throw new UnsupportedException("paths that join with different stack depths");
        }

        for (int i = 0; i < _stack.Count; i++)
        {
            EntrySlot slot = target.EntrySlots[i];
            if (slot.Struct is { } shape)
            {
                CopyStruct(slot.Address, _stack[i].Text, shape, toHeap: false);
            }
            else
            {
                Emit($"store {Coerce(_stack[i], slot.Kind)}, ptr {slot.Address}");
            }
        }
    }

    private void ImportBlock(Block block)
    {
        _block = block;
        _code = block.Code;
        _code.Append(block.Label).Append(":\n");
        _stack.Clear();
        SetLocation(block.Offset);
        EnterHandler(block);
        foreach (EntrySlot slot in block.EntrySlots!)
        {
            if (slot.Struct is { } shape)
            {
                string copy = NewTemp(shape);
                CopyStruct(copy, slot.Address, shape, toHeap: false);
                Push(new Value(ValueKind.Struct, copy, shape));
            }
            else
            {
                Push(new Value(slot.Kind, Assign($"load {Value.TypeName(slot.Kind)}, ptr {slot.Address}")));
            }
        }

        _reachable = true;
        var reader = new ILReader(_info.IL, _info.ILSize, block.Offset);
        while (_reachable && reader.MoveNext())
        {
            SetLocation(reader.Offset);
            ImportInstruction(ref reader);
            if (_reachable && _blocks.TryGetValue(reader.NextOffset, out Block? next))
            {
                Enqueue(next);
                Emit($"br label %{next.Label}");
                return;
            }
        }

        if (_reachable)
        {
            throw new UnsupportedException("IL that runs off its end");
        }
    }

    private void SetLocation(int offset)
    {
        _offset = offset;
        _location = _lines.Location(_text, offset);
    }

    // ---- Emission ----

    private void Emit(string instruction) => _code.Append("  ").Append(instruction).Append(_location).Append('\n');

    private string Assign(string instruction)
    {
        string name = _text.NewTemporary();
        _code.Append("  ").Append(name).Append(" = ").Append(instruction).Append(_location).Append('\n');
        return name;
    }

    private void StartLabel(string label) => _code.Append(label).Append(":\n");

    private string NewLabel(string prefix) => $"{prefix}{_text.NextIndex()}";

    /// <summary>The path ends here: control has left by branch, return or throw.</summary>
    private void EndPath() => _reachable = false;

    private void Push(Value value) => _stack.Add(value);

    private Value Pop()
    {
        if (_stack.Count == 0)
        {
            throw new UnsupportedException("IL that pops from an empty stack");
        }

        Value value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private Value Peek() => _stack.Count > 0 ? _stack[^1] : throw new UnsupportedException("IL that reads an empty stack");

    private string NewTemp(TypeShape shape) => _text.Alloca($"[{Math.Max(1, shape.Size)} x i8]", Math.Max(8, shape.Alignment));
}

/// <summary>A basic block of IL and the code made of it.</summary>
internal sealed class Block(int offset)
{
    public int Offset => offset;
    public string Label => $"b{offset:x}";
    public StringBuilder Code { get; } = new();

    /// <summary>Where values on the evaluation stack at entry are kept; null until the block was reached.</summary>
    public EntrySlot[]? EntrySlots { get; set; }
}

internal readonly record struct EntrySlot(ValueKind Kind, string Address, TypeShape? Struct);
