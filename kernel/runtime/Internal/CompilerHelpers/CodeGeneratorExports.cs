// What compiled code throws where ilc's scanner does not foresee it: exported, so that it is always there.

using System.Runtime;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Called by name from code that Lume.CodeGen made.</summary>
internal static class CodeGeneratorExports
{
    [RuntimeExport("lume_throw_null_reference")]
    private static void ThrowNullReference() => ThrowHelpers.ThrowNullReferenceException();

    [RuntimeExport("lume_throw_index_out_of_range")]
    private static void ThrowIndexOutOfRange() => ThrowHelpers.ThrowIndexOutOfRangeException();

    [RuntimeExport("lume_throw_divide_by_zero")]
    private static void ThrowDivideByZero() => ThrowHelpers.ThrowDivideByZeroException();

    [RuntimeExport("lume_throw_overflow")]
    private static void ThrowOverflow() => ThrowHelpers.ThrowOverflowException();
}
