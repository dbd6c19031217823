// The #! line, as Linux splits it.
using System;
using System.Text;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Processes.Exec;
using Xunit;

namespace Lume.Kernel.Tests.Exec;

public sealed class ScriptLineTests
{
    [Theory]
    [InlineData("#!/bin/sh\n", "/bin/sh", "")]
    [InlineData("#! \t /bin/sh  \necho", "/bin/sh", "")]
    [InlineData("#!/bin/awk -f  x y \t\n", "/bin/awk", "-f  x y")]
    [InlineData("#!/bin/sh", "/bin/sh", "")]
    [InlineData("#!sh -e", "sh", "-e")]
    public void The_line_is_split_into_interpreter_and_one_argument(string text, string interpreter, string argument)
    {
        Assert.Equal(Errno.None, ScriptLine.TryParse(Encoding.UTF8.GetBytes(text), out ScriptLine line));
        Assert.Equal(interpreter, Encoding.UTF8.GetString(line.Interpreter));
        Assert.Equal(argument, Encoding.UTF8.GetString(line.Argument));
    }

    [Theory]
    [InlineData("#!\n/bin/sh")]
    [InlineData("#!   \t \n")]
    [InlineData("#!")]
    [InlineData("# !/bin/sh\n")]
    [InlineData("")]
    public void A_line_without_interpreter_is_no_program(string text) =>
        Assert.Equal(Errno.ENOEXEC, ScriptLine.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void An_interpreter_that_may_go_on_behind_the_window_is_refused_but_a_cut_argument_is_taken()
    {
        byte[] name = Encoding.UTF8.GetBytes("#!/" + new string('x', ScriptLine.Window - 3));
        Assert.Equal(Errno.ENOEXEC, ScriptLine.TryParse(name, out _));
        byte[] argument = Encoding.UTF8.GetBytes("#!/bin/x " + new string('y', ScriptLine.Window - 9));
        Assert.Equal(Errno.None, ScriptLine.TryParse(argument, out ScriptLine line));
        Assert.Equal(ScriptLine.Window - 9, line.Argument.Length);
    }

    [Fact]
    public void Any_bytes_are_survived() =>
        Gen.Byte.Array[0, ScriptLine.Window].Sample(bytes =>
        {
            byte[] script = [(byte)'#', (byte)'!', .. bytes];
            Errno error = ScriptLine.TryParse(script.AsSpan(0, System.Math.Min(script.Length, ScriptLine.Window)), out ScriptLine line);
            return error != Errno.None || !line.Interpreter.IsEmpty;
        });
}
