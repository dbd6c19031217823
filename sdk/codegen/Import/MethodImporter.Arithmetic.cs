// Arithmetic, logic, shifts and comparisons that leave a value (ECMA-335 III.3, table III.2 for the types that may meet).
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private bool ImportArithmetic(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Add: ImportAddition("add", "fadd"); return true;
            case ILOpcode.Sub: ImportAddition("sub", "fsub"); return true;
            case ILOpcode.Mul: ImportBinary("mul", "fmul"); return true;
            case ILOpcode.Div: ImportDivision("sdiv", "fdiv", signed: true); return true;
            case ILOpcode.Div_Un: ImportDivision("udiv", null, signed: false); return true;
            case ILOpcode.Rem: ImportDivision("srem", "frem", signed: true); return true;
            case ILOpcode.Rem_Un: ImportDivision("urem", null, signed: false); return true;
            case ILOpcode.And: ImportBinary("and", null); return true;
            case ILOpcode.Or: ImportBinary("or", null); return true;
            case ILOpcode.Xor: ImportBinary("xor", null); return true;
            case ILOpcode.Shl: ImportShift("shl"); return true;
            case ILOpcode.Shr: ImportShift("ashr"); return true;
            case ILOpcode.Shr_Un: ImportShift("lshr"); return true;
            case ILOpcode.Neg: ImportNegation(); return true;
            case ILOpcode.Not: ImportNot(); return true;
            case ILOpcode.Add_Ovf: ImportChecked("sadd"); return true;
            case ILOpcode.Add_Ovf_Un: ImportChecked("uadd"); return true;
            case ILOpcode.Sub_Ovf: ImportChecked("ssub"); return true;
            case ILOpcode.Sub_Ovf_Un: ImportChecked("usub"); return true;
            case ILOpcode.Mul_Ovf: ImportChecked("smul"); return true;
            case ILOpcode.Mul_Ovf_Un: ImportChecked("umul"); return true;
            case ILOpcode.Ceq: PushComparison("eq", "oeq"); return true;
            case ILOpcode.Cgt: PushComparison("sgt", "ogt"); return true;
            case ILOpcode.Cgt_Un: PushComparison("ugt", "ugt"); return true;
            case ILOpcode.Clt: PushComparison("slt", "olt"); return true;
            case ILOpcode.Clt_Un: PushComparison("ult", "ult"); return true;
            case ILOpcode.Ckfinite: ImportCheckFinite(); return true;
            default: return false;
        }
    }

    /// <summary>Brings two operands to one type; addresses become integers.</summary>
    private (Value Left, Value Right) Balance(Value left, Value right)
    {
        if (left.IsStruct || right.IsStruct)
        {
            throw new UnsupportedException("arithmetic on structs");
        }

        if (left.IsFloat || right.IsFloat)
        {
            ValueKind kind = left.Kind == ValueKind.Single && right.Kind == ValueKind.Single ? ValueKind.Single : ValueKind.Double;
            return (CoerceValue(left, kind), CoerceValue(right, kind));
        }

        if (left.Kind == ValueKind.Int32 && right.Kind == ValueKind.Int32)
        {
            return (left, right);
        }

        return (Value.Int64(AsInt64(left)), Value.Int64(AsInt64(right)));
    }

    private void ImportBinary(string integer, string? floating)
    {
        Value b = Pop();
        Value a = Pop();
        (a, b) = Balance(a, b);
        PushBinary(a, b, integer, floating);
    }

    private void PushBinary(Value a, Value b, string integer, string? floating)
    {
        string op = a.IsFloat ? floating ?? throw new UnsupportedException($"{integer} on floating point") : integer;
        Push(new Value(a.Kind, Assign($"{op} {a.Type} {a.Text}, {b.Text}")));
    }

    // An address plus or minus an integer stays an address, so that LLVM keeps its provenance.
    private void ImportAddition(string integer, string floating)
    {
        Value b = Pop();
        Value a = Pop();
        bool add = integer == "add";
        if (a.Kind == ValueKind.Pointer && b.Kind is ValueKind.Int32 or ValueKind.Int64)
        {
            string offset = AsInt64(b);
            Push(Value.Pointer(Assign($"getelementptr i8, ptr {a.Text}, i64 {(add ? offset : Assign($"sub i64 0, {offset}"))}")));
        }
        else if (add && b.Kind == ValueKind.Pointer && a.Kind is ValueKind.Int32 or ValueKind.Int64)
        {
            Push(Value.Pointer(Assign($"getelementptr i8, ptr {b.Text}, i64 {AsInt64(a)}")));
        }
        else
        {
            (a, b) = Balance(a, b);
            PushBinary(a, b, integer, floating);
        }
    }

    private void ImportDivision(string integer, string? floating, bool signed)
    {
        Value b = Pop();
        Value a = Pop();
        (a, b) = Balance(a, b);
        if (a.IsFloat)
        {
            if (floating == "frem")
            {
                bool single = a.Kind == ValueKind.Single;
                string type = a.Type;
                string function = _text.Function(_ee.Helper(single ? Helpers.FloatRemainder : Helpers.DoubleRemainder).Target, $"{type}|({type}, {type})");
                Push(new Value(a.Kind, EmitCall(type, function, $"{a}, {b}", mayThrow: false)));
                return;
            }

            PushBinary(a, b, integer, floating);
            return;
        }

        ThrowIf(Assign($"icmp eq {b.Type} {b.Text}, 0"), Throwers.DivideByZero);
        if (signed)
        {
            string minimum = a.Kind == ValueKind.Int32 ? "-2147483648" : "-9223372036854775808";
            string low = Assign($"icmp eq {a.Type} {a.Text}, {minimum}");
            string minusOne = Assign($"icmp eq {b.Type} {b.Text}, -1");
            ThrowIf(Assign($"and i1 {low}, {minusOne}"), Throwers.Overflow);
        }

        PushBinary(a, b, integer, null);
    }

    // .NET masks the count with the width (III.3.58 leaves it open; every .NET does).
    private void ImportShift(string op)
    {
        Value count = Pop();
        Value value = Pop();
        if (value.Kind == ValueKind.Pointer)
        {
            value = Value.Int64(AsInt64(value));
        }

        string width = value.Kind == ValueKind.Int32 ? "31" : "63";
        Value amount = value.Kind == ValueKind.Int32 ? CoerceValue(count, ValueKind.Int32) : Value.Int64(AsInt64(count));
        string masked = Assign($"and {value.Type} {amount.Text}, {width}");
        Push(new Value(value.Kind, Assign($"{op} {value.Type} {value.Text}, {masked}")));
    }

    private void ImportNegation()
    {
        Value a = Pop();
        Push(new Value(a.Kind, Assign(a.IsFloat ? $"fneg {a}" : $"sub {a.Type} 0, {a.Text}")));
    }

    private void ImportNot()
    {
        Value a = Pop();
        Push(new Value(a.Kind, Assign($"xor {a}, -1")));
    }

    private void ImportChecked(string op)
    {
        Value b = Pop();
        Value a = Pop();
        (a, b) = Balance(a, b);
        string pair = Assign($"call {{ {a.Type}, i1 }} @llvm.{op}.with.overflow.{a.Type}({a}, {b})");
        ThrowIf(Assign($"extractvalue {{ {a.Type}, i1 }} {pair}, 1"), Throwers.Overflow);
        Push(new Value(a.Kind, Assign($"extractvalue {{ {a.Type}, i1 }} {pair}, 0")));
    }

    private void ImportCheckFinite()
    {
        Value a = CoerceValue(Pop(), ValueKind.Double);
        string magnitude = Assign($"call double @llvm.fabs.f64({a})");
        ThrowIf(Assign($"fcmp ueq double {magnitude}, 0x7FF0000000000000"), Throwers.Overflow);
        Push(a);
    }

    private void PushComparison(string integer, string floating)
    {
        string bit = Compare(integer, floating);
        Push(Value.Int32(Assign($"zext i1 {bit} to i32")));
    }

    /// <summary>Compares the two topmost values; the result is an i1.</summary>
    private string Compare(string integer, string floating)
    {
        Value b = Pop();
        Value a = Pop();
        if (a.Kind == ValueKind.Pointer && b.Kind == ValueKind.Pointer)
        {
            return Assign($"icmp {integer} ptr {a.Text}, {b.Text}");
        }

        if (a.Kind == ValueKind.Pointer && b.Text == "0")
        {
            return Assign($"icmp {integer} ptr {a.Text}, null");
        }

        (a, b) = Balance(a, b);
        return Assign(a.IsFloat ? $"fcmp {floating} {a.Type} {a.Text}, {b.Text}" : $"icmp {integer} {a.Type} {a.Text}, {b.Text}");
    }
}
