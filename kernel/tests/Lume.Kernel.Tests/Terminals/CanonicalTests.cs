// Canonical mode: how a line is edited, echoed, ended and read.
using System;
using Lume.Abi;
using Lume.Kernel.Devices.Terminals;
using Xunit;

namespace Lume.Kernel.Tests.Terminals;

public sealed class CanonicalTests
{
    [Fact]
    public void A_line_can_be_read_once_it_has_ended()
    {
        Typist typist = new();
        Assert.Equal("(none)", typist.Type("ls").Read());
        Assert.Equal(Received.Nothing, typist.Asked);
        Assert.Equal("ls\n", typist.Type("\r").Read());
        Assert.Equal(Received.Readable, typist.Asked);
        Assert.Equal("ls\r\n", typist.Echo);
        Assert.Equal("(none)", typist.Read());
    }

    [Fact]
    public void Lines_are_read_one_at_a_time_and_in_parts()
    {
        Typist typist = new();
        typist.Type("first\nsecond\n");
        Assert.Equal("fir", typist.Read(3));
        Assert.Equal("st\n", typist.Read());
        Assert.Equal("second\n", typist.Read());
    }

    [Fact]
    public void Erase_takes_the_last_character_off_line_and_screen()
    {
        Typist typist = new();
        Assert.Equal("ab\b \bc\r\n", typist.Type("ab\x7F" + "c\n").Echo);
        Assert.Equal("ac\n", typist.Read());
    }

    [Fact]
    public void Erase_on_an_empty_line_does_nothing()
    {
        Typist typist = new();
        typist.Type("x\n");
        _ = typist.Echo;
        Assert.Equal("", typist.Type("\x7F\x17\x15").Echo);
        Assert.Equal("x\n", typist.Read());
    }

    [Fact]
    public void Erase_takes_a_control_character_off_with_both_its_columns()
    {
        Typist typist = new();
        Assert.Equal("^A\b \b\b \b", typist.Type("\x01\x7F").Echo);
    }

    [Fact]
    public void Erase_takes_a_whole_utf8_character_if_asked_to()
    {
        Typist typist = new(input: InputModes.Utf8);
        Assert.Equal("a\u00E2\u0082\u00AC\b \b", typist.Type("a\u00E2\u0082\u00AC\x7F").Echo);
        Assert.Equal("a\n", typist.Type("\n").Read());
    }

    [Fact]
    public void Without_IUTF8_erase_takes_a_byte()
    {
        Typist typist = new();
        Assert.Equal("a\u00E2\u0082\n", typist.Type("a\u00E2\u0082\u00AC\x7F\n").Read());
    }

    [Theory]
    [InlineData("", 8)]
    [InlineData("abc", 5)]
    [InlineData("12345678", 8)]
    [InlineData("a\x01", 5)]
    public void Erase_goes_back_over_a_tab_to_where_it_began(string before, int columns)
    {
        Typist typist = new();
        typist.Type(before + "\t");
        _ = typist.Echo;
        Assert.Equal(new string('\b', columns), typist.Type("\x7F").Echo);
    }

    [Fact]
    public void A_tab_behind_a_prompt_is_erased_by_the_column_that_the_prompt_left()
    {
        Typist typist = new();
        typist.Write("$ ");
        typist.Type("\t");
        _ = typist.Echo;
        Assert.Equal(new string('\b', 6), typist.Type("\x7F").Echo);
    }

    [Theory]
    [InlineData("one two", "one ")]
    [InlineData("one two  ", "one ")]
    [InlineData("a/b.c", "a/b.")]
    [InlineData("x", "")]
    public void Word_erase_takes_the_last_word_and_what_follows_it(string typed, string left)
    {
        Typist typist = new();
        Assert.Equal(left + "\n", typist.Type(typed + "\x17\n").Read());
    }

    [Fact]
    public void Kill_wipes_the_line_off_the_screen()
    {
        Typist typist = new();
        Assert.Equal("ab\b \b\b \b", typist.Type("ab\x15").Echo);
        Assert.Equal("c\n", typist.Type("c\n").Read());
    }

    [Fact]
    public void Without_ECHOKE_kill_shows_itself_and_starts_a_new_line()
    {
        Typist typist = new(without: LocalModes.EchoKillErase);
        Assert.Equal("ab^U\r\n", typist.Type("ab\x15").Echo);
        Assert.Equal("c\n", typist.Type("c\n").Read());
    }

    [Fact]
    public void Reprint_shows_the_line_again()
    {
        Typist typist = new();
        Assert.Equal("ab^R\r\nab", typist.Type("ab\x12").Echo);
        Assert.Equal("ab\n", typist.Type("\n").Read());
    }

    [Fact]
    public void Literal_next_takes_any_special_meaning_away()
    {
        Typist typist = new();
        typist.Type("a\x16\x03\x16\x7F\x16\x04\n");
        Assert.Equal(Received.Readable, typist.Asked);
        Assert.Equal("a^\b^C^\b^?^\b^D\r\n", typist.Echo);
        Assert.Equal("a\x03\x7F\x04\n", typist.Read());
    }

