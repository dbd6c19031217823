// Finding a function's unwind entry, by the linker's index and without it.

using System;

using Internal.Runtime.Unwinding;

using Xunit;

namespace Lume.Runtime.Tests;

public sealed class FrameTableTests : IDisposable
{
    private const ulong F = 0x11368;
    private const ulong Leaf = 0x113A8;
    private const ulong Big = 0x113AA;
    private readonly UnwindImage _image = new();

    public void Dispose() => _image.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_inside_a_function_finds_its_entry(bool useIndex)
    {
        FrameTable table = _image.Frames(useIndex);
        foreach ((ulong start, ulong end) in new[] { (F, Leaf), (Leaf, Big), (Big, 0x113E2ul) })
        {
            for (ulong address = start; address < end; address += 2)
            {
                Assert.True(table.TryFind(_image.AddressOf(address), out FrameDescription found));
                Assert.Equal(_image.AddressOf(start), found.Start);
                Assert.Equal(end - start, found.Length);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_outside_the_code_finds_nothing(bool useIndex)
    {
        FrameTable table = _image.Frames(useIndex);
        Assert.False(table.TryFind(_image.AddressOf(F) - 1, out _));
        Assert.False(table.TryFind(0, out _));
        Assert.False(table.TryFind(ulong.MaxValue, out _));
    }

    [Fact]
    public void Only_a_function_with_protected_calls_has_a_table_of_them()
    {
        FrameTable table = _image.Frames();
        Assert.True(table.TryFind(_image.AddressOf(F), out FrameDescription f));
        Assert.True(table.TryFind(_image.AddressOf(Big), out FrameDescription big));
        Assert.Equal(_image.AddressOf(0x101C8), f.Lsda);
        Assert.Equal(0ul, big.Lsda);
    }

    [Theory]
    [InlineData(0x11378ul, 0x113A0ul)]
    [InlineData(0x1137Bul, 0x113A0ul)]
    [InlineData(0x1137Eul, 0ul)]
    [InlineData(0x11384ul, 0x11398ul)]
    [InlineData(0x11398ul, 0ul)]
    public void A_call_leads_to_its_landing_pad(ulong call, ulong pad)
    {
        Assert.True(_image.Frames().TryFind(_image.AddressOf(call), out FrameDescription f));
        bool isProtected;
        ProtectedCall found;
        unsafe
        {
            isProtected = LandingPads.TryFind(in f, _image.AddressOf(call), _image.Tables, _image.TablesEnd, out found);
        }

        Assert.Equal(pad != 0, isProtected);
        Assert.True(pad == 0 || found.LandingPad == _image.AddressOf(pad));
    }
}
