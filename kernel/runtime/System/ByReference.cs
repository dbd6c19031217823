// A reference in a field, as ilc names it.

namespace System;

/// <summary>Stands for a managed reference where ilc needs the type of one.</summary>
internal ref struct ByReference
{
    internal ref byte Value;
}
