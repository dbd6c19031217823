// The helper numbers of the JIT interface that the importer asks for (ilc 10.0).
namespace Lume.CodeGen.Import;

internal static class Helpers
{
    public const int FloatRemainder = 25;
    public const int DoubleRemainder = 26;
    public const int NewMultiDimensionalArray = 34;
    public const int ChkCastAny = 51;
    public const int IsInstanceOfClass = 46;
    public const int IsInstanceOfException = 53;
    public const int Unbox = 56;
    public const int UnboxNullable = 58;
    public const int StoreElement = 60;
    public const int LoadElementAddress = 61;
    public const int Throw = 62;
    public const int Rethrow = 63;
    public const int TypeHandleToRuntimeType = 129;
    public const int TypeHandleToRuntimeTypeHandle = 133;
    public const int MethodHandle = 131;
    public const int FieldHandle = 132;
    public const int DoubleToInt32Checked = 19;
    public const int DoubleToInt64Checked = 21;
    public const int DoubleToUInt32Checked = 22;
    public const int DoubleToUInt64Checked = 24;
    public const int ReadyToRunGCStaticBase = 140;
    public const int ReadyToRunNonGCStaticBase = 141;
    public const int ReadyToRunGenericHandle = 146;
    public const int ReadyToRunGenericStaticBase = 148;
    public const int GenericVirtualLookup = 178;
}

/// <summary>
/// Exports of the runtime that throw. Not the interface's helpers 66 to 69: ilc's scanner does not foresee all their uses.
/// </summary>
internal static class Throwers
{
    public const string NullReference = "lume_throw_null_reference";
    public const string IndexOutOfRange = "lume_throw_index_out_of_range";
    public const string DivideByZero = "lume_throw_divide_by_zero";
    public const string Overflow = "lume_throw_overflow";
}
