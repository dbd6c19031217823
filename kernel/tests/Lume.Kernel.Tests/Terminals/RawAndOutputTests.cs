// Raw mode, signals, flow control, output, and when a read has enough.
using System;
using System.Linq;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;
using Xunit;

namespace Lume.Kernel.Tests.Terminals;

public sealed class RawAndOutputTests
{
    [Fact]
    public void In_raw_mode_every_byte_can_be_read_at_once()
    {
        Typist typist = Raw();
        Assert.Equal("\x04\x7F\x15\r", typist.Type("\x04\x7F\x15\r").Read());
        Assert.Equal(Received.Readable, typist.Asked);
        Assert.Equal("", typist.Echo);
        Assert.Equal("(none)", typist.Read());
    }

    [Theory]
    [InlineData("\x03", (int)Received.Interrupt, "^C")]
    [InlineData("\x1C", (int)Received.Quit, "^\\")]
    [InlineData("\x1A", (int)Received.Suspend, "^Z")]
    public void Signal_characters_drop_what_was_typed(string key, int signal, string echo)
    {
        Typist typist = new();
        typist.Type("abc");
        _ = typist.Echo;
        typist.Type(key);
        Assert.Equal((Received)signal | Received.Restarted, typist.Asked);
        Assert.Equal(echo, typist.Echo);
        Assert.Equal("d\n", typist.Type("d\n").Read());
    }

    [Fact]
    public void With_NOFLSH_a_signal_leaves_the_line_alone()
    {
        Typist typist = new(local: LocalModes.NoFlush);
        Assert.Equal("abd\n", typist.Type("ab\x03" + "d\n").Read());
    }

    [Fact]
    public void Without_ISIG_signal_characters_are_input()
    {
        Typist typist = new(without: LocalModes.Signals);
        Assert.Equal("\x03\x1A\n", typist.Type("\x03\x1A\n").Read());
        Assert.Equal(Received.Readable, typist.Asked);
    }

    [Fact]
    public void Output_is_held_and_let_go_by_flow_control()
    {
        Typist typist = new();
        typist.Type("\x13");
        Assert.True(typist.Line.IsStopped);
        typist.Type("a");
        Assert.True(typist.Line.IsStopped);
        typist.Type("\x11");
        Assert.False(typist.Line.IsStopped);
        Assert.Equal(Received.Restarted, typist.Asked);
        Assert.Equal("a\n", typist.Type("\n").Read());
    }

    [Fact]
    public void With_IXANY_any_byte_lets_output_go_and_is_input()
    {
        Typist typist = new(input: InputModes.AnyRestarts);
        Assert.Equal("a\n", typist.Type("\x13" + "a\n").Read());
        Assert.False(typist.Line.IsStopped);
    }

    [Fact]
    public void A_signal_lets_held_output_go()
    {
        Typist typist = new();
        typist.Type("\x13\x03");
        Assert.False(typist.Line.IsStopped);
    }

    [Fact]
    public void Switching_flow_control_off_lets_held_output_go()
    {
        Typist typist = new();
        typist.Type("\x13");
        typist.Change(static modes =>
        {
            modes.Input &= ~InputModes.FlowControl;
            return modes;
        });
        Assert.False(typist.Line.IsStopped);
        Assert.Equal("\x13\n", typist.Type("\x13\n").Read());
    }

    [Fact]
    public void ISTRIP_clears_the_eighth_bit() =>
        Assert.Equal("a\n", new Typist(input: InputModes.Strip).Type("\u00E1\n").Read());

    [Fact]
    public void Newlines_go_out_with_carriage_returns() => Assert.Equal("a\r\nb", new Typist().Write("a\nb"));

    [Fact]
    public void Without_OPOST_output_goes_out_as_it_is()
    {
        Typist typist = new();
        typist.Change(static modes =>
        {
            modes.Output &= ~OutputModes.Process;
            return modes;
        });
        Assert.Equal("a\n\tb\r", typist.Write("a\n\tb\r"));
    }

    [Theory]
    [InlineData("\tx", "        x")]
    [InlineData("abc\tx", "abc     x")]
    [InlineData("abc\r\tx", "abc\r        x")]
    [InlineData("abc\n\tx", "abc\r\n        x")]
    [InlineData("abcd\b\tx", "abcd\b     x")]
    [InlineData("12345678\tx", "12345678        x")]
    [InlineData("a\x1b\tx", "a\x1b       x")]
    public void With_XTABS_tabs_become_blanks_up_to_the_next_stop(string text, string shown) =>
        Assert.Equal(shown, new Typist(output: OutputModes.ExpandTabs).Write(text));

