// Attributes for editors.

namespace System.ComponentModel;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class EditorBrowsableAttribute(EditorBrowsableState state) : Attribute
{
    public EditorBrowsableState State { get; } = state;
}

/// <summary>Whether an editor offers a member.</summary>
public enum EditorBrowsableState
{
    Always = 0,
    Never = 1,
    Advanced = 2,
}
