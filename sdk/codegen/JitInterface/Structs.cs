// Layouts of the structures that cross the JIT interface (ilc 10.0, 64-bit). Offsets were read off the real ilc.
using System.Runtime.InteropServices;

namespace Lume.CodeGen.JitInterface;

/// <summary>A handle that ilc gave out; valid while the method that it was given for is compiled.</summary>
internal readonly record struct Handle(nint Value)
{
    public bool IsNull => Value == 0;
}

/// <summary>CorInfoType of .NET 10 (main has renumbered since).</summary>
internal enum CorType : byte
{
    Undef = 0, Void = 1, Bool = 2, Char = 3, SByte = 4, Byte = 5, Int16 = 6, UInt16 = 7, Int32 = 8, UInt32 = 9,
    Int64 = 10, UInt64 = 11, NInt = 12, NUInt = 13, Single = 14, Double = 15, String = 16, Ptr = 17, ByRef = 18,
    ValueClass = 19, Class = 20, RefAny = 21, Var = 22,
}

[StructLayout(LayoutKind.Explicit, Size = 112)]
internal unsafe struct SigInfo
{
    [FieldOffset(0)] public uint CallConv;
    [FieldOffset(8)] public Handle RetTypeClass;
    [FieldOffset(24)] public CorType RetType;
    [FieldOffset(25)] public byte Flags;
    [FieldOffset(26)] public ushort NumArgs;
    [FieldOffset(48)] public int MethodArgumentCount;
    [FieldOffset(56)] public Handle* MethodArguments;
    [FieldOffset(64)] public Handle Args;
    [FieldOffset(96)] public Handle Scope;
    [FieldOffset(104)] public uint Token;

    /// <summary>The first type argument of a generic method.</summary>
    public readonly Handle FirstMethodArgument =>
        MethodArgumentCount > 0 ? MethodArguments[0] : throw new EeException("a generic method came without its type argument");

    public readonly bool HasThis => (CallConv & 0x20) != 0 && (CallConv & 0x40) == 0;
    public readonly bool HasTypeArgument => (CallConv & 0x80) != 0;
    public readonly bool MayBeFatPointer => (Flags & 8) != 0;
}

[StructLayout(LayoutKind.Explicit, Size = 272)]
internal unsafe struct MethodInfo
{
    [FieldOffset(0)] public Handle Method;
    [FieldOffset(8)] public Handle Scope;
    [FieldOffset(16)] public byte* IL;
    [FieldOffset(24)] public int ILSize;
    [FieldOffset(28)] public int MaxStack;
    [FieldOffset(32)] public int EHCount;
    [FieldOffset(36)] public MethodOptions Options;
    [FieldOffset(48)] public SigInfo Args;
    [FieldOffset(160)] public SigInfo Locals;
}

[System.Flags]
internal enum MethodOptions : uint
{
    InitLocals = 0x10, ContextFromThis = 0x20, ContextFromMethodDictionary = 0x40, ContextFromMethodTable = 0x80,
}

internal enum TokenKind : uint
{
    Class = 1, Method = 2, Field = 4, Ldtoken = 0x17, Casting = 0x21, Newarr = 0x41, Box = 0x81, Constrained = 0x101,
    NewObj = 0x202, Ldvirtftn = 0x402,
}

[StructLayout(LayoutKind.Explicit, Size = 80)]
internal struct ResolvedToken
{
    [FieldOffset(0)] public Handle Context;
    [FieldOffset(8)] public Handle Scope;
    [FieldOffset(16)] public uint Token;
    [FieldOffset(20)] public TokenKind Kind;
    [FieldOffset(24)] public Handle Class;
    [FieldOffset(32)] public Handle Method;
    [FieldOffset(40)] public Handle Field;
}

internal enum AccessType { Value = 0, Indirect = 1, DoubleIndirect = 2, Relative = 3 }

