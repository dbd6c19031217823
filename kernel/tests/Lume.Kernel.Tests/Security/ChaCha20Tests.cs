// The block function against the test vector of RFC 8439, section 2.3.2.
using System;
using System.Linq;
using Lume.Kernel.Security;
using Xunit;

namespace Lume.Kernel.Tests.Security;

public sealed class ChaCha20Tests
{
    [Fact]
    public void The_block_of_RFC_8439_comes_out()
    {
        byte[] key = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        uint[] state = new uint[ChaCha20.StateWords];
        ChaCha20.Initialize(state, key);
        state[12] = 1;
        state[13] = 0x09000000;
        state[14] = 0x4a000000;
        state[15] = 0;
        byte[] block = new byte[ChaCha20.BlockSize];
        ChaCha20.NextBlock(state, block);
        Assert.Equal(
            "10F1E7E4D13B5915500FDD1FA32071C4C7D1F4C733C068030422AA9AC3D46C4ED2826446079FAA0914C2D705D98B02A2B5129CD1DE164EB9CBD083E8A2503C4E",
            Convert.ToHexString(block));
    }
}
