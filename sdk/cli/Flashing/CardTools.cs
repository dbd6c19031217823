// The programs that card images are made with, and Debian's boot loaders for them.
using System;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Flasher.Errors;
using Lume.Hil.Host;
using Lume.Hil.Packages;

namespace Lume.Cli.Flashing;

/// <summary>Brings what making a card takes.</summary>
internal static class CardTools
{
    /// <summary>Installs the programs, or says how.</summary>
    /// <exception cref="FlashException">They are missing and cannot be installed: <see cref="FlashError.HostToolFailed"/>.</exception>
    public static void Ensure(CancellationToken cancel) => Translate(async () =>
    {
        await Installer.EnsureAsync(HostTools.MakingCards, cancel).ConfigureAwait(false);
        return true;
    });

    /// <summary>Debian's boot loader for a board; null for a board that needs none on its card.</summary>
    /// <exception cref="FlashException">It cannot be had: <see cref="FlashError.HostToolFailed"/>.</exception>
    public static BoardFirmware? Firmware(RepositoryLayout layout, string board, CancellationToken cancel) => Translate(async () =>
    {
        await Installer.EnsureAsync(HostTools.Fetching, cancel).ConfigureAwait(false);
        return await Say.WhileAsync($"Debian's boot loader for {board}", _ => BoardFirmware.EnsureAsync(layout, board, cancel)).ConfigureAwait(false);
    });

    private static T Translate<T>(Func<Task<T>> work)
    {
        try
        {
            return work().GetAwaiter().GetResult();
        }
        catch (LumeException e)
        {
            throw new FlashException(FlashError.HostToolFailed, e.Message, inner: e);
        }
    }
}
