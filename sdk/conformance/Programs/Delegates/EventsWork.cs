// Program: Events work.

namespace Lume.Conformance.Programs.Delegates;

internal static class EventsWork
{
    private sealed class Button
    {
        private Action<string>? _custom;

        public event Action<string>? Clicked;

        public event Action<string> Custom
        {
            add => _custom = value + _custom;
            remove => _custom -= value;
        }

        public void Click(string how)
        {
            Clicked?.Invoke(how);
            _custom?.Invoke(how + "-custom");
        }
    }

    public static void Run()
    {
        Button b = new();
        b.Click("silent");
        Action<string> handler = s => Out.Line("handler", s);
        b.Clicked += handler;
        b.Clicked += s => Out.Line("other", s);
        b.Custom += s => Out.Line("first", s);
        b.Custom += handler;
        b.Click("one");
        b.Clicked -= handler;
        b.Custom -= handler;
        b.Click("two");
    }
}
