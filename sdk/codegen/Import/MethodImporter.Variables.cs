// Constants, arguments, locals, dup and pop.
using System;
using System.Globalization;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private readonly record struct Variable(string Address, TypeShape Shape);

    private Variable[] _arguments = [];
    private Variable[] _locals = [];
    private string _genericArgument = "";
    private string _returnAddress = "";

    private bool ImportConstantOrVariable(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case >= ILOpcode.Ldarg_0 and <= ILOpcode.Ldarg_3:
                LoadVariable(_arguments, il.Opcode - ILOpcode.Ldarg_0);
                return true;
            case ILOpcode.Ldarg or ILOpcode.Ldarg_S:
                LoadVariable(_arguments, il.VariableIndex);
                return true;
            case ILOpcode.Ldarga or ILOpcode.Ldarga_S:
                PushAddress(_arguments, il.VariableIndex);
                return true;
            case ILOpcode.Starg or ILOpcode.Starg_S:
                StoreVariable(_arguments, il.VariableIndex);
                return true;
            case >= ILOpcode.Ldloc_0 and <= ILOpcode.Ldloc_3:
                LoadVariable(_locals, il.Opcode - ILOpcode.Ldloc_0);
                return true;
            case ILOpcode.Ldloc or ILOpcode.Ldloc_S:
                LoadVariable(_locals, il.VariableIndex);
                return true;
            case ILOpcode.Ldloca or ILOpcode.Ldloca_S:
                PushAddress(_locals, il.VariableIndex);
                return true;
            case >= ILOpcode.Stloc_0 and <= ILOpcode.Stloc_3:
                StoreVariable(_locals, il.Opcode - ILOpcode.Stloc_0);
                return true;
            case ILOpcode.Stloc or ILOpcode.Stloc_S:
                StoreVariable(_locals, il.VariableIndex);
                return true;
            case >= ILOpcode.Ldc_I4_M1 and <= ILOpcode.Ldc_I4_8:
                PushInt32(il.Opcode - ILOpcode.Ldc_I4_0);
                return true;
            case ILOpcode.Ldc_I4_S:
                PushInt32(il.SByte);
                return true;
            case ILOpcode.Ldc_I4:
                PushInt32(il.Int32);
                return true;
            case ILOpcode.Ldc_I8:
                Push(Value.Int64(il.Int64.ToString(CultureInfo.InvariantCulture)));
                return true;
            case ILOpcode.Ldc_R4:
                Push(new Value(ValueKind.Single, HexDouble(il.Single)));
                return true;
            case ILOpcode.Ldc_R8:
                Push(new Value(ValueKind.Double, HexDouble(il.Double)));
                return true;
            case ILOpcode.Ldnull:
                Push(Value.Null);
                return true;
            case ILOpcode.Dup:
                Push(Peek());
                return true;
            case ILOpcode.Pop:
                Pop();
                return true;
            case ILOpcode.Ldstr:
                Push(Value.Pointer(Address(_ee.StringLiteral(_info.Scope, il.Token))) with { NonNull = true });
                return true;
            default:
                return false;
        }
    }

    // LLVM writes float constants too as the bits of a double.
    private static string HexDouble(double value) => $"0x{BitConverter.DoubleToInt64Bits(value):X16}";

    private void PushInt32(int value) => Push(Value.Int32(value.ToString(CultureInfo.InvariantCulture)));

    private Variable At(Variable[] variables, int index) =>
        index < variables.Length ? variables[index] : throw new UnsupportedException("IL that names a variable that is not there");

    private void LoadVariable(Variable[] variables, int index)
    {
        Variable v = At(variables, index);
        Value value = LoadFrom(v.Address, v.Shape, v.Shape.Alignment, isVolatile: false);
        bool isThis = variables == _arguments && index == 0 && _thisIsFixed;
        Push(isThis ? value with { NonNull = true } : value);
    }

    private void StoreVariable(Variable[] variables, int index)
    {
        Variable v = At(variables, index);
        StoreTo(v.Address, Pop(), v.Shape, v.Shape.Alignment, isVolatile: false, toHeap: false);
    }

    private void PushAddress(Variable[] variables, int index) =>
        Push(Value.Pointer(At(variables, index).Address) with { NonNull = true, IsLocalAddress = true });

    // Callers check `this` for null, so inside it is not null unless the IL overwrites it.
    private bool _thisIsFixed;

    private bool ThisIsNeverWritten()
    {
        var reader = new ILReader(_info.IL, _info.ILSize);
        while (reader.MoveNext())
        {
            bool writes = reader.Opcode is ILOpcode.Starg or ILOpcode.Starg_S or ILOpcode.Ldarga or ILOpcode.Ldarga_S;
            if (writes && reader.VariableIndex == 0)
            {
                return false;
            }
        }

        return _signature.HasThis;
    }

    /// <summary>Gives every argument a stack slot: parameters may be assigned and have addresses.</summary>
    private void DeclareArguments()
    {
        int next = 0;
        _thisIsFixed = ThisIsNeverWritten();
        _returnAddress = _signature.ReturnsByAddress ? $"%a{next++}" : "";
        _arguments = new Variable[_signature.Parameters.Length + (_signature.HasThis ? 1 : 0)];
        int index = 0;
        if (_signature.HasThis)
        {
            _arguments[0] = DeclareArgument(index++, TypeShape.Of(Scalar.Ptr), ref next);
        }

        if (_signature.HasGenericArgument)
        {
            _genericArgument = $"%a{next++}";
        }

        foreach (TypeShape shape in _signature.Parameters)
        {
            _arguments[index] = DeclareArgument(index, shape, ref next);
            index++;
        }
    }

    private Variable DeclareArgument(int index, TypeShape shape, ref int next)
    {
        if (shape.IsBlock)
        {
            // The caller made this copy for us.
            return new Variable($"%a{next++}", shape);
        }

        string slot = DeclareSlot(isArgument: true, index, shape);
        if (IsSetByMethod(isArgument: true, index))
        {
            next += shape.Leaves?.Length ?? 1;
        }
        else if (shape.Scalar is { } scalar)
        {
            StoreScalar(slot, scalar, $"%a{next++}");
        }
        else
        {
            foreach (Leaf leaf in shape.Leaves!)
            {
                StoreScalar(OffsetAddress(slot, leaf.Offset), leaf.Scalar, $"%a{next++}");
            }
        }

        return new Variable(slot, shape);
    }

    private void DeclareLocals()
    {
        SigInfo sig = _info.Locals;
        _locals = new Variable[sig.NumArgs];
        Handle local = sig.Args;
        for (int i = 0; i < _locals.Length; i++)
        {
            (CorType type, Handle cls) = _ee.ArgumentType(ref sig, local);
            TypeShape shape = _shapes.Of(type, cls);
            string slot = DeclareSlot(isArgument: false, i, shape);
            _locals[i] = new Variable(slot, shape);
            if (((_info.Options & MethodOptions.InitLocals) != 0 || shape.HasReferences) && !IsSetByMethod(isArgument: false, i))
            {
                Zero(slot, shape);
            }

            local = _ee.NextArgument(local);
        }
    }

}
