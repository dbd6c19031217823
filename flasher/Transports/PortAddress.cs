// What --port takes: a device file, or an address with a scheme in front.
using System;
using System.Collections.Generic;
using System.Globalization;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>Opens the transport that a text names.</summary>
public static class PortAddress
{
    /// <summary>The forms, for help pages.</summary>
    public const string Forms = "/dev/ttyUSB0, unix:PATH, tcp:HOST:PORT, rfc2217://HOST:PORT, ssh://[USER@]HOST/dev/ttyUSB0";

    /// <summary>Opens a port.</summary>
    /// <param name="address">One of <see cref="Forms"/>.</param>
    /// <param name="baudRate">Bits per second; carriers without a rate ignore it.</param>
    /// <exception cref="FlashException">It cannot be opened, or the text is no address.</exception>
    public static ITransport Open(string address, int baudRate)
    {
        foreach ((string scheme, Func<string, int, ITransport> open) in s_schemes)
        {
            if (address.StartsWith(scheme, StringComparison.Ordinal))
            {
                return open(address[scheme.Length..], baudRate);
            }
        }

        return SerialTransport.Open(address, baudRate);
    }

    /// <summary>Splits <c>HOST:PORT</c>; the host may be an IPv6 address in brackets.</summary>
    /// <exception cref="FlashException">It is not of that form.</exception>
    public static (string Host, int Port) SplitHostPort(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
            ? (text[..colon].Trim('[', ']'), port)
            : throw new FlashException(FlashError.Usage, $"'{text}' is not HOST:PORT.", $"--port takes {Forms}.");
    }

    private static readonly Dictionary<string, Func<string, int, ITransport>> s_schemes = new()
    {
        ["unix:"] = static (path, _) => StreamTransport.ConnectUnix(path),
        ["tcp:"] = static (address, _) =>
        {
            (string host, int port) = SplitHostPort(address);
            return StreamTransport.ConnectTcp(host, port);
        },
        ["rfc2217://"] = static (address, baudRate) =>
        {
            (string host, int port) = SplitHostPort(address);
            return Rfc2217Transport.Connect(host, port, baudRate);
        },
        ["ssh://"] = static (address, baudRate) => SshTransport.Open(address, baudRate),
    };
}
