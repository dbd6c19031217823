// The conversation with ilc: typed wrappers over its callback table. One instance per method compiled.
using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Lume.CodeGen.JitInterface;

/// <summary>ilc refused a request; it keeps the real error for itself, the text says which request it was.</summary>
internal sealed class EeException(string message) : Exception(message);

/// <summary>
/// Calls ilc through the callbacks of the <c>ee</c> object ({C++ vtable, self, callbacks}). The vtable is never
/// used: it would throw C++ exceptions through managed frames. After every call the exception slot is tested.
/// </summary>
internal readonly unsafe struct Ee(nint ee)
{
    private readonly nint _self = ((nint*)ee)[1];
    private readonly void** _callbacks = (void**)((nint*)ee)[2];

    private void* this[Callback index] => _callbacks[(int)index];

    private static void Check(nint exception, Callback callback)
    {
        if (exception != 0)
        {
            throw new EeException($"ilc refused {callback}: {JitInterfaceLibrary.MessageOf(exception)}");
        }
    }

    // The shapes that nearly all callbacks have: up to four words in, one word out.
    private nint Call(Callback c)
    {
        nint e = 0;
        nint r = ((delegate* unmanaged<nint, nint*, nint>)this[c])(_self, &e);
        Check(e, c);
        return r;
    }

    private nint Call(Callback c, nint a)
    {
        nint e = 0;
        nint r = ((delegate* unmanaged<nint, nint*, nint, nint>)this[c])(_self, &e, a);
        Check(e, c);
        return r;
    }

    private nint Call(Callback c, nint a, nint b)
    {
        nint e = 0;
        nint r = ((delegate* unmanaged<nint, nint*, nint, nint, nint>)this[c])(_self, &e, a, b);
        Check(e, c);
        return r;
    }

    private nint Call(Callback c, nint a, nint b, nint d)
    {
        nint e = 0;
        nint r = ((delegate* unmanaged<nint, nint*, nint, nint, nint, nint>)this[c])(_self, &e, a, b, d);
        Check(e, c);
        return r;
    }

    private nint Call(Callback c, nint a, nint b, nint d, nint f)
    {
        nint e = 0;
        nint r = ((delegate* unmanaged<nint, nint*, nint, nint, nint, nint, nint>)this[c])(_self, &e, a, b, d, f);
        Check(e, c);
        return r;
    }

    private nint Call(Callback c, nint a, nint b, nint d, nint f, nint g)
    {
        nint e = 0;
        nint r = ((delegate* unmanaged<nint, nint*, nint, nint, nint, nint, nint, nint>)this[c])(_self, &e, a, b, d, f, g);
        Check(e, c);
        return r;
    }

    // Methods and signatures.
    public MethodFlags MethodAttributes(Handle method) => (MethodFlags)(uint)Call(Callback.GetMethodAttribs, method.Value);
    public Handle ClassOf(Handle method) => new(Call(Callback.GetMethodClass, method.Value));
    public uint MetadataToken(Handle method) => (uint)Call(Callback.GetMethodDefFromMethod, method.Value);

    public SigInfo SignatureOf(Handle method)
    {
        SigInfo sig = default;
        Call(Callback.GetMethodSig, method.Value, (nint)(&sig), 0);
        return sig;
    }

    public SigInfo FindSignature(Handle scope, uint token, Handle context)
    {
        SigInfo sig = default;
        Call(Callback.FindSig, scope.Value, (nint)token, context.Value, (nint)(&sig));
        return sig;
    }

    public (CorType Type, Handle Class) ArgumentType(ref SigInfo sig, Handle argument)
    {
        nint cls = 0;
        fixed (SigInfo* p = &sig)
        {
            int type = (int)Call(Callback.GetArgType, (nint)p, argument.Value, (nint)(&cls));
            return ((CorType)(type & 0x3F), new Handle(cls));
        }
    }

    public Handle NextArgument(Handle argument) => new(Call(Callback.GetArgNext, argument.Value));

    public Handle ArgumentClass(ref SigInfo sig, Handle argument)
    {
        fixed (SigInfo* p = &sig)
        {
            return new Handle(Call(Callback.GetArgClass, (nint)p, argument.Value));
        }
    }

    public int VTableOffset(Handle method)
    {
        uint indirection = 0, offset = 0;
        byte relative = 0;
        Call(Callback.GetMethodVTableOffset, method.Value, (nint)(&indirection), (nint)(&offset), (nint)(&relative));
        if (indirection != 0xFFFFFFFF || relative != 0)
        {
            throw new EeException("a chunked or relative vtable is not what NativeAOT emits");
        }

        return (int)offset;
    }

    public EHClause EHClauseOf(Handle method, int index)
    {
        EHClause clause = default;
        Call(Callback.GetEHinfo, method.Value, index, (nint)(&clause));
        return clause;
    }

    public bool NeedsMarshalling(Handle method, ref SigInfo sig)
    {
        fixed (SigInfo* p = &sig)
        {
            return (byte)Call(Callback.PInvokeMarshalingRequired, method.Value, (nint)p) != 0;
        }
    }

    // Names (UTF-8, owned by ilc).
    public (string Namespace, string Class, string Method) NameOf(Handle method)
    {
        nint cls = 0, ns = 0, enclosing = 0;
        nint name = Call(Callback.GetMethodNameFromMetadata, method.Value, (nint)(&cls), (nint)(&ns), (nint)(&enclosing), 1);
        string className = Utf8(cls);
        return (Utf8(ns), enclosing != 0 ? Utf8(enclosing) + "+" + className : className, Utf8(name));
    }

    public string AssemblyOf(Handle cls) => Utf8(Call(Callback.GetClassAssemblyName, cls.Value));

    private static string Utf8(nint text) => text == 0 ? "" : Marshal.PtrToStringUTF8(text)!;

    // Tokens.
    public ResolvedToken Resolve(Handle scope, uint token, TokenKind kind)
    {
        ResolvedToken resolved = new() { Context = new Handle(1), Scope = scope, Token = token, Kind = kind };
        Call(Callback.ResolveToken, (nint)(&resolved));
        return resolved;
    }

    public GenericHandleResult EmbedHandle(ref ResolvedToken token, bool parent, Handle caller)
    {
        GenericHandleResult result = default;
        fixed (ResolvedToken* p = &token)
        {
            Call(Callback.EmbedGenericHandle, (nint)p, parent ? 1 : 0, caller.Value, (nint)(&result));
        }

        return result;
    }

    /// <summary>The handle that MethodTable.Of and its like stand for: what the method's type argument names.</summary>
    public GenericHandleResult ExpandRawHandle(ref ResolvedToken token, Handle caller)
    {
        GenericHandleResult result = default;
        fixed (ResolvedToken* p = &token)
        {
            Call(Callback.ExpandRawHandleIntrinsic, (nint)p, caller.Value, (nint)(&result));
        }

        return result;
    }

    public CallInfo CallInfoOf(ref ResolvedToken token, ResolvedToken* constrained, Handle caller, uint flags)
    {
        CallInfo info = default;
        fixed (ResolvedToken* p = &token)
        {
            Call(Callback.GetCallInfo, (nint)p, (nint)constrained, caller.Value, (nint)flags, (nint)(&info));
        }

        return info;
    }

    public FieldInfo FieldInfoOf(ref ResolvedToken token, Handle caller, uint accessFlags)
    {
        FieldInfo info = default;
        fixed (ResolvedToken* p = &token)
        {
            Call(Callback.GetFieldInfo, (nint)p, caller.Value, (nint)accessFlags, (nint)(&info));
        }

        return info;
    }

    // Classes and fields.
    public ClassFlags ClassAttributes(Handle cls) => (ClassFlags)(uint)Call(Callback.GetClassAttribs, cls.Value);
    public int ClassSize(Handle cls) => (int)Call(Callback.GetClassSize, cls.Value);
    public int ClassAlignment(Handle cls) => (int)Call(Callback.GetClassAlignmentRequirement, cls.Value, 0);
    public CorType CorTypeOf(Handle cls) => (CorType)(byte)Call(Callback.AsCorInfoType, cls.Value);
    public bool IsValueClass(Handle cls) => (byte)Call(Callback.IsValueClass, cls.Value) != 0;
    public int FieldCount(Handle cls) => (int)Call(Callback.GetClassNumInstanceFields, cls.Value);
    public Handle Field(Handle cls, int index) => new(Call(Callback.GetFieldInClass, cls.Value, index));
    public int FieldOffset(Handle field) => (int)Call(Callback.GetFieldOffset, field.Value);
    public Handle TypeArgument(Handle cls, int index) => new(Call(Callback.GetTypeInstantiationArgument, cls.Value, index));
    public Handle TypeForBox(Handle cls) => new(Call(Callback.GetTypeForBox, cls.Value));
    public int BoxHelper(Handle cls) => (int)Call(Callback.GetBoxHelper, cls.Value);
    public int UnboxHelper(Handle cls) => (int)Call(Callback.GetUnBoxHelper, cls.Value);
    public int NewArrayHelper(Handle arrayClass) => (int)Call(Callback.GetNewArrHelper, arrayClass.Value);
    public int ArrayRank(Handle cls) => (int)(uint)Call(Callback.GetArrayRank, cls.Value);
    public Handle FieldClass(Handle field) => new(Call(Callback.GetFieldClass, field.Value));

    /// <summary>How many GC pointers a value of the class holds; <paramref name="layout"/> has one byte per word.</summary>
    public int GCLayout(Handle cls, Span<byte> layout)
    {
        fixed (byte* p = layout)
        {
            return (int)(uint)Call(Callback.GetClassGClayout, cls.Value, (nint)p);
        }
    }

    public (CorType Type, Handle Class) FieldType(Handle field)
    {
        nint cls = 0;
        var type = (CorType)(byte)Call(Callback.GetFieldType, field.Value, (nint)(&cls), 0);
        return (type, new Handle(cls));
    }

    public (CorType Type, Handle Class) ChildType(Handle cls)
    {
        nint child = 0;
        var type = (CorType)(byte)Call(Callback.GetChildType, cls.Value, (nint)(&child));
        return (type, new Handle(child));
    }

    public int NewHelper(Handle cls)
    {
        byte sideEffects = 0;
        return (int)Call(Callback.GetNewHelper, cls.Value, (nint)(&sideEffects));
    }

    public int CastingHelper(ref ResolvedToken token, bool throwing)
    {
        fixed (ResolvedToken* p = &token)
        {
            return (int)Call(Callback.GetCastingHelper, (nint)p, throwing ? 1 : 0);
        }
    }

    /// <summary>Whether code of the method must trigger the class constructor (bit 1: use the helper).</summary>
    public bool MustTriggerConstructor(Handle field, Handle method, Handle context) =>
        ((int)Call(Callback.InitClass, field.Value, method.Value, context.Value) & 2) != 0;

    public ConstLookup StaticBase(Handle cls, bool gc)
    {
        ConstLookup lookup = default;
        Call(Callback.GetStaticBaseAddress, cls.Value, gc ? 1 : 0, (nint)(&lookup));
        return lookup;
    }

    /// <summary>Whether two types are equal at run time: 1 certainly, -1 certainly not, 0 depends on the instantiation.</summary>
    public int CompareForEquality(Handle a, Handle b) => (int)Call(Callback.CompareTypesForEquality, a.Value, b.Value);

    // Addresses.
    public ConstLookup Helper(int id)
    {
        ConstLookup lookup = default;
        nint method = 0;
        Call(Callback.GetHelperFtn, id, (nint)(&lookup), (nint)(&method));
        return lookup;
    }

    public ConstLookup EntryPoint(Handle method)
    {
        ConstLookup lookup = default;
        Call(Callback.GetFunctionEntryPoint, method.Value, (nint)(&lookup), 0);
        return lookup;
    }

    public ConstLookup PInvokeTarget(Handle method)
    {
        ConstLookup lookup = default;
        Call(Callback.GetAddressOfPInvokeTarget, method.Value, (nint)(&lookup));
        return lookup;
    }

    public ConstLookup EmbedClass(Handle cls) => Embed(Callback.EmbedClassHandle, cls);
    public ConstLookup EmbedMethod(Handle method) => Embed(Callback.EmbedMethodHandle, method);

    private ConstLookup Embed(Callback callback, Handle handle)
    {
        nint indirection = 0;
        nint value = Call(callback, handle.Value, (nint)(&indirection));
        return indirection != 0
            ? new ConstLookup { Access = AccessType.Indirect, Target = new Handle(indirection) }
            : new ConstLookup { Target = new Handle(value) };
    }

    public ConstLookup StringLiteral(Handle scope, uint token)
    {
        nint value = 0;
        var access = (AccessType)(int)Call(Callback.ConstructStringLiteral, scope.Value, (nint)token, (nint)(&value));
        return new ConstLookup { Access = access, Target = new Handle(value) };
    }

    public Handle ArrayInitializationData(Handle field, int size) =>
        new(Call(Callback.GetArrayInitializationData, field.Value, size));

    public ConstLookup ReadyToRunHelper(ref ResolvedToken token, ref LookupKind kind, int helper, Handle caller)
    {
        ConstLookup lookup = default;
        fixed (ResolvedToken* t = &token)
        fixed (LookupKind* k = &kind)
        {
            Call(Callback.GetReadyToRunHelper, (nint)t, (nint)k, helper, caller.Value, (nint)(&lookup));
        }

        return lookup;
    }

    /// <summary>Where a class's statics lie: those without references, or the pointer to the object that holds the others.</summary>
    public ConstLookup StaticBaseAddress(Handle cls, bool references)
    {
        ConstLookup lookup = default;
        Call(Callback.GetStaticBaseAddress, cls.Value, references ? 1 : 0, (nint)(&lookup));
        return lookup;
    }

    public Lookup DelegateConstructor(ref ResolvedToken target, uint constraint, Handle delegateClass, Handle caller)
    {
        Lookup lookup = default;
        fixed (ResolvedToken* t = &target)
        {
            Call(Callback.GetReadyToRunDelegateCtorHelper, (nint)t, (nint)constraint, delegateClass.Value, caller.Value, (nint)(&lookup));
        }

        return lookup;
    }

    /// <summary>The bytes of a readonly static that ilc has pre-computed; false when it has not.</summary>
    public bool StaticContent(Handle field, Span<byte> content)
    {
        fixed (byte* p = content)
        {
            return (byte)Call(Callback.GetStaticFieldContent, field.Value, (nint)p, content.Length, 0, 0) != 0;
        }
    }

    // Output.
    public byte* Allocate(int size)
    {
        AllocMemArgs args = new() { HotSize = (uint)size };
        Call(Callback.AllocMem, (nint)(&args));
        return args.Hot;
    }

    public void Relocate(byte* location, Handle target)
    {
        nint e = 0;
        ((delegate* unmanaged<nint, nint*, nint, nint, nint, ushort, int, void>)this[Callback.RecordRelocation])(
            _self, &e, (nint)location, (nint)location, target.Value, 3, 0);
        Check(e, Callback.RecordRelocation);
    }
}

/// <summary>Reads the text out of an exception object of ilc's own interface library.</summary>
internal static unsafe class JitInterfaceLibrary
{
    private static delegate* unmanaged<nint, ushort*> s_message;

    public static string MessageOf(nint exception)
    {
        if (s_message == null)
        {
            string library = System.IO.Path.Combine(AppContext.BaseDirectory, "libjitinterface_x64.so");
            if (!NativeLibrary.TryLoad(library, out nint handle) ||
                !NativeLibrary.TryGetExport(handle, "GetExceptionMessage", out nint export))
            {
                return "(no text)";
            }

            s_message = (delegate* unmanaged<nint, ushort*>)export;
        }

        string text = Marshal.PtrToStringUni((nint)s_message(exception)) ?? "";
        int end = text.IndexOf('\n');
        return Environment.GetEnvironmentVariable("LUME_CODEGEN_TRACE") is null && end >= 0 ? text[..end] : text;
    }
}
