// Program: Constructors.

namespace Lume.Conformance.Programs.Classes;

internal static class Constructors
{
    private class Base
    {
        public static string Log = "";

        private readonly int _field = Note("base field");

        public Base()
            : this(1)
        {
            Log += "[base]";
        }

        public Base(int n)
        {
            Log += "[base " + (n == 1 ? "one" : "other") + "]";
            Hook();
        }

        public virtual void Hook() => Log += "[base hook]";

        protected static int Note(string s)
        {
            Log += "[" + s + "]";
            return 0;
        }
    }

    private sealed class Derived : Base
    {
        private readonly int _other = Note("derived field");
        private readonly string _name;

        public Derived(string name)
        {
            _name = name;
            Log += "[derived]";
        }

        public override void Hook() => Log += _name is null ? "[early hook]" : "[late hook]";
    }

    public static void Run()
    {
        Base.Log = "";
        Base b = new Derived("n");
        b.Hook();
        Out.Line(Base.Log);
    }
}
