// Program: Constraints.

namespace Lume.Conformance.Programs.Generics;

internal static class Constraints
{
    private interface IName
    {
        string Name { get; }
    }

    private class Named : IName
    {
        public virtual string Name => "named";
    }

    private struct Value : IName
    {
        public string Name => "value";
    }

    private enum Kind : byte
    {
        One = 1,
    }

    public static void Run()
    {
        Out.Line(NameOf(new Named()), NameOf(new Value()));
        Out.Line("struct", SizeOf<long>(), SizeOf<Value>());
        Out.Line(Make<Named>().Name);
        Out.Line("unmanaged", Bytes((short)Opaque.Of(513)));
        Out.Line("enum", ToByte(Kind.One));
        Out.Line("derived", Both(new Named()));
        Out.Line("notnull", Hash(5));
    }

    private static string NameOf<T>(T item)
        where T : IName => item.Name;

    private static int SizeOf<T>()
        where T : struct => Unsafe.SizeOf<T>();

    private static T Make<T>()
        where T : Named, new() => new();

    private static unsafe int Bytes<T>(T value)
        where T : unmanaged
    {
        byte* p = (byte*)&value;
        int sum = 0;
        for (int i = 0; i < sizeof(T); i++)
        {
            sum = (sum * 10) + p[i];
        }

        return sum;
    }

    private static byte ToByte<T>(T value)
        where T : struct, Enum => Unsafe.As<T, byte>(ref value);

    private static bool Both<T>(T value)
        where T : Named, IName => ((IName)value).Name == value.Name;

    private static int Hash<T>(T value)
        where T : notnull => value.GetHashCode();
}