[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ConstLookup
{
    [FieldOffset(0)] public AccessType Access;
    [FieldOffset(8)] public Handle Target;
}

[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct LookupKind
{
    [FieldOffset(0)] public byte NeedsRuntimeLookup;
    [FieldOffset(4)] public int Source;
    [FieldOffset(8)] public ushort Flags;
    [FieldOffset(16)] public Handle Arguments;
}

/// <summary>A handle that is constant, or that shared code finds through its generic context.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal unsafe struct Lookup
{
    /// <summary>As <see cref="Indirections"/>: ilc has a function that finds the handle.</summary>
    public const ushort UseHelper = 0xFFFF;

    /// <summary>As <see cref="Indirections"/>: no instantiation has the handle, so the code cannot be reached.</summary>
    public const ushort UseNull = 0xFFFE;

    [FieldOffset(0)] public LookupKind Kind;
    [FieldOffset(24)] public ConstLookup Const;

    /// <summary>How many loads lead from the context to the handle, once ilc's scanner has laid out the dictionaries.</summary>
    [FieldOffset(36)] public ushort Indirections;

    /// <summary>What is added before each load.</summary>
    [FieldOffset(48)] public fixed long Offsets[4];
}

[StructLayout(LayoutKind.Explicit, Size = 104)]
internal struct GenericHandleResult
{
    [FieldOffset(0)] public Lookup Lookup;
    [FieldOffset(88)] public Handle CompileTimeHandle;
}

internal enum CallKind { Call = 0, CodePointer = 1, Stub = 2, LdVirtFtn = 3, VTable = 4 }

internal enum ThisTransform { None = 0, Box = 1, Dereference = 2 }

[StructLayout(LayoutKind.Explicit, Size = 352)]
internal struct CallInfo
{
    [FieldOffset(0)] public Handle Method;
    [FieldOffset(8)] public MethodFlags MethodFlags;
    [FieldOffset(12)] public ClassFlags ClassFlags;
    [FieldOffset(16)] public SigInfo Sig;
    [FieldOffset(208)] public ThisTransform ThisTransform;
    [FieldOffset(212)] public CallKind Kind;
    [FieldOffset(216)] public byte NullInstanceCheck;
    [FieldOffset(224)] public Handle ContextHandle;
    [FieldOffset(232)] public byte ExactContextNeedsRuntimeLookup;
    [FieldOffset(240)] public Lookup CodePointerOrStub;
    [FieldOffset(328)] public ConstLookup InstParam;
}

internal enum FieldAccessor
{
    Instance = 0, InstanceWithBase = 1, StaticAddress = 4, StaticRva = 5, StaticSharedHelper = 6,
    StaticGenericHelper = 7, StaticAddrHelper = 8, StaticTls = 9, StaticReadyToRunHelper = 11, StaticRelocatable = 12,
}

[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct FieldInfo
{
    [FieldOffset(0)] public FieldAccessor Accessor;
    [FieldOffset(4)] public uint Flags;
    [FieldOffset(8)] public int Helper;
    [FieldOffset(12)] public int Offset;
    [FieldOffset(16)] public CorType FieldType;
    [FieldOffset(24)] public Handle StructType;
    [FieldOffset(112)] public ConstLookup Lookup;

    public readonly bool IsStatic => (Flags & 1) != 0;
}

[System.Flags]
internal enum EHFlags : uint { Catch = 0, Filter = 1, Finally = 2, Fault = 4 }

[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct EHClause
{
    [FieldOffset(0)] public EHFlags Flags;
    [FieldOffset(4)] public int TryOffset;
    [FieldOffset(8)] public int TryLength;
    [FieldOffset(12)] public int HandlerOffset;
    [FieldOffset(16)] public int HandlerLength;
    [FieldOffset(20)] public int TokenOrFilter;
}

[System.Flags]
internal enum MethodFlags : uint
{
    Static = 0x8, Final = 0x10, Synchronized = 0x20, Virtual = 0x40, ForceInline = 0x10000, SharedInst = 0x20000,
    DelegateInvoke = 0x40000, PInvoke = 0x80000, Intrinsic = 0x400000, Constructor = 0x800000, NoInline = 0x10000000,
}

[System.Flags]
internal enum ClassFlags : uint
{
    ValueClass = 0x10000, SharedInst = 0x20000, VarObjSize = 0x40000, Array = 0x80000, OverlappingFields = 0x100000,
    Interface = 0x200000, ContainsGCPointers = 0x1000000, Delegate = 0x2000000, ByRefLike = 0x8000000,
    BeforeFieldInit = 0x20000000,
}

[StructLayout(LayoutKind.Explicit, Size = 80)]
internal unsafe struct AllocMemArgs
{
    [FieldOffset(0)] public uint HotSize;
    [FieldOffset(4)] public uint ColdSize;
    [FieldOffset(8)] public uint ReadOnlySize;
    [FieldOffset(12)] public uint ExceptionCount;
    [FieldOffset(16)] public uint Flags;
    [FieldOffset(24)] public byte* Hot;
    [FieldOffset(32)] public byte* HotRW;
}
