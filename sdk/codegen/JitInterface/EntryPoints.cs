// The three exports and the one object that ilc asks a code generator for.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lume.CodeGen.Import;

namespace Lume.CodeGen.JitInterface;

internal static unsafe class EntryPoints
{
    // The JIT interface of ILCompiler 10.0.x. ilc does not compare it: the build checks ilc's version (LumeCheckCompiler).
    private static readonly Guid s_interfaceVersion = new("7a8cbc56-9e19-4321-80b9-a0d2c578c945");

    private const int Ok = 0;
    private const int InternalError = unchecked((int)0x80000003);

    private static nint* s_jit;

    [UnmanagedCallersOnly(EntryPoint = "jitStartup")]
    private static void Startup(nint host)
    {
    }

    [UnmanagedCallersOnly(EntryPoint = "getJit")]
    private static nint GetJit()
    {
        if (s_jit == null)
        {
            nint* table = (nint*)NativeMemory.Alloc(4, (nuint)sizeof(nint));
            table[0] = (nint)(delegate* unmanaged<nint, nint, MethodInfo*, uint, byte**, uint*, int>)&CompileMethod;
            table[1] = (nint)(delegate* unmanaged<nint, nint, void>)&ProcessShutdownWork;
            table[2] = (nint)(delegate* unmanaged<nint, Guid*, void>)&GetVersionIdentifier;
            table[3] = (nint)(delegate* unmanaged<nint, int, void>)&SetTargetOS;
            nint* jit = (nint*)NativeMemory.Alloc(1, (nuint)sizeof(nint));
            *jit = (nint)table;
            s_jit = jit;
        }

        return (nint)s_jit;
    }

    [UnmanagedCallersOnly]
    private static int CompileMethod(nint self, nint ee, MethodInfo* info, uint flags, byte** entry, uint* codeSize)
    {
        try
        {
            MethodCompiler.Compile(new Ee(ee), ref Unsafe.AsRef<MethodInfo>(info), out *entry, out *codeSize);
            return Ok;
        }
        catch (Exception e)
        {
            // Nothing may unwind into ilc.
            Console.Error.WriteLine($"Lume.CodeGen: {e}");
            return InternalError;
        }
    }

    [UnmanagedCallersOnly]
    private static void ProcessShutdownWork(nint self, nint statics)
    {
    }

    [UnmanagedCallersOnly]
    private static void GetVersionIdentifier(nint self, Guid* version) => *version = s_interfaceVersion;

    [UnmanagedCallersOnly]
    private static void SetTargetOS(nint self, int os)
    {
    }
}
