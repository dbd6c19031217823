// The programs on the ordinary .NET: all, or those whose names start with an argument; --list names them, and --unhandled dies of an exception.

using System.IO;
using System.Text;

namespace Lume.Conformance;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length == 1 && arguments[0] == "--list")
        {
            for (int i = 0; i < ProgramTable.Count; i++)
            {
                Console.WriteLine(ProgramTable.NameOf(i));
            }

            return 0;
        }

        if (arguments.Length == 1 && arguments[0] == "--unhandled")
        {
            AppDomain.CurrentDomain.UnhandledException += (_, _) => Out.Flush();
            Unhandled.Throw();
        }

        int run = Runner.Run(arguments);
        Out.Flush();
        return run == 0 ? 1 : 0;
    }
}

internal static partial class Out
{
    private static readonly Stream s_output = Console.OpenStandardOutput();
    private static readonly StringBuilder s_text = new();

    /// <summary>What was printed since the last time.</summary>
    public static string Take()
    {
        string text = s_text.ToString();
        s_text.Clear();
        return text;
    }

    /// <summary>Writes what was printed.</summary>
    public static void Flush()
    {
        s_output.Write(Encoding.UTF8.GetBytes(Take()));
        s_output.Flush();
    }

    private static partial void Write(ReadOnlySpan<char> text) => s_text.Append(text);
}
