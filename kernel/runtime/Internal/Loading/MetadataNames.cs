// The names that ilc wants of a core library before it gives methods their tokens.

namespace Internal.Metadata.NativeFormat;

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class TypeDefinition
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class Method
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class Field
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class Property
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class Event
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class Parameter
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class GenericParameter
{
    internal static int CustomAttributes => 0;
}

/// <summary>ilc binds the name and the property; nothing calls it.</summary>
internal sealed class ScopeDefinition
{
    internal static int CustomAttributes => 0;

    internal static int ModuleCustomAttributes => 0;
}
