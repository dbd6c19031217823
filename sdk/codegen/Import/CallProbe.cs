// A build option for tests: code that calls a probe wherever a method is entered, so that a collection can happen there.
using System;
using Lume.CodeGen.JitInterface;

namespace Lume.CodeGen.Import;

/// <summary>
/// LUME_CODEGEN_PROBED names assemblies, separated by ':'. LLVM puts the call in after it has inlined: callers, whose
/// frames the probe is there to test, are compiled as without it.
/// </summary>
internal static class CallProbe
{
    private const string Attribute = " \"instrument-function-entry-inlined\"=\"__cyg_profile_func_enter_bare\"";

    private static readonly string[] s_assemblies =
        Environment.GetEnvironmentVariable("LUME_CODEGEN_PROBED")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The function attribute of a method; the class that defines the probe has none, nor have the readers of ilc's tables:
    /// they walk thousands of entries, and between two of them nothing is allocated.</summary>
    public static string AttributeFor(Ee ee, Handle method)
    {
        if (s_assemblies.Length == 0 || !Array.Exists(s_assemblies, a => a == ee.AssemblyOf(ee.ClassOf(method))))
        {
            return "";
        }

        var (ns, cls, _) = ee.NameOf(method);
        return cls is nameof(CallProbe) or "MethodTable" or "ReadyToRunHeader" || ns == "Internal.Runtime.Loading" ? "" : Attribute;
    }
}
