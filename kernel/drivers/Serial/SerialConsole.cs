// The console: the UART that the device tree's stdout-path names, or the first one.
using System;
using Lume.Hal;
using Lume.Kernel.Boot;
using Lume.Kernel.Devices.Terminals;

namespace Lume.Drivers.Serial;

/// <summary>Finds and starts the machine's serial console.</summary>
public static class SerialConsole
{
    /// <summary>The console's terminal; null when there is no UART that a driver here knows.</summary>
    public static Tty? TryStart(DeviceTree tree)
    {
        DeviceNode node = Find(tree);
        if (node.IsNone || TryProbe(node) is not { } uart || !node.TryGetInterrupt(0, out DeviceInterrupt interrupt))
        {
            return null;
        }

        Tty tty = new(uart, StandardDevices.SerialNumber);
        return uart.Start(tty, interrupt.Line) ? tty : null;
    }

    private static Uart? TryProbe(DeviceNode node) => (Uart?)Ns16550.TryProbe(node) ?? SifiveUart.TryProbe(node);

    // stdout-path may carry options behind a colon ("/soc/serial@10000000:115200"), or be an alias.
    private static DeviceNode Find(DeviceTree tree)
    {
        if (tree.TryFind("/chosen"u8, out DeviceNode chosen) && chosen.TryGetString("stdout-path"u8, out ReadOnlySpan<byte> path))
        {
            int colon = path.IndexOf((byte)':');
            path = colon < 0 ? path : path[..colon];
            if (path.Length > 0 && path[0] != (byte)'/' && tree.TryFind("/aliases"u8, out DeviceNode aliases))
            {
                aliases.TryGetString(path, out path);
            }

            if (tree.TryFind(path, out DeviceNode named))
            {
                return named;
            }
        }

        return tree.TryFindCompatible("ns16550a"u8, default, out DeviceNode first) ? first : default;
    }
}
