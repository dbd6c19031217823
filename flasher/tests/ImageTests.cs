// What a file is, and what is refused before a board is touched.
using System;
using System.IO;
using System.Linq;
using CsCheck;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Transports;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class ImageTests
{
    private static readonly SerialRoute s_route = new(PortAddress.Open);

    [Fact]
    public void Files_are_told_by_their_first_bytes()
    {
        Assert.Equal(ImageKind.Elf, FlashImage.Recognize([0x7f, (byte)'E', (byte)'L', (byte)'F', 2]));
        Assert.Equal(ImageKind.Gzip, FlashImage.Recognize([0x1f, 0x8b, 8]));
        Assert.Equal(ImageKind.DeviceTree, FlashImage.Recognize([0xd0, 0x0d, 0xfe, 0xed]));
        byte[] x86 = new byte[1024];
        "HdrS"u8.CopyTo(x86.AsSpan(0x202));
        Assert.Equal(ImageKind.X86Kernel, FlashImage.Recognize(x86));
        Assert.Equal(ImageKind.RiscVImage, BoardRuns.Kernel(100).Kind);
        Assert.Equal(ImageKind.Unknown, FlashImage.Recognize([]));
        Assert.Equal(ImageKind.Unknown, FlashImage.Recognize(new byte[64]));
    }

    [Theory]
    [InlineData(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F' }, "objcopy")]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0 }, "gunzip")]
    [InlineData(new byte[] { 0xd0, 0x0d, 0xfe, 0xed }, "--to spi")]
    [InlineData(new byte[] { 1, 2, 3, 4 }, "RISC-V")]
    public void A_kernel_of_the_wrong_kind_is_refused_with_the_remedy_for_it(byte[] bytes, string remedy)
    {
        FlashException e = Assert.Throws<FlashException>(() => s_route.Plan(BoardRuns.Request(FlashImage.FromBytes("x", bytes))));
        Assert.Equal(FlashError.ImageWrong, e.Error);
        Assert.Contains(remedy, e.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8192, null)]
    [InlineData(8191, "cut off: its sections need 8192 bytes, the file has 8191")]
    public void A_kernel_that_was_cut_off_is_refused_where_its_PE_header_tells(int length, string? complaint)
    {
        byte[] bytes = BoardRuns.Kernel(length).Bytes.ToArray();
        "MZ"u8.CopyTo(bytes);
        bytes[0x3c] = 0x40;
        bytes.AsSpan(0x3d, 3).Clear();
        byte[] header = [.. "PE\0\0"u8, 0x64, 0x50, 1, 0, .. new byte[12], 0, 0, 0, 0, .. new byte[16], 0, 0x10, 0, 0, 0, 0x10, 0, 0, .. new byte[16]];
        header.CopyTo(bytes, 0x40);
        FlashImage image = FlashImage.FromBytes("Image", bytes);
        if (complaint is null)
        {
            image.RequireBootable();
        }
        else
        {
            Assert.Contains(complaint, Assert.Throws<FlashException>(image.RequireBootable).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Headers_of_PE_that_lie_are_no_harm() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        byte[] file = [.. "MZ"u8, .. bytes];
        if (file.Length > 0x60)
        {
            file.AsSpan(0x3d, 3).Clear();
            file[0x3c] = 0x40;
            "PE\0\0"u8.CopyTo(file.AsSpan(0x40));
        }

        PeSections.End(file);
    });

    [Fact]
    public void What_does_not_fit_or_would_destroy_is_refused()
    {
        FlashImage image = BoardRuns.Kernel(5000);
        FlashRequest request = BoardRuns.Request(image);
        Assert.Equal(FlashError.ImageTooBig, ErrorOf(request with { Address = 0xC000_0000 - 4096 }));
        Assert.Equal(FlashError.Usage, ErrorOf(request with { Address = 0x1000 }));
        Assert.Equal(FlashError.ImageTooBig, ErrorOf(request with { Target = FlashTarget.Spi, Offset = (16 << 20) - 4096 }));
        Assert.Equal(FlashError.ImageWrong, ErrorOf(request with { Target = FlashTarget.Sd }));
        Assert.Equal(FlashError.ImageWrong, ErrorOf(request with { Target = FlashTarget.Spi }));
        Assert.Equal(FlashError.Usage, ErrorOf(request with { Target = FlashTarget.Spi, Offset = 512 }));
        Assert.Equal(FlashError.StorageMissing, ErrorOf(request with { Board = KnownBoards.QemuVirt, Target = FlashTarget.Sd, Offset = 0 }));
    }

    [Fact]
    public void A_plan_opens_nothing_and_names_every_step()
    {
        FlashRequest request = BoardRuns.Request(BoardRuns.Kernel(5000)) with { Port = "/dev/nonesuch", Target = FlashTarget.Sd, Offset = 0 };
        string plan = string.Join('\n', s_route.Plan(request));
        Assert.All((string[])["/dev/nonesuch", "loady", "1500000, 750000, 500000, 250000, 115200", "read it back"], step => Assert.Contains(step, plan, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_read_or_is_empty_says_so()
    {
        Assert.Equal(FlashError.ImageUnreadable, Assert.Throws<FlashException>(() => FlashImage.Load("/nonesuch")).Error);
        Assert.Equal(FlashError.ImageUnreadable, Assert.Throws<FlashException>(() => FlashImage.Load(Path.GetTempPath())).Error);
        string file = Path.GetTempFileName();
        Assert.Equal(FlashError.ImageWrong, Assert.Throws<FlashException>(() => FlashImage.Load(file)).Error);
        File.Delete(file);
    }

    private static FlashError ErrorOf(FlashRequest request) => Assert.Throws<FlashException>(() => s_route.Plan(request)).Error;
}
