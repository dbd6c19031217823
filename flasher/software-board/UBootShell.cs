// U-Boot of the software board: banner, countdown, line editor with echo, a small shell. The commands are in UBootCommands.
using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;

namespace Lume.SoftwareBoard;

/// <summary>The command line.</summary>
internal sealed class UBootShell(Board board)
{
    private const string Prompt = "StarFive # ";
    private const int BufferLength = 256;

    private readonly Dictionary<string, string> _variables = new()
    {
        ["bootdelay"] = "2",
        ["kernel_addr_r"] = "0x40200000",
        ["ramdisk_addr_r"] = "0x46100000",
        ["fdt_addr_r"] = "0x46000000",
        ["fdtcontroladdr"] = "ff724d50",
        ["loadaddr"] = "0x82000000",
    };

    private int _status;

    public async Task RunAsync()
    {
        board.Uart.Print("\r\nOpenSBI v1.6\r\n   ____                    _____ ____ _____\r\n\r\nU-Boot 2025.01-3 (Apr 08 2025 - 23:07:59 +0000)\r\n\r\nDRAM:  2 GiB\r\n");
        await board.Uart.DelayAsync(TimeSpan.FromMilliseconds(300));
        if (!await StopsCountdownAsync())
        {
            board.Uart.Print("\r\nStarting kernel ...\r\n\r\n[    0.000000] Linux version 6.12.0 (software board)\r\n\r\nboard login: ");
            return;
        }

        UBootCommands commands = new(board, _variables);
        while (!commands.HasLeft)
        {
            board.Uart.Print(Prompt);
            string line = await ReadLineAsync();
            foreach (string command in Split(line))
            {
                _status = await commands.RunAsync(Words(command));
                if (commands.HasLeft)
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> StopsCountdownAsync()
    {
        board.Uart.Print("Hit any key to stop autoboot:  2 ");
        for (int left = 1; left >= 0; left--)
        {
            if (await board.Uart.ReadAsync(TimeSpan.FromSeconds(1)) != Uart.Nothing)
            {
                board.Uart.Print("\r\n");
                return true;
            }

            board.Uart.Print($"\b\b\b {left} ");
        }

        return false;
    }

    private async Task<string> ReadLineAsync()
    {
        StringBuilder line = new();
        while (true)
        {
            int one = await board.Uart.ReadAsync(TimeSpan.FromDays(1));
            switch (one)
            {
                case '\r' or '\n':
                    board.Uart.Print("\r\n");
                    return line.ToString();
                case 3:
                    board.Uart.Print("<INTERRUPT>\r\n");
                    return string.Empty;
                case 0x18:
                    board.Uart.Print("\r" + Prompt + new string(' ', line.Length) + "\r" + Prompt);
                    line.Clear();
                    break;
                case >= ' ' and < 127 when line.Length < BufferLength - 1:
                    line.Append((char)one);
                    board.Uart.Send([(byte)one]);
                    break;
                case >= ' ' and < 127:
                    board.Uart.Print("\a");
                    break;
            }
        }
    }

    private static IEnumerable<string> Split(string line)
    {
        StringBuilder part = new();
        char quote = '\0';
        foreach (char one in line)
        {
            quote = quote == one ? '\0' : quote == '\0' && one is '"' or '\'' ? one : quote;
            if (one == ';' && quote == '\0')
            {
                yield return part.ToString();
                part.Clear();
            }
            else
            {
                part.Append(one);
            }
        }

        yield return part.ToString();
    }

    // Words with variables put in and quotes taken off.
    private string[] Words(string command)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < command.Length; i++)
        {
            char one = command[i];
            if (quote == '\0' && one is ' ')
            {
                Flush();
            }
            else if (one == quote || (quote == '\0' && one is '"' or '\''))
            {
                quote = quote == '\0' ? one : '\0';
                inWord = true;
            }
            else if (one == '$' && quote != '\'')
            {
                i += Expand(command[(i + 1)..], word);
                inWord = true;
            }
            else
            {
                word.Append(one);
                inWord = true;
            }
        }

        Flush();
        return [.. words];

        void Flush()
        {
            if (inWord)
            {
                words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }
    }

    // Returns the characters of the variable's name.
    private int Expand(string rest, StringBuilder word)
    {
        if (rest.StartsWith('?'))
        {
            word.Append(_status);
            return 1;
        }

        int end = rest.IndexOf('}', StringComparison.Ordinal);
        if (!rest.StartsWith('{') || end < 0)
        {
            word.Append('$');
            return 0;
        }

        word.Append(_variables.GetValueOrDefault(rest[1..end], string.Empty));
        return end + 1;
    }
}
