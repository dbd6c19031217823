// Attributes that bind a method to a symbol of the image: exported under a name, or imported from one.

namespace System.Runtime;

/// <summary>Gives a static method a second, plain symbol name, for assembly and lower rooms to call.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RuntimeExportAttribute(string entry) : Attribute
{
    public string EntryPoint = entry;
}

/// <summary>Binds an <c>extern</c> method (with <c>InternalCall</c>) to a plain symbol name.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RuntimeImportAttribute : Attribute
{
    public RuntimeImportAttribute(string entry)
    {
        DllName = "*";
        EntryPoint = entry;
    }

    public RuntimeImportAttribute(string dllName, string entry)
    {
        DllName = dllName;
        EntryPoint = entry;
    }

    public string DllName { get; }

    public string EntryPoint { get; }
}
