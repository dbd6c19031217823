// Flashing over the serial line, against the real U-Boot: YMODEM, the board's own checksum, booti, mmc write and sf update.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Boards;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.Flasher.Transports;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.UBoot;

public sealed class SerialFlashTests
{
    private const long SystemPartition = 8 << 20;
    private const long FlashBytes = 32 << 20;
    private const long FlashOffset = 0x50_0000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loady_over_a_socket_leaves_the_image_in_memory_when_it_is_not_to_be_started()
    {
        string socket = Path.Combine(Path.GetTempPath(), $"lume-uart-{Environment.ProcessId}");
        MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, fastSerial: true, cancel: Cancel) with { Serial = $"unix:{socket},server=on,wait=off" };
        await using QemuMachine machine = QemuMachine.Start(options, Log("socket"));
        for (int i = 0; i < 100 && !File.Exists(socket); i++)
        {
            await Task.Delay(100, Cancel);
        }

        FlashRequest request = new() { Image = TestCards.TinyKernel(30_000), Board = KnownBoards.QemuVirt, Port = "unix:" + socket, Boot = false, MayPack = false };
        Assert.False((await FlashAsync(request)).Booted);
    }

    [Theory]
    [InlineData(FlashTarget.Sd)]
    [InlineData(FlashTarget.Spi)]
    public async Task Storage_of_sifive_u_holds_what_was_sent(FlashTarget target)
    {
        await TestBench.RequireSifiveCardAsync();
        string card = await TestCards.MakeAsync("qemu-sifive-u", $"card-serial-{target}", contents => contents, Cancel);
        string flash = TestBench.Scratch($"flash-serial-{target}.img");
        try
        {
            using (FileStream file = File.Create(flash))
            {
                file.SetLength(FlashBytes);
            }

            FlashImage image = FlashImage.Load(TestBench.Kernel);
            long offset = target == FlashTarget.Sd ? SystemPartition : FlashOffset;
            MachineOptions options = await UBootMachines.SifiveAsync(TestBench.Layout, card, flash, fastSerial: true, cancel: Cancel);
            (QemuMachine machine, string port) = await QemuMachine.StartWithPortAsync(options, Log($"sifive-{target}"));
            await using (machine)
            {
                FlashResult result = await FlashAsync(new FlashRequest { Image = image, Board = KnownBoards.QemuSifiveU, Port = port, Target = target, Offset = offset });
                Assert.Equal(2, result.Proofs.Count);
            }

            Assert.Equal(image.Bytes.ToArray(), Read(target == FlashTarget.Sd ? card : flash, offset, image.Bytes.Length));
        }
        finally
        {
            File.Delete(card);
            File.Delete(flash);
        }
    }

    private static async Task<FlashResult> FlashAsync(FlashRequest request)
    {
        FlashResult result = await Task.Run(() => new SerialRoute(PortAddress.Open).Run(request, NoProgress.Instance, Cancel), Cancel);
        Assert.All(result.Proofs, proof => Assert.Equal((request.Image.Bytes.Length, request.Image.Crc32), (proof.Bytes, proof.Crc32)));
        Assert.NotEmpty(result.Proofs);
        return result;
    }

    private static byte[] Read(string file, long offset, int count)
    {
        using FileStream stream = File.OpenRead(file);
        stream.Position = offset;
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Log(string name) => Path.Combine(TestBench.Layout.TestLogs, $"{nameof(SerialFlashTests)}.{name}.log");
}
