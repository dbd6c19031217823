// What the system says of itself: uname, host name, build.
using System;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

/// <summary>The names of uname(2). Release and version come from the board's build; host and domain name are set by programs.</summary>
public static class SystemIdentity
{
    /// <summary>Longest host or domain name.</summary>
    public const int NameLimit = 64;

    private static readonly Mutex s_lock = new();
    private static byte[] s_host = "lume"u8.ToArray();
    private static byte[] s_domain = "(none)"u8.ToArray();

    /// <summary>uname's sysname: programs ask for it to know which ABI they run on.</summary>
    public static ReadOnlySpan<byte> SystemName => "Linux"u8;

    /// <summary>uname's release: a Linux version that the ABI follows, then Lume's own version.</summary>
    public static byte[] Release { get; private set; } = "6.12.0-lume"u8.ToArray();

    /// <summary>uname's version: the build.</summary>
    public static byte[] Version { get; private set; } = "Lume"u8.ToArray();

    /// <summary>uname's machine.</summary>
    public static ReadOnlySpan<byte> Machine => "riscv64"u8;

    /// <summary>The host name; never changed in place.</summary>
    public static byte[] HostName => System.Threading.Volatile.Read(ref s_host);

    /// <summary>The NIS domain name; never changed in place.</summary>
    public static byte[] DomainName => System.Threading.Volatile.Read(ref s_domain);

    /// <summary>Sets release and version at boot.</summary>
    public static void SetBuild(ReadOnlySpan<byte> release, ReadOnlySpan<byte> version)
    {
        Release = release.ToArray();
        Version = version.ToArray();
    }

    /// <summary>sethostname; the caller checked length and rights.</summary>
    public static void SetHostName(ReadOnlySpan<byte> name)
    {
        byte[] copy = name.ToArray();
        using (s_lock.Enter())
        {
            System.Threading.Volatile.Write(ref s_host, copy);
        }
    }

    /// <summary>setdomainname; the caller checked length and rights.</summary>
    public static void SetDomainName(ReadOnlySpan<byte> name)
    {
        byte[] copy = name.ToArray();
        using (s_lock.Enter())
        {
            System.Threading.Volatile.Write(ref s_domain, copy);
        }
    }
}
