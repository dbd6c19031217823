// Frames on a real console of the guest: through its terminal, beside its text, also when garbage gets in between.
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Frames;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Benches;

public sealed class FrameConsoleTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_C_program_in_the_guest_and_a_test_exchange_messages_beside_text()
    {
        await using QemuMachine machine = TestBench.Start(TestBench.Options, nameof(FrameConsoleTests));
        SerialConsole console = machine.Console;
        Shell shell = new(console);
        await shell.WaitUntilReadyAsync(s_limit);
        await console.SendLineAsync("/test/frames");
        await console.ExpectTextAsync("frames: ready", s_limit);
        FramePeer peer = new(console.SendAsync, TimeSpan.FromSeconds(5));
        console.Frames = peer;
        await peer.StartOverAsync(Cancel);
        Random random = new(1);
        int[] lengths = [0, 1, Frame.MaximumPayload, .. Enumerable.Range(0, 30).Select(_ => random.Next(200))];
        for (int i = 0; i < lengths.Length; i++)
        {
            byte[] message = new byte[lengths[i]];
            random.NextBytes(message);
            if (i % 5 == 4)
            {
                await console.SendAsync("~{D0000ff cut off, and some noise }~ \xff\n");
            }

            await peer.SendAsync(message, Cancel);
            Assert.Equal(message.Reverse(), await peer.ReceiveAsync(s_limit, Cancel));
            await console.ExpectTextAsync($"frames: message {i + 1}", s_limit);
        }

        Assert.True(peer.Repeated <= lengths.Length, $"{peer.Repeated} repetitions");
        await peer.SendAsync("bye"u8.ToArray(), Cancel);
        await console.ExpectTextAsync("frames: done", s_limit);
        console.Frames = null;
        Assert.Equal("alive\n", (await shell.RunAsync("echo alive")).Output);
    }
}
