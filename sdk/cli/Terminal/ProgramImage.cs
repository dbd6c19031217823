// Hands this process over to another program: a debugger wants the terminal and Ctrl-C for itself.
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lume.Hil.Host;

namespace Lume.Cli.Terminal;

/// <summary>execv(3).</summary>
internal static class ProgramImage
{
    /// <summary>Becomes <paramref name="program"/>. Returns only when that failed, with the failure to throw.</summary>
    public static LumeException Replace(string program, IReadOnlyList<string> arguments)
    {
        string?[] vector = [program, .. arguments, null];
        _ = Execute(program, vector);
        return new LumeException($"{program} cannot be started: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", EntryPoint = "execv", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int Execute(string path, string?[] arguments);
}