    [Fact]
    public void A_literal_newline_does_not_end_the_line_and_shows_as_a_control_character()
    {
        Typist typist = new();
        Assert.Equal("a^\b^Jb", typist.Type("a\x16\nb").Echo);
        Assert.Equal("(none)", typist.Read());
        Assert.Equal("a\nb\n", typist.Type("\n").Read());
    }

    [Fact]
    public void Without_IEXTEN_word_erase_and_literal_next_are_plain_characters()
    {
        Typist typist = new(without: LocalModes.Extended);
        Assert.Equal("a\x17\x16\x12\n", typist.Type("a\x17\x16\x12\n").Read());
    }

    [Fact]
    public void End_of_file_alone_ends_a_read_with_nothing()
    {
        Typist typist = new();
        Assert.Equal("", typist.Type("\x04").Read());
        Assert.Equal("", typist.Echo);
        Assert.Equal("(none)", typist.Read());
    }

    [Fact]
    public void End_of_file_in_the_middle_hands_over_what_was_typed_so_far()
    {
        Typist typist = new();
        Assert.Equal("ab", typist.Type("ab\x04" + "cd\n").Read());
        Assert.Equal("cd\n", typist.Read());
    }

    [Fact]
    public void A_read_that_just_fits_swallows_the_end_of_file_behind_it()
    {
        Typist typist = new();
        Assert.Equal("ab", typist.Type("ab\x04").Read(2));
        Assert.Equal("(none)", typist.Read());
    }

    [Fact]
    public void The_second_end_of_line_character_ends_lines_too()
    {
        Typist typist = new();
        typist.Change(static modes =>
        {
            modes.Characters[ControlCharacter.EndOfLine2] = (byte)';';
            return modes;
        });
        Assert.Equal("a;", typist.Type("a;b\n").Read());
        Assert.Equal("b\n", typist.Read());
    }

    [Fact]
    public void A_control_character_that_is_zero_is_switched_off()
    {
        Typist typist = new();
        typist.Change(static modes =>
        {
            modes.Characters[ControlCharacter.EndOfFile] = 0;
            return modes;
        });
        Assert.Equal("\0\x04\n", typist.Type("\0\x04\n").Read());
    }

    [Fact]
    public void Without_echo_only_newlines_show_and_only_with_ECHONL()
    {
        Assert.Equal("", new Typist(without: LocalModes.Echo).Type("secret\n").Echo);
        Assert.Equal("\r\n", new Typist(local: LocalModes.EchoNl, without: LocalModes.Echo).Type("secret\n").Echo);
    }

    [Fact]
    public void Carriage_returns_and_newlines_are_exchanged_as_the_modes_say()
    {
        Assert.Equal("(none)", Modes(InputModes.IgnoreCr).Type("a\r").Read());
        Assert.Equal("a\r", Modes(InputModes.NlToCr, local: 0).Type("a\n").Read());
        Assert.Equal("a\rb\n", Modes(0).Type("a\rb\n").Read());

        static Typist Modes(InputModes input, LocalModes local = LocalModes.Canonical)
        {
            Typist typist = new();
            typist.Change(modes =>
            {
                modes.Input = input;
                modes.Local = local;
                return modes;
            });
            return typist;
        }
    }

    [Fact]
    public void Upper_case_is_lowered_with_IUCLC()
    {
        Typist typist = new(input: InputModes.ToLower);
        Assert.Equal("hello\n", typist.Type("HeLLo\n").Read());
    }

    [Fact]
    public void A_full_line_takes_no_more_but_its_end()
    {
        Typist typist = new(input: InputModes.BellWhenFull);
        typist.Type(new string('x', TerminalInput.Size - 1));
        _ = typist.Echo;
        Assert.Equal("\a", typist.Type("y").Echo);
        typist.Type("\n");
        Assert.Equal(Received.Readable, typist.Asked);
        Assert.Equal(new string('x', TerminalInput.Size - 1) + "\n", typist.Read(TerminalInput.Size));
        Assert.Equal("z\n", typist.Type("z\n").Read());
    }

    [Fact]
    public void A_full_line_can_still_be_edited()
    {
        Typist typist = new();
        typist.Type(new string('x', TerminalInput.Size + 10) + "\x7Fy\n");
        Assert.Equal(new string('x', TerminalInput.Size - 2) + "y\n", typist.Read(TerminalInput.Size));
    }

    [Fact]
    public void Leaving_canonical_mode_hands_over_the_half_typed_line()
    {
        Typist typist = new();
        typist.Type("ab");
        typist.Change(MakeRaw);
        Assert.Equal("ab", typist.Read());
    }

    [Fact]
    public void Entering_canonical_mode_makes_a_line_of_what_is_there()
    {
        Typist typist = new();
        typist.Change(MakeRaw);
        typist.Type("ab");
        typist.Change(static modes =>
        {
            modes.Local |= LocalModes.Canonical;
            return modes;
        });
        typist.Type("cd\n");
        Assert.Equal("ab", typist.Read());
        Assert.Equal("cd\n", typist.Read());
    }

    private static Termios MakeRaw(Termios modes)
    {
        modes.Local &= ~LocalModes.Canonical;
        return modes;
    }
}
