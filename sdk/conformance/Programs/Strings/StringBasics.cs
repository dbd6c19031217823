// Program: String basics.

namespace Lume.Conformance.Programs.Strings;

internal static class StringBasics
{
    public static void Run()
    {
        string s = Opaque.Ref("hello");
        Out.Line(s, s.Length, s[1]);
        Out.Line("equal", s == new string(['h', 'e', 'l', 'l', 'o']));
        Out.Line("not equal", s != "Hello");
        Out.Line("identity", ReferenceEquals("hello", "hello"));
        Out.Line("null or empty", string.IsNullOrEmpty("") && string.IsNullOrEmpty(null) && !string.IsNullOrEmpty(s));
        Out.Line("repeat", new string('z', Opaque.Of(4)));
        Out.Line("hash", s.GetHashCode() == string.Concat("hel", Opaque.Ref("lo")).GetHashCode());
        int vowels = 0;
        foreach (char c in s)
        {
            vowels += c is 'e' or 'o' ? 1 : 0;
        }

        Out.Line("vowels", vowels);
        try
        {
            Out.Line("no", s[Opaque.Of(5)]);
        }
        catch (IndexOutOfRangeException e)
        {
            Out.Caught("index", e);
        }
    }
}