    [Fact]
    public void Carriage_returns_follow_their_modes()
    {
        Assert.Equal("a\n", new Typist(output: OutputModes.CrToNl).Write("a\r"));
        Assert.Equal("ab\rc", new Typist(output: OutputModes.NoCrAtColumnZero).Write("\rab\rc"));
        Assert.Equal("ABC", new Typist(output: OutputModes.ToUpper).Write("aBc"));
    }

    [Fact]
    public void Output_stops_where_the_next_byte_might_not_fit()
    {
        Typist typist = new(output: OutputModes.ExpandTabs);
        Span<byte> room = stackalloc byte[LineDiscipline.MaxExpansion + 1];
        Assert.Equal(8, typist.Line.Process("\t\tx"u8, room, out int consumed));
        Assert.Equal(1, consumed);
    }

    [Fact]
    public void In_raw_mode_what_is_typed_is_what_is_read() =>
        Gen.Byte.Array[0, 300].Sample(static bytes =>
        {
            Typist typist = Raw();
            string text = new([.. bytes.Select(static b => (char)b)]);
            Assert.Equal(text.Length == 0 ? "(none)" : text, typist.Type(text).Read());
        });

    [Fact]
    public void Whatever_is_typed_the_discipline_survives() =>
        Gen.Select(Gen.Byte.Array[0, 6000], Gen.UInt, Gen.UInt, Gen.UInt).Sample(static (bytes, input, output, local) =>
        {
            Typist typist = new((InputModes)input, (OutputModes)output, (LocalModes)local);
            typist.Type(new string([.. bytes.Select(static b => (char)b)]));
            typist.Change(static modes =>
            {
                modes.Local ^= LocalModes.Canonical;
                return modes;
            });
            int total = 0;
            for (string read = typist.Read(); read != "(none)"; read = typist.Read())
            {
                total += read.Length;
            }

            Assert.True(total <= TerminalInput.Size);
        });

    [Fact]
    public void A_canonical_read_waits_for_its_line_however_long()
    {
        ReadRule rule = Rule(canonical: true, minimum: 0, time: 5);
        Assert.False(rule.IsEnough(3));
        Assert.Equal(WaitQueue.Forever, rule.Deadline(3));
    }

    [Fact]
    public void MIN_0_TIME_0_takes_what_is_there() => Assert.True(Rule(canonical: false, minimum: 0, time: 0).IsEnough(0));

    [Fact]
    public void MIN_0_with_TIME_waits_that_long_for_a_first_byte()
    {
        long now = Clock.Monotonic;
        ReadRule rule = Rule(canonical: false, minimum: 0, time: 3);
        Assert.False(rule.IsEnough(0));
        Assert.True(rule.IsEnough(1));
        Assert.InRange(rule.Deadline(0) - now, 300_000_000, 400_000_000);
    }

    [Fact]
    public void MIN_with_TIME_waits_for_ever_for_the_first_byte_then_that_long_for_each_more()
    {
        ReadRule rule = Rule(canonical: false, minimum: 4, time: 3);
        Assert.Equal(WaitQueue.Forever, rule.Deadline(0));
        Assert.NotEqual(WaitQueue.Forever, rule.Deadline(1));
        Assert.False(rule.IsEnough(3));
        Assert.True(rule.IsEnough(4));
    }

    [Fact]
    public void A_read_that_has_its_minimum_still_takes_what_is_there()
    {
        ReadRule rule = Rule(canonical: false, minimum: 1, time: 0);
        rule.MoreAvailable = true;
        Assert.False(rule.IsEnough(1));
    }

    private static ReadRule Rule(bool canonical, byte minimum, byte time)
    {
        TestMachine.Enter();
        Termios modes = Termios.Default;
        modes.Local = canonical ? modes.Local | LocalModes.Canonical : modes.Local & ~LocalModes.Canonical;
        modes.Characters[ControlCharacter.Minimum] = minimum;
        modes.Characters[ControlCharacter.Time] = time;
        return new ReadRule(modes);
    }

    private static Typist Raw()
    {
        Typist typist = new();
        typist.Change(static modes =>
        {
            modes.Input = 0;
            modes.Output = 0;
            modes.Local = 0;
            return modes;
        });
        return typist;
    }
}
