// Faults of QEMU itself, by version, that no test can help.
using System;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Machines;

/// <summary>Says why a machine cannot be used with some versions of QEMU.</summary>
public static class QemuFaults
{
    // https://gitlab.com/qemu-project/qemu/-/issues/2945: CMD9 and CMD10 are refused in the state in which SPI hosts send them.
    private static readonly Version s_firstWithoutCards = new(9, 1);
    private static readonly Version s_firstWithCards = new(10, 1);

    /// <summary>Why <c>sifive_u</c> cannot read its SD card with the installed QEMU; null when it can.</summary>
    public static async Task<string?> OfSifiveCardAsync(CancellationToken cancel = default) =>
        await HostTools.VersionOfAsync(HostTools.Qemu, cancel).ConfigureAwait(false) is { } version ? OfSifiveCard(version) : null;

    /// <summary>The same for a version.</summary>
    public static string? OfSifiveCard(Version version) => version < s_firstWithoutCards || version >= s_firstWithCards
        ? null
        : $"sifive_u of QEMU {version} cannot read its SD card (QEMU's issue 2945): take QEMU {s_firstWithCards} or newer, or one before {s_firstWithoutCards}.";
}
