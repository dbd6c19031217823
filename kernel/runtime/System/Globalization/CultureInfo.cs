// The one culture that there is.

namespace System.Globalization;

/// <summary>A culture. Lume has only the invariant one; formatting and parsing never ask for another.</summary>
public class CultureInfo : IFormatProvider
{
    private static readonly CultureInfo s_invariant = new();

    private CultureInfo()
    {
    }

    public static CultureInfo InvariantCulture => s_invariant;

    public static CultureInfo CurrentCulture => s_invariant;

    public static CultureInfo CurrentUICulture => s_invariant;

    public string Name => "";

    public object? GetFormat(Type? formatType) => null;
}
