// Instance and static fields.
using System;
using System.Globalization;
using System.Text;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private const uint AccessGet = 1, AccessSet = 2, AccessAddress = 4;

    private bool ImportField(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Ldfld: LoadField(il.Token); return true;
            case ILOpcode.Ldflda: LoadFieldAddress(il.Token); return true;
            case ILOpcode.Stfld: StoreField(il.Token); return true;
            case ILOpcode.Ldsfld: LoadStatic(il.Token); return true;
            case ILOpcode.Ldsflda: LoadStaticAddress(il.Token); return true;
            case ILOpcode.Stsfld: StoreStatic(il.Token); return true;
            default: return false;
        }
    }

    private FieldInfo FieldOf(uint ilToken, uint access, out ResolvedToken token)
    {
        token = _ee.Resolve(_info.Scope, ilToken, TokenKind.Field);
        return _ee.FieldInfoOf(ref token, _info.Method, access);
    }

    private TypeShape ShapeOf(in FieldInfo field) => _shapes.Of(field.FieldType, field.StructType);

    private void LoadField(uint ilToken)
    {
        FieldInfo field = FieldOf(ilToken, AccessGet, out ResolvedToken token);
        Value target = Pop();
        if (field.IsStatic)
        {
            LoadStatic(ilToken);
            return;
        }

        TypeShape shape = ShapeOf(field);
        string address = target.IsStruct ? OffsetAddress(target.Text, field.Offset) : InstanceAddress(target, token, field);
        Push(LoadFrom(address, shape, FieldAlignment(token, shape), _prefix.Volatile));
    }

    private string InstanceAddress(Value target, in ResolvedToken token, in FieldInfo field)
    {
        if (field.Accessor != FieldAccessor.Instance)
        {
            throw new UnsupportedException($"an instance field reached by {field.Accessor}");
        }

        // The field of a struct is reached by byref, which is not checked for null.
        bool isReference = !_ee.IsValueClass(_ee.FieldClass(token.Field));
        return OffsetAddress(isReference ? CheckNull(target) : AsPointer(target), field.Offset);
    }

    // Fields of packed structs may lie anywhere.
    private int FieldAlignment(in ResolvedToken token, TypeShape shape)
    {
        Handle owner = _ee.FieldClass(token.Field);
        int alignment = _ee.IsValueClass(owner) ? Math.Min(shape.Alignment, Math.Max(1, _ee.ClassAlignment(owner))) : shape.Alignment;
        return _prefix.Unaligned > 0 ? Math.Min(_prefix.Unaligned, alignment) : alignment;
    }

    private void LoadFieldAddress(uint ilToken)
    {
        FieldInfo field = FieldOf(ilToken, AccessAddress, out ResolvedToken token);
        Value target = Pop();
        if (field.IsStatic)
        {
            LoadStaticAddress(ilToken);
            return;
        }

        Push(Value.Pointer(InstanceAddress(target, token, field)) with { NonNull = true, IsLocalAddress = IsOnStack(target, token) });
    }

    private void StoreField(uint ilToken)
    {
        FieldInfo field = FieldOf(ilToken, AccessSet, out ResolvedToken token);
        Value value = Pop();
        Value target = Pop();
        if (field.IsStatic)
        {
            Push(value);
            StoreStatic(ilToken);
            return;
        }

        TypeShape shape = ShapeOf(field);
        string address = InstanceAddress(target, token, field);
        StoreTo(address, value, shape, FieldAlignment(token, shape), _prefix.Volatile, toHeap: !IsOnStack(target, token));
    }

    // A ref struct is nowhere else.
    private bool IsOnStack(Value target, in ResolvedToken token) =>
        target.IsLocalAddress || (_ee.ClassAttributes(_ee.FieldClass(token.Field)) & ClassFlags.ByRefLike) != 0;

    // ---- Statics ----

    private void LoadStatic(uint ilToken)
    {
        FieldInfo field = FieldOf(ilToken, AccessGet, out ResolvedToken token);
        TypeShape shape = ShapeOf(field);
        Value? constant = ReadOnlyContent(token, field, shape);
        Push(constant ?? LoadFrom(StaticAddress(ref token, field), shape, shape.Alignment, _prefix.Volatile));
    }

    /// <summary>The value of a readonly static that ilc computed before the program ran.</summary>
    private Value? ReadOnlyContent(in ResolvedToken token, in FieldInfo field, TypeShape shape)
    {
        const uint final = 4;
        if ((field.Flags & final) == 0 || shape.Scalar is not { } scalar || scalar is Scalar.Ref or Scalar.Ptr or Scalar.F32 or Scalar.F64)
        {
            return null;
        }

        Span<byte> content = stackalloc byte[8];
        content.Clear();
        if (!_ee.StaticContent(token.Field, content[..shape.Size]))
        {
            return null;
        }

        long bits = BitConverter.ToInt64(content);
        long value = scalar switch
        {
            Scalar.I8 => (sbyte)bits, Scalar.U8 => (byte)bits, Scalar.I16 => (short)bits, Scalar.U16 => (ushort)bits,
            Scalar.I32 => (int)bits, _ => bits,
        };
        return new Value(TypeShape.StackKind(scalar), value.ToString(CultureInfo.InvariantCulture));
    }

    private void LoadStaticAddress(uint ilToken)
    {
        FieldInfo field = FieldOf(ilToken, AccessAddress, out ResolvedToken token);
        Push(Value.Pointer(StaticAddress(ref token, field)) with { NonNull = true });
    }

    private void StoreStatic(uint ilToken)
    {
        FieldInfo field = FieldOf(ilToken, AccessSet, out ResolvedToken token);
        Value value = Pop();
        TypeShape shape = ShapeOf(field);
        StoreTo(StaticAddress(ref token, field), value, shape, shape.Alignment, _prefix.Volatile, toHeap: true);
    }

    private string StaticAddress(ref ResolvedToken token, in FieldInfo field)
    {
        switch (field.Accessor)
        {
            case FieldAccessor.StaticRva:
                return Address(field.Lookup);
            case FieldAccessor.StaticRelocatable:
                return OffsetAddress(Address(field.Lookup), field.Offset);
            case FieldAccessor.StaticSharedHelper:
                return OffsetAddress(CheckedStaticBase(token, field), field.Offset);
            case FieldAccessor.StaticReadyToRunHelper:
                string helper = _text.Function(field.Lookup.Target, "ptr|(ptr)");
                return OffsetAddress(EmitCall("ptr", helper, $"ptr {GenericContext()}", mayThrow: true), field.Offset);
            default:
                throw new UnsupportedException($"a static field reached by {field.Accessor}");
        }
    }

    /// <summary>
    /// The base of a class's statics behind its class constructor: ilc's stub runs that unless the word in front of the
    /// statics without references is 0. Most kernel statics are computed by ilc beforehand and do not come here.
    /// </summary>
    private string CheckedStaticBase(in ResolvedToken token, in FieldInfo field)
    {
        bool references = field.Helper == Helpers.ReadyToRunGCStaticBase;
        if (!references && field.Helper != Helpers.ReadyToRunNonGCStaticBase)
        {
            throw new UnsupportedException("thread statics");
        }

        Handle cls = _ee.FieldClass(token.Field);
        string others = Address(_ee.StaticBaseAddress(cls, references: false));
        string pending = Assign($"load atomic i64, ptr {OffsetAddress(others, -8)} acquire, align 8");
        string construct = NewLabel("construct"), ready = NewLabel("constructed");
        Emit($"br i1 {Assign($"icmp eq i64 {pending}, 0")}, label %{ready}, label %{construct}");
        StringBuilder hot = _code;
        _code = _text.Cold;
        StartLabel(construct);
        EmitCall("ptr", _text.Function(field.Lookup.Target, "ptr|()"), "", mayThrow: true, " cold");
        Emit($"br label %{ready}");
        _code = hot;
        StartLabel(ready);
        return references ? Address(_ee.StaticBaseAddress(cls, references: true)) : others;
    }

    /// <summary>At the start of a method whose class has a precise static constructor. What that throws is the caller's to catch.</summary>
    private void TriggerOwnConstructor()
    {
        if (!_ee.MustTriggerConstructor(default, default, new Handle(1)))
        {
            return;
        }

        Handle cls = _ee.ClassOf(_info.Method);
        ResolvedToken token = new() { Context = new Handle(1), Scope = _info.Scope, Class = cls };
        LookupKind kind = default;
        if (_genericArgument.Length > 0 || (_info.Options & MethodOptions.ContextFromThis) != 0)
        {
            kind = ContextKind();
            ConstLookup generic = _ee.ReadyToRunHelper(ref token, ref kind, Helpers.ReadyToRunGenericStaticBase, _info.Method);
            EmitCall("ptr", _text.Function(generic.Target, "ptr|(ptr)"), $"ptr {GenericContext()}", mayThrow: false);
            return;
        }

        ConstLookup stub = _ee.ReadyToRunHelper(ref token, ref kind, Helpers.ReadyToRunNonGCStaticBase, _info.Method);
        EmitCall("ptr", _text.Function(stub.Target, "ptr|()"), "", mayThrow: false);
    }
}
