// IL that the code generator does not know.
using System;

namespace Lume.CodeGen.Lower;

/// <summary>Stops the build with the C# file and line: nothing is miscompiled silently.</summary>
internal sealed class UnsupportedException(string what, Exception? cause = null) : Exception(what, cause)
{
    /// <summary>"File.cs(12): ", or nothing when the method has no symbols or the line is not known yet.</summary>
    public string Location { get; init; } = "";
}
