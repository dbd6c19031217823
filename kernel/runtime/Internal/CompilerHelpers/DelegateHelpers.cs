// What ilc's delegate bodies call.

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Helpers of the bodies that ilc makes for delegates. ilc binds the names.</summary>
internal static class DelegateHelpers
{
    /// <summary>The arguments of a call without arguments.</summary>
    internal static object[] GetEmptyObjectArray() => [];
}
