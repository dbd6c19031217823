// Cards that the tests of this folder make, and a kernel small enough to read: it says where it is by the SBI console, and loops.
using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Flasher.Progress;
using Lume.Hil.Host;
using Lume.Hil.Packages;
using Lume.Hil.Suites.Running;

namespace Lume.Hil.Suites.UBoot;

/// <summary>Makes cards and payloads.</summary>
internal static class TestCards
{
    /// <summary>What <see cref="TinyKernel"/> prints.</summary>
    public const string Greeting = "tiny kernel: alive";

    private const int HeaderBytes = 64;
    private const int TextAt = 0x80;

    /// <summary>A RISC-V Image whose code prints <see cref="Greeting"/> through SBI, then loops.</summary>
    /// <param name="padding">Bytes of a pattern behind it, to make it as long as a real kernel.</param>
    public static FlashImage TinyKernel(int padding = 0)
    {
        byte[] text = Encoding.ASCII.GetBytes("\r\n" + Greeting + "\r\n\0");
        byte[] image = new byte[TextAt + text.Length + padding];
        uint[] code =
        [
            0x0400_006F, // j 64: over the header
        ];
        uint[] body =
        [
            0x0000_0497, // auipc s1, 0
            0x0404_8493, // addi s1, s1, 64: the text
            0x0004_C503, // lbu a0, 0(s1)
            0x0005_0A63, // beqz a0, +20
            0x0010_0893, // li a7, 1: SBI legacy console_putchar
            0x0000_0073, // ecall
            0x0014_8493, // addi s1, s1, 1
            0xFEDF_F06F, // j -20
            0x0000_006F, // j .
        ];
        for (int i = 0; i < code.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(4 * i), code[i]);
        }

        for (int i = 0; i < body.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(HeaderBytes + (4 * i)), body[i]);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(0x08), 0x20_0000); // text_offset
        BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(0x10), (ulong)image.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x20), 2);
        "RISCV\0\0\0RSC\x05"u8.CopyTo(image.AsSpan(0x30));
        text.CopyTo(image, TextAt);
        for (int i = TextAt + text.Length; i < image.Length; i++)
        {
            image[i] = (byte)(i * 31);
        }

        return FlashImage.FromBytes("Image", image);
    }

    /// <summary>Makes a card for a board with Debian's boot loader on it.</summary>
    public static async Task<string> MakeAsync(string board, string name, Func<CardContents, CardContents> change, CancellationToken cancel)
    {
        string? missing = HostTools.Missing([.. HostTools.MakingCards, .. HostTools.CheckingCards]).FirstOrDefault()?.Packages[0];
        if (missing is not null)
        {
            throw new LumeException($"The package {missing} is missing: run these tests through ./lume test, which installs it.");
        }

        BoardFirmware? firmware = await BoardFirmware.EnsureAsync(TestBench.Layout, board, cancel);
        string file = TestBench.Scratch(name + ".img");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        CardContents contents = new()
        {
            Layout = CardLayout.For(board),
            Kernel = TinyKernel(),
            Spl = firmware is null ? null : FlashImage.Load(firmware.Spl),
            UBoot = firmware is null ? null : FlashImage.Load(firmware.UBoot),
        };
        new CardImage(change(contents)).Make(file, NoProgress.Instance, cancel);
        return file;
    }
}
