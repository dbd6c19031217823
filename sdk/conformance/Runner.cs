// Runs programs, each between a marker and whatever it printed or threw.

namespace Lume.Conformance;

internal static class Runner
{
    /// <summary>
    /// Runs all programs from number <paramref name="first"/> on, or those whose names start with one of
    /// <paramref name="prefixes"/>. Returns how many ran.
    /// </summary>
    public static int Run(ReadOnlySpan<string> prefixes, int first = 0)
    {
        int count = 0;
        for (int i = first; i < ProgramTable.Count; i++)
        {
            if (IsWanted(ProgramTable.NameOf(i), prefixes))
            {
                RunOne(i);
                count++;
            }
        }

        Out.Line("=== end");
        return count;
    }

    private static bool IsWanted(string name, ReadOnlySpan<string> prefixes)
    {
        for (int i = 0; i < prefixes.Length; i++)
        {
            string prefix = prefixes[i];
            int length = 0;
            while (length < prefix.Length && length < name.Length && prefix[length] == name[length])
            {
                length++;
            }

            if (length == prefix.Length)
            {
                return true;
            }
        }

        return prefixes.Length == 0;
    }

    private static void RunOne(int index)
    {
        Out.Line("=== " + ProgramTable.NameOf(index));
        try
        {
            ProgramTable.Run(index);
        }
        catch (Exception exception)
        {
            Out.Caught("escaped", exception);
            Out.Line(exception.Message);
        }
    }
}
