// Program: generic virtual methods that call themselves with ever longer types, and classes that mention themselves.

namespace Lume.Conformance.Programs.Generics;

internal static class MadeGrowing
{
    private sealed class Leaf { }
    private class Node<T> : IComparable<Node<T>> { public T Value = default!; public int CompareTo(Node<T>? other) => 0; public Node<T>? Next; }
    private sealed class Pair<T, U> { public T First = default!; public U Second = default!; public Pair<U, T> Swap() => new() { First = Second, Second = First }; }
    private class Tree<T> where T : class { public Tree<Tree<T>>? Up; public int Depth(int n) => n == 0 ? 0 : 1; }
    private sealed class Ladder<T> where T : class { public static int Count = 1; public int Next(Worker w, int n) { Func<int> climb = () => w.Climb<Ladder<T>>(n); return climb() + Ladder<Ladder<T>>.Count; } }
    private class Base<T> { public virtual int Get() => 1; public static int Made; public Base() => Made++; }
    private class Middle<T, U> : Base<U[]> { public override int Get() => base.Get() + (typeof(U) == typeof(Leaf) ? 10 : 20); }
    private sealed class Last<T> : Middle<int, Node<T>> { public override int Get() => base.Get() * 2; }

    private class Worker
    {
        public virtual int Grow<T>(T value, int n) => n == 0 ? 0 : 1 + Grow(new Node<T> { Value = value }, n - 1);
        public virtual int Two<T, U>(T a, U b, int n) => n == 0 ? 0 : 1 + Two(new Pair<T, U> { First = a, Second = b }.Swap(), a, n - 1);
        public virtual string Last<T>() { Base<Node<T>[]> b = new Last<T>(); return b.Get() + " " + Base<Node<T>[]>.Made + " " + (b is Middle<int, Node<T>>) + (b is Middle<int, Node<string>>); }
        public virtual int Climb<T>(int n) where T : class => n == 0 ? Ladder<T>.Count : 1 + new Ladder<T>().Next(this, n - 1);
        public virtual int Up<T>() where T : class => new Tree<T>().Depth(3);
    }

    public static void Run()
    {
        Worker w = Opaque.Ref(new Worker());
        Out.Line("grow", w.Grow(new Leaf(), 6), w.Grow("s", 3));
        Out.Line("two", w.Two(new Leaf(), "s", 4));
        Out.Line("far", w.Grow(new Leaf(), Opaque.Of(40)), w.Two("s", new Leaf(), 20), w.Climb<Leaf>(Opaque.Of(30)));
        Out.Line(w.Last<Leaf>());
        Out.Line(w.Last<Leaf>());
        Out.Line(w.Last<string>());
        Out.Line("up", w.Up<Leaf>());
    }
}
