// Program: Using statements.

namespace Lume.Conformance.Programs.Exceptions;

internal static class UsingStatements
{
    private sealed class Resource(string name) : IDisposable
    {
        public static string Log = "";

        public void Dispose() => Log += "-" + name;

        public static Resource? Open(string name)
        {
            Log += "+" + name;
            return name == "none" ? null : new Resource(name);
        }
    }

    private struct Value : IDisposable
    {
        public int Id;

        public readonly void Dispose() => Resource.Log += "-v" + Id;
    }

    public static void Run()
    {
        using (Resource.Open("a"))
        using (Resource.Open("none"))
        {
            using Resource? b = Resource.Open("b");
            using Value v = new() { Id = Opaque.Of(3) };
        }

        Out.Line(Resource.Log);
        Resource.Log = "";
        try
        {
            using Resource? c = Resource.Open("c");
            throw new CustomException("x");
        }
        catch (CustomException)
        {
            Resource.Log += "!";
        }

        Out.Line(Resource.Log);
        Out.Line("returned", Early());
        Out.Line(Resource.Log);
    }

    private static int Early()
    {
        using Resource? r = Resource.Open("d");
        return Resource.Log.Length;
    }
}
