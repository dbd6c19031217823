// The boot ROM's header: what is wrapped is found again, damage is found. (The suites compare it with what U-Boot's own mkimage made.)
using System;
using CsCheck;
using Lume.Flasher.Errors;
using Lume.Flasher.Images;
using Xunit;

namespace Lume.Flasher.Tests.Images;

public sealed class SplHeaderTests
{
    [Fact]
    public void What_is_wrapped_is_found_again() => Gen.Byte.Array[1, 4096].Sample(payload =>
    {
        byte[] file = SplHeader.Wrap(payload);
        Assert.Equal(SplHeader.Bytes + payload.Length, file.Length);
        Assert.True(SplHeader.Check(file).SequenceEqual(payload));
        Assert.True(SplHeader.Check([.. file, 1, 2, 3]).SequenceEqual(payload));
    });

    [Fact]
    public void A_changed_byte_of_the_payload_is_found() => Gen.Select(Gen.Byte.Array[1, 4096], Gen.Int[0, 4095], Gen.Byte[1, 255]).Sample((payload, at, change) =>
    {
        byte[] file = SplHeader.Wrap(payload);
        file[SplHeader.Bytes + (at % payload.Length)] ^= change;
        Assert.Contains("CRC-32", Assert.Throws<FlashException>(() => SplHeader.Check(file).Length).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Any_bytes_are_a_sound_file_or_refused() => Gen.Select(Gen.Byte.Array[1, 64], Gen.Int[0, 0x2FF], Gen.Byte.Array[1, 8]).Sample((payload, at, bytes) =>
    {
        byte[] file = SplHeader.Wrap(payload);
        bytes.CopyTo(file, at);
        try
        {
            Assert.True(SplHeader.Check(file).SequenceEqual(payload));
        }
        catch (FlashException e)
        {
            Assert.Equal(FlashError.ImageWrong, e.Error);
        }
    });
}
