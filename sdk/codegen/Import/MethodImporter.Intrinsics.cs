// Calls that become instructions: atomics, bit operations, the machine. Known by namespace, class and method name.
using System.Collections.Generic;
using System.Globalization;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    /// <summary>Imports the call as an intrinsic; false when it is an ordinary method after all.</summary>
    private bool ImportIntrinsic(ref ResolvedToken token, ref CallInfo call)
    {
        var (ns, cls, method) = _ee.NameOf(call.Method);
        return (ns, cls) switch
        {
            ("System.Threading", "Interlocked") => ImportInterlocked(method, ref call),
            ("System.Numerics", "BitOperations") => ImportBitOperation(method, ref call),
            ("System.Buffers.Binary", "BinaryPrimitives") => method == "ReverseEndianness" && ImportByteSwap(),
            ("System", "Math") or ("System", "MathF") => ImportMath(method, ref call),
            ("System.Runtime.CompilerServices", "RuntimeHelpers") => ImportRuntimeHelper(method, ref call),
            ("System.Runtime.CompilerServices", "Unsafe") => ImportUnsafe(method, ref call),
            ("System.Threading", "Volatile") => ImportVolatile(method, ref call),
            ("Lume.Hal", "Relaxed") => ImportRelaxed(method, ref call),
            ("System.Runtime.InteropServices", "MemoryMarshal") => method == "GetArrayDataReference" && ImportArrayData(ref call),
            ("Internal.Runtime", "MethodTable") => method == "Of" && PushRawHandle(ref token),
            ("System", "Activator") => method is "DefaultConstructorOf" or "AllocatorOf" && PushRawHandle(ref token),
            ("Lume.Hal.RiscV64", "Machine") => ImportMachine(method, call.Sig.NumArgs),
            _ => false,
        };
    }

    private bool PushRawHandle(ref ResolvedToken token)
    {
        GenericHandleResult handle = _ee.ExpandRawHandle(ref token, _info.Method);
        Push(Value.Pointer(HandleAddress(ref token, ref handle)) with { NonNull = true });
        return true;
    }

    // ---- Atomics ----

    private bool ImportInterlocked(string method, ref CallInfo call)
    {
        if (method == "MemoryBarrier")
        {
            Emit("fence seq_cst");
            return true;
        }

        if (call.Sig.NumArgs < 2)
        {
            return false;
        }

        Handle second = _ee.NextArgument(call.Sig.Args);
        (CorType type, Handle cls) = _ee.ArgumentType(ref call.Sig, second);
        if (_shapes.Of(type, cls).Scalar is not { } scalar || scalar is Scalar.F32 or Scalar.F64)
        {
            return false;
        }

        switch (method)
        {
            case "CompareExchange":
                ImportCompareExchange(scalar);
                return true;
            case "Exchange":
                ImportAtomic("xchg", scalar);
                return true;
            case "ExchangeAdd":
                ImportAtomic("add", scalar);
                return true;
            case "And" or "Or" when scalar is Scalar.I32 or Scalar.I64:
                ImportAtomic(method == "And" ? "and" : "or", scalar);
                return true;
            default:
                return false;
        }
    }

    private void ImportCompareExchange(Scalar scalar)
    {
        ValueKind kind = TypeShape.StackKind(scalar);
        string comparand = Narrow(CoerceValue(Pop(), kind).Text, scalar);
        string value = Narrow(CoerceValue(Pop(), kind).Text, scalar);
        string address = AsPointer(Pop());
        string type = TypeShape.MemoryType(scalar);
        string pair = Assign($"cmpxchg ptr {address}, {type} {comparand}, {type} {value} seq_cst seq_cst");
        Push(new Value(kind, Widen(Assign($"extractvalue {{ {type}, i1 }} {pair}, 0"), scalar)));
    }

    private void ImportAtomic(string operation, Scalar scalar)
    {
        ValueKind kind = TypeShape.StackKind(scalar);
        string value = Narrow(CoerceValue(Pop(), kind).Text, scalar);
        string address = AsPointer(Pop());
        string type = TypeShape.MemoryType(scalar);
        Push(new Value(kind, Widen(Assign($"atomicrmw {operation} ptr {address}, {type} {value} seq_cst"), scalar)));
    }

    // ---- Bits ----

    private bool ImportBitOperation(string method, ref CallInfo call)
    {
        switch (method)
        {
            case "LeadingZeroCount": PushCount("ctlz", ", i1 false"); return true;
            case "TrailingZeroCount": PushCount("cttz", ", i1 false"); return true;
            case "PopCount": PushCount("ctpop", ""); return true;
            case "RotateLeft": ImportRotate("fshl"); return true;
            case "RotateRight": ImportRotate("fshr"); return true;
            default: return false;
        }
    }

    private void PushCount(string function, string flag)
    {
        Value a = Pop();
        a = a.Kind == ValueKind.Pointer ? Value.Int64(AsInt64(a)) : a;
        if (function == "cttz" && a.Kind == ValueKind.Int32)
        {
            // A bit beyond the 32 answers for 0. QEMU 7.2 gets ctzw wrong there: it counts on into the upper half.
            a = Value.Int64(Assign($"or i64 {Assign($"zext i32 {a.Text} to i64")}, 4294967296"));
        }

        string count = Assign($"call {a.Type} @llvm.{function}.{a.Type}({a}{flag})");
        Push(CoerceValue(new Value(a.Kind, count), ValueKind.Int32));
    }

    private void ImportRotate(string function)
    {
        Value count = Pop();
        Value a = Pop();
        a = a.Kind == ValueKind.Pointer ? Value.Int64(AsInt64(a)) : a;
        Value amount = CoerceValue(count, a.Kind);
        Push(new Value(a.Kind, Assign($"call {a.Type} @llvm.{function}.{a.Type}({a}, {a}, {amount})")));
    }

    private bool ImportByteSwap()
    {
        Value a = Peek();
        if (a.Kind is not (ValueKind.Int32 or ValueKind.Int64) || !IsWholeWidth(a))
        {
            return false;
        }

        Pop();
        Push(new Value(a.Kind, Assign($"call {a.Type} @llvm.bswap.{a.Type}({a})")));
        return true;
    }

    // 8- and 16-bit overloads also hold an i32 on the stack; only their own body knows the width.
    private bool IsWholeWidth(Value a) => a.Kind == ValueKind.Int64;

    private bool ImportMath(string method, ref CallInfo call)
    {
        Value top = Peek();
        if (method == "BigMul" && call.Sig.NumArgs == 3 && top.Kind == ValueKind.Pointer && At(1).Kind == ValueKind.Int64)
        {
            return ImportBigMul(ref call);
        }

        string? function = method switch { "Sqrt" => "sqrt", "Abs" => "fabs", _ => null };
        if (function is null || !top.IsFloat)
        {
            return false;
        }

        Pop();
        Push(new Value(top.Kind, Assign($"call {top.Type} @llvm.{function}.{(top.Kind == ValueKind.Single ? "f32" : "f64")}({top})")));
        return true;
    }

    // ulong BigMul(ulong, ulong, out ulong low): one mul and one mulhu.
    private bool ImportBigMul(ref CallInfo call)
    {
        (CorType type, _) = _ee.ArgumentType(ref call.Sig, call.Sig.Args);
        if (type is not CorType.UInt64)
        {
            return false;
        }

        string low = AsPointer(Pop());
        string b = Assign($"zext i64 {Pop().Text} to i128");
        string a = Assign($"zext i64 {Pop().Text} to i128");
        string product = Assign($"mul i128 {a}, {b}");
        Emit($"store i64 {Assign($"trunc i128 {product} to i64")}, ptr {low}");
        string high = Assign($"lshr i128 {product}, 64");
        Push(Value.Int64(Assign($"trunc i128 {high} to i64")));
        return true;
    }

    // ---- Data that the C# compiler keeps in the image ----

    private bool ImportRuntimeHelper(string method, ref CallInfo call)
    {
        if (method == "IsReferenceOrContainsReferences")
        {
            PushInt32(_shapes.Of(call.Sig.FirstMethodArgument).HasReferences ? 1 : 0);
            return true;
        }

        if (method == "CreateSpan" && Peek().Token is { } values)
        {
            Pop();
            ImportCreateSpan(values.Token, ref call);
            return true;
        }

        if (method == "InitializeArray" && Peek().Token is { } field)
        {
            Pop();
            ImportInitializeArray(field.Token);
            return true;
        }

        return false;
    }

    private void ImportInitializeArray(ResolvedToken field)
    {
        string array = CheckNull(Pop());
        (CorType type, Handle cls) = _ee.FieldType(field.Field);
        int size = _shapes.Of(type, cls).Size;
        string data = _text.Data(_ee.ArrayInitializationData(field.Field, size));

        // Arrays of several dimensions keep their bounds in front of the elements: the base size, which counts the
        // object's header too, tells where these begin.
        string baseSize = Assign($"load i32, ptr {OffsetAddress(Assign($"load ptr, ptr {array}"), 4)}");
        string elements = Assign($"sub i64 {Assign($"zext i32 {baseSize} to i64")}, 8");
        string first = Assign($"getelementptr i8, ptr {array}, i64 {elements}");
        Emit($"call void @llvm.memcpy.p0.p0.i64(ptr align 8 {first}, ptr {data}, i64 {size.ToString(CultureInfo.InvariantCulture)}, i1 false)");
    }

    // The span is {address, length}; its length follows from the field's size.
    private void ImportCreateSpan(ResolvedToken field, ref CallInfo call)
    {
        (CorType type, Handle cls) = _ee.FieldType(field.Field);
        int size = _shapes.Of(type, cls).Size;
        int element = _shapes.Of(_ee.TypeArgument(call.Sig.RetTypeClass, 0)).Size;
        TypeShape span = _shapes.Of(call.Sig.RetType, call.Sig.RetTypeClass);
        string data = _text.Data(_ee.ArrayInitializationData(field.Field, size));
        string slot = NewTemp(span);
        StoreScalar(OffsetAddress(slot, span.Leaves![0].Offset), Scalar.Ptr, data);
        StoreScalar(OffsetAddress(slot, span.Leaves[1].Offset), Scalar.I32, (size / element).ToString(CultureInfo.InvariantCulture));
        Push(new Value(ValueKind.Struct, slot, span));
    }

    // ---- The machine (docs/contracts.md, "Machine intrinsics") ----

    private static readonly Dictionary<string, string> s_plainInstructions = new()
    {
        ["Fence"] = "fence rw, rw", ["FenceIo"] = "fence iorw, iorw", ["FenceI"] = "fence.i", ["Wfi"] = "wfi",
        ["Pause"] = ".insn i 0x0F, 0, x0, x0, 0x010", ["Ebreak"] = "ebreak",
    };

    private static readonly Dictionary<string, string> s_registerReads = new()
    {
        ["ReadThreadPointer"] = "mv $0, tp", ["ReadStackPointer"] = "mv $0, sp", ["ReadFramePointer"] = "mv $0, s0",
        ["ReadTime"] = "rdtime $0",
    };

    private bool ImportMachine(string method, int arguments)
    {
        if (s_plainInstructions.TryGetValue(method, out string? instruction))
        {
            EmitAssembly("void", instruction, "~{memory}", "");
        }
        else if (s_registerReads.TryGetValue(method, out string? read))
        {
            Push(Value.Int64(EmitAssembly("i64", read, "=r", "")));
        }
        else if (method == "WriteThreadPointer")
        {
            EmitAssembly("void", "mv tp, $0", "r,~{memory}", $"i64 {AsInt64(Pop())}");
        }
        else if (method is "SfenceVma" or "SfenceVmaAsid")
        {
            ImportSfence(method, arguments);
        }
        else if (method == "SbiCall")
        {
            ImportSbiCall();
        }
        else
        {
            return ImportCsr(method);
        }

        return true;
    }

    private void ImportSfence(string method, int arguments)
    {
        string second = arguments == 2 || method == "SfenceVmaAsid" ? AsInt64(Pop()) : "";
        string first = arguments >= 1 && method == "SfenceVma" ? AsInt64(Pop()) : "";
        string operands = (first, second) switch
        {
            ("", "") => "",
            (_, "") => $"i64 {first}",
            ("", _) => $"i64 {second}",
            _ => $"i64 {first}, i64 {second}",
        };
        string text = (first, second) switch
        {
            ("", "") => "sfence.vma zero, zero",
            (_, "") => "sfence.vma $0, zero",
            ("", _) => "sfence.vma zero, $0",
            _ => "sfence.vma $0, $1",
        };
        string constraints = (first.Length > 0 ? "r," : "") + (second.Length > 0 ? "r," : "") + "~{memory}";
        EmitAssembly("void", text, constraints, operands);
    }

    private bool ImportCsr(string method)
    {
        string? text = method switch
        {
            "ReadCsr" => "csrr $0, {0}", "WriteCsr" => "csrw {0}, $0", "SwapCsr" => "csrrw $0, {0}, $1",
            "SetCsr" => "csrrs $0, {0}, $1", "ClearCsr" => "csrrc $0, {0}, $1", _ => null,
        };
        if (text is null)
        {
            return false;
        }

        string operand = method == "ReadCsr" ? "" : $"i64 {AsInt64(Pop())}";
        if (!int.TryParse(Pop().Text, CultureInfo.InvariantCulture, out int csr) || csr is < 0 or > 0xFFF)
        {
            throw new UnsupportedException($"Machine.{method} with a CSR number that is not a constant");
        }

        string instruction = string.Format(CultureInfo.InvariantCulture, text, csr);
        if (method == "WriteCsr")
        {
            EmitAssembly("void", instruction, "r,~{memory}", operand);
        }
        else
        {
            string constraints = operand.Length == 0 ? "=r,~{memory}" : "=r,r,~{memory}";
            Push(Value.Int64(EmitAssembly("i64", instruction, constraints, operand)));
        }

        return true;
    }

    // SBI 2.0 chapter 3: extension in a7, function in a6, result in a0 (error) and a1 (value).
    private void ImportSbiCall()
    {
        string value = AsPointer(Pop());
        var arguments = new string[8];
        for (int i = 7; i >= 0; i--)
        {
            arguments[i] = AsInt64(Pop());
        }

        string operands = $"i64 {arguments[2]}, i64 {arguments[3]}, i64 {arguments[4]}, i64 {arguments[5]}, " +
            $"i64 {arguments[6]}, i64 {arguments[7]}, i64 {arguments[1]}, i64 {arguments[0]}";
        string pair = EmitAssembly("{ i64, i64 }", "ecall", "={a0},={a1},{a0},{a1},{a2},{a3},{a4},{a5},{a6},{a7},~{memory}", operands);
        Emit($"store i64 {Assign($"extractvalue {{ i64, i64 }} {pair}, 1")}, ptr {value}");
        Push(Value.Int64(Assign($"extractvalue {{ i64, i64 }} {pair}, 0")));
    }

    private string EmitAssembly(string type, string text, string constraints, string operands)
    {
        string call = $"call {type} asm sideeffect \"{text}\", \"{constraints}\"({operands})";
        if (type == "void")
        {
            Emit(call);
            return "";
        }

        return Assign(call);
    }
}
