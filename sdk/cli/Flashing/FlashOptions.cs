// The options of lume flash, and the request they make.
using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Lume.Cli.Terminal;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Transports;
using Lume.Hil.Host;

namespace Lume.Cli.Flashing;

/// <summary>What <c>lume flash</c> takes.</summary>
internal sealed class FlashOptions
{
    private static readonly string s_boards = string.Join(", ", KnownBoards.All.Select(board => board.Name));

    /// <summary>--json.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object per line on standard output: events, then the result or the error." };

    /// <summary>--dry-run.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Print the steps; open and write nothing." };

    /// <summary>--port ADDRESS.</summary>
    public Option<string?> Port { get; } = new("--port", "-p") { Description = $"The board's serial port: {PortAddress.Forms}.", HelpName = "PORT" };

    /// <summary>--board NAME.</summary>
    public Option<string> Board { get; } = new("--board", "-b")
    {
        Description = $"The board: {s_boards}.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => KnownBoards.VisionFive2.Name,
    };

    /// <summary>--baud N.</summary>
    public Option<int?> Baud { get; } = new("--baud") { Description = "Rate of the board's console; 115200 unless the board says otherwise.", HelpName = "N" };

    private Argument<string?> Image { get; } = new("image")
    {
        Description = "The file; the kernel built last when none is given.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private Option<FlashTarget> To { get; } = Choice("--to", "Where it goes", "TARGET", FlashTarget.Ram);

    private Option<FlashRoute> Via { get; } = Choice("--via", "How", "WAY", FlashRoute.Serial);

    /// <summary>--fast-baud N.</summary>
    public Option<int> FastBaud { get; } = new("--fast-baud")
    {
        Description = "Highest rate to try for the transfer; lower ones follow when the line fails at it.",
        HelpName = "N",
        DefaultValueFactory = static _ => 1_500_000,
    };

    private Option<bool> NoPack { get; } = new("--no-pack") { Description = "With --via serial: send the file as it is, not packed with gzip." };

    private Option<string?> Address { get; } = new("--address") { Description = "Where in memory, instead of the board's usual place.", HelpName = "ADDR" };

    private Option<string?> Offset { get; } = new("--offset") { Description = "Byte offset on the storage, instead of 0.", HelpName = "BYTES" };

    private Option<string?> Output { get; } = new("--output", "-o") { Description = "With --via sdcard: a new file, or the block device of the card.", HelpName = "FILE" };

    private Option<int?> ServerPort { get; } = new("--server-port")
    {
        Description = "With --via tftp or http: port of the server inside the tool; 69, or any free one.", HelpName = "N",
    };

    private Option<string?> Server { get; } = new("--server") { Description = "Address under which the board reaches this machine, when it is not found out right.", HelpName = "ADDRESS" };

    private Option<bool> NoBoot { get; } = new("--no-boot") { Description = "With --to ram: load and prove, do not start." };

    private Option<string?> Initrd { get; } = new("--initrd") { Description = "An initramfs to load beside the kernel.", HelpName = "FILE" };

    private Option<string?> Append { get; } = new("--append") { Description = "The kernel's command line.", HelpName = "TEXT" };

    private Option<bool> Force { get; } = new("--force") { Description = "Send the bytes whatever they are." };

    /// <summary>Gives a verb all of them.</summary>
    public void AddTo(Command command)
    {
        Image.Validators.Add(CommandLine.RefuseOption);
        command.Arguments.Add(Image);
        foreach (Option option in (Option[])[Board, To, Via, Port, Baud, FastBaud, NoPack, Address, Offset, Output, NoBoot, Initrd, Append, ServerPort, Server, Force, DryRun, Json])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the user asks for. Reads the image.</summary>
    /// <exception cref="FlashException">An option is wrong or a file cannot be read.</exception>
    public FlashRequest ToRequest(ParseResult parsed)
    {
        BoardProfile board = KnownBoards.Find(parsed.GetValue(Board)!);
        string image = parsed.GetValue(Image) ?? BuiltKernel(board);
        return new FlashRequest
        {
            Image = FlashImage.Load(image),
            Board = board,
            Target = parsed.GetValue(To),
            Route = parsed.GetValue(Via),
            Port = parsed.GetValue(Port),
            BaudRate = parsed.GetValue(Baud) ?? board.BaudRate,
            FastBaudRate = parsed.GetValue(FastBaud),
            MayPack = !parsed.GetValue(NoPack),
            Address = parsed.GetValue(Address) is { } address ? ParseNumber("--address", address) : null,
            Offset = parsed.GetValue(Offset) is { } offset ? checked((long)ParseNumber("--offset", offset)) : null,
            Output = parsed.GetValue(Output),
            Boot = !parsed.GetValue(NoBoot),
            Initrd = parsed.GetValue(Initrd) is { } initrd ? FlashImage.Load(initrd) : null,
            CommandLine = parsed.GetValue(Append),
            ServerPort = parsed.GetValue(ServerPort) switch
            {
                null => null,
                > 0 and < 65536 and int port => port,
                int port => throw new FlashException(FlashError.Usage, $"--server-port takes 1 to 65535, not {port}."),
            },
            ServerAddress = parsed.GetValue(Server) is { } server
                ? IPAddress.TryParse(server, out IPAddress? address4) && address4.AddressFamily == AddressFamily.InterNetwork
                    ? address4
                    : throw new FlashException(FlashError.Usage, $"--server takes an IPv4 address, not '{server}'.")
                : null,
            Force = parsed.GetValue(Force),
        };
    }

    /// <summary>A number, decimal or with 0x in front.</summary>
    /// <exception cref="FlashException">It is none, or over 2^63 - 1.</exception>
    public static ulong ParseNumber(string option, string text)
    {
        bool hexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(hexadecimal ? text.AsSpan(2) : text, style, CultureInfo.InvariantCulture, out ulong value) && value <= long.MaxValue
            ? value
            : throw new FlashException(FlashError.Usage, $"{option} takes a number such as 4096 or 0x1000, not '{text}'.");
    }

    // One of an enumeration's names, which are the same in any case; the first is meant when none is given.
    private static Option<T> Choice<T>(string name, string what, string helpName, T usual)
        where T : struct, Enum
    {
        string names = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
        return new Option<T>(name)
        {
            Description = $"{what}: {names}; {usual.ToString().ToLowerInvariant()} when not given.",
            HelpName = helpName,
            CustomParser = result =>
            {
                string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
                if (Enum.TryParse(given, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(given[0]))
                {
                    return value;
                }

                result.AddError($"{name} takes {names}, not '{given}'.");
                return usual;
            },
        };
    }

    /// <summary>The kernel that was built last for a board.</summary>
    /// <exception cref="FlashException">None was.</exception>
    public static string BuiltKernel(BoardProfile board)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        string image = layout.Image(board.Name);
        string remedy = Directory.Exists(layout.BoardFolder(board.Name))
            ? $"Name a file, or: lume build --board {board.Name}"
            : $"Name a file: any RISC-V Image. Lume has no kernel for {board.Name} yet.";
        return File.Exists(image) ? image : throw new FlashException(
            FlashError.ImageUnreadable, $"No IMAGE is named and no kernel for {board.Name} is built ({image}).", remedy);
    }
}
