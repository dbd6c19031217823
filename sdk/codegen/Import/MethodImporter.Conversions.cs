// Conversions, plain and checked (ECMA-335 III.3.27 to 3.30). Floating point to integer saturates, as .NET does since 9.
using System.Globalization;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private bool ImportConversion(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Conv_I1: ConvertSmall(Scalar.I8); return true;
            case ILOpcode.Conv_U1: ConvertSmall(Scalar.U8); return true;
            case ILOpcode.Conv_I2: ConvertSmall(Scalar.I16); return true;
            case ILOpcode.Conv_U2: ConvertSmall(Scalar.U16); return true;
            case ILOpcode.Conv_I4: ConvertToInt32(signed: true); return true;
            case ILOpcode.Conv_U4: ConvertToInt32(signed: false); return true;
            case ILOpcode.Conv_I8 or ILOpcode.Conv_I: ConvertToInt64(signed: true, il.Opcode == ILOpcode.Conv_I); return true;
            case ILOpcode.Conv_U8 or ILOpcode.Conv_U: ConvertToInt64(signed: false, il.Opcode == ILOpcode.Conv_U); return true;
            case ILOpcode.Conv_R4: ConvertToFloat(ValueKind.Single, signed: true); return true;
            case ILOpcode.Conv_R8: ConvertToFloat(ValueKind.Double, signed: true); return true;
            // C# writes (float)ulong as this and conv.r4: one conversion, since two would round twice.
            case ILOpcode.Conv_R_Un: ConvertToFloat(il.IsFollowedBy(ILOpcode.Conv_R4) ? ValueKind.Single : ValueKind.Double, signed: false); return true;
            case ILOpcode.Conv_Ovf_I1: ConvertChecked(-128, 127, 32); return true;
            case ILOpcode.Conv_Ovf_I2: ConvertChecked(-32768, 32767, 32); return true;
            case ILOpcode.Conv_Ovf_I4: ConvertChecked(int.MinValue, int.MaxValue, 32); return true;
            case ILOpcode.Conv_Ovf_U1: ConvertChecked(0, 255, 32); return true;
            case ILOpcode.Conv_Ovf_U2: ConvertChecked(0, 65535, 32); return true;
            case ILOpcode.Conv_Ovf_U4: ConvertChecked(0, uint.MaxValue, 32); return true;
            case ILOpcode.Conv_Ovf_I8 or ILOpcode.Conv_Ovf_I: ConvertCheckedInt64(); return true;
            case ILOpcode.Conv_Ovf_U8 or ILOpcode.Conv_Ovf_U: ConvertCheckedUInt64(); return true;
            case ILOpcode.Conv_Ovf_I1_Un: ConvertCheckedUnsigned(127, 32); return true;
            case ILOpcode.Conv_Ovf_I2_Un: ConvertCheckedUnsigned(32767, 32); return true;
            case ILOpcode.Conv_Ovf_I4_Un: ConvertCheckedUnsigned(int.MaxValue, 32); return true;
            case ILOpcode.Conv_Ovf_U1_Un: ConvertCheckedUnsigned(255, 32); return true;
            case ILOpcode.Conv_Ovf_U2_Un: ConvertCheckedUnsigned(65535, 32); return true;
            case ILOpcode.Conv_Ovf_U4_Un: ConvertCheckedUnsigned(uint.MaxValue, 32); return true;
            case ILOpcode.Conv_Ovf_I8_Un or ILOpcode.Conv_Ovf_I_Un: ConvertCheckedUnsigned(long.MaxValue, 64); return true;
            case ILOpcode.Conv_Ovf_U8_Un or ILOpcode.Conv_Ovf_U_Un: ConvertToInt64(signed: false, false); return true;
            default: return false;
        }
    }

    private void ConvertSmall(Scalar scalar)
    {
        ConvertToInt32(signed: true);
        Push(Value.Int32(Widen(Narrow(Pop().Text, scalar), scalar)));
    }

    private void ConvertToInt32(bool signed)
    {
        Value a = Pop();
        Push(a.IsFloat ? Value.Int32(FloatToInteger(a, "i32", signed)) : CoerceValue(a, ValueKind.Int32));
    }

    private void ConvertToInt64(bool signed, bool native)
    {
        Value a = Pop();
        if (a.Kind == ValueKind.Pointer && native)
        {
            Push(a);
            return;
        }

        Push(Value.Int64(a.Kind switch
        {
            ValueKind.Single or ValueKind.Double => FloatToInteger(a, "i64", signed),
            ValueKind.Int32 when int.TryParse(a.Text, CultureInfo.InvariantCulture, out int constant) =>
                (signed ? constant : (long)(uint)constant).ToString(CultureInfo.InvariantCulture),
            ValueKind.Int32 when !signed => Assign($"zext i32 {a.Text} to i64"),
            _ => AsInt64(a),
        }));
    }

    private string FloatToInteger(Value a, string type, bool signed) =>
        Assign($"call {type} @llvm.fpto{(signed ? 's' : 'u')}i.sat.{type}.{(a.Kind == ValueKind.Single ? "f32" : "f64")}({a})");

    private void ConvertToFloat(ValueKind kind, bool signed)
    {
        Value a = Pop();
        if (a.IsFloat)
        {
            Push(CoerceValue(a, kind));
            return;
        }

        Value integer = a.Kind == ValueKind.Pointer ? Value.Int64(AsInt64(a)) : a;
        Push(new Value(kind, Assign($"{(signed ? "sitofp" : "uitofp")} {integer} to {Value.TypeName(kind)}")));
    }

    // The range test is done on 64 bits; a floating-point source goes through the core library's checked conversion.
    private void ConvertChecked(long low, long high, int width)
    {
        Value a = Pop();
        if (a.IsFloat)
        {
            a = CheckedFromFloat(a, high == uint.MaxValue ? Helpers.DoubleToUInt32Checked : Helpers.DoubleToInt32Checked);
            if (high == uint.MaxValue)
            {
                Push(a);
                return;
            }
        }

        string value = AsInt64(a);
        string below = Assign($"icmp slt i64 {value}, {low}");
        string above = Assign($"icmp sgt i64 {value}, {high}");
        ThrowIf(Assign($"or i1 {below}, {above}"), Throwers.Overflow);
        Push(Narrowed(value, width));
    }

    private void ConvertCheckedUnsigned(long high, int width)
    {
        Value a = Pop();
        if (a.IsFloat)
        {
            a = CheckedFromFloat(a, Helpers.DoubleToUInt64Checked);
        }

        string value = a.Kind == ValueKind.Int32 ? Assign($"zext i32 {a.Text} to i64") : AsInt64(a);
        ThrowIf(Assign($"icmp ugt i64 {value}, {high}"), Throwers.Overflow);
        Push(Narrowed(value, width));
    }

    private void ConvertCheckedInt64()
    {
        Value a = Pop();
        Push(a.IsFloat ? CheckedFromFloat(a, Helpers.DoubleToInt64Checked) : Value.Int64(AsInt64(a)));
    }

    private void ConvertCheckedUInt64()
    {
        Value a = Pop();
        if (a.IsFloat)
        {
            Push(CheckedFromFloat(a, Helpers.DoubleToUInt64Checked));
            return;
        }

        string value = AsInt64(a);
        ThrowIf(Assign($"icmp slt i64 {value}, 0"), Throwers.Overflow);
        Push(Value.Int64(value));
    }

    private Value Narrowed(string value, int width) =>
        width == 64 ? Value.Int64(value) : Value.Int32(Assign($"trunc i64 {value} to i32"));

    private Value CheckedFromFloat(Value a, int helper)
    {
        bool wide = helper is Helpers.DoubleToInt64Checked or Helpers.DoubleToUInt64Checked;
        string type = wide ? "i64" : "i32";
        string function = _text.Function(_ee.Helper(helper).Target, $"{(wide ? "i64" : "signext i32")}|(double)");
        string result = EmitCall(wide ? "i64" : "signext i32", function, Coerce(a, ValueKind.Double), mayThrow: true);
        return wide ? Value.Int64(result) : Value.Int32(result);
    }
}
