// The kernel command line.
using System;
using Lume.Hal;

namespace Lume.Kernel.Boot;

/// <summary>
/// The options that the boot loader passes, separated by spaces. The table of them all:
/// <list type="table">
/// <item><term>quiet</term><description>only errors of the kernel's log on the console</description></item>
/// <item><term>init=PATH, rdinit=PATH</term><description>the first program instead of /init</description></item>
/// <item><term>panic=N</term><description>N seconds until a restart after a panic; negative: at once</description></item>
/// <item><term>watchdog=N</term><description>N seconds until a hart that does not leave the kernel is reported; 0: never</description></item>
/// <item><term>console=NAME</term><description>accepted; the console is what stdout-path of the device tree names</description></item>
/// </list>
/// Others of the form name=value go to init's environment, the rest to its arguments, as on Linux.
/// </summary>
public static class CommandLine
{
    private static readonly string[] s_known = ["quiet", "init", "rdinit", "panic", "console", "root", "ro", "rw", "loglevel", "watchdog"];

    /// <summary>Whether a bare word stands on the command line.</summary>
    public static bool Has(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> rest = BootInfo.CommandLine;
        while (TryNext(ref rest, out ReadOnlySpan<byte> option))
        {
            if (option.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of the last name=value.</summary>
    public static bool TryGet(scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        bool found = false;
        ReadOnlySpan<byte> rest = BootInfo.CommandLine;
        ReadOnlySpan<byte> option = rest;
        while (TryNext(ref rest, out option))
        {
            if (option.Length > name.Length && option.StartsWith(name) && option[name.Length] == (byte)'=')
            {
                value = option[(name.Length + 1)..];
                found = true;
            }
        }

        return found;
    }

    /// <summary>The number of the last name=number; <paramref name="otherwise"/> without one, or when it is none.</summary>
    public static int GetNumber(scoped ReadOnlySpan<byte> name, int otherwise) =>
        TryGet(name, out ReadOnlySpan<byte> text) && int.TryParse(text, out int value) ? value : otherwise;

    /// <summary>Takes the next option off the front; false at the end.</summary>
    public static bool TryNext(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> option)
    {
        rest = rest.TrimStart((byte)' ');
        int end = rest.IndexOf((byte)' ');
        option = end < 0 ? rest : rest[..end];
        rest = rest[option.Length..];
        return !option.IsEmpty;
    }

    /// <summary>Whether the option is the kernel's own and not for init.</summary>
    public static bool IsForKernel(ReadOnlySpan<byte> option)
    {
        int equals = option.IndexOf((byte)'=');
        ReadOnlySpan<byte> name = equals < 0 ? option : option[..equals];
        foreach (string known in s_known)
        {
            if (Matches(name, known))
            {
                return true;
            }
        }

        return name.IndexOf((byte)'.') >= 0;
    }

    private static bool Matches(ReadOnlySpan<byte> name, string known)
    {
        if (name.Length != known.Length)
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != known[i])
            {
                return false;
            }
        }

        return true;
    }
}
