// IL that the code generator does not know.
using System;

namespace Lume.CodeGen.Lower;

/// <summary>Stops the build with the C# file and line: nothing is miscompiled silently.</summary>
internal sealed class UnsupportedException(string what) : Exception(what);
