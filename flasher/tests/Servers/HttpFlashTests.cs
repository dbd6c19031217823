// Flashing by HTTP, whole: the software board's U-Boot fetches from the real server and proves what came.
using System;
using System.Net;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests.Servers;

public sealed class HttpFlashTests
{
    [Fact]
    public void The_board_fetches_by_HTTP_proves_and_boots()
    {
        Board board = BoardRuns.NewBoard(new BoardSetup { HasNetwork = true });
        FlashRequest request = BoardRuns.Request(BoardRuns.Kernel(300_000)) with { Route = FlashRoute.Http };
        FlashResult result = Run(board, request);
        Assert.True(result.Booted);
        Assert.Equal(request.Image.Bytes.ToArray(), BoardRuns.RamOf(board, 0x4020_0000, request.Image.Bytes.Length));
    }

    [Fact]
    public void A_board_without_a_network_and_a_server_that_cannot_be_reached_are_told_apart()
    {
        FlashRequest request = BoardRuns.Request(BoardRuns.Kernel(1000)) with { Route = FlashRoute.Http };
        Assert.Equal(FlashError.CommandMissing, Assert.Throws<FlashException>(() => Run(BoardRuns.NewBoard(), request)).Error);
        Board board = BoardRuns.NewBoard(new BoardSetup { HasNetwork = true });
        FlashRequest nowhere = request with { ServerAddress = IPAddress.Broadcast };
        Assert.Equal(FlashError.NetworkFetchFailed, Assert.Throws<FlashException>(() => Run(board, nowhere)).Error);
    }

    [Theory]
    [InlineData("192.168.1.20", "255.255.255.0", "192.168.1.7")]
    [InlineData("10.1.2.3", "255.0.0.0", "10.9.9.9")]
    [InlineData("172.16.0.9", "255.255.255.0", null)]
    public void The_hosts_address_is_the_one_in_the_boards_network(string board, string mask, string? expected)
    {
        IPAddress[] own = [IPAddress.Parse("192.168.1.7"), IPAddress.Parse("10.9.9.9")];
        Assert.Equal(expected, NetworkRoute.InSameNetwork(IPAddress.Parse(board), IPAddress.Parse(mask), own)?.ToString());
    }

    private static FlashResult Run(Board board, FlashRequest request) =>
        new NetworkRoute(FlashRoute.Http, (_, _) => new SimulatedLine(board, FaultPlan.None), new Random(1))
            .Run(request, Progress.NoProgress.Instance, TestContext.Current.CancellationToken);
}
