// The attributes that the machine build takes from Lume.Runtime and the ordinary .NET keeps to itself.

#pragma warning disable CS1591

namespace System.Runtime
{
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class RuntimeExportAttribute(string entry) : Attribute
    {
        public string Entry { get; } = entry;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class RuntimeImportAttribute(string entry) : Attribute
    {
        public string Entry { get; } = entry;
    }
}

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class IntrinsicAttribute : Attribute;
}
