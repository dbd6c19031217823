// What a stage means for the person at the board, and which switch or wire to change.
using Lume.Flasher.Errors;
using Lume.Flasher.Protocols;

namespace Lume.Flasher.Boards;

/// <summary>Words for stages.</summary>
public static class StageAdvice
{
    /// <summary>What the board is doing, as the end of "the board …".</summary>
    public static string Describe(StageReport report) => report.Stage switch
    {
        BoardStage.Silence => "is silent",
        BoardStage.WrongBaudRate => "sends at another rate, or the wire is bad",
        BoardStage.BootRomWaiting => "is in its boot ROM and waits for a program by XMODEM",
        BoardStage.BootRomFailed => "is in its boot ROM and found nothing to start",
        BoardStage.Spl => report.Detail.Length > 0 ? $"runs SPL, which loads U-Boot from {report.Detail}" : "runs SPL",
        BoardStage.SplWaiting => "runs SPL, which waits for U-Boot by YMODEM",
        BoardStage.SplFailed => "runs SPL, which found no U-Boot",
        BoardStage.OpenSbi => "runs OpenSBI",
        BoardStage.UBoot => "runs U-Boot",
        BoardStage.UBootAutoboot => "is in U-Boot, which counts down to its boot command",
        BoardStage.UBootPrompt => "is at U-Boot's prompt",
        BoardStage.UBootLoading => "is in U-Boot, which waits for a file",
        BoardStage.Kernel => "runs a kernel",
        BoardStage.KernelPanic => "runs a kernel that panicked",
        BoardStage.Running => "runs a system that waits for a login or a command",
        _ => "prints text that says nothing known",
    };

    /// <summary>What to do to get to U-Boot's prompt.</summary>
    public static string ToReachPrompt(StageReport report, BoardProfile board) => report.Stage switch
    {
        BoardStage.Silence => $"Check in this order: power; TX and RX crossed (the adapter's TX to the board's RX); GND connected; 3.3 V levels. Then reset the board.{Pins(board)}",
        BoardStage.WrongBaudRate => $"Give the console's rate with --baud ({board.BaudRate} on {board.Title}); if it is that already, check GND and the level of the adapter (3.3 V).",
        BoardStage.BootRomWaiting or BoardStage.SplWaiting => $"The boot switches select UART. Start it over the wire: lume recover. Or boot from flash: {board.NormalSwitches ?? "change the boot switches"}.",
        BoardStage.BootRomFailed => $"What the switches select holds no SPL. Write it with: lume recover, after this: {board.RecoverySwitches ?? "select the serial loader"}.",
        BoardStage.SplFailed => $"SPL came up but u-boot.itb is missing or broken where it looked. Write it with: lume recover, after this: {board.RecoverySwitches ?? "select the serial loader"}.",
        BoardStage.KernelPanic or BoardStage.Kernel or BoardStage.Running => "Reset the board (button, power, or 'reboot' in its console): the tool stops U-Boot's countdown.",
        _ => "Reset the board and start again.",
    };

    /// <summary>What to do to get to the boot ROM's serial loader.</summary>
    public static string ToReachBootRom(StageReport report, BoardProfile board)
    {
        string switches = board.RecoverySwitches ?? "select the serial loader";
        return report.Stage switch
        {
            BoardStage.Silence => $"Do this: {switches}. If it stays silent: TX and RX crossed? GND connected?{Pins(board)}",
            BoardStage.WrongBaudRate => $"The boot ROM talks at {board.BaudRate}: leave --baud out, check GND and the adapter's level (3.3 V).",
            _ => $"The board boots from elsewhere. Do this: {switches}.",
        };
    }

    /// <summary>The error that a board in this stage makes when a prompt is needed.</summary>
    public static FlashError ErrorOf(BoardStage stage) => stage switch
    {
        BoardStage.Silence => FlashError.Silence,
        BoardStage.WrongBaudRate => FlashError.WrongBaudRate,
        BoardStage.BootRomFailed => FlashError.BootRomFailed,
        _ => FlashError.WrongStage,
    };

    private static string Pins(BoardProfile board) => board.ConsolePins is { } pins ? $" {board.Title}: {pins}." : string.Empty;
}
