// Program: Generic virtual methods.

namespace Lume.Conformance.Programs.Interfaces;

internal static class GenericVirtualMethods
{
    private class Base
    {
        public virtual string Show<T>(T value) => "base " + (value is string ? "string" : value is int ? "int" : "other");
    }

    private class Derived : Base
    {
        public override string Show<T>(T value) => "derived " + (typeof(T) == typeof(object) ? "object" : typeof(T).IsValueType ? "value" : "class");
    }

    private interface IVisitor
    {
        TResult Visit<TResult>(TResult seed);
    }

    private sealed class Twice : IVisitor
    {
        public T Visit<T>(T seed) => seed;
    }

    private sealed class Never : IVisitor
    {
        public T Visit<T>(T seed) => default!;
    }

    public static void Run()
    {
        foreach (Base b in (Base[])[new Base(), new Derived()])
        {
            Out.Line(b.Show("s"));
            Out.Line(b.Show(Opaque.Of(1)));
            Out.Line(b.Show<object>(2L));
            Out.Line(b.Show(new List<int>()));
        }

        foreach (IVisitor v in (IVisitor[])[new Twice(), new Never()])
        {
            Out.Line(v.Visit("text") ?? "nothing", v.Visit(Opaque.Of(7)), v.Visit(8L));
        }
    }
}
