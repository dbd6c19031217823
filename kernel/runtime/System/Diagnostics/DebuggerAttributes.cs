// Attributes for debuggers, and for calls that only some builds contain.

namespace System.Diagnostics;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class ConditionalAttribute(string conditionString) : Attribute
{
    public string ConditionString { get; } = conditionString;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DebuggerDisplayAttribute(string? value) : Attribute
{
    public string Value { get; } = value ?? "";

    public string? Name { get; set; }

    public string? Type { get; set; }
}

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class DebuggerHiddenAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class DebuggerStepThroughAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class DebuggerNonUserCodeAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class StackTraceHiddenAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DebuggerTypeProxyAttribute(Type type) : Attribute
{
    public Type ProxyType { get; } = type;
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false)]
public sealed class DebuggerBrowsableAttribute(DebuggerBrowsableState state) : Attribute
{
    public DebuggerBrowsableState State { get; } = state;
}

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Module, AllowMultiple = false)]
public sealed class DebuggableAttribute : Attribute
{
    public DebuggableAttribute(bool isJITTrackingEnabled, bool isJITOptimizerDisabled)
    {
        if (isJITTrackingEnabled)
        {
            DebuggingFlags |= DebuggingModes.Default;
        }

        if (isJITOptimizerDisabled)
        {
            DebuggingFlags |= DebuggingModes.DisableOptimizations;
        }
    }

    public DebuggableAttribute(DebuggingModes modes) => DebuggingFlags = modes;

    public DebuggingModes DebuggingFlags { get; }

    [Flags]
    public enum DebuggingModes
    {
        None = 0x0,
        Default = 0x1,
        IgnoreSymbolStoreSequencePoints = 0x2,
        EnableEditAndContinue = 0x4,
        DisableOptimizations = 0x100,
    }
}

/// <summary>Whether a debugger shows a member.</summary>
public enum DebuggerBrowsableState
{
    Never = 0,
    Collapsed = 2,
    RootHidden = 3,
}
