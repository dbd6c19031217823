// Attributes that name the framework and platforms an assembly was built for.

namespace System.Runtime.Versioning;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class TargetFrameworkAttribute(string frameworkName) : Attribute
{
    public string FrameworkName { get; } = frameworkName;

    public string? FrameworkDisplayName { get; set; }
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
public sealed class SupportedOSPlatformAttribute(string platformName) : Attribute
{
    public string PlatformName { get; } = platformName;
}

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class RequiresPreviewFeaturesAttribute : Attribute
{
    public RequiresPreviewFeaturesAttribute()
    {
    }

    public RequiresPreviewFeaturesAttribute(string? message) => Message = message;

    public string? Message { get; }

    public string? Url { get; set; }
}
